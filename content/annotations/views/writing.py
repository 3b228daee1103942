"""Writing a note on a passage, answering one, writing it anew."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from content.annotations import actions
from content.annotations.actions import NoteRefused
from content.annotations.anchoring import Anchor, NotAnchored, anchored
from content.annotations.anchoring import at as anchor_at
from content.annotations.forms import EditForm, NewNoteForm, ReplyForm
from content.annotations.models import LONGEST_QUOTE, Note
from content.annotations.views.page import around, around_note
from content.annotations.views.signed_in import found_note, person_of, signed_in, wants_json
from content.library.canonical import canonical
from content.library.models import Edition, Publication
from content.library.queries.publications import edition_of
from content.library.views.addressed import of_a_publication

_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(_METHODS)
@signed_in
@of_a_publication
def write(request: HttpRequest, publication: Publication) -> HttpResponse:
    """GET asks for a note on a passage, POST takes it; a script that asks for JSON is answered so."""
    key = request.GET.get("passage", "")
    passage = _passage(publication.edition, key)
    sent = request.POST if request.method == "POST" else None
    form = NewNoteForm(sent, initial={"edition": publication.edition.number})
    if sent is None and passage is None:
        raise Http404("There is no such passage on the page.")
    if form.is_valid():
        try:
            edition = _edition(publication, form.cleaned_data["edition"])
            anchor = _anchor(edition, key, form.cleaned_data)
            note = actions.make_note(edition=edition, anchor=anchor, said=form.said, by=_person(request))
        except NotAnchored as refusal:
            form.add_error("quote", str(refusal))
        except NoteRefused as refusal:
            form.refuse(refusal)
        else:
            return _done(request, note, status=201)
    if wants_json(request) and form.is_bound:
        return JsonResponse({"errors": form.errors}, status=422)
    more = {
        **around(publication),
        "form": form,
        "passage_text": passage and _text(publication.edition, passage),
    }
    return render(request, "annotations/write.html", more, status=422 if form.is_bound else 200)


@require_http_methods(_METHODS)
@signed_in
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """GET shows the note, POST takes the answer."""
    note, person = found_note(request, pk)
    form = ReplyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = actions.reply(to=note, body=form.cleaned_data["body"], by=person)
        except NoteRefused as refusal:
            form.refuse(refusal)
        else:
            return _done(request, made, status=201)
    if wants_json(request) and form.is_bound:
        return JsonResponse({"errors": form.errors}, status=422)
    more = {**around_note(note), "form": form, "note": note, "title": "Reply", "verb": "Post the reply"}
    return render(request, "annotations/about_note.html", more, status=422 if form.is_bound else 200)


@require_http_methods(_METHODS)
@signed_in
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """GET shows what the note says, POST makes it say something else."""
    note, person = found_note(request, pk)
    if note.made_by_id != person.pk:
        raise Http404("There is no such note of yours.")
    said = {name: getattr(note, name) for name in ("kind", "visibility", "body", "replacement", "reference")}
    form = EditForm(
        request.POST if request.method == "POST" else None, initial={**said, "seen_version": note.version}
    )
    if note.kind == Note.NoteKind.REPLY:
        for name in ("kind", "visibility", "replacement", "reference"):
            del form.fields[name]
    if form.is_valid():
        try:
            actions.edit_note(
                note=note, seen_version=form.cleaned_data["seen_version"], said=form.said, by=person
            )
        except NoteRefused as refusal:
            form.refuse(refusal)
        else:
            return _done(request, note)
    if wants_json(request) and form.is_bound:
        return JsonResponse({"errors": form.errors}, status=422)
    more = {**around_note(note), "form": form, "note": note, "title": "Edit your note", "verb": "Save"}
    return render(request, "annotations/about_note.html", more, status=422 if form.is_bound else 200)


def _person(request: HttpRequest) -> Any:
    return person_of(request)


def _done(request: HttpRequest, note: Note, status: int = 200) -> HttpResponse:
    """The way to the note, for a person or for a script."""
    if wants_json(request):
        return JsonResponse({"id": note.pk, "href": f"/notes/{note.pk}/"}, status=status)
    return redirect(_on_page(note))


def _edition(publication: Publication, number: int) -> Edition:
    edition = edition_of(publication, number)
    if edition is None:
        raise NoteRefused(f"The page has no edition {number}. Open it again, then write the note.")
    return edition


def _anchor(edition: Edition, key: str, said: dict[str, Any]) -> Anchor:
    """The selection as a script describes it, or words of the passage as they were typed, or all of it."""
    if said["start"] is not None and said["end"] is not None:
        return anchored(
            edition.text,
            said["start"],
            said["end"],
            exact=said["exact"],
            prefix=said["before"],
            suffix=said["after"],
            longest=LONGEST_QUOTE,
        )
    passage = _passage(edition, key)
    if passage is None:
        raise NotAnchored("That edition has no such paragraph. Open the page again, then write the note.")
    quote, text = canonical(said["quote"]), _text(edition, passage)
    found = text.count(quote) if quote else 0
    if quote and not found:
        raise NotAnchored("The paragraph does not say this. Copy the words from it, or leave this empty.")
    if found > 1:
        raise NotAnchored(f"The paragraph says this {found} times. Copy a few words more.")
    start = passage["start"] + (text.index(quote) if quote else 0)
    return anchor_at(edition.text, start, start + len(quote or text))


def _passage(edition: Edition, key: str) -> dict[str, Any] | None:
    return next((passage for passage in edition.content["passages"] if passage["key"] == key), None)


def _text(edition: Edition, passage: dict[str, Any]) -> str:
    return edition.text[passage["start"] : passage["end"]]


def _on_page(note: Note) -> str:
    return f"{around_note(note)['notes_href']}#note-{note.pk}"
