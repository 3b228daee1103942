"""What the margins say at the desk: the desk and the margins do not know each other."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.text import Truncator

from content.annotations.models import Note
from content.annotations.queries.before_publishing import effects_on_notes
from content.annotations.queries.waiting import waiting
from content.editorial.extensions import before_publishing, desk_queues
from content.editorial.queries.queues import Asked, Cut, Item, Queue, ago, cut, of_kind
from content.library.models import Edition
from content.pages.models import Page


def notes_that_wait(asked: Asked, start: int, stop: int) -> Cut:
    """Notes to approve, and flagged ones, the oldest first."""

    def item(note: Note) -> Item:
        said = f"{note.get_kind_display()} on “{note.page}”, {ago(note.made_at, asked.at)}"
        words = Truncator(note.body or note.reference or note.replacement or note.exact).chars(90)
        return Item(words, reverse("note", args=[note.pk]), said, "Decide", reverse("notes_waiting"))

    return cut(of_kind(waiting(), asked), start, stop, item)


def notes_before_publishing(page: Page, edition: Edition, public: Edition | None) -> Sequence[str]:
    return effects_on_notes(edition)


desk_queues.append(
    Queue("notes", "Notes to approve", "No note waits, and none is flagged.", "moderate", notes_that_wait)
)
before_publishing.append(notes_before_publishing)
