"""The rows of the public lists: what each kind of page shows of itself among others."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from content.library.addresses import address, topic_address
from content.library.dates import day
from content.library.models import Link, LinkKind, Naming, Publication, PublicationTag
from content.pages.models import Kind
from content.pages.partial_dates import PartialDate

_NAMED: Final = (Kind.ORGANIZATION, Kind.COUNTRY, Kind.AGREEMENT)


@dataclass(frozen=True)
class Topic:
    """A topic in a row."""

    title: str
    href: str


@dataclass
class Row:
    """A page in a list, with what its kind shows; the rest is empty."""

    title: str
    href: str
    summary: str
    acronym: str
    variety: (
        str  # type of an organization, kind of an agreement, region of a country, evidence of a case study
    )
    began: str  # when it was founded, signed or begun
    words: int
    changed_on: str
    mentions: int
    period: str = ""
    topics: list[Topic] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)

    @property
    def region(self) -> str:
        return self.variety

    type = evidence = region

    @property
    def date(self) -> str:
        return self.began

    founded = date

    @property
    def parties(self) -> str:
        return ", ".join(self.pages)

    participants = parties


def mentions() -> Coalesce:
    """How often published texts name a publication's page."""
    named = Naming.objects.filter(page=OuterRef("page")).order_by().values("page")
    return Coalesce(Subquery(named.annotate(total=Sum("count")).values("total")), 0)


def rows_of(kind: str, publications: QuerySet[Publication]) -> list[Row]:
    """The publications, all of one kind, as rows, in their order; two queries at most."""
    fields = ["pk", *("slug", "title", "summary", "acronym", "variety", "began", "words", "changed_at")]
    if kind in _NAMED:
        publications = publications.annotate(mentions=mentions())
        fields.append("mentions")
    if kind == Kind.CASE_STUDY:
        fields.append("edition__content__facts")
    rows = {row["pk"]: row_of(kind, row) for row in publications.values(*fields)}
    if kind == Kind.ARTICLE:
        _add_topics(rows)
    if kind in (Kind.CASE_STUDY, Kind.AGREEMENT):
        _add_pages(rows)
    return list(rows.values())


def row_of(kind: str, row: dict[str, Any]) -> Row:
    facts = row.get("edition__content__facts") or ()
    return Row(
        title=row["title"],
        href=address(kind, row["slug"]),
        summary=row["summary"],
        acronym=row["acronym"],
        variety=row["variety"],
        began=PartialDate(row["began"]).display() if row["began"] else "",
        words=row["words"],
        changed_on=day(row["changed_at"]),
        mentions=row.get("mentions", 0),
        period=next((fact["value"] for fact in facts if fact["label"] == "Period"), ""),
    )


def _add_topics(rows: dict[int, Row]) -> None:
    tagged = PublicationTag.objects.filter(publication__in=rows).order_by("tag__name", "tag")
    for pk, name, slug in tagged.values_list("publication", "tag__name", "tag__slug"):
        rows[pk].topics.append(Topic(name, topic_address(slug)))


def _add_pages(rows: dict[int, Row]) -> None:
    """Who takes part, by published titles: a draft's title must not show through another page."""
    title = Publication.objects.public().filter(page=OuterRef("target")).values("title")
    parts: Iterable[tuple[int, str]] = (
        Link.objects.filter(
            publication__in=rows, kind__in=(LinkKind.PARTICIPANT, LinkKind.PARTY, LinkKind.OWNER)
        )
        .annotate(public_title=Subquery(title))
        .exclude(public_title=None)
        .order_by("number")
        .values_list("publication", "public_title")
    )
    for pk, named in parts:
        rows[pk].pages.append(named)
