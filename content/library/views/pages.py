"""A page that is read from top to bottom, in its current edition."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import http_date

from content.library.models import Publication
from content.library.notices import last_turn
from content.library.paging import page_number, pager
from content.library.public import public_page
from content.library.queries.incoming import incoming
from content.library.queries.mentions import mentioned_in
from content.library.queries.telling import passages_that_tell
from content.library.queries.withdrawals import withdrawal_at
from content.library.reading import reading
from content.library.views.addressed import of_a_publication
from content.pages.models import Kind


@public_page()
@of_a_publication
def text(request: HttpRequest, publication: Publication) -> HttpResponse:
    """An article, or a case study with the passages that tell it."""
    quotes = passages_that_tell(publication) if publication.kind == Kind.CASE_STUDY else ()
    now = timezone.now()
    view = reading(
        publication.edition,
        publication=publication,
        quotes=quotes,
        withdrawal=withdrawal_at(publication),
        on=now.date(),
    )
    response = render(request, f"library/{publication.kind}.html", {"reading": view})
    return _as_of(response, publication, now)


@public_page("page")
@of_a_publication
def named_page(request: HttpRequest, publication: Publication) -> HttpResponse:
    """An organization, a country or an agreement, with every passage that names it."""
    now = timezone.now()
    named = mentioned_in(publication.page_id, asked=page_number(request.GET))
    view = reading(
        publication.edition,
        publication=publication,
        mentioned=named.sources,
        incoming=incoming(publication.page_id),
        withdrawal=withdrawal_at(publication),
        on=now.date(),
    )
    context = {"reading": view, "pages": pager(request, named.number, named.pages)}
    response = render(request, f"library/{publication.kind}.html", context)
    return _as_of(response, publication, now)


def _as_of(response: HttpResponse, publication: Publication, now: datetime) -> HttpResponse:
    """The answer says when a notice came or went by its day: that changes the page as an edition does."""
    turned_at = last_turn(publication.edition.content["notices"], now)
    if turned_at:
        response["Last-Modified"] = http_date(turned_at.timestamp())
    return response
