"""What an edition would do to the notes on its page, told before it is made."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from django.utils.html import format_html
from django.utils.safestring import SafeString

from content.annotations.models import Note, Placement
from content.annotations.queries.planning import planned
from content.library.models import Edition

Status = Placement.Status
LISTED: Final = 20
_LONGEST: Final = 160
# What becomes of one note, and of several
_BECOMES: Final = {
    Status.SAME: ("keeps its place", "keep their place"),
    Status.CHANGED: ("stands on changed words", "stand on changed words"),
    Status.MOVED: ("moves", "move"),
    Status.LOST: ("loses its passage", "lose their passage"),
}


def effects_on_notes(edition: Edition) -> list[str | SafeString]:
    """One sentence on all notes, then a line for each that changes, moves or loses its place.

    The words of notes are not told, only the words that they are on: some are for their authors alone.
    """
    placements = planned(edition)
    if not placements:
        return []
    counts = Counter(placement.status for placement in placements)
    return [_summary(counts), *_lines(edition, placements)]


def _summary(counts: Counter[str]) -> str:
    told = [
        f"{counts[status]:,} {one if counts[status] == 1 else several}"
        for status, (one, several) in _BECOMES.items()
        if counts[status]
    ]
    total = counts.total()
    return f"Of {total:,} {'note' if total == 1 else 'notes'} on the page, {', '.join(told)}."


def _lines(edition: Edition, placements: list[Placement]) -> Iterator[SafeString]:
    touched = [placement for placement in placements if placement.status != Status.SAME]
    quotes = dict(
        Note.objects.filter(pk__in=[placement.note_id for placement in touched[:LISTED]]).values_list(
            "pk", "exact"
        )
    )
    for placement in touched[:LISTED]:
        before = _short(quotes[placement.note_id])
        if placement.status == Status.LOST:
            yield format_html("Loses its passage: the note on <q>{}</q>", before)
        else:
            now = _short(edition.text[placement.start : placement.end])
            yield format_html(
                "{}: the note on <q>{}</q>, now on <q>{}</q>", placement.get_status_display(), before, now
            )
    if len(touched) > LISTED:
        yield format_html("And {} more.", len(touched) - LISTED)


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()} …"
