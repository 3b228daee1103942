"""A passage's permanent address."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from content.library.addresses import address, edition_address
from content.library.public import public_page
from content.library.queries.publications import place_of


@public_page()
def passage(request: HttpRequest, *, key: str) -> HttpResponse:
    """Leads to the passage in the current edition, or else in the last edition that had it."""
    place = place_of(key)
    if place is None:
        raise Http404
    publication, known = place
    page = address(publication.kind, publication.slug)
    # A withdrawn page may lead on to another, which has no such passage: its edition says what became of it.
    if known.last_edition < publication.edition.number or not publication.is_readable:
        page = edition_address(publication.kind, publication.slug, known.last_edition)
    return HttpResponseRedirect(f"{page}#p-{key}")
