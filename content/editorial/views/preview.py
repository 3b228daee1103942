"""A draft in the public page's template: for those who may see drafts, and for whom they share it with."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from content.editorial.actions.sharing import open_preview
from content.editorial.queries.draft_targets import drafts
from content.editorial.views.answering import UNPROCESSABLE, drawn
from content.editorial.views.found import found
from content.library.markdown import BodyRefused
from content.library.publishing.checks import reasons_against
from content.library.publishing.preview import preview as composed
from content.library.reading import reading
from content.pages.models import Page
from content.pages.snapshots import snapshot

_PRIVATE = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",
}


@require_safe
def preview(request: HttpRequest, model_admin: Any, pk: int) -> HttpResponse:
    """The draft as readers would see it; where it cannot be drawn, the reasons.

    With `?drafts=1`, as they would see it once every page is published that exists only as a draft.
    """
    page, _ = found(model_admin, request, pk, "see drafts")
    with_drafts = request.GET.get("drafts") == "1"
    try:
        response = _as_readers_see_it(request, page, with_drafts=with_drafts, switch=request.path)
    except BodyRefused as refusal:
        reasons = reasons_against(snapshot(page)) or [refusal.reason]
        more = {"reasons": reasons}
        response = drawn(request, model_admin, page, "Preview", "no_preview.html", more, status=UNPROCESSABLE)
    return _private(response)


@require_safe
def shared_preview(request: HttpRequest, secret: str) -> HttpResponse:
    """The draft for whoever has the link; every link that is not good now is answered alike."""
    link = open_preview(secret=secret)
    if link is None:
        return _private(render(request, "404.html", status=404))
    try:
        return _private(_as_readers_see_it(request, link.page, until=link.expires_at))
    except BodyRefused:
        return _private(render(request, "404.html", status=404))


def _as_readers_see_it(
    request: HttpRequest, page: Page, *, with_drafts: bool = False, **more: Any
) -> HttpResponse:
    others = drafts(without=page.pk) if with_drafts else None
    view = reading(composed(page, more_names=others.names if others else ()), publication=None, preview=True)
    if others:
        others.resolve(view.targets)
    shown = {"reading": view, "canonical_url": "", "with_drafts": with_drafts, **more}
    return render(request, f"library/{page.kind}.html", shown)


def _private(response: HttpResponse) -> HttpResponse:
    for name, value in _PRIVATE.items():
        response[name] = value
    return response
