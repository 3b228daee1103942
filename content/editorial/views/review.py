"""From draft to approval: submitting, taking back, deciding, settling remarks, second reviews."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from content.editorial.actions import review as actions
from content.editorial.forms.review import ReviewForm, SubmitForm
from content.editorial.models import Act, Remark, SecondReview
from content.editorial.queries.comparison import comparison
from content.editorial.queries.naming import desk_address
from content.editorial.queries.reviewers import reviewers
from content.editorial.queries.standing import Standing, standing, why_no_second_review
from content.editorial.views.answering import UNPROCESSABLE, done, drawn
from content.editorial.views.found import found
from content.editorial.views.keeping import saved_tag
from content.library.addresses import edition_address
from content.library.markdown import BodyRefused
from content.library.models import Edition
from content.library.publishing.preview import preview
from content.pages.snapshots import snapshot

_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(_METHODS)
def submit(request: HttpRequest, model_admin: Any, pk: int) -> HttpResponse:
    """GET asks of whom the review is wished, POST submits."""
    page, person = found(model_admin, request, pk, "submit")
    now = standing(page)
    form = SubmitForm(request.POST if request.method == "POST" else None, reviewers=reviewers(now))
    if request.method == "POST" and form.is_valid():
        return done(
            request,
            page,
            lambda: actions.submit(page=page, by=person, **form.cleaned_data),
            refusal=actions.ReviewRefused,
            said=lambda _: f"“{page}” is in review.",
        )
    more = {
        "form": form,
        "why_off": now.why_not(Act.SUBMITTED, person),
    }
    return drawn(request, model_admin, page, "Submit for review", "submit.html", more)


@require_http_methods(_METHODS)
def take_back(request: HttpRequest, model_admin: Any, pk: int) -> HttpResponse:
    """GET asks once more, POST takes the draft back from review."""
    page, person = found(model_admin, request, pk, "submit")
    if request.method == "POST":
        return done(
            request,
            page,
            lambda: actions.take_back(page=page, by=person),
            refusal=actions.ReviewRefused,
            said=lambda _: f"“{page}” is a draft again.",
        )
    more = {
        "why_off": standing(page).why_not(Act.TAKEN_BACK, person),
        "question": "The page becomes a draft again, and nobody is asked to review it.",
        "answer": "Take back",
    }
    return drawn(request, model_admin, page, "Take back", "confirm.html", more)


@require_http_methods(_METHODS)
def review(request: HttpRequest, model_admin: Any, pk: int) -> HttpResponse:
    """GET shows what changed and takes remarks, POST approves or requests changes."""
    page, person = found(model_admin, request, pk, "review")
    now = standing(page)
    sections = snapshot(page)["sections"]
    number = now.revision.number if now.revision else 0
    form = ReviewForm(
        request.POST if request.method == "POST" else None,
        sections=sections,
        initial={"seen_revision": number},
    )
    refusal = now.why_not(Act.APPROVED, person) and now.why_not(Act.CHANGES_REQUESTED, person)
    if request.method == "POST" and form.is_valid():
        refusal = _decided(request, page, person, form)
        if not refusal:
            return redirect(desk_address(page))
        form.ask_again(number)
    more = {
        "form": form,
        "why_off": refusal if request.method != "POST" else "",
        "refusal": refusal if request.method == "POST" else "",
        "why_not_approved": now.why_not(Act.APPROVED, person),
        "number": number,
        **_changes(now),
    }
    status = UNPROCESSABLE if form.is_bound else 200
    return drawn(request, model_admin, page, "Review", "review.html", more, status=status)


def _decided(request: HttpRequest, page: Any, person: Any, form: ReviewForm) -> str:
    """Do it, or say why not."""
    number, saved = form.cleaned_data["seen_revision"], saved_tag(request, page, part="-review")
    try:
        if form.cleaned_data["decision"] == ReviewForm.APPROVE:
            actions.approve(page=page, by=person, revision_number=number)
            messages.success(request, f"Revision {number} of “{page}” is approved.", saved)
        else:
            actions.request_changes(page=page, by=person, revision_number=number, remarks=form.remarks())
            messages.success(request, f"Changes to “{page}” are requested.", saved)
    except actions.ReviewRefused as refusal:
        return str(refusal)
    return ""


def _changes(now: Standing) -> dict[str, Any]:
    """What the draft changes for readers; nothing where they see nothing yet, or it cannot be drawn."""
    if not now.is_public or now.publication is None:
        return {"comparison": None}
    try:
        drafted = preview(now.page)
    except BodyRefused as refusal:
        return {"comparison": None, "not_drawn": refusal.reason}
    return {
        "comparison": comparison(Edition.objects.get(pk=now.publication.edition_id), drafted),
        "old_name": f"edition {now.publication.edition.number}",
    }


@require_http_methods(_METHODS)
def settle(request: HttpRequest, model_admin: Any, pk: int, number: int) -> HttpResponse:
    """GET shows the remark, POST marks it as settled."""
    page, person = found(model_admin, request, pk, "write")
    remark = Remark.objects.filter(page=page, pk=number).select_related("made_by", "settled_by").first()
    if remark is None:
        raise Http404("There is no such remark.")
    if request.method == "POST":
        return done(
            request,
            page,
            lambda: actions.settle_remark(remark=remark, by=person),
            refusal=actions.ReviewRefused,
            said=lambda _: "The remark is settled.",
        )
    more = {
        "why_off": f"{remark.settled_by} has settled this remark already." if remark.settled_at else "",
        "remark": remark,
        "question": "The remark leaves the form; the log keeps it.",
        "answer": "Settle",
    }
    return drawn(request, model_admin, page, "Settle a remark", "confirm.html", more)


@require_http_methods(_METHODS)
def second_review(request: HttpRequest, model_admin: Any, pk: int, number: int) -> HttpResponse:
    """GET compares the edition with the one before, POST approves it."""
    page, person = found(model_admin, request, pk, "review")
    second = (
        SecondReview.objects.filter(page=page, edition_number=number)
        .select_related("bypassed_by", "given_by", "page")
        .first()
    )
    if second is None:
        raise Http404("There is no such review.")
    why_off = why_no_second_review(second, person)
    if request.method == "POST":
        if why_off:
            raise PermissionDenied
        return done(
            request,
            page,
            lambda: actions.give_second_review(second_review=second, by=person),
            refusal=actions.ReviewRefused,
            said=lambda _: f"Edition {number} of “{page}” is reviewed.",
        )
    editions = {
        edition.number: edition
        for edition in Edition.objects.filter(page=page, number__in=(number - 1, number))
    }
    before, edition = editions.get(number - 1), editions[number]
    more = {
        "second": second,
        "answer": f"Approve edition {number}",
        "why_off": why_off or (f"{second.given_by} has reviewed it already." if second.given_by else ""),
        "edition": edition,
        "edition_address": edition_address(edition.kind, edition.slug, edition.number),
        "comparison": comparison(before, edition) if before else None,
        "old_name": f"edition {number - 1}",
    }
    return drawn(request, model_admin, page, f"Review edition {number}", "second_review.html", more)
