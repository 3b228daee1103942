"""The revisions of a page: all of them, and each as it stood."""

import pytest
from pytest_django import DjangoAssertNumQueries

from content.editorial.queries.naming import desk_address
from content.library.actions import publish
from content.pages.actions import record_revision
from content.pages.models import Page
from tests import factories
from tests.editorial.desk_forms import at_the_desk

pytestmark = pytest.mark.django_db


def words(html: bytes) -> str:
    return " ".join(html.decode().split())


def test_the_history_lists_who_saved_when_and_why_and_what_was_published() -> None:
    ana = factories.make_user(display_name="Ana Editor")
    article = factories.make_article()
    Page.objects.filter(pk=article.pk).update(title="Second title")
    record_revision(page=article, by=ana, note="A better title")
    publish(page=article, by=ana, note="For readers")
    shown = words(at_the_desk().get(desk_address(article, "history")).content)
    assert "Ana Editor" in shown
    assert "A better title" in shown
    assert "Edition 1: For readers" in shown
    assert shown.index(desk_address(article, "revision", 2)) < shown.index(
        desk_address(article, "revision", 1)
    )


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
    assert desk_address(forum, "revision", 1) in shown
    assert desk_address(forum, "revision", 3) in shown
    assert client.get(desk_address(forum, "revision", 4)).status_code == 404
    assert client.get(f"/admin/pages/organization/{forum.pk}/history/{'9' * 40}/").status_code == 404


def test_a_revision_of_another_kind_of_page_is_not_found() -> None:
    article = factories.make_article()
    assert at_the_desk().get(f"/admin/pages/country/{article.pk}/history/1/").status_code == 404


def test_a_page_that_was_never_saved_says_so() -> None:
    article = factories.make_article()
    article.revisions.all().delete()
    assert "there is no revision yet" in words(at_the_desk().get(desk_address(article, "history")).content)


def test_a_long_history_comes_in_pages_and_in_few_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client = at_the_desk()
    article = factories.make_article()
    for number in range(2, 104):
        Page.objects.filter(pk=article.pk).update(title=f"Title {number}")
        record_revision(page=article, by=None)
    address = desk_address(article, "history")
    with django_assert_num_queries(6):
        assert "Page 1 of 2" in words(client.get(address).content)
    assert "Newer" in words(client.get(address, {"p": "2"}).content)
    assert client.get(address, {"p": "x"}).status_code == 200
    assert client.get(address, {"p": "9" * 30}).status_code == 200
