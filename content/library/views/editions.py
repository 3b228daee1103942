"""All editions of a page, and each at its own address."""

from itertools import pairwise
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from content.library.addresses import LIST_LABELS, address, edition_address, list_address
from content.library.models import Edition, Publication
from content.library.public import public_page
from content.library.queries.publications import edition_of, editions_of
from content.library.reading import day, reading
from content.library.views.addressed import of_a_publication


@public_page()
@of_a_publication
def editions(request: HttpRequest, publication: Publication) -> HttpResponse:
    """Every edition, newest first, with what its publisher said had changed."""
    here = address(publication.kind, publication.slug)
    found = list(editions_of(publication))
    before = {after.number: edition for after, edition in pairwise(found)}
    context = {
        "title": publication.title,
        "page_href": here,
        "list_label": LIST_LABELS[publication.kind],
        "list_href": list_address(publication.kind),
        "editions": [_row(publication, edition, before.get(edition.number)) for edition in found],
        "compare_href": f"{here}compare/",
    }
    return render(request, "library/editions.html", context)


def _row(publication: Publication, edition: Edition, before: Edition | None) -> dict[str, Any]:
    here = address(publication.kind, publication.slug)
    return {
        "number": edition.number,
        "href": edition_address(publication.kind, publication.slug, edition.number),
        "published_on": day(edition.published_at),
        "by": edition.published_by_name,
        "note": edition.note,
        "minor": edition.minor,
        "compare_href": f"{here}compare/{before.number}/{edition.number}/" if before else None,
    }


@public_page()
@of_a_publication
def edition(request: HttpRequest, publication: Publication, *, number: int) -> HttpResponse:
    """One edition as it was; the canonical address is the page's own, where the current edition stands."""
    found = edition_of(publication, number)
    if found is None:
        raise Http404
    context = {
        "reading": reading(found, publication=publication),
        "canonical_url": settings.SITE_URL + address(publication.kind, publication.slug),
    }
    return render(request, f"library/{publication.kind}.html", context)
