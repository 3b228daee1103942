"""All notes on one page, passage by passage, without a script."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from content.annotations.models import Note
from content.annotations.queries.on_page import notes_on
from content.annotations.views.signed_in import person_of
from content.library.addresses import LIST_LABELS, address, list_address, notes_address
from content.library.models import Publication
from content.library.views.addressed import of_a_publication


@require_safe
@of_a_publication
def notes_of_page(request: HttpRequest, publication: Publication) -> HttpResponse:
    """What the person may see; each passage with the way to write a note on it."""
    person = person_of(request)
    found = notes_on(publication.edition, person)
    response = render(request, "annotations/page.html", {**around(publication), "found": found})
    response["Cache-Control"] = "private, no-cache" if person else "public, max-age=0"
    return response


def around_note(note: Note) -> dict[str, Any]:
    """The same of the page that a note is on."""
    return around(Publication.objects.get(page=note.page_id))


def around(publication: Publication) -> dict[str, Any]:
    """What every page below a page's address says of it."""
    here = address(publication.kind, publication.slug)
    return {
        "page_title": publication.title,
        "page_href": here,
        "notes_href": notes_address(publication.kind, publication.slug),
        "list_label": LIST_LABELS[publication.kind],
        "list_href": list_address(publication.kind),
    }
