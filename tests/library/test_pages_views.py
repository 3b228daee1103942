"""The pages themselves: what stands on them from other pages, and what they cost."""

from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from content.library.actions import publish, withdraw
from content.library.models import Link, LinkKind, Passage
from content.library.public import normalized
from content.library.queries.incoming import incoming
from content.library.queries.mentions import PER_PAGE, mentioned_in
from content.pages.models import Page
from tests.factories import (
    make_agreement,
    make_article,
    make_case_study,
    make_country,
    make_organization,
    section,
)
from tests.public import Site, make_publication

Queries = Any
pytestmark = pytest.mark.django_db


def published(page: Page) -> Page:
    publish(page=page, by=None)
    return page


def sentences(page: Page) -> list[tuple[str, str, str, str]]:
    """(page, section, sentence, number) of every place that names the page."""
    return [
        (source.title, part.heading, sentence.html, str(sentence.number))
        for source in mentioned_in(page.pk).sources
        for part in source.sections
        for sentence in part.sentences
    ]


def test_a_page_is_named_by_sentences_grouped_by_page_and_section() -> None:
    nato = published(make_organization(title="NATO"))
    sections = [
        section("First", "It began. NATO grew in 1952. It ended.\n\nNo name here."),
        section("Second", "- One point\n- NATO came"),
    ]
    published(make_article(title="B text", sections=sections))
    published(make_article(title="A text", sections=[section("Only", "We saw NATO.")]))
    assert sentences(nato) == [
        ("A text", "Only", "We saw <b>NATO</b>.", "1"),
        ("B text", "First", "<b>NATO</b> grew in 1952.", "1"),
        ("B text", "Second", "<b>NATO</b> came", "4"),
    ]


def test_a_sentence_that_names_a_page_twice_stands_once() -> None:
    nato = published(make_organization(title="NATO"))
    published(make_article(title="A", sections=[section("One", "NATO met NATO. NATO left.")]))
    assert [sentence for _, _, sentence, _ in sentences(nato)] == [
        "<b>NATO</b> met NATO.",
        "<b>NATO</b> left.",
    ]


def test_a_sentence_leads_to_its_passage_and_its_section() -> None:
    nato = published(make_organization(title="NATO"))
    published(make_article(title="On peace", sections=[section("First words", "NATO came.")]))
    (source,) = mentioned_in(nato.pk).sources
    key = Passage.objects.get(publication__slug="on-peace").key
    assert source.href == "/articles/on-peace/"
    assert source.sections[0].href == "/articles/on-peace/#first-words"
    assert source.sections[0].sentences[0].href == f"/articles/on-peace/#p-{key}"


def test_what_a_sentence_says_is_shown_as_text() -> None:
    nato = published(make_organization(title="A<b> & C"))
    published(make_article(sections=[section("One", "We saw A\\<b> & C, and x \\<i> y.")]))
    (found,) = sentences(nato)
    assert found[2] == "We saw <b>A&lt;b&gt; &amp; C</b>, and x &lt;i&gt; y."


def test_withdrawn_pages_and_the_page_itself_name_nothing() -> None:
    nato = published(make_organization(title="NATO", sections=[section("One", "NATO is NATO.")]))
    gone = published(make_article(sections=[section("One", "NATO came.")]))
    assert len(sentences(nato)) == 1
    withdraw(page=gone, by=None, reason="It was wrong.")
    assert sentences(nato) == []


def test_many_sentences_are_read_in_pages(client: Client) -> None:
    nato = published(make_organization(title="NATO"))
    source = make_publication(title="Long", slug="long")
    passages = Passage.objects.bulk_create(
        Passage(
            publication=source,
            edition=source.edition,
            key=f"long{number}",
            number=number,
            kind="paragraph",
            section_slug="one",
            start=0,
            end=4,
            text="NATO came.",
        )
        for number in range(1, PER_PAGE + 2)
    )
    Link.objects.bulk_create(
        Link(
            publication=source,
            number=passage.number,
            kind=LinkKind.MENTION,
            target_id=nato.pk,
            title="NATO",
            passage=passage,
            start=0,
            end=4,
        )
        for passage in passages
    )
    first, last = client.get("/organizations/nato/"), client.get("/organizations/nato/?page=2")
    assert len(first.context["reading"].mentioned[0].sections[0].sentences) == PER_PAGE
    assert first.context["pages"].next_href == "/organizations/nato/?page=2"
    (only,) = last.context["reading"].mentioned[0].sections[0].sentences
    assert only.number == PER_PAGE + 1
    assert "?page=2" in first.content.decode()


def groups(page: Page) -> dict[str, list[tuple[str, str, str]]]:
    return {
        group.heading: [(row.title, row.href, row.note) for row in group.rows] for group in incoming(page.pk)
    }


def test_a_country_shows_what_it_takes_part_in() -> None:
    india = published(make_country(title="India"))
    forum = make_organization(title="Regional Forum", members=[india])
    forum.memberships.update(since="1996")
    published(forum)
    accord = published(make_agreement(title="Accord", signed="2016-08-29", parties=[india]))
    published(make_agreement(title="Policy", agreement_kind="policy", owner=india, signed="2002"))
    case = make_case_study(title="A case", participants=[india])
    case.participants.update(role="partner")
    published(case)
    assert groups(india) == {
        "Member of": [("Regional Forum", "/organizations/regional-forum/", "member since 1996")],
        "Agreements": [("Accord", "/agreements/accord/", "29 August 2016")],
        "Policies": [("Policy", "/agreements/policy/", "2002")],
        "Case studies": [("A case", "/case-studies/a-case/", "partner")],
    }
    withdraw(page=accord, by=None, reason="It was wrong.")
    assert "Agreements" not in groups(india)


