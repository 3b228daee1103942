"""Addresses that lead on: old slugs, passages, editions; and what stands below a withdrawn page."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from content.library.actions import publish, withdraw
from content.library.models import Passage
from content.pages.actions import replace_sections
from content.pages.models import Page
from tests.factories import make_article, make_organization, section

pytestmark = pytest.mark.django_db
BELOW = ["", "editions/", "editions/1/", "compare/1/2/"]


def published(**fields: Any) -> Page:
    fields.setdefault("title", "On peace")
    page = make_article(**fields)
    publish(page=page, by=None)
    return page


def rename(page: Page, slug: str) -> None:
    page.slug = slug
    page.save()
    publish(page=page, by=None)


def rewrite(page: Page, *bodies: str) -> None:
    replace_sections(page=page, sections=[section("A heading", "\n\n".join(bodies))])
    publish(page=page, by=None)


@pytest.mark.parametrize("below", BELOW)
def test_an_old_address_leads_to_the_new_one_and_so_does_everything_below_it(
    client: Client, below: str
) -> None:
    rename(published(), "on-war")
    response = client.get(f"/articles/on-peace/{below}")
    assert (response.status_code, response["Location"]) == (301, f"/articles/on-war/{below}")
    assert client.get(response["Location"]).status_code == 200


def test_an_address_that_changed_twice_leads_to_the_last_one_at_once(client: Client) -> None:
    page = published()
    rename(page, "on-war")
    rename(page, "on-truce")
    assert client.get("/articles/on-peace/")["Location"] == "/articles/on-truce/"
    assert client.get("/articles/on-war/")["Location"] == "/articles/on-truce/"


def test_an_old_address_keeps_what_the_query_means(client: Client) -> None:
    page = make_organization(title="Old League")
    publish(page=page, by=None)
    rename(page, "new-league")
    response = client.get("/organizations/old-league/?page=3&utm_source=x")
    assert response["Location"] == "/organizations/new-league/?page=3"


def test_an_old_address_of_one_kind_is_none_of_another(client: Client) -> None:
    rename(published(), "on-war")
    assert client.get("/organizations/on-peace/").status_code == 404


@pytest.mark.parametrize("below", [*BELOW, "editions/9/"])
def test_a_withdrawn_page_says_why_and_when_here_and_below(client: Client, below: str) -> None:
    page = published(sections=[section("One", "The secret word.")])
    withdraw(page=page, by=None, reason="The source was wrong.", at=datetime(2026, 11, 22, tzinfo=UTC))
    response = client.get(f"/articles/on-peace/{below}")
    words = response.content.decode()
    assert response.status_code == 410
    assert "The source was wrong." in words
    assert "22 November 2026" in words
    assert "secret word" not in words
    assert 'content="noindex"' in words


def test_a_reason_is_shown_as_text(client: Client) -> None:
    page = published()
    withdraw(page=page, by=None, reason="<script>alert(1)</script>")
    words = client.get("/articles/on-peace/").content.decode()
    assert "<script>alert" not in words
    assert "&lt;script&gt;alert" in words


def test_a_page_that_is_published_again_is_back(client: Client) -> None:
    page = published()
    withdraw(page=page, by=None, reason="For now.")
    publish(page=page, by=None)
    assert client.get("/articles/on-peace/").status_code == 200


def test_a_passage_leads_to_its_place_in_the_current_edition(client: Client) -> None:
    published(sections=[section("One", "First paragraph.\n\nSecond paragraph.")])
    key = Passage.objects.get(number=2).key
    response = client.get(f"/passages/{key}/")
    assert (response.status_code, response["Location"]) == (302, f"/articles/on-peace/#p-{key}")
    assert f'id="p-{key}"' in client.get("/articles/on-peace/").content.decode()


def test_a_passage_that_is_gone_leads_to_the_last_edition_that_had_it(client: Client) -> None:
    page = published(sections=[section("A heading", "Stays as it is.\n\nGoes away with edition three.")])
    key = Passage.objects.get(number=2).key
    rewrite(page, "Stays as it is.", "Goes away with edition three.", "Comes with edition two.")
    rewrite(page, "Stays as it is.", "Comes with edition two.")
    response = client.get(f"/passages/{key}/")
    assert response["Location"] == f"/articles/on-peace/editions/2/#p-{key}"
    assert f'id="p-{key}"' in client.get("/articles/on-peace/editions/2/").content.decode()


def test_a_passage_of_a_withdrawn_page_leads_to_the_reason(client: Client) -> None:
    page = published()
    key = Passage.objects.get().key
    withdraw(page=page, by=None, reason="It was wrong.")
    response = client.get(f"/passages/{key}/", follow=True)
    assert response.status_code == 410


@pytest.mark.parametrize("key", ["nothing", "a" * 500, "-", "_"])
def test_a_key_that_was_never_given_leads_nowhere(client: Client, key: str) -> None:
    published()
    assert client.get(f"/passages/{key}/").status_code == 404


def test_an_older_edition_is_shown_as_it_was_and_points_to_the_current_one(client: Client) -> None:
    page = published(sections=[section("A heading", "The first words.")])
    rewrite(page, "The second words.")
    words = client.get("/articles/on-peace/editions/1/").content.decode()
    assert "The first words." in words
    assert "The second words." not in words
    assert 'content="noindex"' in "".join(words.split("\n")).replace("  ", "")
    assert '<link rel="canonical" href="http://127.0.0.1:8000/articles/on-peace/">' in words
    assert 'href="/articles/on-peace/"' in words


def test_the_current_edition_at_its_own_address_is_the_page(client: Client) -> None:
    published()
    words = client.get("/articles/on-peace/editions/1/").content.decode()
    assert "noindex" not in words
    assert '<link rel="canonical" href="http://127.0.0.1:8000/articles/on-peace/">' in words


@pytest.mark.parametrize("number", ["0", "01", "2", "-1", "99999999999999999999", "1.0", "one", "٣"])
def test_an_edition_that_does_not_exist_is_not_found(client: Client, number: str) -> None:
    published()
    assert client.get(f"/articles/on-peace/editions/{number}/").status_code == 404


def test_the_list_of_editions_has_every_edition_the_newest_first(client: Client) -> None:
    page = published(sections=[section("A heading", "The first words.")])
    replace_sections(page=page, sections=[section("A heading", "The second words.")])
    publish(page=page, by=None, note="Other words", minor=True)
    response = client.get("/articles/on-peace/editions/?minor=1")
    editions = response.context["editions"]
    assert [row["number"] for row in editions] == [2, 1]
    assert [row["href"] for row in editions] == [f"/articles/on-peace/editions/{n}/" for n in (2, 1)]
    assert [row["note"] for row in editions] == ["Other words", ""]
    assert [row["minor"] for row in editions] == [True, False]
    assert editions[0]["compare_href"] == "/articles/on-peace/compare/1/2/"
    assert editions[1]["compare_href"] is None


def test_an_address_without_its_slash_leads_to_the_one_with_it(client: Client) -> None:
    published()
    response = client.get("/articles/on-peace")
    assert (response.status_code, response["Location"]) == (301, "/articles/on-peace/")
