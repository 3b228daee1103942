"""Two editions of a page compared: the page, the form that leads to it, and the list of editions."""

from typing import Any

import pytest
from django.test import Client

from content.library.actions import publish
from content.pages.actions import replace_sections
from content.pages.models import Page
from tests.factories import make_article, make_organization, make_source_document, section

pytestmark = pytest.mark.django_db
Queries = Any

FIRST = "Alliances share the burden of security among their members."
SECOND = "Alliances share the heavy burden of security among all members."
OTHER = "Joint exercises build trust between armed forces."


def page_with_editions(*bodies: str, **fields: Any) -> Page:
    page = make_article(title="On peace", sections=[section("A heading", bodies[0])], **fields)
    publish(page=page, by=None)
    for body in bodies[1:]:
        replace_sections(page=page, sections=[section("A heading", body)])
        publish(page=page, by=None)
    return page


def shown(context: Any) -> list[tuple[str, str, str]]:
    """(heading, status, text with the changes marked) of each row."""
    marks = {"same": "{}", "added": "+{}+", "removed": "-{}-"}
    return [
        (row["heading"], row["status"], "".join(marks[r["status"]].format(r["text"]) for r in row["runs"]))
        for row in context["rows"]
    ]


def test_two_editions_are_shown_with_the_words_that_changed(client: Client) -> None:
    page_with_editions(f"{FIRST}\n\n{OTHER}", f"{SECOND}\n\n{OTHER}")
    context = client.get("/articles/on-peace/compare/1/2/").context
    assert shown(context) == [
        (
            "A heading",
            "changed",
            "Alliances share the +heavy +burden of security among -their-+all+ members.",
        ),
        ("", "same", OTHER),
    ]
    assert (context["words_added"], context["words_removed"], context["moved_count"]) == (2, 1, 0)


def test_editions_can_be_compared_backwards(client: Client) -> None:
    page_with_editions(FIRST, SECOND)
    context = client.get("/articles/on-peace/compare/2/1/").context
    assert (context["old"]["number"], context["new"]["number"]) == (2, 1)
    assert (context["words_added"], context["words_removed"]) == (1, 2)


def test_what_changed_beside_the_text_is_compared_too(client: Client) -> None:
    page = make_organization(title="The League", summary="A union.", headquarters="Geneva")
    publish(page=page, by=None)
    page.summary, page.headquarters = "A former union.", "Paris"
    page.save()
    publish(page=page, by=None)
    rows = shown(client.get("/organizations/the-league/compare/1/2/").context)
    assert ("", "changed", "A +former +union.") in rows
    assert ("", "changed", "Headquarters: -Geneva-+Paris+") in rows


def test_a_see_also_line_that_changed_is_shown(client: Client) -> None:
    page_with_editions(f"{FIRST}\n\nSee also [[One Title]]", f"{FIRST}\n\nSee also [[One Title Longer]]")
    rows = shown(client.get("/articles/on-peace/compare/1/2/").context)
    assert ("", "changed", "See also One Title+ Longer+") in rows


def test_editions_whose_words_are_the_same_say_so(client: Client) -> None:
    page = page_with_editions(FIRST)
    page.source_document = make_source_document()
    page.save()
    publish(page=page, by=None)
    response = client.get("/articles/on-peace/compare/1/2/")
    assert response.context["rows"] == []
    assert "The words of the two editions are the same." in response.content.decode()


def test_a_changed_text_is_shown_as_text(client: Client) -> None:
    page_with_editions(FIRST, f"{FIRST} \\<script>alert(1)\\</script>")
    assert b"<script>alert" not in client.get("/articles/on-peace/compare/1/2/").content


@pytest.mark.parametrize("numbers", ["1/1", "1/3", "3/1", "0/1", "01/2", "1/99999999999999", "1/-2", "a/b"])
def test_numbers_that_make_no_sense_are_not_found(client: Client, numbers: str) -> None:
    page_with_editions(FIRST, SECOND)
    assert client.get(f"/articles/on-peace/compare/{numbers}/").status_code == 404


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("from=1&to=2", "compare/1/2/"),
        ("from=2&to=1", "compare/1/2/"),
        ("from=1&to=1", "editions/"),
        ("from=1&to=3", "editions/"),
        ("from=1", "editions/"),
        ("from=x&to=2", "editions/"),
        ("from=-1&to=2", "editions/"),
        ("from=%00&to=" + "9" * 200, "editions/"),
        ("", "editions/"),
    ],
)
def test_the_form_leads_to_the_comparison_or_back(client: Client, query: str, place: str) -> None:
    page_with_editions(FIRST, SECOND)
    response = client.get(f"/articles/on-peace/compare/?{query}")
    assert (response.status_code, response["Location"]) == (302, f"/articles/on-peace/{place}")


@pytest.mark.parametrize("editions", [2, 4])
def test_a_comparison_costs_the_same_however_many_editions_there_are(
    client: Client, editions: int, django_assert_num_queries: Queries
) -> None:
    page_with_editions(*(f"{FIRST} {number}." for number in range(editions)))
    with django_assert_num_queries(3):
        client.get("/articles/on-peace/compare/1/2/")


def test_the_list_of_editions_says_how_many_words_changed(client: Client) -> None:
    page_with_editions(FIRST, SECOND)
    newest, oldest = client.get("/articles/on-peace/editions/").context["editions"]
    assert (newest["words_added"], newest["words_removed"]) == (2, 1)
    assert newest["compare_href"] == "/articles/on-peace/compare/1/2/"
    assert "words_added" not in oldest


def test_many_editions_are_read_in_pages(client: Client) -> None:
    page_with_editions(*(f"{FIRST} {number}." for number in range(32)))
    first = client.get("/articles/on-peace/editions/").context
    last = client.get("/articles/on-peace/editions/?page=2").context
    assert [row["number"] for row in first["editions"]] == list(range(32, 2, -1))
    assert [row["number"] for row in last["editions"]] == [2, 1]
    assert first["editions"][-1]["compare_href"] == "/articles/on-peace/compare/2/3/"
    assert first["pages"].next_href == "/articles/on-peace/editions/?page=2"
