"""The topics by facet, a topic's page, and the wanted pages."""

from typing import Any

import pytest
from django.test import Client

from content.library.actions import publish, withdraw
from content.library.models import Passage, PassageTopic
from content.library.queries.topics import PASSAGES_PER_PAGE
from content.pages.models import Facet, Kind, Tag
from tests.factories import make_article, make_country, make_organization, make_tag, section
from tests.public import Site, make_publication

pytestmark = pytest.mark.django_db
Queries = Any


def passages(number: int, tag: Tag, **fields: Any) -> None:
    """A publication with that many passages that name the topic."""
    publication = make_publication(**fields)
    made = Passage.objects.bulk_create(
        Passage(
            publication=publication,
            edition=publication.edition,
            key=f"k{publication.pk}x{place}",
            number=place,
            kind="paragraph",
            section_heading="A heading",
            section_slug="a-heading",
            start=0,
            end=5,
            text=f"Words {place}.",
        )
        for place in range(1, number + 1)
    )
    PassageTopic.objects.bulk_create(PassageTopic(passage=passage, tag=tag) for passage in made)


def test_topics_stand_by_facet_in_their_order_with_the_passages_that_name_them(client: Client) -> None:
    second = make_tag(name="Alpha", facet=Facet.PURPOSES, position=2)
    make_tag(name="Beta", facet=Facet.PURPOSES, position=1)
    make_tag(name="Gamma", facet=Facet.INSTRUMENTS)
    passages(3, second)
    context = client.get("/topics/").context
    shown = [(f.label, [(t.title, t.count) for t in f.topics]) for f in context["facets"]]
    assert shown == [("Instruments", [("Gamma", 0)]), ("Purposes", [("Beta", 0), ("Alpha", 3)])]
    assert context["max_count"] == 3


@pytest.mark.parametrize("number", [1, 3])
def test_the_topics_cost_the_same_however_many_there_are(
    client: Client, number: int, django_assert_num_queries: Queries
) -> None:
    for _ in range(number):
        passages(number, make_tag())
    with django_assert_num_queries(2):
        client.get("/topics/")


@pytest.mark.parametrize("number", [1, 3, 300])
def test_a_topic_costs_the_same_however_much_is_written_on_it(
    client: Client, number: int, django_assert_num_queries: Queries
) -> None:
    tag = make_tag(name="Exercises")
    for _ in range(min(number, 3)):
        passages(number, tag)
    with django_assert_num_queries(6):
        client.get("/topics/exercises/")


def test_a_topic_shows_its_definition_and_what_is_broader_and_narrower(client: Client) -> None:
    broader = make_tag(name="Cooperation")
    tag = make_tag(name="Exercises", broader=broader, definition="Training.", scope_note="Not drills.")
    make_tag(name="Naval exercises", broader=tag, facet=Facet.HISTORY)
    topic = client.get("/topics/exercises/").context["topic"]
    assert topic["broader"] == {"title": "Cooperation", "href": "/topics/cooperation/"}
    assert topic["narrower"] == [{"title": "Naval exercises", "href": "/topics/naval-exercises/"}]
    assert (topic["definition"], topic["scope_note"]) == ("Training.", "Not drills.")
    assert topic["facet"] == "Instruments"


def test_a_topic_shows_the_pages_that_bear_it_and_the_passages_that_name_it(
    client: Client, small_site: Site
) -> None:
    context = client.get("/topics/joint-exercises/").context
    assert [(row.title, row.kind_label) for row in context["pages_tagged"]] == [("On alliances", "Article")]
    (source,) = context["passages"]
    assert (source.title, source.href) == ("On alliances", "/articles/on-alliances/")
    (part,) = source.sections
    assert (part.number, part.heading, part.href) == ("1", "Exercises", "/articles/on-alliances/#exercises")
    (sentence,) = part.sentences
    key = Passage.objects.get(number=1, publication__slug="on-alliances").key
    assert sentence.href == f"/articles/on-alliances/#p-{key}"
    assert "NATO holds joint exercises." in sentence.html
    assert context["passage_count"] == 1
    assert [(o.title, o.count) for o in context["organizations"]] == [("NATO", 1)]


def test_withdrawn_pages_leave_their_topics(client: Client, small_site: Site) -> None:
    withdraw(page=small_site.article, by=None, reason="It was wrong.")
    context = client.get("/topics/joint-exercises/").context
    assert (context["passages"], context["pages_tagged"], context["organizations"]) == ([], [], [])


