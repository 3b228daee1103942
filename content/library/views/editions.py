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
from content.library.dates import day
from content.library.kept import KEEP_SECONDS, release
from content.library.models import Edition, Publication
from content.library.paging import clamped, page_number, pager
from content.library.public import public_page
from content.library.queries.publications import edition_of, editions_of
from content.library.queries.withdrawals import withdrawal_at
from content.library.reading import reading
from content.library.views.addressed import of_a_publication

PER_PAGE: Final = 30


@public_page("minor", "page")
@of_a_publication
def editions(request: HttpRequest, publication: Publication) -> HttpResponse:
    """The editions, newest first, with what their publishers said had changed and how many words did.

    Minor ones are shown on request; without them, each edition is compared with the major one before it.
    """
    here = address(publication.kind, publication.slug)
    every = publication.edition.number  # editions are numbered without a gap
    with_minor = request.GET.get("minor") == "1"
    listed = editions_of(publication) if with_minor else editions_of(publication).filter(minor=False)
    total = every if with_minor else listed.count()
    number, count = clamped(page_number(request.GET), total, PER_PAGE)
    # One more than is shown: the last one shown is compared with it.
    found = list(listed[(number - 1) * PER_PAGE : number * PER_PAGE + 1])
    before: dict[int, Edition] = {after.number: edition for after, edition in pairwise(found)}
    context = {
        "title": publication.title,
        "page_href": here,
        "list_label": LIST_LABELS[publication.kind],
        "list_href": list_address(publication.kind),
        "editions": [_row(here, publication, one, before.get(one.number)) for one in found[:PER_PAGE]],
        "compare_href": f"{here}compare/",
        "picked": [("from", "Compare edition", 1), ("to", "with edition", every)],
        "with_minor": with_minor,
        "edition_count": every,
        "minor_count": 0 if with_minor else every - total,
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
        "correction": edition.get_correction_display() if edition.correction else "",
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
