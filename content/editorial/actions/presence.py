"""A tab tells that it has a page's form open, and that it is closed. It leaves no trace in any history."""

from datetime import datetime, timedelta
from typing import Final

from content.editorial.models import Presence
from content.pages.models import Page
from content.people.models import User

FORGOTTEN_AFTER: Final = timedelta(days=1)


def report_presence(
    *, page: Page, by: User, tab: str, has_unsaved_changes: bool, at: datetime, is_first: bool = False
) -> None:
    """In one statement; with the first report of a tab, rows of tabs that are long gone are swept away."""
    if is_first:
        Presence.objects.filter(seen_at__lt=at - FORGOTTEN_AFTER).delete()
    row = Presence(
        page_id=page.pk,
        person=by,
        tab=tab,
        opened_at=at,
        seen_at=at,
        has_unsaved_changes=has_unsaved_changes,
    )
    Presence.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["page", "person", "tab"],
        update_fields=["seen_at", "has_unsaved_changes"],
    )


def leave(*, page: Page, by: User, tab: str) -> None:
    Presence.objects.filter(page=page.pk, person=by, tab=tab).delete()
