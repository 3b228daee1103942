"""Forms of the desk that were written by hand, not by a browser."""

from typing import Any

import pytest
from django.test import Client

from content.editorial.queries.naming import desk_address
from content.pages.models import Article
from tests.editorial.desk_forms import at_the_desk, shown
from tests.factories import make_article, make_organization, section

pytestmark = pytest.mark.django_db


def test_a_forged_count_of_rows_makes_no_rows() -> None:
    article = make_article(sections=[section("One", "A text.")])
    client, address = at_the_desk(), desk_address(article)
    fields = shown(client, address, "article_form")
    for name in [name for name in fields if name.endswith("-TOTAL_FORMS")]:
        fields[name] = "100000"
    response = client.post(address, fields)

    assert len(response.content) < 500_000
    assert [row.heading for row in Article.objects.get().sections.all()] == ["One"]


def test_a_row_behind_a_gap_is_shown_again_and_not_lost() -> None:
    article = make_article(sections=[section("One", "A text.")])
    client, address = at_the_desk(), desk_address(article)
    fields = shown(client, address, "article_form")
    first = {name: value for name, value in fields.items() if name.startswith("sections-0-")}
    new = {name.replace("-0-", "-4-"): value for name, value in first.items()}
    new |= {"sections-4-id": "", "sections-4-heading": "Five", "sections-4-slug": "", "sections-4-place": "2"}
    response = client.post(address, {**fields, **new, "sections-TOTAL_FORMS": "5"})

    assert 'value="Five"' in response.content.decode()


@pytest.mark.parametrize(
    "given", ["[" * 100_000, "9" * 5_000, '{"a": "\\ud800"}', '{"a": "\\u0000"}', '{"a": 1}', "x" * 10_000]
)
def test_external_ids_that_no_parser_should_read_are_refused(given: str) -> None:
    organization = make_organization()
    client, address = at_the_desk(), desk_address(organization)
    fields = {**shown(client, address, "organization_form"), "external_ids": given, "title": "Another"}
    response = client.post(address, fields)

    assert response.status_code == 200
    organization.refresh_from_db()
    assert organization.external_ids == {}
    assert organization.title != "Another"


def test_saving_as_new_is_no_request_of_the_desk() -> None:
    article = make_article()
    client, address = at_the_desk(), desk_address(article)
    assert _post(client, address, {**shown(client, address, "article_form"), "_saveasnew": "1"}) == 400


def test_a_search_for_an_endless_word_finds_nothing() -> None:
    make_article()
    assert at_the_desk().get("/admin/pages/article/", {"q": "a" * 60_000}).status_code == 200


@pytest.mark.parametrize("language", ["\u202e<x>", "en_US", "1"])
def test_a_language_is_a_language_tag(language: str) -> None:
    article = make_article()
    client, address = at_the_desk(), desk_address(article)
    fields = {**shown(client, address, "article_form"), "language": language}

    assert "Write a language tag" in client.post(address, fields).content.decode()


def _post(client: Client, address: str, fields: dict[str, Any]) -> int:
    return client.post(address, fields).status_code
