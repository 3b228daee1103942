"""The notes on a page, where they stand in its current edition, with their threads."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.safestring import SafeString

from content.annotations.bodies import drawn
from content.annotations.models import Note, Placement
from content.annotations.queries.visible import visible_to
from content.library.models import Edition
from content.people.models import User


@dataclass
class Shown:
    """A note as a page shows it; `replies` are all of its thread, in the order in which they were written."""

    note: Note
    person: User | None
    placement: Placement | None = None
    replies: list["Shown"] = field(default_factory=list)
    is_on_all: bool = False  # of the paragraph beside which it stands

    @property
    def is_own(self) -> bool:
        return self.person is not None and self.note.made_by_id == self.person.pk

    @property
    def author(self) -> str:
        return self.note.author_name

    @cached_property
    def html(self) -> SafeString:
        return drawn(self.note.body)

    @property
    def source_href(self) -> str:
        """Where the source is, if that is an address; of a note that waits, links lead nowhere."""
        reference = self.note.reference
        is_address = reference.startswith(("https://", "http://")) and " " not in reference
        return reference if is_address and self.note.standing == Note.Standing.SHOWN else ""

    @property
    def is_lost(self) -> bool:
        return self.placement is None or self.placement.status == Placement.Status.LOST

    @property
    def has_changed(self) -> bool:
        return self.placement is not None and self.placement.status == Placement.Status.CHANGED


@dataclass(frozen=True)
class OfPassage:
    """A passage of the edition, and the notes that begin in it."""

    key: str
    number: int
    text: str
    section: str
    notes: Sequence[Shown]


@dataclass(frozen=True)
class OnPage:
    """All notes on a page that the person may see."""

    passages: Sequence[OfPassage]
    lost: Sequence[Shown]

    @property
    def count(self) -> int:
        return len(self.lost) + sum(len(passage.notes) for passage in self.passages)


def notes_on(edition: Edition, person: User | None) -> OnPage:
    """In two queries, whatever there is; `edition` is the one that the page is read in."""
    shown = [one for one in threads(edition, person) if not one.note.is_deleted or one.replies]
    passages: list[dict[str, Any]] = edition.content["passages"]
    by_passage: dict[str, list[Shown]] = defaultdict(list)
    lost = []
    for one in shown:
        place = one.placement
        passage = None if one.is_lost else passage_at(passages, place)
        if passage is None or place is None:
            lost.append(one)
        else:
            one.is_on_all = (place.start, place.end) == (passage["start"], passage["end"])
            by_passage[passage["key"]].append(one)
    sections = edition.content["sections"]
    return OnPage(
        [
            OfPassage(
                passage["key"],
                passage["number"],
                edition.text[passage["start"] : passage["end"]],
                sections[passage["section"]]["heading"],
                sorted(by_passage[passage["key"]], key=_place),
            )
            for passage in passages
        ],
        lost,
    )


def _place(one: Shown) -> tuple[int, int]:
    """Notes in the order of the words that they are on."""
    return (one.placement.start or 0 if one.placement else 0, one.note.pk)


def threads(edition: Edition, person: User | None) -> list[Shown]:
    """Every note with its replies, deleted ones too: a thread keeps its place."""
    notes = list(
        Note.objects.filter(visible_to(person), page=edition.page_id)
        .select_related("made_by", "edition")
        .defer("edition__text", "edition__html", "edition__content")
    )
    places = {
        place.note_id: place
        for place in Placement.objects.filter(edition=edition, note__page=edition.page_id)
    }
    roots = {note.pk: Shown(note, person, places.get(note.pk)) for note in notes if note.root_id is None}
    for note in notes:
        # A reply is seen by whoever sees the note that began the thread.
        if note.root_id in roots and not note.is_deleted:
            roots[note.root_id].replies.append(Shown(note, person))
    return list(roots.values())


def passage_at(passages: Sequence[dict[str, Any]], placement: Placement | None) -> dict[str, Any] | None:
    """The passage in which a note begins; None for a note without a place, or on a heading."""
    if placement is None or placement.start is None:
        return None
    for passage in passages:
        if passage["start"] <= placement.start < passage["end"]:
            return passage
    return None
