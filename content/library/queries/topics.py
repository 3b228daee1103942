"""The topics by facet, and what one topic leads to."""

from dataclasses import dataclass, field
from typing import Final

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from content.library.addresses import KIND_LABELS, address, topic_address
from content.library.models import Link, LinkKind, Passage, PassageTopic, Publication
from content.library.paging import clamped
from content.library.queries.quoting import PASSAGE_FIELDS, PassageRow, QuotedPage, grouped, whole
from content.pages.models import Facet, Kind, Tag

PASSAGES_PER_PAGE: Final = 200
MOST_ORGANIZATIONS: Final = 20
MOST_TAGGED: Final = 200


@dataclass(frozen=True)
class CountedTopic:
    """A topic and how many passages name it."""

    title: str
    href: str
    count: int


@dataclass
class TopicsOfFacet:
    """The topics of one facet."""

    label: str
    topics: list[CountedTopic] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.topics)


def topics_by_facet() -> list[TopicsOfFacet]:
    """Every topic in its facet's order with the number of passages that name it, in one query."""
    naming = PassageTopic.objects.filter(tag=OuterRef("pk")).order_by().values("tag")
    counted = Coalesce(Subquery(naming.annotate(total=Count("pk")).values("total")), 0)
    rows = Tag.objects.annotate(passages=counted).order_by("position", "name", "pk")
    facets = {facet.value: TopicsOfFacet(str(facet.label)) for facet in Facet}
    for facet, name, slug, count in rows.values_list("facet", "name", "slug", "passages"):
        facets[facet].topics.append(CountedTopic(name, topic_address(slug), count))
    return [facet for facet in facets.values() if facet.topics]


@dataclass(frozen=True)
class TaggedPage:
    """A page that bears a topic."""

    title: str
    href: str
    kind_label: str
    summary: str


def topic_at(slug: str) -> tuple[Tag, list[Tag]] | None:
    """The topic with its broader one, and the narrower ones; one query."""
    known = Tag.objects.select_related("broader").filter(Q(slug=slug) | Q(broader__slug=slug))
    rows = list(known.order_by("position", "name"))
    topic = next((tag for tag in rows if tag.slug == slug), None)
    return (topic, [tag for tag in rows if tag is not topic]) if topic else None


def pages_tagged(tag: Tag) -> list[TaggedPage]:
    """Published pages that bear the topic: articles and case studies first, then what they name."""
    rows = (
        Publication.objects.public()
        .filter(topics__tag=tag)
        .order_by("title", "pk")
        .values_list("kind", "slug", "title", "summary")[:MOST_TAGGED]
    )
    order = list(KIND_LABELS)
    return [
        TaggedPage(title, address(kind, slug), KIND_LABELS[kind], summary)
        for kind, slug, title, summary in sorted(rows, key=lambda row: order.index(row[0]))
    ]


@dataclass(frozen=True)
class TopicPassages:
    """One page of the passages that name a topic, and how many there are."""

    sources: list[QuotedPage]
    total: int
    number: int
    pages: int


def passages_that_name(tag: Tag, *, asked: int = 1) -> TopicPassages:
    """Whole passages, since a phrase may be spread over a sentence; two queries."""
    naming = _naming(tag)
    total = naming.count()
    number, pages = clamped(asked, total, PASSAGES_PER_PAGE)
    rows = naming.order_by("publication__title", "publication", "number").values_list(*PASSAGE_FIELDS)[
        (number - 1) * PASSAGES_PER_PAGE : number * PASSAGES_PER_PAGE
    ]
    found = [PassageRow(*fields) for fields in rows]
    return TopicPassages(grouped((row, whole(row)) for row in found), total, number, pages)


def organizations_named_with(tag: Tag) -> list[CountedTopic]:
    """The organizations that the topic's passages name most, with the number of passages; one query."""
    organizations = Publication.objects.public().of_kind(Kind.ORGANIZATION).order_by()
    shown = organizations.filter(page=OuterRef("target"))
    rows = (
        Link.objects.filter(
            kind__in=(LinkKind.MENTION, LinkKind.PAGE_LINK),
            passage__topics__tag=tag,
            publication__state=Publication.State.PUBLISHED,
            target__in=organizations.values("page"),
        )
        .order_by()
        .values("target")
        .annotate(passages=Count("passage", distinct=True))
        .annotate(
            page_title=Subquery(shown.values("title")),
            page_acronym=Subquery(shown.values("acronym")),
            page_slug=Subquery(shown.values("slug")),
        )
        .order_by("-passages", "page_title", "target")
        .values_list("page_title", "page_acronym", "page_slug", "passages")[:MOST_ORGANIZATIONS]
    )
    return [
        CountedTopic(acronym or title, address(Kind.ORGANIZATION, slug), count)
        for title, acronym, slug, count in rows
    ]


def _naming(tag: Tag) -> QuerySet[Passage]:
    return Passage.objects.filter(topics__tag=tag, publication__state=Publication.State.PUBLISHED)
