"""All notes of one person, with what became of them."""

from django.db.models import QuerySet

from content.annotations.models import Decision, Note
from content.people.models import User


def notes_of(person: User, *, kind: str = "", words: str = "") -> QuerySet[Note]:
    """The newest first; `kind` and `words` narrow them."""
    notes = Note.objects.filter(made_by=person, deleted_at=None)
    if kind in Note.NoteKind.values:
        notes = notes.filter(kind=kind)
    if words:
        notes = notes.filter(body__icontains=words) | notes.filter(exact__icontains=words)
    return (
        notes.select_related("root", "edition")
        .defer("edition__text", "edition__html", "edition__content")
        .order_by("-made_at", "-pk")
    )


def told(notes: list[Note]) -> dict[int, str]:
    """The reasons that moderators gave for hiding notes, by the notes' keys."""
    hidden = [note.pk for note in notes if note.standing == Note.Standing.HIDDEN]
    decisions = Decision.objects.filter(note__in=hidden, what=Decision.What.HIDDEN).order_by("pk")
    return {decision.note_id: decision.reason for decision in decisions}


def written_for_others(person: User) -> int:
    """How many public notes the person would leave behind."""
    public = Note.objects.filter(made_by=person, visibility=Note.Visibility.PUBLIC, deleted_at=None)
    return public.count()
