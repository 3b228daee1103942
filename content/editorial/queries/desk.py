"""What waits at the desk: the admin's start page."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min, QuerySet

from content.library.queries.states import PublicState, with_public_state
from content.library.queries.wanted import Wanted, wanted_titles
from content.pages.models import Defect, Page, Revision

SHOWN = 10
PLACES = 3


@dataclass(frozen=True)
class Waiting:
    """The first pages of a queue and how many stand in it."""

    pages: list[Page]
    count: int


@dataclass(frozen=True)
class Defects:
    """The open defects of one page, or of a document that has none."""

    page: Page | None
    file_name: str
    document: int
    count: int


@dataclass(frozen=True)
class Desk:
    """Everything that the start page shows."""

    changed: Waiting
    never: Waiting
    wanted: list[Wanted]
    wanted_count: int
    defects: list[Defects]
    defects_count: int
    revisions: list[Revision]


def desk() -> Desk:
    """In nine queries, however much waits."""
    wanted = wanted_titles()
    defects, defects_count = _defects()
    return Desk(
        changed=_waiting(PublicState.CHANGED),
        never=_waiting(PublicState.NEVER),
        wanted=wanted[:SHOWN],
        wanted_count=len(wanted),
        defects=defects,
        defects_count=defects_count,
        revisions=_latest_revisions(),
    )


def _waiting(state: PublicState) -> Waiting:
    """The pages in the state, the one that waits longest first."""
    pages: QuerySet[Any] = with_public_state(Page.objects.all())
    pages = pages.filter(public_state=state)
    return Waiting(list(pages.order_by("updated_at", "pk")[:SHOWN]), pages.count())


def _defects() -> tuple[list[Defects], int]:
    """The pages with open defects, the oldest import first, and the number of all open defects."""
    open_ones = Defect.objects.filter(state=Defect.State.OPEN)
    groups = list(
        open_ones.order_by()
        .values("page", "source_document", "source_document__file_name")
        .annotate(count=Count("pk"), oldest=Min("source_document__imported_at"))
        .order_by("oldest", "source_document")[:SHOWN]
    )
    pages = Page.objects.in_bulk({group["page"] for group in groups if group["page"]})
    found = [
        Defects(
            pages.get(group["page"]),
            group["source_document__file_name"],
            group["source_document"],
            group["count"],
        )
        for group in groups
    ]
    return found, open_ones.count()


def _latest_revisions() -> list[Revision]:
    latest = Revision.objects.select_related("page", "made_by").defer("snapshot")
    return list(latest.order_by("-made_at", "-pk")[:SHOWN])
