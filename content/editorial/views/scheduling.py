"""Setting a time for publishing, canceling it, and noting down that a page was read again."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from content.editorial.actions import scheduling
from content.editorial.actions.publishing import PublishingRefused, Terms
from content.editorial.actions.reviews_due import NotReviewable, reviewed_unchanged
from content.editorial.forms.publishing import ScheduleForm
from content.editorial.forms.scheduled_withdrawal import ScheduleWithdrawalForm
from content.editorial.models import Schedule
from content.editorial.queries.before_publishing import effects
from content.editorial.queries.naming import desk_address
from content.editorial.queries.reviews_due import next_review
from content.editorial.queries.schedules import in_utc, said
from content.editorial.queries.standing import Review, Standing, standing
from content.editorial.views.answering import UNPROCESSABLE, done, drawn
from content.editorial.views.found import found
from content.library.actions import NotPublishable, NotPublished, ReasonMissing

_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(_METHODS)
def schedule(request: HttpRequest, model_admin: Any, pk: int) -> HttpResponse:
    """GET asks when, POST schedules the publication of the revision that was looked at."""
    page, person = found(model_admin, request, pk, "publish")
    now = standing(page)
    would = effects(now, person, timezone.now().date())
    number = now.revision.number if now.revision else 0
    form = ScheduleForm(
        request.POST if request.method == "POST" else None,
        is_public=now.is_public,
        needs_reason=would.review == Review.NONE,
        initial={"seen_revision": number, "note": "" if now.publication else "First edition."},
    )
    refusal = ""
    if request.method == "POST" and form.is_valid():
        refusal = _scheduled(request, page, person, form)
        if not refusal:
            return redirect(desk_address(page))
        form.ask_again(number)
    more: dict[str, Any] = {
        "form": form,
        "would": would,
        "reasons": [*would.findings.refusals, *would.refusals],
        "refusal": refusal,
        "number": number,
        "old_name": f"edition {now.publication.edition.number}" if now.publication else "",
        "now_in_utc": in_utc(timezone.now()),
    }
    status = UNPROCESSABLE if form.is_bound else 200
    return drawn(request, model_admin, page, "Publish at", "schedule.html", more, status=status)


def _scheduled(request: HttpRequest, page: Any, person: Any, form: ScheduleForm) -> str:
    """Do it, or say why not."""
    said_of = form.cleaned_data
    terms = Terms(
        said_of["note"],
        said_of.get("minor", False),
        said_of.get("correction", ""),
        said_of.get("reason_for_bypass", ""),
    )
    try:
        made = scheduling.schedule_publication(
            page=page,
            by=person,
            due_at=form.due_at(),
            revision_number=said_of["seen_revision"] or 0,
            terms=terms,
        )
    except (scheduling.ScheduleRefused, PublishingRefused, NotPublishable) as refusal:
        return str(refusal)
    messages.success(request, said(made))
    return ""


@require_http_methods(_METHODS)
def schedule_withdrawal(request: HttpRequest, model_admin: Any, pk: int) -> HttpResponse:
    """GET asks when and why, POST schedules the withdrawal."""
    page, person = found(model_admin, request, pk, "withdraw")
    form = ScheduleWithdrawalForm(request.POST if request.method == "POST" else None)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            made = scheduling.schedule_withdrawal(
                page=page, by=person, due_at=form.due_at(), terms=form.terms
            )
        except (scheduling.ScheduleRefused, NotPublished, ReasonMissing) as failed:
            refusal = str(failed)
        else:
            messages.success(request, said(made))
            return redirect(desk_address(page))
    more: dict[str, Any] = {
        "form": form,
        "refusal": refusal,
        "is_public": standing(page).is_public,
        "now_in_utc": in_utc(timezone.now()),
    }
    status = UNPROCESSABLE if form.is_bound else 200
    return drawn(request, model_admin, page, "Withdraw at", "schedule_withdrawal.html", more, status=status)


@require_http_methods(_METHODS)
def cancel_schedule(request: HttpRequest, model_admin: Any, pk: int, number: int) -> HttpResponse:
    """GET says what would not happen, POST cancels it."""
    page, person = found(model_admin, request, pk, "see drafts")
    waiting = Schedule.objects.filter(page=page, pk=number).select_related("made_by").first()
    if waiting is None:
        raise Http404("There is no such schedule.")
    if not person.may("publish" if waiting.what == Schedule.What.PUBLISH else "withdraw"):
        raise PermissionDenied
    is_waiting = waiting.standing == Schedule.Standing.WAITING
    if request.method == "POST":
        return done(
            request,
            page,
            lambda: scheduling.cancel_schedule(schedule=waiting, by=person),
            refusal=scheduling.ScheduleRefused,
            said=lambda _: "It is canceled." if is_waiting else "It is dismissed.",
        )
    is_open = waiting.standing in (Schedule.Standing.WAITING, Schedule.Standing.FAILED)
    more = {
        "why_off": "" if is_open else f"It is {waiting.get_standing_display().lower()} already.",
        "question": said(waiting),
        "answer": "Cancel the schedule" if is_waiting else "Dismiss",
    }
    return drawn(request, model_admin, page, "Cancel", "confirm.html", more)


@require_http_methods(_METHODS)
def reviewed(request: HttpRequest, model_admin: Any, pk: int) -> HttpResponse:
    """GET says what it means, POST notes down that someone read the page and found nothing to change."""
    page, person = found(model_admin, request, pk, "review")
    if request.method == "POST":
        return done(
            request,
            page,
            lambda: reviewed_unchanged(page=page, by=person),
            refusal=NotReviewable,
            said=lambda read: f"Noted. The next review is due on {read.review_by:%-d %B %Y}.",
        )
    now = standing(page)
    following = next_review(page.volatility, timezone.now().date())
    more = {
        "why_off": _why_not_reviewed(now),
        "question": (
            "You have read the public page and found nothing to change. The log keeps it, readers see no new "
            f"edition, and the next review is due on {following:%-d %B %Y}."
        ),
        "answer": "Reviewed, nothing to change",
    }
    return drawn(request, model_admin, page, "Reviewed, nothing to change", "confirm.html", more)


def _why_not_reviewed(now: Standing) -> str:
    if not now.is_public:
        return "The page is not on the public site."
    if not now.is_unchanged:
        return "There are changes that readers do not see: publish or discard them first."
    return ""
