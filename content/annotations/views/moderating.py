"""What waits for a moderator, with the reasons of those who flagged it."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from content.annotations import actions
from content.annotations.actions import NoteRefused
from content.annotations.models import Flag
from content.annotations.queries.waiting import waiting
from content.annotations.views.signed_in import found_note, person_of, signed_in
from content.library.models import Publication

AT_ONCE: Final = 100
_ACTS: Final[dict[str, Callable[..., Any]]] = {
    "approve": actions.approve,
    "hide": actions.hide,
    "show": actions.show_again,
    "settle": actions.settle_flags,
}


@require_safe
@signed_in
def queue(request: HttpRequest) -> HttpResponse:
    """Notes that wait or were flagged, the oldest first, up to a hundred at once."""
    _check(request)
    notes = list(waiting()[:AT_ONCE])
    flags: dict[int, list[Flag]] = defaultdict(list)
    for flag in Flag.objects.filter(note__in=notes, settled_at=None).select_related("made_by"):
        flags[flag.note_id].append(flag)
    pages = {
        one.page_id: one for one in Publication.objects.filter(page__in={note.page_id for note in notes})
    }
    rows = [(note, pages.get(note.page_id), flags[note.pk]) for note in notes]
    return render(request, "annotations/waiting.html", {"rows": rows})


@require_http_methods(["POST"])
@signed_in
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """One decision, back to what waits."""
    _check(request)
    note, person = found_note(request, pk)
    act = request.POST.get("act", "")
    if act not in _ACTS:
        messages.error(request, "Nothing was done: choose what to do with the note.")
        return redirect("notes_waiting")
    more = {"reason": request.POST.get("reason", "")} if act == "hide" else {}
    try:
        decision = _ACTS[act](note=note, by=person, **more)
    except NoteRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{decision.get_what_display()}: {note} by {note.author_name}.")
    return redirect("notes_waiting")


def _check(request: HttpRequest) -> None:
    person = person_of(request)
    if person is None or not person.may("moderate"):
        raise PermissionDenied
