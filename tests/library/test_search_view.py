"""The results of a search: passages, pages by their names, facets, and what is found no more."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from content.library.actions import publish, withdraw
from content.library.queries import searching
from content.pages.actions import record_revision, replace_sections
from content.pages.models import Article, Page, Tag
from tests.factories import make_alias, make_article, make_country, make_organization, make_tag, section

pytestmark = pytest.mark.django_db
Queries = Any


def article(*paragraphs: str, title: str = "On peace", heading: str = "A heading", **fields: Any) -> Article:
    page = make_article(title=title, sections=[section(heading, "\n\n".join(paragraphs))], **fields)
    publish(page=page, by=None)
    return page


def found(client: Client, query: str, **filters: str | list[str]) -> list[str]:
    """The passages, the best first, as plain text."""
    return [
        result.html.replace("<mark>", "").replace("</mark>", "")
        for result in results(client, query, **filters)
    ]


def results(client: Client, query: str, **filters: str | list[str]) -> list[Any]:
    response = client.get("/search/", {"q": query, **filters})
    assert response.status_code == 200
    shown: list[Any] = response.context["results"]
    return shown


def pages(client: Client, query: str) -> list[str]:
    return [page.title for page in client.get("/search/", {"q": query}).context["found"].pages]


def test_a_passage_is_found_by_its_words_in_any_form_and_they_are_marked(client: Client) -> None:
    article("They were negotiating about <defense>.", "Nothing else.", heading="Talks & more")
    shown = results(client, "negotiate defence")
    assert [result.html for result in shown] == [
        "They were <mark>negotiating</mark> about &lt;<mark>defense</mark>&gt;."
    ]
    assert (shown[0].title, shown[0].section, shown[0].number) == ("On peace", "1 Talks &amp; more", 1)
    assert shown[0].href.startswith("/articles/on-peace/#p-")
    assert shown[0].section_href == "/articles/on-peace/#talks-more"


def test_phrases_exclusions_topics_and_pages_narrow_a_search(client: Client) -> None:
    make_tag(name="Arms control", slug="arms-control")
    article("Arms control is slow.", "Control of arms by China.")
    article("Arms control elsewhere.", title="Other things")
    assert found(client, '"arms control"') == ["Arms control is slow.", "Arms control elsewhere."]
    assert len(found(client, "arms control")) == 3
    assert found(client, "control -China in:on-peace") == ["Arms control is slow."]
    assert set(found(client, "tag:arms-control")) == {
        "Arms control is slow.",
        "Arms control elsewhere.",
    } | set(found(client, "china"))
    assert found(client, "tag:arms-control in:other-things") == ["Arms control elsewhere."]


def test_other_names_of_a_page_are_found_and_the_page_itself_comes_first(client: Client) -> None:
    forum = make_organization(title="ASEAN Regional Forum", acronym="ARF")
    states = make_country(title="United States")
    make_alias(forum, "ARF")
    make_alias(states, "U.S.")
    for page in (forum, states):
        record_revision(page=page, by=None)
        publish(page=page, by=None)
    article(
        "The ARF met.", "The ASEAN Regional Forum met again.", "The U.S. was there.", "United States of what?"
    )
    assert set(found(client, "arf")) == {"The ARF met.", "The ASEAN Regional Forum met again."}
    assert set(found(client, "ASEAN Regional Forum")) == set(found(client, "ARF"))
    for query in ("United States", "united states", "us", "US"):
        assert set(found(client, query)) == {"The U.S. was there.", "United States of what?"}
    assert pages(client, "arf")[0] == pages(client, "regional forum")[0] == "ASEAN Regional Forum"
    assert pages(client, "U.S.") == pages(client, "united STATES") == ["United States"]


def test_a_topic_is_found_by_its_name(client: Client) -> None:
    make_tag(name="Joint exercises")
    assert pages(client, "joint exercise") == ["Joint exercises"]


def test_headings_count_and_all_words_come_before_some(client: Client) -> None:
    article("Of trade.", "Peace and trade.", "War alone.", heading="Peace")
    assert found(client, "peace trade")[0] == "Peace and trade."
    assert set(found(client, "trade war")) == {"Of trade.", "Peace and trade.", "War alone."}
    assert "No passage has all of these words" in client.get("/search/?q=trade+war").content.decode()


def test_facets_count_the_passages_and_narrow_them(client: Client) -> None:
    nato, france = make_organization(title="NATO"), make_country(title="France")
    for page in (nato, france):
        publish(page=page, by=None)
    tag: Tag = make_tag(name="Arms control")
    article("Peace with NATO and France.", "Peace with NATO, by arms control.", "Peace alone.")
    context = client.get("/search/?q=peace").context
    counts = {
        facet["label"]: [(option.label, option.count) for option in facet["options"]]
        for facet in context["facets"]
    }
    assert counts == {
        "Kind": [("Article", 3)],
        "Topic": [("Arms control", 1)],
        "Organization": [("NATO", 2)],
        "Country": [("France", 1)],
    }
    assert len(found(client, "peace", organization="nato")) == 2
    assert found(client, "peace", organization="nato", country="france") == ["Peace with NATO and France."]
    assert found(client, "peace", topic=tag.slug) == ["Peace with NATO, by arms control."]
    assert len(found(client, "peace", kind=["article", "case_study"])) == 3
    assert found(client, "peace", kind="case_study") == []
    assert len(found(client, "peace", kind="nonsense")) == 3


def test_a_page_that_is_published_later_is_a_facet_of_the_texts_that_name_it(client: Client) -> None:
    article("Peace with NATO.", "A peace by [[The Fund]].")
    nato, fund = make_organization(title="NATO"), make_organization(title="The Fund")
    for page in (nato, fund):
        publish(page=page, by=None)
    assert found(client, "peace", organization="nato") == ["Peace with NATO."]
    assert found(client, "peace", organization="the-fund") == ["A peace by The Fund."]
    withdraw(page=Page.objects.get(pk=fund.pk), by=None, reason="Wrong.")
    assert len(found(client, "peace", organization="the-fund")) == 2  # no such filter any more


def test_an_edition_replaces_what_the_one_before_was_found_by(client: Client) -> None:
    page = article("Old words.", heading="Old heading")
    replace_sections(page=page, sections=[section("New heading", "New words.")])
    record_revision(page=page, by=None)
    assert found(client, "old") == ["Old words."]
    assert found(client, "new") == []
    publish(page=page, by=None)
    assert found(client, "new") == ["New words."]
    assert found(client, "old") == []


def test_a_withdrawn_page_is_found_no_more(client: Client) -> None:
    page = article("Peculiar words.", title="A peculiar title")
    assert found(client, "peculiar")
    assert pages(client, "peculiar")
    withdraw(page=page, by=None, reason="It was wrong.")
    response = client.get("/search/?q=peculiar")
    assert (response.context["results"], list(response.context["found"].pages)) == ([], [])


def test_more_passages_than_are_ranked_are_said_to_be_more(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "MOST", 5)
    article(*(f"Peace, number {number}." for number in range(6)), "Peace above all: the peace of peaces.")
    response = client.get("/search/?q=peace")
    assert len(response.context["results"]) == 5
    assert "More than" in response.content.decode()


def test_results_come_in_pages_and_equal_ones_in_the_order_of_the_text(client: Client) -> None:
    article(*(f"Peace of kind {number + 100}." for number in range(45)))
    first, last = results(client, "peace"), results(client, "peace", page="9")
    assert [result.number for result in first] == list(range(1, 21))
    assert [result.number for result in last] == list(range(41, 46))
    response = client.get("/search/?q=peace&page=2&junk=1")
    assert response.context["pages"].next_href == "/search/?q=peace&page=3"


@pytest.mark.parametrize("number", [1, 3])
def test_a_search_costs_the_same_however_much_it_finds(
    client: Client, number: int, django_assert_num_queries: Queries
) -> None:
    for place in range(number):
        article("Peace and war.", "More peace, more war.", title=f"On peace, part {place}")
        publish(page=make_organization(title=f"Peace and War {place}"), by=None)
    with django_assert_num_queries(6):
        client.get("/search/?q=peace+war")
    with django_assert_num_queries(2):
        client.get("/search/")


def test_an_empty_search_says_what_can_be_asked(client: Client) -> None:
    assert "joint exercises" in client.get("/search/").content.decode()
    assert "only says what to leave out" in client.get("/search/?q=-china").content.decode()


def test_an_empty_result_says_so_and_where_to_go(client: Client) -> None:
    words = client.get("/search/?q=<script>nothing&kind=article").content.decode()
    assert "No passage matches “&lt;script&gt;nothing” with these filters." in words
    assert "Search without the filters" in words
    assert "<script>nothing" not in words


def test_an_answer_is_for_everybody_for_a_moment_and_for_no_search_engine(client: Client) -> None:
    response = client.get("/search/?q=peace")
    assert response["Cache-Control"] == "public, max-age=0, s-maxage=30"
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies
    again = client.get("/search/?q=peace", headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.head("/search/?q=peace")["Content-Length"] == response["Content-Length"]
    assert client.post("/search/").status_code == 405


def test_searches_do_not_fill_the_room_of_kept_pages(client: Client) -> None:
    before = list(cache._cache)  # type: ignore[attr-defined]
    client.get("/search/?q=peace")
    assert list(cache._cache) == before  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "query", ["q=%00%ff%ed%a0%80", "q=" + "a" * 9_000, "q=a&q=b&page=x&page=-1", "q[]=1&%"]
)
def test_odd_addresses_are_answered(client: Client, query: str) -> None:
    assert client.get(f"/search/?{query}").status_code == 200
