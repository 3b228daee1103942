"""Publishing one page: first what it would do, then that."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from content.editorial.actions.publishing import PublishingRefused, publish_reviewed
from content.editorial.forms.publishing import PublishForm
from content.editorial.queries.before_publishing import effects
from content.editorial.queries.naming import desk_address
from content.editorial.queries.standing import Review, Standing, review_now, standing
from content.editorial.views.answering import UNPROCESSABLE, drawn
from content.editorial.views.found import found
from content.library import actions
from content.library.addresses import address
from content.pages.models import Page
from content.people.models import User


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, model_admin: Any, pk: int) -> HttpResponse:
    """GET says what publishing would do, POST does it."""
    page, person = found(model_admin, request, pk, "publish")
    now = standing(page)
    form = _form(request, now, person)
    if request.method != "POST" or not form.is_valid():
        return _publish_page(model_admin, request, now, form, [])
    said = form.cleaned_data
    try:
        published = publish_reviewed(
            page=page,
            by=person,
            note=said["note"],
            minor=said.get("minor", False),
            correction=said.get("correction", ""),
            reason_for_bypass=said.get("reason_for_bypass", ""),
            seen=said["seen_revision"] or 0,
        )
    except actions.NotPublishable as refusal:
        return _publish_page(model_admin, request, now, form, refusal.reasons)
    except PublishingRefused as refusal:
        form.ask_again(now.revision.number if now.revision else 0)
        return _publish_page(model_admin, request, now, form, [str(refusal)])
    _say_published(request, page, published)
    return redirect(desk_address(page))


def _form(request: HttpRequest, now: Standing, person: User) -> PublishForm:
    return PublishForm(
        request.POST if request.method == "POST" else None,
        is_public=now.is_public,
        needs_reason=review_now(now, person) == Review.NONE,
        initial={
            "seen_revision": now.revision.number if now.revision else 0,
            "note": "" if now.publication else "First edition.",
        },
    )


def _publish_page(
    model_admin: Any, request: HttpRequest, now: Standing, form: PublishForm, reasons: list[str]
) -> HttpResponse:
    page, publication = now.page, now.publication
    person: Any = request.user
    would = effects(now, person, timezone.now().date())
    more = {
        "form": form,
        "reasons": list(dict.fromkeys([*reasons, *map(str, would.findings.refusals), *would.refusals])),
        "would": would,
        "needs_reason": would.review == Review.NONE,
        "publication": publication,
        "is_public": now.is_public,
        "is_unchanged": now.is_unchanged,
        "next_number": publication.edition.number + 1 if publication else 1,
        "address": address(page.kind, page.slug),
        "address_before": address(publication.kind, publication.slug) if publication else "",
        "old_name": f"edition {publication.edition.number}" if publication else "",
        "comparison": would.comparison,
    }
    status = UNPROCESSABLE if form.is_bound else 200
    return drawn(request, model_admin, page, "Publish", "publish.html", more, status=status)


def _say_published(request: HttpRequest, page: Page, published: actions.Published) -> None:
    if published.is_new:
        messages.success(request, f"“{page}” is published as edition {published.edition.number}.")
    else:
        messages.info(
            request, f"Nothing has changed since edition {published.edition.number} of “{page}”: it stands."
        )
