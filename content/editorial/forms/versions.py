"""On which revision a form was opened, and whether another one stands now."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.db.models import Max
from django.utils.dateformat import format as in_words
from django.utils.html import format_html
from django.utils.safestring import SafeString

from content.editorial.queries.naming import desk_address
from content.pages.models import Page, Revision


class AskedAgain(forms.Form):
    """A form about one revision, `seen_revision`: refused because another one came, it asks about that."""

    def ask_again(self, number: int) -> None:
        """The same words, about the revision that stands now."""
        self.data = {**{name: self.data[name] for name in self.data}, "seen_revision": str(number)}


def standing_number(page: Page) -> int:
    """The number of the page's latest revision, 0 if it has none; asked once for each instance."""
    if not hasattr(page, "standing_number"):
        page.standing_number = Revision.objects.number_of(page)  # type: ignore[attr-defined]
    number: int = page.standing_number  # type: ignore[attr-defined]
    return number


def standing_numbers(pages: Iterable[Page]) -> dict[int, int]:
    """The same of many pages by their keys, in one query."""
    keys = [page.pk for page in pages]
    rows = Revision.objects.filter(page__in=keys).order_by().values_list("page").annotate(Max("number"))
    return {**dict.fromkeys(keys, 0), **dict(rows)}


def seen_number(sent: Mapping[str, Any], page: Page) -> int:
    """On which revision a question about the page was asked; -1, which none has, where that is not said."""
    number = str(sent.get(f"seen-{page.pk}", ""))
    return int(number) if number.isdecimal() and number.isascii() and len(number) < 10 else -1


def is_stale(sent: Mapping[str, Any], page: Page) -> bool:
    """Whether the form was sent for another revision of the page than the one that stands in the database."""
    return not page._state.adding and _said(sent) != str(standing_number(page))


def opened_on(sent: Mapping[str, Any], page: Page) -> int | None:
    """The number of the revision that the form was opened on; None where it names none that there is.

    A page that had no revision then got its first of how it stood, before it was saved.
    """
    number = _said(sent)
    if not (number.isdecimal() and number.isascii() and len(number) < 10):
        return None
    return max(int(number), 1) if int(number) <= standing_number(page) else None


def _said(sent: Mapping[str, Any]) -> str:
    return str(sent.get("edited_revision", "")).strip()


def who_saved_meanwhile(page: Page) -> SafeString:
    """Who saved the page when, and what to do now: for a form that does not say what it was opened on."""
    latest = Revision.objects.select_related("made_by").defer("snapshot").latest_of(page)
    who = str(latest.made_by) if latest and latest.made_by else "Someone else"
    when = in_words(latest.made_at, "j F Y, H:i e") if latest else "meanwhile"
    return format_html(
        "Not saved: {} saved this page ({}) after you had opened it. All that you wrote is still below. "
        '<a href="{}" target="_blank" rel="noopener">Open the current version in a new tab</a> '
        "and carry your changes over there.",
        who,
        when,
        desk_address(page),
    )
