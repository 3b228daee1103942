"""All editions of a page, and each at its own address."""

from itertools import pairwise
from typing import Any, Final

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from content.library.addresses import LIST_LABELS, address, edition_address, list_address
from content.library.compare import Summary
from content.library.comparing import changes_between
from content.library.kept import KEEP_SECONDS, release
from content.library.models import Edition, Publication
from content.library.paging import clamped, page_number, pager
from content.library.public import public_page
from content.library.queries.publications import edition_of, editions_of
from content.library.queries.withdrawals import withdrawal_at
from content.library.reading import day, reading
from content.library.views.addressed import of_a_publication

PER_PAGE: Final = 30


@public_page("page")
@of_a_publication
def editions(request: HttpRequest, publication: Publication) -> HttpResponse:
    """Every edition, newest first, with what its publisher said had changed and how many words did."""
    here = address(publication.kind, publication.slug)
    number, count = clamped(page_number(request.GET), publication.edition.number, PER_PAGE)
    # One more than is shown: the last one shown is compared with it.
    found = list(editions_of(publication)[(number - 1) * PER_PAGE : number * PER_PAGE + 1])
    before: dict[int, Edition] = {after.number: edition for after, edition in pairwise(found)}
    context = {
        "title": publication.title,
        "page_href": here,
        "list_label": LIST_LABELS[publication.kind],
        "list_href": list_address(publication.kind),
        "editions": [_row(here, publication, one, before.get(one.number)) for one in found[:PER_PAGE]],
        "compare_href": f"{here}compare/",
        "withdrawal": withdrawal_at(publication),
        "pages": pager(request, number, count),
    }
    return render(request, "library/editions.html", context)


def _row(here: str, publication: Publication, edition: Edition, before: Edition | None) -> dict[str, Any]:
    row = {
        "number": edition.number,
        "href": edition_address(publication.kind, publication.slug, edition.number),
        "published_on": day(edition.published_at),
        "by": edition.published_by_name,
        "note": edition.note,
        "minor": edition.minor,
        "compare_href": None,
    }
    if before:
        changes = _changes(before, edition)
        row["compare_href"] = f"{here}compare/{before.number}/{edition.number}/"
        row |= {"words_added": changes.words_added, "words_removed": changes.words_removed}
    return row


def _changes(before: Edition, edition: Edition) -> Summary:
    """Editions never change, so their difference is kept from one generation of the site to the next."""
    key = f"changes-{release().fingerprint[:16]}-{before.pk}-{edition.pk}"
    kept: Summary | None = cache.get(key)
    if kept is None:
        kept = changes_between(before, edition)
        cache.set(key, kept, KEEP_SECONDS)
    return kept


@public_page()
@of_a_publication
def edition(request: HttpRequest, publication: Publication, *, number: int) -> HttpResponse:
    """One edition as it was; the canonical address is the page's own, where the current edition stands."""
    found = edition_of(publication, number)
    if found is None:
        raise Http404
    context = {
        "reading": reading(found, publication=publication, withdrawal=withdrawal_at(publication)),
        "canonical_url": settings.SITE_URL + address(publication.kind, publication.slug),
    }
    return render(request, f"library/{publication.kind}.html", context)
