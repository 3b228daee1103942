"""The list of a page's editions: major ones at once, minor ones on request, any two to compare."""

from typing import Any

import pytest
from django.test import Client

from content.library.actions import publish
from content.pages.models import Page
from tests.factories import make_article, section

pytestmark = pytest.mark.django_db
HERE = "/articles/on-peace/"


def page_with_editions(*minor: bool) -> Page:
    """Edition 1 and one for each argument."""
    page = make_article(title="On peace", sections=[section("One", "The first words.")])
    publish(page=page, by=None)
    for number, is_minor in enumerate(minor, start=2):
        page.sections.update(body=f"Words of edition {number}.")
        publish(page=page, by=None, note=f"Note {number}.", minor=is_minor)
    return page


def listed(client: Client, query: str = "") -> list[tuple[int, str | None]]:
    rows = client.get(f"{HERE}editions/{query}").context["editions"]
    return [(row["number"], row["compare_href"]) for row in rows]


def test_major_editions_are_listed_and_each_is_compared_with_the_major_one_before(client: Client) -> None:
    page_with_editions(True, False, True)
    assert listed(client) == [(3, f"{HERE}compare/1/3/"), (1, None)]


def test_all_editions_are_listed_on_request(client: Client) -> None:
    page_with_editions(True, False, True)
    assert listed(client, "?minor=1") == [
        (4, f"{HERE}compare/3/4/"),
        (3, f"{HERE}compare/2/3/"),
        (2, f"{HERE}compare/1/2/"),
        (1, None),
    ]
    words = " ".join(client.get(f"{HERE}editions/").content.decode().split())
    assert '<a href="?minor=1">All 4 editions</a>, with 2 minor ones' in words


def test_nothing_is_said_of_minor_editions_where_there_are_none(client: Client) -> None:
    page_with_editions(False)
    assert "minor" not in client.get(f"{HERE}editions/").content.decode()


def test_any_two_editions_can_be_chosen_also_those_that_are_not_listed(client: Client) -> None:
    page_with_editions(True, False)
    words = client.get(f"{HERE}editions/").content.decode()
    assert 'max="3"' in words
    assert client.get(f"{HERE}compare/?from=2&to=3")["Location"] == f"{HERE}compare/2/3/"


def test_the_kind_of_a_correction_stands_before_its_note(client: Client) -> None:
    page = page_with_editions()
    page.sections.update(body="Right words.")
    publish(page=page, by=None, note="The year.", correction="correction")
    words = " ".join(client.get(f"{HERE}editions/").content.decode().split())
    assert "<b>Correction:</b> The year." in words


@pytest.mark.parametrize("editions", [1, 35])
def test_the_list_costs_the_same_however_many_there_are(
    client: Client, editions: int, django_assert_num_queries: Any
) -> None:
    page_with_editions(*[False] * (editions - 1))
    with django_assert_num_queries(4):
        client.get(f"{HERE}editions/")
