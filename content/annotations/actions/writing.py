"""Writing a note, answering one, writing it anew."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from content.annotations.actions.placing import carry_forward
from content.annotations.actions.refusals import NoteRefused
from content.annotations.anchoring import Anchor
from content.annotations.bodies import why_refused
from content.annotations.models import LONGEST_BODY, Note, NoteVersion
from content.annotations.queries.standing import is_known
from content.library.canonical import canonical
from content.library.models import Edition, Publication
from content.pages.models import Page
from content.people.models import User

Kind = Note.NoteKind


@dataclass(frozen=True)
class Said:
    """What a note says, as it was typed."""

    kind: str
    visibility: str = Note.Visibility.PUBLIC
    body: str = ""
    replacement: str = ""
    reference: str = ""


@transaction.atomic
def make_note(*, edition: Edition, anchor: Anchor, said: Said, by: User, at: datetime | None = None) -> Note:
    """A note on a stretch of the edition, carried at once to the current edition. Raises NoteRefused."""
    _check_may(by)
    _check(said, kinds=set(Kind) - {Kind.REPLY})
    at = at or timezone.now()
    current = _current(edition.page_id)
    note = Note(
        page_id=edition.page_id,
        edition=edition,
        **anchor._asdict(),
        **_words(said),
        standing=_standing(by, said.visibility),
        made_by=by,
        made_at=at,
    )
    note.save(force_insert=True)
    _keep_version(note, at)
    carry_forward(note, edition, current)
    return note


@transaction.atomic
def reply(*, to: Note, body: str, by: User, at: datetime | None = None) -> Note:
    """An answer to a note; it is seen by whoever sees that. Raises NoteRefused."""
    _check_may(by)
    said = Said(Kind.REPLY, to.visibility, body)
    _check(said, kinds={Kind.REPLY})
    if to.is_deleted:
        raise NoteRefused("The note was deleted meanwhile; copy your reply if you want to keep it.")
    at = at or timezone.now()
    note = Note(
        page_id=to.page_id,
        parent=to,
        root_id=to.root_id or to.pk,
        **_words(said),
        standing=_standing(by, to.visibility),
        made_by=by,
        made_at=at,
    )
    note.save(force_insert=True)
    _keep_version(note, at)
    return note


@transaction.atomic
def edit_note(*, note: Note, seen_version: int, said: Said, by: User, at: datetime | None = None) -> Note:
    """The note says this from now; what it said is kept. Raises NoteRefused.

    A note that was changed since the version that was seen is not overwritten.
    """
    if note.made_by_id != by.pk:
        raise NoteRefused("Only its author can change a note.")
    standing = Note.objects.select_for_update().get(pk=note.pk)
    if standing.is_deleted:
        raise NoteRefused("The note was deleted meanwhile; copy your text if you want to keep it.")
    if standing.version != seen_version:
        raise NoteRefused(
            "You changed this note in another place meanwhile. Look at it there, then save again."
        )
    if standing.kind == Kind.REPLY:
        said = Said(Kind.REPLY, standing.visibility, said.body)
        _check(said, kinds={Kind.REPLY})
    else:
        _check(said, kinds=set(Kind) - {Kind.REPLY})
        if said.visibility == Note.Visibility.PRIVATE and _is_answered_by_others(standing, by):
            raise NoteRefused("Others have replied: the note stays with them.", "visibility")
    words = _words(said)
    if all(getattr(standing, name) == value for name, value in words.items()):
        return standing
    at = at or timezone.now()
    was_public = standing.visibility == Note.Visibility.PUBLIC
    for name, value in words.items():
        setattr(standing, name, value)
    if not was_public:
        standing.standing = _standing(by, said.visibility)
    standing.version, standing.acts, standing.edited_at = standing.version + 1, standing.acts + 1, at
    standing.save()
    _keep_version(standing, at)
    return standing


def _current(page: int) -> Edition:
    """What readers read now. Publishing holds the same row: no edition slips in between."""
    Page.objects.select_for_update().get(pk=page)
    publication = Publication.objects.select_related("edition").get(page=page)
    if not publication.is_readable:
        raise NoteRefused("The page was withdrawn meanwhile; copy your note if you want to keep it.")
    return publication.edition


def _check_may(by: User) -> None:
    if not by.may("annotate"):
        raise NoteRefused("Your account may read notes and not write them.")


def _check(said: Said, *, kinds: set[Kind]) -> None:
    """What the words have to be. Raises NoteRefused for the first thing that is wrong."""
    if said.kind not in kinds:
        raise NoteRefused("Choose what the note is for.", "kind")
    if said.visibility not in Note.Visibility.values:
        raise NoteRefused("Choose who may see the note.", "visibility")
    needed = said.body if said.kind != Kind.CORRECTION else said.body + said.replacement
    if said.kind not in (Kind.HIGHLIGHT, Kind.SOURCE) and not needed.strip():
        raise NoteRefused("Write something, or choose a highlight, which needs no words.", "body")
    for name, text in (("body", said.body), ("replacement", said.replacement)):
        if len(text) > LONGEST_BODY:
            raise NoteRefused(f"That is {len(text):,} characters; up to {LONGEST_BODY:,} fit.", name)
        if "\x00" in text:
            raise NoteRefused("The text has a character that cannot be stored (NUL).", name)
    if refusal := why_refused(said.body):
        raise NoteRefused(refusal, "body")
    if said.kind == Kind.SOURCE:
        _check_reference(canonical(said.reference))


def _check_reference(reference: str) -> None:
    if not reference:
        raise NoteRefused("Say where the source is: its address, or how to find it.", "reference")
    if len(reference) > 500:
        raise NoteRefused(f"That is {len(reference):,} characters; up to 500 fit.", "reference")
    scheme = reference.partition(":")[0].lower()
    if scheme in ("javascript", "data", "vbscript") or (
        scheme in ("http", "https") and not urlsplit(reference).netloc
    ):
        raise NoteRefused("That is no address: write it with https:// and the name of the site.", "reference")


def _words(said: Said) -> dict[str, str]:
    """What is stored: only what the kind of note has."""
    return {
        "kind": said.kind,
        "visibility": said.visibility,
        "body": said.body.replace("\r\n", "\n").replace("\r", "\n").strip(),
        "replacement": canonical(said.replacement) if said.kind == Kind.CORRECTION else "",
        "reference": canonical(said.reference) if said.kind == Kind.SOURCE else "",
    }


def _standing(by: User, visibility: str) -> str:
    """The first public notes of an account wait for approval, as the settings say."""
    if visibility == Note.Visibility.PRIVATE or is_known(by, settings.NOTES_HELD_AT_FIRST):
        return Note.Standing.SHOWN
    return Note.Standing.HELD


def _is_answered_by_others(note: Note, by: User) -> bool:
    return note.thread.filter(deleted_at=None).exclude(made_by=by).exists()


def _keep_version(note: Note, at: datetime) -> None:
    names = ("kind", "visibility", "body", "replacement", "reference")
    said = {name: getattr(note, name) for name in names}
    NoteVersion.objects.create(note=note, number=note.version, written_at=at, **said)
