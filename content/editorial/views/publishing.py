"""Publishing one page, on a page of its own that says what will happen."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from content.editorial.forms.publishing import PublishForm
from content.editorial.queries.naming import desk_address
from content.editorial.views.found import context, found
from content.library import actions
from content.library.addresses import address
from content.library.models import Publication
from content.library.publishing.checks import reasons_against
from content.library.queries.states import stands_as_published
from content.pages.models import Page
from content.pages.snapshots import content_hash, snapshot


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, model_admin: Any, pk: int) -> HttpResponse:
    """GET says what publishing would do, POST does it."""
    page, person = found(model_admin, request, pk, "publish")
    if request.method != "POST":
        return _publish_page(
            model_admin, request, page, PublishForm(initial={"seen_version": page.version}), _reasons(page)
        )
    form = PublishForm(request.POST)
    if not form.is_valid():
        return _publish_page(model_admin, request, page, form, _reasons(page), status=422)
    with transaction.atomic():
        standing = Page.objects.select_for_update().get(pk=page.pk)
        if form.cleaned_data["seen_version"] != standing.version:
            messages.error(
                request,
                f"Not published: “{page}” was saved after you had opened this. Look again, then publish.",
            )
            return redirect(desk_address(page, "publish"))
        try:
            published = actions.publish(
                page=standing, by=person, note=form.cleaned_data["note"], minor=form.cleaned_data["minor"]
            )
        except actions.NotPublishable as refusal:
            return _publish_page(model_admin, request, page, form, refusal.reasons, status=422)
    _say_published(request, page, published)
    return redirect(desk_address(page))


def _reasons(page: Page) -> list[str]:
    return reasons_against(snapshot(page))


def _publish_page(
    model_admin: Any,
    request: HttpRequest,
    page: Page,
    form: PublishForm,
    reasons: list[str],
    status: int = 200,
) -> HttpResponse:
    publication = Publication.objects.select_related("edition").filter(page=page).first()
    is_public = publication is not None and publication.state == Publication.State.PUBLISHED
    more = {
        "form": form,
        "reasons": reasons,
        "publication": publication,
        "is_public": is_public,
        "next_number": publication.edition.number + 1 if publication else 1,
        "address": address(page.kind, page.slug),
        "address_before": address(publication.kind, publication.slug) if publication else "",
        "is_unchanged": publication is not None
        and stands_as_published(publication, content_hash(snapshot(page))),
        "media": model_admin.media,
    }
    return render(
        request,
        "admin/desk/publish.html",
        context(model_admin, request, page, "Publish", **more),
        status=status,
    )


def _say_published(request: HttpRequest, page: Page, published: actions.Published) -> None:
    if published.is_new:
        messages.success(request, f"“{page}” is published as edition {published.edition.number}.")
    else:
        messages.info(
            request, f"Nothing has changed since edition {published.edition.number} of “{page}”: it stands."
        )
