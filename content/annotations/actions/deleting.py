"""Deleting a note, and taking that back for half a minute."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from content.annotations.actions.refusals import NoteRefused
from content.annotations.models import Note
from content.annotations.models.note import UNDO_FOR
from content.people.models import User


@transaction.atomic
def delete_note(*, note: Note, by: User, at: datetime | None = None) -> Note:
    """The note is seen no more; its thread keeps its place. Raises NoteRefused."""
    standing = _own(note, by)
    if not standing.is_deleted:
        standing.deleted_at = at or timezone.now()
        _count_and_save(standing)
    return standing


@transaction.atomic
def undo_deletion(*, note: Note, by: User, at: datetime | None = None) -> Note:
    """The note stands again. Raises NoteRefused half a minute after it was deleted."""
    standing = _own(note, by)
    at = at or timezone.now()
    if standing.deleted_at is None:
        return standing
    if at - standing.deleted_at > UNDO_FOR:
        raise NoteRefused("Deleting can be undone for 30 seconds; that time is over.")
    standing.deleted_at = None
    _count_and_save(standing)
    return standing


def _own(note: Note, by: User) -> Note:
    if note.made_by_id != by.pk:
        raise NoteRefused("Only its author can delete a note.")
    return Note.objects.select_for_update().get(pk=note.pk)


def _count_and_save(note: Note) -> None:
    note.version += 1
    note.acts += 1
    note.save(update_fields=["deleted_at", "version", "acts"])
