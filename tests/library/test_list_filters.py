"""The filters of the lists against a plain oracle: any value within a facet, all facets together."""

import random
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import settings

from content.library.filters import FILTERS, ListFilter
from content.library.models import Link, LinkKind, Naming, Publication, PublicationTag
from content.library.queries.facets import FACETS, Options, options_of
from content.pages.models import Kind
from tests.factories import make_tag
from tests.public import make_publication

pytestmark = pytest.mark.django_db
Chosen = dict[str, set[str]]
# What each published page belongs to: facet, then values.
Belongs = dict[Publication, dict[str, set[str]]]


def filters_of(kind: str, chosen: Chosen, options: Options | None = None) -> ListFilter:
    query = QueryDict(mutable=True)
    for name, values in chosen.items():
        query.setlist(name, sorted(values))
    publications = Publication.objects.public().of_kind(kind).order_by("title", "pk")
    return FILTERS[kind](query, publications, options or options_of(kind))


def matching(belongs: Belongs, chosen: Chosen, *, but: str = "") -> list[Publication]:
    """The oracle."""
    return [
        publication
        for publication, facets in belongs.items()
        if all(not values or name == but or facets[name] & values for name, values in chosen.items())
    ]


def counted(filters: ListFilter) -> dict[str, dict[str, int]]:
    """The counts by value instead of by key."""
    values = {
        name: {option.key: option.value for option in filters.options[name].values()}
        for name in filters.filters
    }
    of = filters.counts().of
    return {name: {values[name][key]: count for key, count in of[name].items()} for name in filters.filters}


def all_counts(belongs: Belongs, chosen: Chosen, names: list[str]) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {name: {} for name in names}
    for name in names:
        for publication in matching(belongs, chosen, but=name):
            for value in belongs[publication][name]:
                counts[name][value] = counts[name].get(value, 0) + 1
    return counts


def some(chance: random.Random, values: list[Any], most: int) -> list[Any]:
    return chance.sample(values, chance.randint(0, most))


def a_published_world(kind: str, chance: random.Random) -> Belongs:
    """Thirty pages of the kind that belong to topics, organizations, countries and varieties at random."""
    tags = [make_tag(name=f"Topic {number}") for number in range(4)]
    others = {
        "organization": [make_publication(Kind.ORGANIZATION) for _ in range(3)],
        "country": [make_publication(Kind.COUNTRY) for _ in range(3)],
    }
    hidden = make_publication(
        Kind.ORGANIZATION if kind == Kind.COUNTRY else Kind.COUNTRY, state="withdrawn", reason="It was wrong."
    )
    names = {facet.name for facet in FACETS[kind]}
    belongs: Belongs = {}
    for _ in range(30):
        variety = chance.choice(["", "One", "Two"]) if "type" in names else ""
        publication = make_publication(kind, variety=variety)
        facets: dict[str, set[str]] = {name: set() for name in names}
        chosen = some(chance, tags, 3)
        PublicationTag.objects.bulk_create(PublicationTag(publication=publication, tag=tag) for tag in chosen)
        facets["topic"] = {tag.slug for tag in chosen}
        if variety:
            facets["type"].add(variety)
        for name in names & set(others):
            for other in some(chance, others[name], 2):
                relate(kind, publication, other)
                facets[name].add(other.slug)
        relate(kind, publication, hidden)
        belongs[publication] = facets
    return belongs


def relate(kind: str, publication: Publication, other: Publication) -> None:
    """The index rows that make the publication belong to the other page; two, which count once."""
    if kind == Kind.ARTICLE:
        Naming.objects.create(publication=publication, page_id=other.page_id, count=2)
        return
    source, target = (other, publication) if kind == Kind.COUNTRY else (publication, other)
    first = Link.objects.filter(publication=source).count()
    Link.objects.bulk_create(
        Link(
            publication=source,
            number=number,
            kind=RELATIONS[kind],
            target_id=target.page_id,
            title="printed",
            detail={"status": "member"},
        )
        for number in (first, first + 1)
    )


RELATIONS: dict[str, str] = {
    Kind.CASE_STUDY: LinkKind.PARTICIPANT,
    Kind.ORGANIZATION: LinkKind.MEMBER,
    Kind.COUNTRY: LinkKind.MEMBER,
    Kind.AGREEMENT: LinkKind.PARTY,
}


def choices(belongs: Belongs, names: list[str], chance: random.Random) -> Iterator[Chosen]:
    values = {
        name: sorted({value for facets in belongs.values() for value in facets[name]}) for name in names
    }
    yield {}
    for _ in range(settings().max_examples // 8):
        yield {name: set(some(chance, values[name], min(2, len(values[name])))) for name in names}


@pytest.mark.parametrize("kind", list(FACETS))
@pytest.mark.parametrize("seed", [1, 2])
def test_lists_and_counts_are_those_of_the_oracle(kind: str, seed: int) -> None:
    chance = random.Random(f"{kind} {seed}")
    belongs = a_published_world(kind, chance)
    if kind == Kind.ORGANIZATION:  # the countries are members; other organizations belong to nothing
        belongs |= {
            other: {"topic": set(), "country": set(), "type": set()} for other in others_of(belongs, kind)
        }
    if kind == Kind.COUNTRY:
        belongs |= {
            other: {"topic": set(), "organization": set(), "type": set()}
            for other in others_of(belongs, kind)
        }
    names = [facet.name for facet in FACETS[kind]]
    options = options_of(kind)
    for chosen in choices(belongs, names, chance):
        filters = filters_of(kind, chosen, options)
        expected = matching(belongs, chosen)
        assert set(filters.qs) == set(expected), chosen
        assert filters.counts().shown == len(expected)
        assert counted(filters) == all_counts(belongs, chosen, names), chosen
        ways = filters.ways_out()
        assert ways.pop("") == len(belongs)
        assert ways == {
            name: len(matching(belongs, chosen, but=name)) for name, values in chosen.items() if values
        }


def others_of(belongs: Belongs, kind: str) -> list[Publication]:
    return [one for one in Publication.objects.public().of_kind(kind) if one not in belongs]


def test_a_value_that_does_not_exist_is_left_out() -> None:
    publication = make_publication()
    PublicationTag.objects.create(publication=publication, tag=make_tag(name="Exercises"))
    make_publication()
    assert filters_of(Kind.ARTICLE, {"topic": {"nothing"}}).counts().shown == 2
    assert list(filters_of(Kind.ARTICLE, {"topic": {"nothing", "exercises"}}).qs) == [publication]


def test_whoever_has_left_an_organization_is_no_member() -> None:
    union, country = make_publication(Kind.ORGANIZATION), make_publication(Kind.COUNTRY)
    Link.objects.create(
        publication=union,
        number=0,
        kind=LinkKind.MEMBER,
        target_id=country.page_id,
        title="printed",
        detail={"status": "former"},
    )
    assert filters_of(Kind.ORGANIZATION, {}).counts().of["country"] == {}
    assert filters_of(Kind.COUNTRY, {}).counts().of["organization"] == {}


def test_withdrawn_pages_are_counted_nowhere() -> None:
    gone = make_publication(state="withdrawn", reason="It was wrong.")
    PublicationTag.objects.create(publication=gone, tag=make_tag(name="Exercises"))
    counts = filters_of(Kind.ARTICLE, {}).counts()
    assert counts.shown == 0
    assert counts.of["topic"] == {}
