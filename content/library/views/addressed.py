"""What stands at a page's address and below it: the page, the way to it, or why it is gone."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.shortcuts import render

from content.library.addresses import LIST_LABELS, address, list_address
from content.library.models import Publication
from content.library.queries.publications import moved_to, publication_at
from content.library.queries.withdrawals import withdrawal_of


def of_a_publication(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Calls the view with the page at the address; old addresses lead on, withdrawn pages say why.

    Of withdrawn pages the view sees only those whose text stays readable.
    """

    @wraps(view)
    def answer(request: HttpRequest, *, kind: str, slug: str, **arguments: Any) -> HttpResponse:
        publication = publication_at(kind, slug)
        if publication is None:
            return _led_on(request, kind, slug)
        if not publication.is_readable:
            return _gone(request, publication)
        return view(request, publication, **arguments)

    return answer


def _led_on(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    now = moved_to(kind, slug)
    if now is None:
        raise Http404
    below = request.path_info.removeprefix(address(kind, slug))
    query = request.GET.urlencode()
    return HttpResponsePermanentRedirect(address(kind, now) + below + (f"?{query}" if query else ""))


def _gone(request: HttpRequest, publication: Publication) -> HttpResponse:
    """410 with the reason, or the way to the page that takes the place of this one.

    The way is a temporary one, for publishing brings the page back and browsers keep a permanent redirect.
    Only the page's own address leads on: an edition that someone cited is not another page's text.
    """
    withdrawal = withdrawal_of(publication)
    leads_on = publication.treatment == Publication.Treatment.REDIRECT
    here = address(publication.kind, publication.slug)
    if leads_on and withdrawal.successor and request.path_info == here:
        return HttpResponseRedirect(withdrawal.successor.href)
    context = {
        "title": publication.title,
        "withdrawal": withdrawal,
        "list_label": LIST_LABELS[publication.kind],
        "list_href": list_address(publication.kind),
    }
    return render(request, "library/gone.html", context, status=410)
