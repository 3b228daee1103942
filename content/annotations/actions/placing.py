"""Carrying notes to another edition."""

from content.annotations.models import Note, Placement
from content.annotations.queries.planning import placement_of, planned, span_of
from content.library.carry import Carried, carry
from content.library.models import Edition


def carry_forward(note: Note, edition: Edition, current: Edition) -> Placement:
    """The note's place in the edition that it was made on, and in the current one if that is another."""
    own = placement_of(note.pk, edition, Carried("same", note.start, note.end, 1.0))
    own.save(force_insert=True)
    if current.pk == edition.pk:
        return own
    [carried] = carry(edition.text, current.text, [span_of(note.start, note.end)])
    placement = placement_of(note.pk, current, carried)
    placement.save(force_insert=True)
    return placement


def place_notes(*, edition: Edition) -> int:
    """Give every note on the page a place in the edition, in one transaction with publishing it; how many.

    Each is carried from the latest edition that has it: a note that was lost comes home when its words do.
    """
    placements = planned(edition)
    Placement.objects.bulk_create(placements, batch_size=500)
    return len(placements)
