"""What the public lists can be narrowed by: the facets of each kind of page, and what belongs to them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import CharField, Count, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Cast

from content.library.models import Link, LinkKind, Naming, Publication, PublicationTag
from content.pages.models import Kind, Tag

TOPIC, VARIETY = "topic", "type"


@dataclass(frozen=True)
class Facet:
    """A relation between listed pages and what they are narrowed by.

    `rows` are the relation; `owner` leads from a row to the listed publication by its field `owned_by`, `key`
    to what the page is narrowed by: a topic, another page, a word.
    """

    name: str
    label: str
    rows: Callable[[], QuerySet[Any]]
    key: str
    owner: str = "publication"
    owned_by: str = "pk"

    def matching(self, keys: Iterable[str]) -> Exists:
        """Whether a publication belongs to one of the keys."""
        related = {self.owner: OuterRef(self.owned_by), f"{self.key}__in": list(keys)}
        return Exists(self.rows().filter(**related))

    def counted(self, publications: QuerySet[Publication]) -> QuerySet[Any]:
        """(facet, key, how many of the publications belong to it), for the facets of a list in one UNION."""
        owners = publications.order_by().values(self.owned_by)
        counted: QuerySet[Any] = (
            self.rows()
            .filter(**{f"{self.owner}__in": owners})
            .order_by()
            .annotate(facet_name=Value(self.name, CharField()), facet_key=Cast(self.key, CharField()))
            .values("facet_name", "facet_key")
            .annotate(counted=Count(self.owner, distinct=True))
            .values_list("facet_name", "facet_key", "counted")
        )
        return counted


def _pages_of(kind: str) -> QuerySet[Any, Any]:
    return Publication.objects.public().of_kind(kind).order_by().values("page")


def _named(name: str, label: str, kind: str) -> Facet:
    return Facet(name, label, lambda: Naming.objects.filter(page__in=_pages_of(kind)), "page")


def _linked(name: str, label: str, kind: str, *links: str) -> Facet:
    def rows() -> QuerySet[Link]:
        # Whoever has left is no member.
        found: QuerySet[Link] = Link.objects.filter(kind__in=links, target__in=_pages_of(kind))
        return found.exclude(kind=LinkKind.MEMBER, detail__status="former")

    return Facet(name, label, rows, "target")


def _members_of(name: str, label: str) -> Facet:
    """Seen from the member: the organizations that count it among theirs."""

    def rows() -> QuerySet[Link]:
        found: QuerySet[Link] = Link.objects.public().filter(kind=LinkKind.MEMBER)
        return found.exclude(detail__status="former")

    return Facet(name, label, rows, "publication__page", owner="target", owned_by="page")


def _variety(label: str) -> Facet:
    return Facet(VARIETY, label, lambda: Publication.objects.exclude(variety=""), "variety", owner="pk")


_TOPIC: Final = Facet(TOPIC, "Topic", PublicationTag.objects.all, "tag")

FACETS: Final[dict[str, tuple[Facet, ...]]] = {
    Kind.ARTICLE: (
        _TOPIC,
        _named("organization", "Organization", Kind.ORGANIZATION),
        _named("country", "Country", Kind.COUNTRY),
    ),
    Kind.CASE_STUDY: (
        _linked("country", "Country", Kind.COUNTRY, LinkKind.PARTICIPANT),
        _linked("organization", "Organization", Kind.ORGANIZATION, LinkKind.PARTICIPANT),
        _TOPIC,
        _variety("Evidence"),
    ),
    Kind.ORGANIZATION: (
        _variety("Type"),
        _linked("country", "Member", Kind.COUNTRY, LinkKind.MEMBER),
        _TOPIC,
    ),
    Kind.COUNTRY: (_variety("Region"), _members_of("organization", "Member of"), _TOPIC),
    Kind.AGREEMENT: (
        _variety("Kind"),
        _linked("country", "Country", Kind.COUNTRY, LinkKind.PARTY, LinkKind.OWNER),
        _linked("organization", "Organization", Kind.ORGANIZATION, LinkKind.PARTY, LinkKind.OWNER),
        _TOPIC,
    ),
}


@dataclass(frozen=True)
class Option:
    """Something that a facet can be narrowed to: how an address and the database call it, and its label."""

    value: str
    key: str
    label: str


Options = dict[str, dict[str, Option]]


def options_of(kind: str) -> Options:
    """What each facet of the kind can be narrowed to, by value, in one query; titles are published ones."""
    names = {facet.name for facet in FACETS[kind]}
    varieties = Publication.objects.public().of_kind(kind).exclude(variety="").order_by()
    varied = _option(varieties.distinct(), Value(VARIETY, CharField()), "variety", "variety", "variety")
    return _read(names, *_parts(names), varied)


def options_of_passages() -> Options:
    """The topics, organizations and countries that passages can be narrowed to, in one query."""
    names = {TOPIC, Kind.ORGANIZATION.value, Kind.COUNTRY.value}
    return _read(names, *_parts(names))


def _parts(names: set[str]) -> list[QuerySet[Any, Any]]:
    pages = Publication.objects.public().filter(kind__in=names & {Kind.ORGANIZATION, Kind.COUNTRY})
    return [
        _option(pages, "kind", "slug", Cast("page", CharField()), "title"),
        _option(Tag.objects.all(), Value(TOPIC, CharField()), "slug", Cast("pk", CharField()), "name"),
    ]


def _read(names: set[str], first: QuerySet[Any, Any], *others: QuerySet[Any, Any]) -> Options:
    options: Options = {name: {} for name in names}
    for name, value, key, label in first.union(*others, all=True):
        if name in options:
            options[name][value] = Option(value, key, label)
    return options


def _option(rows: QuerySet[Any], facet: Any, value: str, key: Any, label: str) -> QuerySet[Any, Any]:
    named = {"option_facet": Cast(facet, CharField()), "option_value": Cast(value, CharField())}
    named |= {"option_key": Cast(key, CharField()), "option_label": Cast(label, CharField())}
    options: QuerySet[Any, Any] = rows.order_by().annotate(**named).values_list(*named)
    return options
