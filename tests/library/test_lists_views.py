"""The lists of pages: rows, filters in the address, pages of 24, empty states, and what they cost."""

import re
from typing import Any

import pytest
from django.test import Client

from content.library.actions import publish
from content.library.models import Link, LinkKind, Naming, Publication, PublicationTag
from content.pages.models import Kind
from tests.factories import (
    make_agreement,
    make_article,
    make_case_study,
    make_country,
    make_organization,
    make_tag,
)
from tests.public import Site, make_publication, make_publications

pytestmark = pytest.mark.django_db
Queries = Any

LISTS: dict[str, tuple[str, int]] = {
    Kind.ARTICLE: ("/articles/", 5),
    Kind.CASE_STUDY: ("/case-studies/", 5),
    Kind.ORGANIZATION: ("/organizations/", 4),
    Kind.COUNTRY: ("/countries/", 4),
    Kind.AGREEMENT: ("/agreements/", 5),
}


def fill(kind: str, rows: int) -> None:
    """Pages that belong to a topic, an organization and a country."""
    tag = make_tag(name="Exercises")
    organization, country = make_publication(Kind.ORGANIZATION), make_publication(Kind.COUNTRY)
    made = make_publications(rows, kind, variety="Some kind")
    PublicationTag.objects.bulk_create(PublicationTag(publication=one, tag=tag) for one in made)
    Naming.objects.bulk_create(
        Naming(publication=one, page_id=other.page_id, count=1)
        for one in made
        for other in (organization, country)
    )
    relations = [(organization, LinkKind.PARTICIPANT), (organization, LinkKind.PARTY)]
    relations += [(country, LinkKind.PARTICIPANT), (country, LinkKind.PARTY)]
    Link.objects.bulk_create(
        Link(publication=one, number=number, kind=relation, target_id=other.page_id, title="printed")
        for one in made
        for number, (other, relation) in enumerate(relations)
    )


@pytest.mark.parametrize("rows", [1, 3, 300])
@pytest.mark.parametrize("kind", list(LISTS))
def test_a_list_costs_the_same_at_1_3_and_300_rows(
    client: Client, kind: str, rows: int, django_assert_num_queries: Queries
) -> None:
    place, queries = LISTS[kind]
    fill(kind, rows)
    with django_assert_num_queries(queries):
        response = client.get(place)
    assert len(response.context["rows"]) == min(24, response.context["result_count"])


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("kind", list(LISTS))
def test_a_narrowed_list_costs_no_more(
    client: Client, kind: str, rows: int, django_assert_num_queries: Queries
) -> None:
    place, queries = LISTS[kind]
    fill(kind, rows)
    with django_assert_num_queries(queries):
        response = client.get(f"{place}?topic=exercises&type=Some+kind")
    assert len(response.context["rows"]) == rows


def test_an_empty_list_of_the_whole_site_leads_to_the_other_lists(client: Client) -> None:
    empty = client.get("/articles/").context["empty"]
    assert empty["message"] == "Nothing is published here yet."
    assert [step.href for step in empty["steps"]] == [
        "/case-studies/",
        "/organizations/",
        "/countries/",
        "/agreements/",
    ]


def test_an_empty_choice_says_which_filter_to_remove_and_what_that_gives(
    client: Client, django_assert_num_queries: Queries
) -> None:
    exercises, treaties = make_tag(name="Exercises"), make_tag(name="Treaties")
    country = make_publication(Kind.COUNTRY, title="France", slug="france")
    for tag in (exercises, exercises, treaties):
        PublicationTag.objects.create(publication=make_publication(), tag=tag)
    only = Publication.objects.filter(topics__tag=treaties).get()
    Naming.objects.create(publication=only, page_id=country.page_id, count=1)
    with django_assert_num_queries(4):
        response = client.get("/articles/?topic=exercises&country=france")
    empty = response.context["empty"]
    assert empty["message"] == "No page matches all of these filters."
    assert [(step.label, step.href) for step in empty["steps"]] == [
        ("Without topic “Exercises”: 1 page", "/articles/?country=france"),
        ("Without country “France”: 2 pages", "/articles/?topic=exercises"),
        ("Without any filter: 3 pages", "/articles/"),
    ]


def test_a_choice_can_be_shared_by_its_address_and_taken_back(client: Client, small_site: Site) -> None:
    response = client.get("/articles/?topic=joint-exercises&country=france")
    context = response.context
    assert [row.title for row in context["rows"]] == ["On alliances"]
    assert [(choice.label, choice.remove_href) for choice in context["chosen"]] == [
        ("Joint exercises", "/articles/?country=france"),
        ("France", "/articles/?topic=joint-exercises"),
    ]
    checked = re.findall(r'value="([^"]+)"\s+checked', response.content.decode())
    assert checked == ["joint-exercises", "france"]
    assert context["clear_href"] == "/articles/"


def test_an_option_says_where_choosing_it_leads(client: Client, small_site: Site) -> None:
    facets = client.get("/articles/?country=france").context["facets"]
    options = {option.value: option for facet in facets for option in facet.options}
    assert options["joint-exercises"].href == "/articles/?country=france&topic=joint-exercises"
    assert options["france"].href == "/articles/"
    assert (options["france"].chosen, options["joint-exercises"].chosen) == (True, False)


