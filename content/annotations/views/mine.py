"""All notes of the person who is signed in, and their export."""

import csv
from io import StringIO

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from content.annotations.forms import KINDS
from content.annotations.models import Note
from content.annotations.queries.mine import notes_of, told
from content.annotations.views.signed_in import person_of, signed_in
from content.library.models import Publication

PER_PAGE = 50
# A spreadsheet takes what begins like this for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@require_safe
@signed_in
def my_notes(request: HttpRequest) -> HttpResponse:
    """The newest first, with the page each is on and what became of it."""
    person = person_of(request)
    assert person is not None  # noqa: S101  signed_in saw to it
    kind, words = request.GET.get("kind", ""), request.GET.get("q", "")[:200].replace("\x00", "").strip()
    found = notes_of(person, kind=kind, words=words)
    if request.GET.get("format") == "csv":
        return _as_csv(list(found))
    sheet = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    notes = list(sheet.object_list)
    pages = {
        one.page_id: one for one in Publication.objects.filter(page__in={note.page_id for note in notes})
    }
    reasons = told(notes)
    rows = [(note, pages.get(note.page_id), reasons.get(note.pk, "")) for note in notes]
    more = {"rows": rows, "sheet": sheet, "kind": kind, "words": words, "kinds": [*KINDS, ("reply", "Reply")]}
    return render(request, "annotations/mine.html", more)


def _as_csv(notes: list[Note]) -> HttpResponse:
    """One row a note; what a spreadsheet would take for a formula begins with an apostrophe."""
    titles = dict(
        Publication.objects.filter(page__in={note.page_id for note in notes}).values_list("page", "title")
    )
    text = StringIO()
    rows = csv.writer(text)
    rows.writerow(
        ["Note", "Page", "Kind", "Who sees it", "Quote", "Text", "Replacement", "Reference", "Written"]
    )
    for note in notes:
        cells = [f"/notes/{note.pk}/", titles.get(note.page_id, ""), note.get_kind_display()]
        cells += [note.get_visibility_display(), note.exact, note.body, note.replacement, note.reference]
        cells.append(f"{note.made_at:%Y-%m-%dT%H:%M:%SZ}")
        rows.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells])
    response = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="my-notes.csv"'
    return response
