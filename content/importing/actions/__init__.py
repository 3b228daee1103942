"""The verbs of importing."""

from content.importing.actions.documents import (
    ImportResult,
    Outcome,
    SharedTitle,
    import_document,
    import_parsed,
    rehearsal,
)
from content.importing.actions.uploads import (
    MOST_FILES,
    ChangedMeanwhile,
    TooMuch,
    decide,
    decided,
    discard,
    forget_expired,
    move,
    receive,
    take_back,
    work_on,
)

__all__ = [
    "MOST_FILES",
    "ChangedMeanwhile",
    "ImportResult",
    "Outcome",
    "SharedTitle",
    "TooMuch",
    "decide",
    "decided",
    "discard",
    "forget_expired",
    "import_document",
    "import_parsed",
    "move",
    "receive",
    "rehearsal",
    "take_back",
    "work_on",
]
