"""What leads a draft from one state to another: one table, known without a database."""

from dataclasses import dataclass
from typing import Final

DRAFT: Final = "draft"
IN_REVIEW: Final = "in_review"
CHANGES_REQUESTED: Final = "changes_requested"
APPROVED: Final = "approved"

STATES: Final = {
    DRAFT: "a draft",
    IN_REVIEW: "in review",
    CHANGES_REQUESTED: "waiting for the changes that were requested",
    APPROVED: "approved",
}


@dataclass(frozen=True, slots=True)
class Transition:
    """One act: from which states it leads to which, whose right it is, and whether one's own work bars it."""

    act: str  # as the log names it
    done: str  # as a sentence names it: "can be approved"
    sources: frozenset[str]
    target: str
    verb: str  # of content.people.roles.MAY
    bars_own_work: bool = False


def _any_of(*states: str) -> frozenset[str]:
    return frozenset(states)


_ALL: Final = (
    Transition("submitted", "submitted", _any_of(DRAFT, CHANGES_REQUESTED), IN_REVIEW, "submit"),
    Transition("taken_back", "taken back", _any_of(IN_REVIEW), DRAFT, "submit"),
    Transition(
        "approved", "approved", _any_of(IN_REVIEW, CHANGES_REQUESTED), APPROVED, "review", bars_own_work=True
    ),
    Transition(
        "changes_requested",
        "sent back",
        _any_of(IN_REVIEW, APPROVED),
        CHANGES_REQUESTED,
        "review",
        bars_own_work=True,
    ),
    # An approval is of one revision: the next one is a draft again.
    Transition("edited", "edited", _any_of(APPROVED), DRAFT, "write"),
    Transition("published", "published", frozenset(STATES), DRAFT, "publish"),
)
TABLE: Final[dict[str, Transition]] = {transition.act: transition for transition in _ALL}


def why_not(act: str, *, state: str, is_own_work: bool) -> str:
    """Why a draft in this state cannot be led on by this act, as a sentence; "" where it can."""
    transition = TABLE[act]
    if state == transition.target and state not in transition.sources:
        return f"The page is {STATES[state]} already."
    if state not in transition.sources:
        when = " or ".join(STATES[source] for source in STATES if source in transition.sources)
        return f"The page is {STATES[state]}. It can be {transition.done} when it is {when}."
    if transition.bars_own_work and is_own_work:
        return f"Some of these changes are yours: they can be {transition.done} only by someone else."
    return ""
