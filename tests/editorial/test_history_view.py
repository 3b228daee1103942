"""A page's history in one line of time, and each of its revisions as it stood."""

from datetime import UTC, datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from content.editorial.actions.log import record_act
from content.editorial.models import Act
from content.editorial.queries.naming import desk_address
from content.library.actions import publish
from content.pages.actions import record_revision
from content.pages.models import Page, Revision
from tests import factories
from tests.editorial.desk_forms import at_the_desk

pytestmark = pytest.mark.django_db
NEVER = datetime(2020, 1, 1, tzinfo=UTC)


def words(html: bytes) -> str:
    return " ".join(html.decode().split())


def test_the_history_lists_revisions_editions_and_acts_with_who_when_and_why() -> None:
    ana = factories.make_user(display_name="Ana Editor")
    article = factories.make_article()
    Page.objects.filter(pk=article.pk).update(title="Second title")
    record_revision(page=article, by=ana, note="A better title")
    publish(page=article, by=ana, note="For readers", minor=True)
    record_act(page=article, act=Act.REVIEWED_UNCHANGED, by=ana, at=NEVER, note="All still true")
    answer = at_the_desk().get(desk_address(article, "history"))
    events = answer.context["events"]
    told = [(event.what, event.who, event.why) for event in events if event.what.startswith(("R", "E"))]
    assert told == [
        ("Edition 1", "Ana Editor", "For readers"),
        ("Revision 2", "Ana Editor", "A better title"),
        ("Revision 1", "", ""),
        ("Reviewed, nothing to change", "Ana Editor", "All still true"),
    ]
    assert (events[-1].point, events[-2].point) == ("", "r1")
    assert "Nobody signed in" in words(answer.content)


def test_of_one_moment_what_followed_stands_above() -> None:
    article = factories.make_article()
    article.revisions.all().delete()
    publish(page=article, by=None, at=NEVER)
    record_act(page=article, act=Act.SUBMITTED, by=None, at=NEVER)
    events = at_the_desk().get(desk_address(article, "history")).context["events"]
    assert [event.what for event in events] == ["Submitted for review", "Edition 1", "Revision 1"]


def test_each_line_says_how_many_words_came_and_went() -> None:
    article = factories.make_article(title="T", sections=[factories.section("H", "One two three.")])
    publish(page=article, by=None)
    article.sections.update(body="One two four five.")
    record_revision(page=article, by=None)
    publish(page=article, by=None)
    events = at_the_desk().get(desk_address(article, "history")).context["events"]
    counted = {event.point: (event.words_added, event.words_removed) for event in events if event.point}
    assert counted == {"r1": (5, 0), "r2": (2, 1), "e1": (4, 0), "e2": (2, 1)}


@pytest.mark.parametrize(
    ("only", "points"),
    [("revisions", ["r1"]), ("editions", ["e1"]), ("acts", [""]), ("nonsense", ["", "e1", "r1"])],
)
def test_the_history_can_be_narrowed(only: str, points: list[str]) -> None:
    article = factories.make_article()
    publish(page=article, by=None)
    record_act(page=article, act=Act.SUBMITTED, by=None, at=datetime(2100, 1, 1, tzinfo=UTC))
    events = at_the_desk().get(desk_address(article, "history"), {"only": only}).context["events"]
    assert [event.point for event in events] == points


def test_a_revision_is_shown_as_it_stood_with_everything_in_it() -> None:
    topic = factories.make_tag(name="Deterrence")
    india = factories.make_country(title="India")
    forum = factories.make_organization(
        title="Forum", founded="1994-07-25", members=[india], tags=[topic], external_ids={"wikidata": "Q1"}
    )
    factories.make_alias(forum, "ARF")
    factories.make_notice(forum, "Mind this.")
    record_revision(page=forum, by=None)
    Page.objects.filter(pk=forum.pk).update(title="Renamed")
    record_revision(page=forum, by=None)
    client = at_the_desk()
    shown = words(client.get(desk_address(forum, "revision", 2)).content)
    for said in ("Forum", "25 July 1994", "India, member", "Deterrence", "ARF", "Mind this.", "wikidata: Q1"):
        assert said in shown
    for address in (
        desk_address(forum, "revision", 1),
        desk_address(forum, "revision", 3),
        desk_address(forum, "restore", 2),
        desk_address(forum, "compare", "r1", "r2"),
    ):
        assert f'href="{address}"' in shown
    assert desk_address(forum, "restore", 3) not in words(
        client.get(desk_address(forum, "revision", 3)).content
    )
    assert client.get(desk_address(forum, "revision", 4)).status_code == 404
    assert client.get(f"/admin/pages/organization/{forum.pk}/history/{'9' * 40}/").status_code == 404


def test_a_revision_of_an_older_schema_is_shown_like_any_other() -> None:
    article = factories.make_article(title="Old words")
    revision = article.revisions.get()
    taken = {**revision.snapshot, "schema": 1, "review_by": None}
    revision.delete()
    Revision.objects.create(page=article, number=1, schema=1, snapshot=taken, content_hash="0", made_at=NEVER)
    assert "Old words" in words(at_the_desk().get(desk_address(article, "revision", 1)).content)


def test_a_revision_of_another_kind_of_page_is_not_found() -> None:
    article = factories.make_article()
    assert at_the_desk().get(f"/admin/pages/country/{article.pk}/history/1/").status_code == 404


def test_a_page_that_was_never_saved_says_so() -> None:
    article = factories.make_article()
    article.revisions.all().delete()
    client = at_the_desk()
    assert "there is no revision yet" in words(client.get(desk_address(article, "history")).content)
    only = client.get(desk_address(article, "history"), {"only": "acts"})
    assert "There is nothing of that sort yet." in words(only.content)


def test_a_long_history_comes_in_pages_and_in_few_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client = at_the_desk()
    article = factories.make_article()
    for number in range(2, 54):
        Page.objects.filter(pk=article.pk).update(title=f"Title {number}")
        record_revision(page=article, by=None)
    address = desk_address(article, "history")
    with django_assert_num_queries(12):
        assert "Page 1 of 2" in words(client.get(address).content)
    assert "Previous" in words(client.get(address, {"p": "2"}).content)
    for sheet in ("x", "9" * 30, "-1"):
        assert client.get(address, {"p": sheet}).status_code == 200
