"""What stands at a page's address and below it: the page, the way to it, or why it is gone."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render

from content.library.addresses import LIST_LABELS, address, list_address
from content.library.models import Publication
from content.library.queries.publications import moved_to, publication_at
from content.library.reading import day


def of_a_publication(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Calls the view with the published page; old addresses lead on, withdrawn pages say why."""

    @wraps(view)
    def answer(request: HttpRequest, *, kind: str, slug: str, **arguments: Any) -> HttpResponse:
        publication = publication_at(kind, slug)
        if publication is None:
            return _led_on(request, kind, slug)
        if publication.state == Publication.State.WITHDRAWN:
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
    context = {
        "title": publication.title,
        "reason": publication.reason,
        "withdrawn_on": day(publication.withdrawn_at) if publication.withdrawn_at else "",
        "list_label": LIST_LABELS[publication.kind],
        "list_href": list_address(publication.kind),
    }
    return render(request, "library/gone.html", context, status=410)
