"""What happens to an upload: received, read file by file, decided on, made into drafts, forgotten."""

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import DatabaseError, transaction
from django.db.models import Q

from content.importing.actions.documents import (
    ImportResult,
    Received,
    SharedTitle,
    import_parsed,
    paragraphs_of_others,
    title_owner,
)
from content.importing.bounded import read_bounded
from content.importing.documents import Defect, ParsedDocument, UnreadableDocument
from content.importing.duplicates import Resemblance, page_shares, resemblances
from content.importing.formats import bare_name
from content.importing.models import KEPT_FOR, TRANSITIONS, WORK, State, Upload, UploadedDocument
from content.importing.outline import MAX_STEPS, NotPossible, Step, document_of, outline_of, taken
from content.importing.queries import Continued, continued
from content.importing.stored import to_json
from content.pages.actions import EditConflict
from content.pages.models import Page
from content.people.models import User

MOST_FILES: Final = 20
MOST_UNDECIDED: Final = 200
_STALE: Final = timedelta(seconds=60)  # no request works longer on one file: whoever took it is gone
_CLOSEST_PAGES: Final = 10
_CLOSEST_PARAGRAPHS: Final = 50


class TooMuch(Exception):
    """More files than are taken. Says what to do."""


class SavedMeanwhile(Exception):
    """Someone saved or made the article that the document would continue, after its editor had looked."""

    def __init__(self, now: Continued) -> None:
        self.now = now
        super().__init__(
            f"“{now.article}” was saved since you looked at this, and the document’s text would replace its "
            "text. Look again, then decide."
        )


class ChangedMeanwhile(Exception):
    """The document was decided on in another window after this one was opened."""


@transaction.atomic
def receive(*, files: Sequence[tuple[str, bytes]], by: User, at: datetime) -> Upload:
    """Keep the files to be read one by one; raises TooMuch. Uploads that have expired go now."""
    forget_expired(at=at)
    if len(files) > MOST_FILES:
        raise TooMuch(f"{len(files)} files were chosen; at most {MOST_FILES} are taken at once.")
    undecided = UploadedDocument.objects.filter(upload__made_by=by).exclude(
        state__in=[State.IMPORTED, State.REFUSED, State.SET_ASIDE]
    )
    if undecided.count() + len(files) > MOST_UNDECIDED:
        raise TooMuch(
            f"More than {MOST_UNDECIDED} of your files wait for you. Decide on them or delete them first."
        )
    upload = Upload.objects.create(made_by=by, made_at=at, expires_at=at + KEPT_FOR)
    UploadedDocument.objects.bulk_create(
        UploadedDocument(
            upload=upload,
            position=position,
            file_name=bare_name(name),
            size=len(data),
            sha256=hashlib.sha256(data).hexdigest(),
            data=data,
        )
        for position, (name, data) in enumerate(files, start=1)
    )
    return upload


@transaction.atomic
def forget_expired(*, at: datetime) -> int:
    """Delete the uploads that have expired, with their texts; how many there were. Drafts of them stay."""
    expired = Upload.objects.expired(at)
    count: int = expired.count()
    expired.delete()
    return count


def work_on(*, upload: Upload, by: User, at: datetime) -> bool:
    """Do the next piece of work of the upload: read, compare or import one file. False when nothing waits.

    Each piece is bounded in time, and two requests never do the same one.
    """
    free = Q(taken_at=None) | Q(taken_at__lt=at - _STALE)
    waiting = UploadedDocument.objects.filter(free, upload=upload, state__in=WORK)
    document = waiting.defer("parsed", "data").order_by("position").first()
    if document is None:
        return False
    if waiting.filter(pk=document.pk, state=document.state).update(taken_at=at):
        taken = UploadedDocument.objects.filter(pk=document.pk, taken_at=at).first()
        if taken is not None:  # else the upload was discarded meanwhile
            _PIECES[document.state](taken, by, at)
    return True


@transaction.atomic
def decide(
    *, document: UploadedDocument, steps: Sequence[Step], seen: int, continues: str | None = None
) -> UploadedDocument:
    """Add the editor's steps to those that `seen` counts; raises ChangedMeanwhile, NotPossible.

    `continues` is the article that the editor was shown as the one to be continued, as its form keeps it.
    """
    document = _locked(document, State.PROPOSED)
    if len(document.steps) != seen:
        raise ChangedMeanwhile
    if seen + len(steps) > MAX_STEPS:
        raise NotPossible("So many changes are not kept here: make the draft, and go on there.")
    outline = outline_of(document.as_read, document.steps)
    for step in steps:
        outline = taken(outline, step)
    document.steps = [*document.steps, *steps]
    document.told = ""
    if continues is not None:
        document.resembling = {**document.resembling, "continues": continues}
    document.save(update_fields=["steps", "told", "resembling"])
    return document


