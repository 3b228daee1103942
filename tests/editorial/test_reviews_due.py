"""A public page is to be read again after a time that its volatility says; that someone did is logged."""

from datetime import UTC, date, datetime

import pytest

from content.editorial.actions.publishing import publish_reviewed
from content.editorial.actions.reviews_due import NotReviewable, reviewed_unchanged
from content.editorial.models import LogEntry
from content.editorial.queries.naming import desk_address
from content.editorial.queries.reviews_due import due_for_review, next_review
from content.library.actions import publish, withdraw
from content.library.queries.states import with_public_state
from content.pages.actions import record_revision
from content.pages.models import Page
from content.people.roles import Role
from tests.editorial.desk_forms import at_the_desk
from tests.editorial.reviewing import edited
from tests.factories import make_article, make_user

AT = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("volatility", "after", "due"),
    [
        ("stable", date(2026, 11, 30), date(2028, 11, 30)),
        ("slow", date(2026, 11, 30), date(2027, 11, 30)),
        ("fast", date(2026, 11, 30), date(2027, 2, 28)),
        ("fast", date(2027, 11, 30), date(2028, 2, 29)),
        ("stable", date(2028, 2, 29), date(2030, 2, 28)),
        ("fast", date(2026, 9, 30), date(2026, 12, 30)),
    ],
)
def test_the_next_review_is_so_many_months_later(volatility: str, after: date, due: date) -> None:
    assert next_review(volatility, after) == due


@pytest.mark.django_db
def test_publishing_sets_the_date_and_a_minor_edition_leaves_it() -> None:
    page, editor = make_article(volatility="fast"), make_user(role=Role.EDITOR)
    publish(page=page, by=None, at=AT)
    page.refresh_from_db()
    assert page.review_by == date(2027, 2, 28)
    assert with_public_state(Page.objects.all()).get().public_state == "published"  # type: ignore[attr-defined]
    edited(page, None, body="A better text.")
    later = datetime(2027, 1, 5, tzinfo=UTC)
    publish_reviewed(page=page, by=editor, note="", minor=True, at=later)
    page.refresh_from_db()
    assert page.review_by == date(2027, 2, 28)


@pytest.mark.django_db
def test_reviewed_and_nothing_to_change_is_logged_and_moves_the_date_and_nothing_else() -> None:
    page, editor = make_article(), make_user(role=Role.EDITOR)
    publish(page=page, by=None, at=AT)
    before = Page.objects.values("updated_at", "version").get()
    reviewed_unchanged(page=page, by=editor, at=datetime(2027, 12, 1, tzinfo=UTC))
    assert Page.objects.get().review_by == date(2028, 12, 1)
    assert Page.objects.values("updated_at", "version").get() == before
    entry = LogEntry.objects.latest("pk")
    assert (entry.act, entry.by, entry.edition_number, entry.detail) == (
        *("reviewed_unchanged", editor),
        *(1, {"review_by": "2028-12-01"}),
    )


@pytest.mark.django_db
def test_only_an_editor_reviews_and_only_what_is_public() -> None:
    page = make_article()
    with pytest.raises(NotReviewable, match="not on the public site"):
        reviewed_unchanged(page=page, by=make_user(role=Role.EDITOR))
    publish(page=page, by=None)
    with pytest.raises(NotReviewable, match="for an editor"):
        reviewed_unchanged(page=page, by=make_user(role=Role.AUTHOR))


@pytest.mark.django_db
def test_public_pages_whose_date_has_come_are_due_the_longest_overdue_first() -> None:
    pages = [make_article(title=title) for title in ("Later", "Today", "Earlier", "Withdrawn", "Draft")]
    for page in pages[:4]:
        publish(page=page, by=None)
    withdraw(page=pages[3], by=None, reason="Old.")
    days = [date(2027, 1, 3), date(2027, 1, 2), date(2027, 1, 1), date(2026, 1, 1), date(2026, 1, 1)]
    for page, day in zip(pages, days, strict=True):
        Page.objects.filter(pk=page.pk).update(review_by=day)
    assert [page.title for page in due_for_review(date(2027, 1, 2))] == ["Earlier", "Today"]


@pytest.mark.django_db
def test_a_page_with_changes_that_readers_do_not_see_is_not_reviewed_as_it_stands() -> None:
    page, editor = make_article(title="Changed"), make_user(role=Role.EDITOR)
    publish(page=page, by=None)
    Page.objects.filter(pk=page.pk).update(summary="New")
    record_revision(page=page, by=None)
    with pytest.raises(NotReviewable, match="changes that readers do not see"):
        reviewed_unchanged(page=page, by=editor)
    client = at_the_desk()
    assert "publish or discard them first" in client.get(desk_address(page, "reviewed")).content.decode()
