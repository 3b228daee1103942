"""One note: its permanent address, its versions, deleting it, flagging it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from content.annotations import actions
from content.annotations.actions import NoteRefused
from content.annotations.forms import ReasonForm
from content.annotations.models.note import UNDO_FOR
from content.annotations.queries.finding import place_of_note
from content.annotations.views.page import around_note
from content.annotations.views.signed_in import found_note, signed_in, wants_json


@require_safe
def permalink(request: HttpRequest, pk: int) -> HttpResponse:
    """Leads to the note's passage in the current edition, or in the last one that had it."""
    note, _ = found_note(request, pk)
    place = place_of_note(note)
    if place is None or note.is_deleted:
        raise Http404("There is no such note.")
    response = HttpResponseRedirect(place)
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """What the note said in each of its versions, the latest first: readers answered what they read."""
    note, _ = found_note(request, pk)
    kept = list(note.versions.order_by("-number"))
    more = {**around_note(note), "note": note, "versions": kept}
    response = render(request, "annotations/versions.html", more)
    response["Cache-Control"] = "private, no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """GET asks once more, POST deletes; for half a minute it can be undone from the same page."""
    note, person = found_note(request, pk)
    if note.made_by_id != person.pk:
        raise Http404("There is no such note of yours.")
    if request.method == "POST":
        note = actions.delete_note(note=note, by=person)
        if wants_json(request):
            return JsonResponse({"id": note.pk})
    may_undo = note.deleted_at is not None and timezone.now() - note.deleted_at < UNDO_FOR
    more = {**around_note(note), "note": note, "may_undo": may_undo}
    return render(request, "annotations/delete.html", more)


@require_POST
@signed_in
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """The note stands again."""
    note, person = found_note(request, pk)
    try:
        actions.undo_deletion(note=note, by=person)
    except NoteRefused as refusal:
        if wants_json(request):
            return JsonResponse({"errors": {"": [str(refusal)]}}, status=422)
        messages.error(request, str(refusal))
        return redirect("my_notes")
    if wants_json(request):
        return JsonResponse({"id": pk})
    return redirect(f"{around_note(note)['notes_href']}#note-{pk}")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def flag(request: HttpRequest, pk: int) -> HttpResponse:
    """GET asks what is wrong with the note, POST tells the moderators."""
    note, person = found_note(request, pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    page = around_note(note)
    if form.is_valid():
        try:
            actions.flag(note=note, by=person, reason=form.cleaned_data["reason"])
        except NoteRefused as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, "Thank you. An editor will look at the note.")
            return redirect(page["notes_href"])
    more = {**page, "form": form, "note": note, "title": "Flag a note", "verb": "Tell the editors"}
    return render(request, "annotations/about_note.html", more, status=422 if form.is_bound else 200)