@transaction.atomic
def take_back(*, document: UploadedDocument, all_steps: bool = False) -> UploadedDocument:
    """Undo the last step, or all of them."""
    document = _locked(document, State.PROPOSED)
    document.steps = [] if all_steps else document.steps[:-1]
    document.save(update_fields=["steps"])
    return document


@transaction.atomic
def move(*, document: UploadedDocument, to: State) -> bool:
    """Confirm a document, leave it out or take it up again; False where that is no way on from its state."""
    before = [state for state, after in TRANSITIONS.items() if to in after]
    rows = UploadedDocument.objects.filter(pk=document.pk, state__in=before)
    return rows.update(state=to, told="", taken_at=None) == 1


@transaction.atomic
def discard(*, upload: Upload) -> None:
    """Delete the upload; drafts that were made of it stay."""
    upload.delete()


def decided(document: UploadedDocument) -> ParsedDocument:
    """The document as its editor decided it; raises UnreadableDocument when no text is left."""
    near = [Defect(*found["defect"]) for found in document.resembling.get("paragraphs", [])]
    return document_of(outline_of(document.as_read, document.steps), near)


def _read(document: UploadedDocument, by: User, at: datetime) -> None:
    try:
        parsed = read_bounded(bytes(document.data), document.file_name)
    except UnreadableDocument as refused:
        document.told = refused.in_file(document.file_name)
        document.state = State.REFUSED
    else:
        document.parsed = to_json(parsed)
        document.state = State.READ
    _finish(document, "told", "parsed", "data")


def _compare(document: UploadedDocument, by: User, at: datetime) -> None:
    parsed = document.as_read
    try:
        own = title_owner(parsed.title)
    except SharedTitle:
        own = None
    found = resemblances(parsed, paragraphs_of_others(own))
    shares = page_shares(parsed, found)[:_CLOSEST_PAGES]
    document.resembling = {
        "pages": [[page, title, round(100 * share)] for page, title, share in shares],
        "paragraphs": [_stored(paragraph) for paragraph in found[:_CLOSEST_PARAGRAPHS]],
        "continues": continued(document, parsed.title).stored(),
    }
    document.state = State.PROPOSED
    _finish(document, "resembling")


def _stored(found: Resemblance) -> dict[str, Any]:
    defect = found.defect
    return {
        "defect": [defect.line, defect.kind, defect.text],
        "page": found.page,
        "title": found.title,
        "percent": round(100 * found.share),
        "text": found.text.text,
    }


def _import(document: UploadedDocument, by: User, at: datetime) -> None:
    """All or nothing: what cannot be imported waits for its editor again, and says why."""
    try:
        with transaction.atomic():
            result = _imported(document, by, at)
            document.page, document.outcome = result.article, result.outcome
            document.state, document.told = State.IMPORTED, ""
            _finish(document, "page", "outcome", "told")
    except SavedMeanwhile as refused:
        seen = {**document.resembling, "continues": refused.now.stored()}
        _refuse_import(document, f"Not imported: {refused}", resembling=seen)
    except (SharedTitle, EditConflict, UnreadableDocument, NotPossible) as refused:
        _refuse_import(document, f"Not imported: {refused}")
    except DatabaseError:
        _refuse_import(
            document, "Not imported: the database refused it, and nothing of it is kept. Try again."
        )


def _imported(document: UploadedDocument, by: User, at: datetime) -> ImportResult:
    received, text = Received(document.sha256, document.size), decided(document)
    article = continued(document, text.title).article
    if article is not None:
        Page.objects.select_for_update().get(pk=article.pk)
        now = continued(document, text.title)
        if now.stored() != document.resembling.get("continues"):
            raise SavedMeanwhile(now)
    return import_parsed(document=text, received=received, by=by, at=at)


def _refuse_import(document: UploadedDocument, why: str, **changed: Any) -> None:
    ours = UploadedDocument.objects.filter(pk=document.pk, taken_at=document.taken_at)
    ours.update(state=State.PROPOSED, told=why, taken_at=None, **changed)


def _finish(document: UploadedDocument, *changed: str) -> None:
    """Store the piece of work, unless the upload was discarded meanwhile or another request took it over.

    The bytes go as soon as they have been read.
    """
    done = {name: getattr(document, name) for name in ("state", *changed)}
    if "data" in done:
        done["data"] = b""
    ours = UploadedDocument.objects.filter(pk=document.pk, taken_at=document.taken_at)
    ours.update(**done, taken_at=None)


def _locked(document: UploadedDocument, state: State) -> UploadedDocument:
    locked = UploadedDocument.objects.select_for_update().get(pk=document.pk)
    if locked.state != state:
        raise ChangedMeanwhile
    return locked


_PIECES: Final[dict[str, Callable[[UploadedDocument, User, datetime], None]]] = {
    State.WAITING: _read,
    State.READ: _compare,
    State.CONFIRMED: _import,
}
