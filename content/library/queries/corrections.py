"""The corrections of all pages, the newest first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from content.library.addresses import KIND_LABELS, address
from content.library.corrected import changes_address
from content.library.models import Correction, Edition, Publication

IN_FEED: Final = 50
KINDS: Final = {kind.value: str(kind.label) for kind in Correction if kind.value}


@dataclass(frozen=True)
class CorrectedEdition:
    """A correction, with its page where that is public: of a withdrawn page only the fact is told."""

    pk: int
    correction: str
    at: datetime
    number: int
    kind: str = ""
    title: str = ""
    note: str = ""
    by: str = ""
    slug_then: str = ""
    slug: str = ""

    @property
    def label(self) -> str:
        return KINDS[self.correction]

    @property
    def is_public(self) -> bool:
        return bool(self.slug)

    @property
    def kind_label(self) -> str:
        return KIND_LABELS[self.kind]

    @property
    def page_href(self) -> str:
        return address(self.kind, self.slug)

    @property
    def href(self) -> str:
        return changes_address(self.kind, self.slug, self.number)


def count_by_kind() -> dict[str, int]:
    """How many corrections of each kind there are, none left out; one query."""
    rows = Edition.objects.exclude(correction="").order_by().values_list("correction")
    counts = dict(rows.annotate(count=Count("pk")))
    return {kind: counts.get(kind, 0) for kind in KINDS}


def corrections(kind: str = "") -> QuerySet[Edition, Any]:
    """The corrections of that kind, or all of them, the newest first, ready to be cut and read by `read`."""
    found = Edition.objects.exclude(correction="")
    if kind:
        found = found.filter(correction=kind)
    current = Publication.objects.public().filter(page=OuterRef("page")).values("slug")
    return found.annotate(current_slug=Subquery(current)).order_by("-published_at", "-pk")


def read(editions: QuerySet[Edition, Any]) -> list[CorrectedEdition]:
    fields = ("kind", "title", "note", "published_by_name", "slug", "current_slug")
    rows = editions.values_list("pk", "correction", "published_at", "number", *fields)
    return [CorrectedEdition(*row) if row[-1] else CorrectedEdition(*row[:4]) for row in rows]


def for_the_feed() -> list[CorrectedEdition]:
    """The latest corrections of pages that are public."""
    return read(corrections().filter(~Q(current_slug=None))[:IN_FEED])
