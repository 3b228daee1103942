"""One document of an upload: its outline, what looks wrong, what it resembles; and the editor's decisions."""

from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from content.editorial.forms.known import is_key
from content.importing import actions
from content.importing.documents import Defect, Paragraph, UnreadableDocument
from content.importing.fixes import Fix
from content.importing.markdown import section_body
from content.importing.models import State, UploadedDocument
from content.importing.outline import (
    LABELS,
    LEVELS,
    NotPossible,
    Outline,
    Row,
    Step,
    fixes,
    outline_of,
    promoted,
)
from content.importing.queries import continued, leads, what_it_becomes
from content.importing.views.found import context, own_document
from content.importing.views.uploads import draft_made
from content.library.canonical import canonical
from content.people.models import User

MOST_ROWS: Final = 600  # with a choice each; further paragraphs are shown without one, further headings with
_CHANGED: Final = "This document was changed in another window. Nothing of yours is kept: look again."


@dataclass(frozen=True)
class Shown:
    """A row as the page shows it."""

    row: Row
    words: str
    choices: list[tuple[str, str, bool]]
    may_promote: bool
    may_demote: bool


@require_http_methods(["GET", "HEAD", "POST"])
def document(request: HttpRequest, pk: int, position: int) -> HttpResponse:
    """GET shows the proposal, POST takes the editor's decisions and what the pressed button says."""
    kept, person = own_document(request, pk, position)
    if kept.parsed is None:  # it waits to be read, or could not be
        return redirect("admin:importing_upload_change", pk)
    if request.method == "POST":
        return _changed(request, kept, person)
    outline = outline_of(kept.as_read, kept.steps)
    try:
        decided = actions.decided(kept)
        problem, defects = "", decided.defects
    except UnreadableDocument as refused:
        decided, problem, defects = None, str(refused), ()
    more: dict[str, Any] = {
        "original": kept.upload,
        "document": kept,
        "outline": outline,
        "rows": _shown(outline),
        "problem": problem,
        "defects": _with_fixes(defects, fixes(outline)),
        "leads": leads(decided) if decided else [],
        "becomes": what_it_becomes(kept.sha256, outline.title),
        "continues": continued(kept, outline.title).stored(),
        "can_decide": kept.state == State.PROPOSED,
        "heading_count": sum(row.is_heading for row in outline.rows),
    }
    return render(request, "admin/importing/document.html", context(request, kept.file_name, **more))


def _changed(request: HttpRequest, kept: UploadedDocument, person: User) -> HttpResponse:
    here = redirect("admin:importing_document", kept.upload_id, kept.position)
    button = request.POST.get("do", "save")
    try:
        if button in ("undo", "again"):
            actions.take_back(document=kept, all_steps=button == "again")
        elif button in ("leave-out", "take-up"):
            actions.move(document=kept, to=State.SET_ASIDE if button == "leave-out" else State.PROPOSED)
        else:
            seen = request.POST.get("seen", "")
            steps = _steps(request, kept, button)
            actions.decide(
                document=kept,
                steps=steps,
                seen=int(seen) if is_key(seen) else -1,
                continues=_shown_before(request),
            )
            _say(request, button, len(steps))
    except actions.ChangedMeanwhile:
        messages.error(request, _CHANGED)
        return here
    except NotPossible as refused:
        messages.error(request, str(refused))
        return here
    if button == "draft":
        draft_made(request, kept, person)
        return redirect("admin:importing_upload_change", kept.upload_id)
    return redirect("admin:importing_upload_change", kept.upload_id) if button == "leave-out" else here


def _shown_before(request: HttpRequest) -> str | None:
    """The article that the page said the document would continue."""
    said = request.POST.get("continues")
    return said[:40].replace("\x00", "") if said is not None else None


def _say(request: HttpRequest, button: str, count: int) -> None:
    if button == "save":
        told = f"{count} change{'' if count == 1 else 's'} kept." if count else "Nothing was changed."
        messages.success(request, told)


def _steps(request: HttpRequest, kept: UploadedDocument, button: str) -> list[Step]:
    """What differs from how the document stands, and the step of the pressed button behind it."""
    outline = outline_of(kept.as_read, kept.steps)
    steps: list[Step] = []
    title = canonical(request.POST.get("title", outline.title))
    if title != outline.title:
        steps.append({"title": title})
    for row in outline.rows:
        role = request.POST.get(f"row-{row.key}", row.role)
        if role != row.role:
            steps.append({"row": row.key, "role": role})
    verb, _, key = button.partition(":")
    if verb == "fix":
        steps.append({"fix": key})
    elif verb in ("promote", "demote"):
        steps.append(promoted(outline.row(key), -1 if verb == "promote" else 1))
    return steps


def _shown(outline: Outline) -> list[Shown]:
    shown = []
    before = 1
    for number, row in enumerate(row for row in outline.rows if row.role):
        has_choice = number < MOST_ROWS or row.is_heading or row.block is None
        roles = row.roles if row.role in row.roles else [row.role, *row.roles]
        choices = [(role, LABELS[role], role == row.role) for role in roles] if has_choice else []
        may = row.is_heading and row.level > 2, row.is_heading and row.level <= min(before, len(LEVELS))
        shown.append(Shown(row, _words(row), choices, *may))
        before = row.level or before
    return shown


def _words(row: Row) -> str:
    if row.block is None:
        return ""
    return row.block.text if isinstance(row.block, Paragraph) else section_body([row.block])


def _with_fixes(defects: tuple[Defect, ...], safe: dict[str, Fix]) -> list[tuple[Defect, Fix | None]]:
    """Each defect with its fix. A line with several alike gets them in their order."""
    waiting = list(safe.values())
    told: list[tuple[Defect, Fix | None]] = []
    for defect in defects:
        fix = next((fix for fix in waiting if (fix.kind, fix.line) == (defect.kind, defect.line)), None)
        if fix is not None:
            waiting.remove(fix)
        told.append((defect, fix))
    return told
