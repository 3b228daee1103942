"""What tests of reviewing share: a page with changes of one person, and what the log says of it."""

from datetime import UTC, datetime
from typing import Final

from content.editorial.models import LogEntry
from content.pages.actions import SectionDraft, record_revision, replace_sections
from content.pages.models import Page, Revision
from content.people.models import User
from tests.factories import make_article, section

AT: Final = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


def written_by(person: User | None, *, title: str = "", body: str = "A text.") -> Page:
    """A page whose latest revision is the person's."""
    page = make_article(title=title)
    edited(page, person, body=body)
    return page


def edited(page: Page, by: User | None, *, body: str) -> Revision:
    """Save one section with this text, as the admin's form does; an approval lapses by `draft_saved`."""
    drafts: list[SectionDraft] = [section("One", body)]
    replace_sections(page=page, sections=drafts)
    return record_revision(page=page, by=by)[0]


def logged(page: Page) -> list[tuple[str, str, str]]:
    """The acts on the page with the states before and after, the oldest first."""
    rows = LogEntry.objects.filter(page=page).order_by("pk")
    return list(rows.values_list("act", "state_before", "state_after"))