def test_a_chosen_option_that_shows_nothing_stays_to_be_taken_back(client: Client, small_site: Site) -> None:
    make_tag(name="Treaties")
    facets = client.get("/articles/?topic=treaties").context["facets"]
    options = [(option.label, option.count) for facet in facets for option in facet.options]
    assert ("Treaties", 0) in options


def test_facets_name_published_pages_only(client: Client) -> None:
    draft = make_country(title="Draftland")
    publish(page=make_case_study(title="A case", participants=[draft]), by=None)
    response = client.get("/case-studies/?country=draftland")
    assert "Draftland" not in response.content.decode()
    assert response.context["result_count"] == 1


def test_a_list_is_read_in_pages_of_24_in_the_order_of_titles(client: Client) -> None:
    for number in range(50):
        make_publication(title=f"Page {number:02}", slug=f"listed-{number}")
    contexts = [client.get(f"/articles/?page={page}").context for page in (1, 2, 3)]
    titles = [row.title for context in contexts for row in context["rows"]]
    assert titles == [f"Page {number:02}" for number in range(50)]
    second = contexts[1]["pages"]
    assert (second.number, second.count) == (2, 3)
    assert (second.previous_href, second.next_href) == ("/articles/", "/articles/?page=3")


def test_search_engines_are_told_which_lists_stand_for_themselves(client: Client) -> None:
    tag = make_tag(name="Exercises")
    for _ in range(30):
        PublicationTag.objects.create(publication=make_publication(), tag=tag)
    whole, second, narrowed = (
        client.get(f"/articles/{query}").content.decode()
        for query in ("", "?page=2", "?topic=exercises&page=2")
    )
    canonical = '<link rel="canonical" href="http://127.0.0.1:8000/articles/{}">'
    assert canonical.format("") in whole
    assert canonical.format("?page=2") in second
    assert canonical.format("") in narrowed
    assert ["noindex" in words for words in (whole, second, narrowed)] == [False, False, True]


def test_the_pages_of_a_narrowed_list_keep_its_filters(client: Client) -> None:
    tag = make_tag(name="Exercises")
    for _ in range(30):
        PublicationTag.objects.create(publication=make_publication(), tag=tag)
    pages = client.get("/articles/?topic=exercises").context["pages"]
    assert pages.next_href == "/articles/?topic=exercises&page=2"


def test_titles_that_are_equal_keep_one_order(client: Client) -> None:
    made = [make_publication(title="Same", slug=f"same-{number}") for number in range(5)]
    rows = client.get("/articles/").context["rows"]
    assert [row.href for row in rows] == [f"/articles/{one.slug}/" for one in made]


def test_an_article_shows_its_words_its_date_and_its_topics(client: Client, small_site: Site) -> None:
    row = client.get("/articles/").context["rows"][0]
    assert row.words > 10
    assert [(topic.title, topic.href) for topic in row.topics] == [
        ("Joint exercises", "/topics/joint-exercises/")
    ]


def test_a_case_study_shows_who_takes_part_when_and_on_what_evidence(client: Client) -> None:
    france, draft = make_country(title="France"), make_country(title="Draftland")
    publish(page=france, by=None)
    page = make_case_study(title="A case", participants=[draft, france], begins="2002", ends="2018-09")
    publish(page=page, by=None)
    row = client.get("/case-studies/").context["rows"][0]
    assert row.participants == "France"
    assert row.period == "2002 to September 2018"
    assert row.evidence == "Claimed by the source text only"


def test_an_organization_shows_its_type_its_founding_and_how_often_it_is_named(
    client: Client, small_site: Site
) -> None:
    row = client.get("/organizations/").context["rows"][0]
    assert (row.acronym, row.type, row.founded) == ("NATO", "Military alliance", "4 April 1949")
    assert row.mentions == 2


def test_an_agreement_shows_its_kind_its_date_and_its_parties(client: Client, small_site: Site) -> None:
    row = client.get("/agreements/").context["rows"][0]
    assert (row.type, row.date) == ("Agreement", "29 August 2016")
    assert row.parties == "France, North Atlantic Treaty Organization"


def test_a_policy_shows_whose_it_is(client: Client) -> None:
    union = make_organization(title="European Union")
    publish(page=union, by=None)
    policy = make_agreement(title="Common policy", agreement_kind="policy", owner=union)
    publish(page=policy, by=None)
    response = client.get("/agreements/?organization=european-union")
    assert [row.parties for row in response.context["rows"]] == ["European Union"]


def test_a_country_shows_its_region(client: Client, small_site: Site) -> None:
    assert [row.region for row in client.get("/countries/").context["rows"]] == ["Western Europe"]


def test_countries_are_narrowed_by_what_they_belong_to(client: Client, small_site: Site) -> None:
    publish(page=make_country(title="Elsewhere"), by=None)
    response = client.get("/countries/?organization=north-atlantic-treaty-organization")
    assert [row.title for row in response.context["rows"]] == ["France"]


def test_a_title_is_shown_as_text_wherever_it_stands(client: Client) -> None:
    tag = make_tag(name="<b>bold</b> topic", slug="bold")
    country = make_country(title="<i>Land</i>", slug="land")
    publish(page=country, by=None)
    publish(page=make_article(title="<script>alert(1)</script>", tags=[tag]), by=None)
    for place in ("/", "/articles/", "/countries/", "/articles/?topic=bold", "/topics/", "/topics/bold/"):
        words = client.get(place).content.decode()
        assert "<script>alert" not in words
        assert "<b>bold" not in words
        assert "<i>Land" not in words
