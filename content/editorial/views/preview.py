"""A draft in the public page's template, for those who may see drafts, kept by nobody."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from content.editorial.views.found import context, found
from content.library.markdown import BodyRefused
from content.library.publishing.checks import reasons_against
from content.library.publishing.preview import preview as composed
from content.library.reading import reading
from content.pages.snapshots import snapshot

_PRIVATE = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",
}


@require_safe
def preview(request: HttpRequest, model_admin: Any, pk: int) -> HttpResponse:
    """The draft as readers would see it; where it cannot be drawn, the reasons."""
    page, _ = found(model_admin, request, pk, "see drafts")
    try:
        edition = composed(page)
    except BodyRefused as refusal:
        reasons = reasons_against(snapshot(page)) or [refusal.reason]
        shown = context(model_admin, request, page, "Preview", reasons=reasons, media=model_admin.media)
        response = render(request, "admin/desk/no_preview.html", shown, status=422)
    else:
        view = reading(edition, publication=None, preview=True)
        response = render(request, f"library/{page.kind}.html", {"reading": view, "canonical_url": ""})
    for name, value in _PRIVATE.items():
        response[name] = value
    return response
