"""Who has which page open at the desk, in sentences."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from content.editorial.models import Presence
from content.people.models import User

# A tab reports every twenty seconds; one that was silent for so long is closed.
SILENT_FOR: Final = timedelta(minutes=2)


def who_is_here(
    *, page_key: int, person: User, at: datetime, tab: str = "", with_own: bool = True
) -> list[str]:
    """One sentence for each other person, and one for the person's own other tabs, in one query."""
    rows = Presence.objects.filter(page=page_key, seen_at__gt=at - SILENT_FOR).select_related("person")
    by_person: dict[int, list[Presence]] = defaultdict(list)
    for row in rows.order_by("opened_at", "pk"):
        is_this = row.person_id == person.pk and (row.tab == tab or not with_own)
        if not is_this:
            by_person[row.person_id].append(row)
    return [_sentence(tabs, person, at) for tabs in by_person.values()]


def open_with(page_keys: Iterable[int], *, person: User, at: datetime) -> dict[int, str]:
    """The names of those who have each of the pages open, in one query."""
    rows = Presence.objects.filter(page__in=list(page_keys), seen_at__gt=at - SILENT_FOR)
    names: dict[int, dict[str, bool]] = defaultdict(dict)
    for row in rows.select_related("person").order_by("opened_at", "pk"):
        name = "You" if row.person_id == person.pk else str(row.person)
        names[row.page_id][name] = names[row.page_id].get(name, False) or row.has_unsaved_changes
    return {
        page: ", ".join(f"{name} (unsaved changes)" if unsaved else name for name, unsaved in people.items())
        for page, people in names.items()
    }


def _sentence(tabs: list[Presence], person: User, at: datetime) -> str:
    first = tabs[0]
    has_unsaved = any(tab.has_unsaved_changes for tab in tabs)
    if first.person_id == person.pk:
        return "You have this open in another tab" + (", with unsaved changes." if has_unsaved else ".")
    minutes = int((at - first.opened_at).total_seconds() // 60)
    when = _ago(minutes)
    return f"{first.person} opened this {when}" + (", has unsaved changes." if has_unsaved else ".")


def _ago(minutes: int) -> str:
    if minutes < 1:
        return "just now"
    if minutes < 120:
        return f"{minutes} minute{'' if minutes == 1 else 's'} ago"
    return f"{minutes // 60} hours ago"
