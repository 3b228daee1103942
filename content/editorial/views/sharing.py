"""The links by which outsiders see the preview of a page: made, listed, revoked."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from content.editorial.actions.sharing import revoke_preview, share_preview, still_good
from content.editorial.forms.sharing import ShareForm
from content.editorial.models import ShareLink
from content.editorial.queries.naming import desk_address
from content.editorial.views.answering import UNPROCESSABLE, drawn
from content.editorial.views.found import found

MOST_LISTED = 100


@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest, model_admin: Any, pk: int) -> HttpResponse:
    """GET lists the links, POST makes one and shows its address, this once."""
    page, person = found(model_admin, request, pk, "share previews")
    form = ShareForm(request.POST or None)
    made: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        link, secret = share_preview(page=page, by=person, **form.cleaned_data)
        made = {"made": link, "address": settings.SITE_URL + reverse("shared_preview", args=[secret])}
        form = ShareForm()
    at = timezone.now()
    links = ShareLink.objects.filter(page=page).select_related("made_by", "revoked_by")[:MOST_LISTED]
    good = set(still_good(at).filter(page=page).values_list("pk", flat=True))
    rows = [(link, "" if link.pk in good else _why_ended(link, at)) for link in links]
    more = {"form": form, "rows": rows, **made}
    status = UNPROCESSABLE if form.is_bound else 200
    response = drawn(request, model_admin, page, "Share the preview", "share.html", more, status=status)
    response["Cache-Control"] = "private, no-store"  # it may show a secret
    return response


@require_POST
def revoke(request: HttpRequest, model_admin: Any, pk: int, number: int) -> HttpResponse:
    page, person = found(model_admin, request, pk, "share previews")
    link = ShareLink.objects.filter(page=page, pk=number).select_related("page").first()
    if link is None:
        raise Http404("There is no such link.")
    if revoke_preview(link=link, by=person):
        messages.success(request, "The link is revoked: it leads nowhere from now on.")
    else:
        messages.info(request, "The link was revoked already.")
    return redirect(desk_address(page, "share"))


def _why_ended(link: ShareLink, at: datetime) -> str:
    if link.revoked_at:
        return f"Revoked by {link.revoked_by}"
    if link.expires_at <= at:
        return "Expired"
    if not link.made_by.may("share previews"):
        return f"Ended: {link.made_by} may not share previews any more"
    return "Ended: the page was published"
