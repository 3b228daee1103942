"""Restoring a revision and discarding changes: a new revision, after a page that shows what would change."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from content.editorial.actions.publishing import Terms
from content.editorial.actions.restoring import NothingToReturnTo, SavedMeanwhile, discard, restore
from content.editorial.actions.scheduling import schedule_publication
from content.editorial.models import Act, Draft, LogEntry, Schedule, State
from content.editorial.queries.naming import desk_address
from content.library.actions import publish, withdraw
from content.library.queries.states import PublicState, with_public_state
from content.pages.actions import NotWritable, record_revision
from content.pages.models import Article, Page
from content.pages.schemas import content_hash
from content.pages.snapshots import snapshot
from content.people.roles import Role
from tests import factories
from tests.editorial.desk_forms import at_the_desk, errors_of

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)


@pytest.fixture
def article() -> Article:
    """Revision 1 is published, revision 2 is not."""
    page = factories.make_article(title="An article", sections=[factories.section("H", "First words.")])
    publish(page=page, by=None)
    page.sections.update(body="Second words.")
    record_revision(page=page, by=None)
    return page


def test_restoring_makes_a_new_revision_that_says_the_same_and_is_on_the_record(article: Article) -> None:
    ana = factories.make_user()
    revision, untaken = restore(page=article, number=1, seen=2, by=ana, at=AT)
    assert (revision.number, revision.made_by, revision.made_at, untaken) == (3, ana, AT, [])
    assert revision.note == "Restored from revision 1"
    assert revision.content_hash == article.revisions.get(number=1).content_hash
    entry = LogEntry.objects.get(act=Act.RESTORED)
    assert (entry.page_id, entry.by_id, entry.revision_number, entry.at) == (article.pk, ana.pk, 3, AT)


def test_discarding_returns_to_what_readers_read(article: Article) -> None:
    revision, _ = discard(page=article, seen=2, by=factories.make_user())
    assert revision.number == 3
    stated: Any = with_public_state(Page.objects.filter(pk=article.pk)).get()
    assert stated.public_state == PublicState.PUBLISHED
    assert article.sections.get().body == "First words."
    assert LogEntry.objects.filter(act=Act.DISCARDED, revision_number=3).count() == 1


def test_an_approval_lapses_with_what_was_restored(article: Article) -> None:
    Draft.objects.create(page=article, state=State.APPROVED, revision_number=2, since=AT)
    restore(page=article, number=1, seen=2, by=factories.make_user())
    assert Draft.objects.get().state == State.DRAFT


def test_who_did_not_see_the_latest_save_changes_nothing(article: Article) -> None:
    ana = factories.make_user()
    with pytest.raises(SavedMeanwhile, match="it stands at revision 2 now"):
        restore(page=article, number=1, seen=1, by=ana)
    with pytest.raises(SavedMeanwhile, match="it stands at revision 2 now"):
        discard(page=article, seen=1, by=ana)
    assert article.revisions.count() == 2
    client = at_the_desk()
    answer = client.post(desk_address(article, "restore", 1), {"seen": "1"})
    assert "was saved after you had opened this" in errors_of(answer)
    for seen in ("", "x", "9" * 30):
        client.post(desk_address(article, "discard"), {"seen": seen})
    assert article.revisions.count() == 2


def test_what_stands_already_makes_no_revision_and_no_entry(article: Article) -> None:
    assert restore(page=article, number=2, seen=2, by=factories.make_user())[0].number == 2
    assert not LogEntry.objects.filter(act=Act.RESTORED).exists()
    answer = at_the_desk().post(desk_address(article, "restore", 2), {"seen": "2"})
    assert "Nothing to change" in errors_of(answer)


@pytest.mark.parametrize("is_withdrawn", [False, True])
def test_where_readers_see_nothing_there_is_nothing_to_return_to(is_withdrawn: bool) -> None:
    article = factories.make_article()
    if is_withdrawn:
        publish(page=article, by=None)
        withdraw(page=article, by=None, reason="Wrong.")
    with pytest.raises(NothingToReturnTo):
        discard(page=article, seen=1, by=factories.make_user())
    answer = at_the_desk().get(desk_address(article, "discard"))
    assert "there is nothing to return to" in errors_of(answer)


def test_the_question_shows_what_would_change_and_changes_nothing(article: Article) -> None:
    client = at_the_desk()
    before = (snapshot(article), Page.objects.values().get(pk=article.pk))
    for address in (desk_address(article, "restore", 1), desk_address(article, "discard")):
        answer = client.get(address)
        assert answer.context["comparison"].words_added == 1
        assert (snapshot(article), Page.objects.values().get(pk=article.pk)) == before
        assert article.revisions.count() == 2


def test_the_question_says_what_cannot_be_taken_over_and_the_answer_says_it_too() -> None:
    india = factories.make_country(title="India")
    forum = factories.make_organization(title="Forum", members=[india])
    forum.memberships.all().delete()
    record_revision(page=forum, by=None)
    india.delete()
    client, address = at_the_desk(), desk_address(forum, "restore", 1)
    sentence = "“India” was deleted: nothing refers to it any more."
    assert client.get(address).context["untaken"] == [sentence]
    Page.objects.filter(pk=forum.pk).update(title="Another title")
    record_revision(page=forum, by=None)
    assert sentence in errors_of(client.post(address, {"seen": "3"}))
    assert sentence in LogEntry.objects.get(act=Act.RESTORED).note


def test_what_must_be_refused_is_refused_before_and_after_the_question() -> None:
    article = factories.make_article(slug="first")
    Page.objects.filter(pk=article.pk).update(slug="second")
    record_revision(page=article, by=None)
    factories.make_article(title="Newcomer", slug="first")
    client, address = at_the_desk(), desk_address(article, "restore", 1)
    html = client.get(address).content.decode()
    assert "is that of “Newcomer” now" in html
    assert 'value="Restore"' not in html
    assert "is that of “Newcomer” now" in errors_of(client.post(address, {"seen": "2"}))
    with pytest.raises(NotWritable):
        restore(page=article, number=1, seen=2, by=factories.make_user())
    assert article.revisions.count() == 2


def test_an_author_may_restore_and_discard(article: Article) -> None:
    client = at_the_desk(Role.AUTHOR)
    before = content_hash(article.revisions.get(number=2).taken)
    client.post(desk_address(article, "discard"), {"seen": "2"})
    client.post(desk_address(article, "restore", 2), {"seen": "3"})
    assert article.revisions.latest("number").content_hash == before
    assert article.revisions.count() == 4


def test_a_revision_that_is_not_there_is_404(article: Article) -> None:
    assert at_the_desk().get(desk_address(article, "restore", 9)).status_code == 404
    assert at_the_desk().post(desk_address(article, "restore", 9), {"seen": "2"}).status_code == 404


def test_changes_can_be_discarded_only_where_there_are_some(article: Article) -> None:
    client, discarding = at_the_desk(), desk_address(article, "discard")
    assert discarding in client.get(desk_address(article)).content.decode()
    discard(page=article, seen=2, by=factories.make_user())
    assert discarding not in client.get(desk_address(article)).content.decode()


@pytest.mark.parametrize(
    ("choice", "standing", "number"),
    [("move", "waiting", 3), ("keep", "waiting", 2), ("cancel", "canceled", 2)],
)
def test_going_back_asks_what_becomes_of_a_publication_that_waits(
    article: Article, choice: str, standing: str, number: int
) -> None:
    schedule = schedule_publication(
        page=article,
        by=factories.make_user(),
        due_at=timezone.now() + timedelta(days=2),
        revision_number=2,
        terms=Terms("Better."),
    )
    client = at_the_desk()
    address = desk_address(article, "restore", 1)
    assert "what becomes of that?" in client.get(address).content.decode()
    refused = client.post(address, {"seen": "2"})
    assert (refused.status_code, article.revisions.count()) == (422, 2)
    assert "say what becomes of the publication" in errors_of(refused)
    assert client.post(address, {"seen": "2", "schedule_choice": choice}).status_code == 302
    schedule.refresh_from_db()
    assert (schedule.get_standing_display().lower(), schedule.revision_number) == (standing, number)
    assert article.revisions.count() == 3


def test_an_author_who_goes_back_is_not_asked_and_the_schedule_stands(article: Article) -> None:
    schedule_publication(
        page=article,
        by=factories.make_user(),
        due_at=timezone.now() + timedelta(days=2),
        revision_number=2,
        terms=Terms("Better."),
    )
    client = at_the_desk(Role.AUTHOR)
    assert client.post(desk_address(article, "discard"), {"seen": "2"}).status_code == 302
    schedule = Schedule.objects.get()
    assert (schedule.standing, schedule.revision_number) == ("waiting", 2)
