"""Flags of readers, and what moderators decide; each decision is a row that nobody can change."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from content.annotations.actions.refusals import NoteRefused
from content.annotations.models import Decision, Flag, Note
from content.people.models import User

What = Decision.What
Standing = Note.Standing


@transaction.atomic
def flag(*, note: Note, by: User, reason: str, at: datetime | None = None) -> Flag:
    """A reader's word against a public note; enough of them hide it until a moderator decides.

    Raises NoteRefused. A second flag of the same person takes the place of the first.
    """
    if not by.may("annotate"):
        raise NoteRefused("Your account may read notes and not flag them.")
    if note.made_by_id == by.pk:
        raise NoteRefused("This is your own note: you can change or delete it.")
    reason = " ".join(reason.split())
    if not reason or len(reason) > 500:
        raise NoteRefused("Say in up to 500 characters what is wrong with the note.", "reason")
    standing = Note.objects.select_for_update().get(pk=note.pk)
    if standing.visibility != Note.Visibility.PUBLIC or standing.is_deleted:
        raise NoteRefused("The note is not public any more.")
    made, _ = Flag.objects.update_or_create(
        note=standing,
        made_by=by,
        defaults={"reason": reason, "made_at": at or timezone.now(), "settled_at": None},
    )
    flags = Flag.objects.filter(note=standing, settled_at=None).count()
    if standing.standing == Standing.SHOWN and flags >= settings.NOTES_HIDDEN_AT_FLAGS:
        _let_stand(standing, Standing.HELD)
    return made


def approve(*, note: Note, by: User, at: datetime | None = None) -> Decision:
    """A note that waited is shown. Raises NoteRefused."""
    return _decide(note, What.APPROVED, by, "", at, before={Standing.HELD}, after=Standing.SHOWN)


def hide(*, note: Note, by: User, reason: str, at: datetime | None = None) -> Decision:
    """Others do not see the note any more; its author is told the reason. Raises NoteRefused."""
    reason = " ".join(reason.split())
    if not reason or len(reason) > 500:
        raise NoteRefused("Say in up to 500 characters why: the author is told.", "reason")
    before = {Standing.SHOWN, Standing.HELD}
    return _decide(note, What.HIDDEN, by, reason, at, before=before, after=Standing.HIDDEN)


def show_again(*, note: Note, by: User, at: datetime | None = None) -> Decision:
    """A hidden note is seen again. Raises NoteRefused."""
    return _decide(note, What.SHOWN, by, "", at, before={Standing.HIDDEN}, after=Standing.SHOWN)


def settle_flags(*, note: Note, by: User, at: datetime | None = None) -> Decision:
    """The flags were looked at and the note stays. Raises NoteRefused."""
    return _decide(note, What.FLAGS_SETTLED, by, "", at, before={Standing.SHOWN}, after=Standing.SHOWN)


@transaction.atomic
def _decide(
    note: Note,
    what: str,
    by: User,
    reason: str,
    at: datetime | None,
    *,
    before: set[Note.Standing],
    after: Note.Standing,
) -> Decision:
    if not by.may("moderate"):
        raise NoteRefused("Only editors decide about other people’s notes.")
    if note.made_by_id == by.pk:
        raise NoteRefused("Someone else has to decide about your own note.")
    standing = Note.objects.select_for_update().get(pk=note.pk)
    if standing.visibility != Note.Visibility.PUBLIC:
        raise NoteRefused("The note is not public.")
    if standing.standing not in before:
        raise NoteRefused(
            f"Nothing was done: the note is in another state ({standing.get_standing_display()})."
        )
    at = at or timezone.now()
    _let_stand(standing, after)
    Flag.objects.filter(note=standing, settled_at=None).update(settled_at=at)
    return Decision.objects.create(
        note=standing, what=what, reason=reason, by=by, by_name=by.display_name, at=at
    )


def _let_stand(note: Note, standing: Note.Standing) -> None:
    note.standing = standing
    note.acts += 1
    note.save(update_fields=["standing", "acts"])
