"""Any two revisions or editions of a page, side by side in one text."""

import pytest
from pytest_django import DjangoAssertNumQueries

from content.editorial.queries.naming import desk_address
from content.library.actions import publish
from content.pages.actions import record_revision
from content.pages.models import Article
from tests import factories
from tests.editorial.desk_forms import at_the_desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> Article:
    """Three revisions; the second is edition 1, the third edition 2."""
    page = factories.make_article(title="An article", sections=[factories.section("H", "One two three.")])
    for body in ("One four three.", "One four five."):
        page.sections.update(body=body)
        record_revision(page=page, by=None)
        publish(page=page, by=None)
    return page


def words(html: bytes) -> str:
    return " ".join(html.decode().split())


def test_what_was_inserted_and_removed_is_marked_for_eyes_and_for_ears(article: Article) -> None:
    html = words(at_the_desk().get(desk_address(article, "compare", "r1", "r2")).content)
    html = html.replace(" >", ">")
    assert (
        '<del><span class="visually-hidden">[removed: </span>two<span class="visually-hidden">]</span></del>'
        in html
    )
    assert '<ins><span class="visually-hidden">[inserted: </span>four' in html
    assert "1 word gained" in html
    assert "1 lost" in html


@pytest.mark.parametrize(
    ("old", "new"), [("r1", "e2"), ("e1", "e2"), ("r3", "r1"), ("e1", "r3"), ("r2", "r2")]
)
def test_revisions_and_editions_are_compared_with_each_other(article: Article, old: str, new: str) -> None:
    context = at_the_desk().get(desk_address(article, "compare", old, new)).context
    assert (context["old"].name, context["new"].name) == (old, new)
    assert context["comparison"].is_same is (old == new)


def test_one_steps_from_change_to_change_and_swaps_the_two(article: Article) -> None:
    client = at_the_desk()
    context = client.get(desk_address(article, "compare", "r2", "r3")).context
    assert context["earlier"] == desk_address(article, "compare", "r1", "r2")
    assert context["later"] == ""
    assert context["swapped"] == desk_address(article, "compare", "r3", "r2")
    context = client.get(desk_address(article, "compare", "e1", "r3")).context
    assert (context["earlier"], context["later"]) == ("", "")


@pytest.mark.parametrize(
    "points", [("r1", "r9"), ("e3", "r1"), ("x1", "r1"), ("r0", "r1"), ("r1", "r" + "9" * 30)]
)
def test_what_is_no_point_in_the_history_is_404(article: Article, points: tuple[str, str]) -> None:
    assert at_the_desk().get(desk_address(article, "compare", *points)).status_code == 404


def test_revisions_of_another_page_are_404(article: Article) -> None:
    other = factories.make_article()
    assert at_the_desk().get(desk_address(other, "compare", "r1", "r2")).status_code == 404


def test_the_form_of_the_history_leads_to_the_comparison_or_back(article: Article) -> None:
    client = at_the_desk()
    choose = desk_address(article, "choose")
    answer = client.get(choose, {"from": "r1", "to": "e2"})
    assert answer.headers["Location"] == desk_address(article, "compare", "r1", "e2")
    for asked in ({}, {"from": "r1"}, {"from": "r1", "to": "r1"}, {"from": "//evil.example", "to": "r1"}):
        assert client.get(choose, asked).headers["Location"] == desk_address(article, "history")


def test_a_comparison_costs_few_queries_and_the_same_for_a_larger_page(
    article: Article, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = at_the_desk()
    with django_assert_num_queries(12):
        client.get(desk_address(article, "compare", "r1", "e2"))
