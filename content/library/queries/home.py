"""What the first page shows of each kind of page."""

from dataclasses import dataclass
from typing import Final

from django.db.models import OuterRef, Q, Subquery

from content.library.addresses import KIND_LABELS, edition_address
from content.library.dates import day
from content.library.models import Edition, Publication
from content.library.queries.rows import Row, mentions, row_of
from content.pages.models import Kind

# How many of each kind, and which first.
SHOWN: Final[dict[str, tuple[int, tuple[str, ...]]]] = {
    Kind.ARTICLE: (8, ("-changed_at", "title", "pk")),
    Kind.CASE_STUDY: (6, ("-changed_at", "title", "pk")),
    Kind.ORGANIZATION: (12, ("-mentions", "title", "pk")),
    Kind.COUNTRY: (12, ("-mentions", "title", "pk")),
}
RECENT: Final = 6


@dataclass(frozen=True)
class RecentEdition:
    """One of the latest editions."""

    title: str
    href: str
    kind_label: str
    number: int
    published_on: str
    note: str


def first_page_rows() -> dict[str, list[Row]]:
    """The newest texts and the most named pages, by kind, in one query."""
    public = Publication.objects.public().annotate(mentions=mentions())
    shown = Q()
    for kind, (most, order) in SHOWN.items():
        shown |= Q(pk__in=public.of_kind(kind).order_by(*order).values("pk")[:most])
    fields = (
        "kind",
        "slug",
        "title",
        "summary",
        "acronym",
        "variety",
        "began",
        "words",
        "changed_at",
        "mentions",
    )
    found = list(public.filter(shown).order_by("title", "pk").values(*fields))
    rows: dict[str, list[Row]] = {}
    for kind, (_, order) in SHOWN.items():
        own = [row for row in found if row["kind"] == kind]
        if order[0] == "-mentions":
            own.sort(key=lambda row: -row["mentions"])
        else:
            own.sort(key=lambda row: row["changed_at"], reverse=True)
        rows[kind] = [row_of(kind, row) for row in own]
    return rows


def recent_editions() -> list[RecentEdition]:
    """The latest editions of public pages, minor ones left out; one query."""
    current = Publication.objects.public().filter(page=OuterRef("page")).values("slug")
    rows = (
        Edition.objects.filter(minor=False)
        .annotate(current_slug=Subquery(current))
        .exclude(current_slug=None)
        .order_by("-published_at", "-pk")
        .values_list("title", "kind", "current_slug", "number", "published_at", "note")[:RECENT]
    )
    return [
        RecentEdition(title, edition_address(kind, slug, number), KIND_LABELS[kind], number, day(at), note)
        for title, kind, slug, number, at, note in rows
    ]
