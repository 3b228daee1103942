"""Wanted titles with what was decided about each, by demand."""

from dataclasses import dataclass
from typing import Final

from content.editorial.models import WantedTitle
from content.library.models import Publication
from content.library.queries.wanted import Place, Wanted, wanted_titles

OPEN: Final = "wanted"
STATES: Final = {OPEN: "Wanted", **{one.value: str(one.label) for one in WantedTitle.Decision}}


@dataclass(frozen=True)
class Demanded:
    """A title, where texts name it, and its decision."""

    title: str
    key: str
    places: list[Place]
    decided: WantedTitle | None
    is_public: bool  # whether readers can open the decision's page

    @property
    def count(self) -> int:
        return len(self.places)

    @property
    def state(self) -> str:
        return self.decided.decision if self.decided else OPEN

    @property
    def label(self) -> str:
        return STATES[self.state]


def demanded() -> list[Demanded]:
    """Every title that waits or was declined, the most named first; in three queries.

    What is in draft or the same as a page leaves the list when that page is published and resolves it.
    """
    decisions = {one.key: one for one in WantedTitle.objects.select_related("page", "decided_by")}
    titles = wanted_titles(with_declined=True)
    named = {one.key for one in titles}
    unnamed = [one for one in decisions.values() if one.key not in named]
    titles += [Wanted(one.title, one.key) for one in unnamed if one.decision == WantedTitle.Decision.DECLINED]
    pages = {one.page_id for one in decisions.values() if one.page_id}
    public = set(Publication.objects.public().filter(page__in=pages).values_list("page", flat=True))
    return [_row(one, decisions.get(one.key), public) for one in titles]


def _row(one: Wanted, decided: WantedTitle | None, public: set[int]) -> Demanded:
    is_public = bool(decided and decided.page_id in public)
    return Demanded(decided.title if decided else one.title, one.key, one.named_by, decided, is_public)


def counts(rows: list[Demanded]) -> dict[str, int]:
    """How many titles are in each state."""
    return {state: sum(row.state == state for row in rows) for state in STATES}