def test_many_passages_are_read_in_pages(client: Client) -> None:
    tag = make_tag(name="Exercises")
    passages(PASSAGES_PER_PAGE + 1, tag, title="One", slug="one")
    first = client.get("/topics/exercises/").context
    last = client.get("/topics/exercises/?page=2").context
    assert first["passage_count"] == PASSAGES_PER_PAGE + 1
    assert (first["pages"].number, first["pages"].count) == (1, 2)
    assert [s.number for s in last["passages"][0].sections[0].sentences] == [PASSAGES_PER_PAGE + 1]
    assert client.get("/topics/exercises/?page=99").context["pages"].number == 2


def test_an_unknown_topic_is_not_found(client: Client) -> None:
    make_tag(name="Exercises")
    response = client.get("/topics/exercise/")
    assert response.status_code == 404
    assert [near.href for near in response.context["nearest"]] == ["/topics/exercises/"]


def test_organizations_of_a_topic_are_published_ones_the_most_named_first(client: Client) -> None:
    make_tag(name="Joint exercises")
    for title in ("Alpha League", "Beta League"):
        publish(page=make_organization(title=title), by=None)
    gone = make_organization(title="Gone League")
    publish(page=gone, by=None)
    publish(page=make_country(title="France"), by=None)
    body = "\n\n".join(
        [
            "Beta League held joint exercises. Beta League paid.",
            "Beta League and Gone League held joint exercises.",
            "Alpha League and France held joint exercises.",
        ]
    )
    publish(page=make_article(title="Leagues", sections=[section("One", body)]), by=None)
    withdraw(page=gone, by=None, reason="It was wrong.")
    organizations = client.get("/topics/joint-exercises/").context["organizations"]
    assert [(o.title, o.count) for o in organizations] == [("Beta League", 2), ("Alpha League", 1)]


def test_wanted_pages_say_how_often_and_where_they_are_named(client: Client, small_site: Site) -> None:
    (row,) = client.get("/wanted/").context["wanted"]
    assert (row["title"], row["named_count"], row["anchor"]) == (
        "Peace Partnerships",
        1,
        "w-peace-partnerships",
    )
    (place,) = row["named_by"]
    assert place.title == "On alliances"
    assert place.href.startswith("/articles/on-alliances/#")


@pytest.mark.parametrize("number", [1, 3])
def test_wanted_pages_cost_the_same_however_many_there_are(
    client: Client, number: int, django_assert_num_queries: Queries
) -> None:
    body = "\n\n".join(f"See also [[Wanted {one}]]" for one in range(number))
    publish(page=make_article(sections=[section("One", f"Words.\n\n{body}")]), by=None)
    with django_assert_num_queries(2):
        assert len(client.get("/wanted/").context["wanted"]) == number


def test_a_title_that_is_written_is_wanted_no_more(client: Client, small_site: Site) -> None:
    publish(page=make_article(title="Peace Partnerships"), by=None)
    assert client.get("/wanted/").context["wanted"] == []


def test_the_first_page_shows_each_kind_and_what_is_new(client: Client, small_site: Site) -> None:
    context = client.get("/").context
    assert [row.title for row in context["articles"]] == ["On alliances"]
    assert [row.title for row in context["case_studies"]] == ["A case of trust"]
    assert [(row.title, row.mentions) for row in context["organizations"]] == [
        ("North Atlantic Treaty Organization", 2)
    ]
    assert [row.title for row in context["countries"]] == ["France"]
    assert [row["title"] for row in context["wanted"]] == ["Peace Partnerships"]
    assert [facet.label for facet in context["topics"]] == ["Instruments"]
    assert (
        context["recent"][0].href == "/case-studies/a-case-of-trust/editions/1/"
        or len(context["recent"]) == 5
    )


@pytest.mark.parametrize("number", [1, 3, 20])
def test_the_first_page_costs_the_same_however_much_is_published(
    client: Client, number: int, django_assert_num_queries: Queries
) -> None:
    for kind in Kind.values:
        for _ in range(number):
            make_publication(kind)
    with django_assert_num_queries(5):
        response = client.get("/")
    assert len(response.context["articles"]) == min(number, 8)


def test_the_first_page_shows_the_most_named_organizations_first(client: Client) -> None:
    for title in ("Alpha League", "Beta League"):
        publish(page=make_organization(title=title), by=None)
    publish(page=make_article(sections=[section("One", "Beta League came.")]), by=None)
    assert [row.title for row in client.get("/").context["organizations"]] == ["Beta League", "Alpha League"]
