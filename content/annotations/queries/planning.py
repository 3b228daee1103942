"""Where the notes of a page would stand in an edition."""

from collections import defaultdict
from collections.abc import Iterable

from content.annotations.models import Placement
from content.library.carry import Carried, carry
from content.library.models import Edition

Status = Placement.Status


def planned(edition: Edition) -> list[Placement]:
    """The places that the page's notes would have in the edition, which need not be stored."""
    made: list[Placement] = []
    for before, places in _by_edition(edition.page_id):
        spans = [span_of(place.start, place.end) for place in places]
        for place, carried in zip(places, carry(before.text, edition.text, spans), strict=True):
            made.append(placement_of(place.note_id, edition, carried))
    return made


def _by_edition(page: int) -> Iterable[tuple[Edition, list[Placement]]]:
    """The latest place of each note, by the edition that it is in."""
    latest: dict[int, Placement] = {}
    places = (
        Placement.objects.filter(note__page=page)
        .exclude(status=Status.LOST)
        .order_by("edition__number")
        .only("note", "edition", "start", "end")
    )
    for place in places:
        latest[place.note_id] = place
    grouped: dict[int, list[Placement]] = defaultdict(list)
    for place in latest.values():
        grouped[place.edition_id].append(place)
    for edition in Edition.objects.filter(pk__in=grouped).only("text", "number", "page"):
        yield edition, grouped[edition.pk]


def placement_of(note: int, edition: Edition, carried: Carried) -> Placement:
    return Placement(
        note_id=note,
        edition_id=edition.pk,
        status=carried.status,
        start=carried.start,
        end=carried.end,
        score=carried.score,
    )


def span_of(start: int | None, end: int | None) -> tuple[int, int]:
    if start is None or end is None:
        raise ValueError("A note that is lost has no place to be carried from.")
    return start, end