def test_an_organization_shows_what_is_part_of_it_and_what_came_after() -> None:
    old = published(make_organization(title="Old League"))
    published(make_organization(title="New League", predecessor=old))
    published(make_organization(title="Court", parent=old))
    assert groups(old) == {
        "Bodies within it": [("Court", "/organizations/court/", "")],
        "Succeeded by": [("New League", "/organizations/new-league/", "")],
    }


def test_an_agreement_shows_what_came_after_and_which_cases_rest_on_it() -> None:
    old = make_agreement(title="Old accord")
    published(old)
    published(make_agreement(title="New accord", supersedes=old, signed="2020-10"))
    published(make_case_study(title="A case", agreements=[old]))
    assert groups(old) == {
        "Superseded by": [("New accord", "/agreements/new-accord/", "October 2020")],
        "Case studies": [("A case", "/case-studies/a-case/", "")],
    }


def test_a_page_that_refers_to_another_in_two_ways_stands_once_in_a_group() -> None:
    page = published(make_agreement(title="Accord"))
    source = make_publication("case_study", title="A case", slug="a-case")
    for number, kind in enumerate((LinkKind.AGREEMENT, LinkKind.PARTICIPANT)):
        Link.objects.create(publication=source, number=number, kind=kind, target_id=page.pk, title="x")
    assert groups(page) == {"Case studies": [("A case", "/case-studies/a-case/", "")]}


def test_a_case_study_quotes_the_passages_that_tell_it(client: Client, small_site: Site) -> None:
    (source,) = client.get("/case-studies/a-case-of-trust/").context["reading"].quotes
    assert source.title == "On alliances"
    assert [part.heading for part in source.sections] == ["Exercises"]
    words = [sentence.html for sentence in source.sections[0].sentences]
    assert words == ["NATO holds joint exercises. France came in 1966 and in 2009."]


def name_it(page: Page, times: int) -> None:
    """Pages that name the page, and case studies that it takes part in."""
    for _ in range(min(times, 3)):
        published(make_article(sections=[section("One", f"{page.title} came. " * (times // 3 + 1))]))
        published(make_case_study(participants=[page]))


@pytest.mark.parametrize("times", [1, 3, 300])
def test_a_page_of_an_organization_costs_the_same_however_often_it_is_named(
    client: Client, times: int, django_assert_num_queries: Queries
) -> None:
    name_it(published(make_organization(title="NATO")), times)
    with django_assert_num_queries(6):
        client.get("/organizations/nato/")


@pytest.mark.parametrize("times", [1, 3])
def test_pages_of_countries_and_agreements_cost_as_much(
    client: Client, times: int, django_assert_num_queries: Queries
) -> None:
    name_it(published(make_country(title="France")), times)
    name_it(published(make_agreement(title="Accord")), times)
    for place in ("/countries/france/", "/agreements/accord/"):
        with django_assert_num_queries(6):
            client.get(place)


@pytest.mark.parametrize("links", [1, 3, 300])
def test_an_article_costs_three_queries_however_many_pages_it_names(
    client: Client, links: int, django_assert_num_queries: Queries
) -> None:
    nato = published(make_organization(title="NATO"))
    body = "\n\n".join(f"NATO came.\n\nSee also [[Title {number}]]" for number in range(links))
    published(make_article(title="On peace", sections=[section("One", body)]))
    assert nato.pk
    with django_assert_num_queries(3):
        client.get("/articles/on-peace/")


def test_a_case_study_costs_four_queries(
    client: Client, django_assert_num_queries: Queries, small_site: Site
) -> None:
    with django_assert_num_queries(4):
        client.get("/case-studies/a-case-of-trust/")


def test_an_address_is_absolute_by_the_site_s_own_setting(client: Client, small_site: Site) -> None:
    words = client.get("/articles/on-alliances/").content.decode()
    assert '<link rel="canonical" href="http://127.0.0.1:8000/articles/on-alliances/">' in words
    assert "http://testserver" not in words


@given(query=st.text(st.characters(max_codepoint=255), max_size=200))
def test_what_a_query_means_is_known_parameters_only_and_means_itself(query: str) -> None:
    meaning = normalized(query, ("topic", "page"))
    assert normalized(meaning, ("topic", "page")) == meaning
    assert all(part.split("=")[0] in {"topic", "page"} for part in meaning.split("&") if part)
    assert normalized(query, ()) == ""


@pytest.mark.parametrize(
    ("query", "meaning"),
    [
        ("topic=b&topic=a&topic=b", "topic=a&topic=b"),
        ("utm_source=x&topic=a", "topic=a"),
        ("page=1", ""),
        ("page=02", "page=2"),
        ("page=2&page=3", "page=2"),
        ("page=-1&topic=", ""),
        ("topic=%C3%A9t%C3%A9", "topic=%C3%A9t%C3%A9"),
        ("topic=a%00b&topic=%ff", ""),
        ("topic=" + "x" * 161, ""),
        ("&".join(f"topic={number}" for number in range(99)), None),
    ],
)
def test_a_query_is_brought_to_its_meaning(query: str, meaning: str | None) -> None:
    found = normalized(query, ("topic", "page"))
    if meaning is None:
        assert found.count("topic=") == 20
    else:
        assert found == meaning
