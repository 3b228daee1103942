"""Restoring a revision and discarding changes, each on a page of its own that shows what would change."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from content.editorial.actions import restoring
from content.editorial.actions.scheduling import ScheduleRefused, lead_schedule
from content.editorial.comparison import compare_snapshots
from content.editorial.forms.scheduled import GoingBackForm
from content.editorial.queries.naming import desk_address
from content.editorial.queries.schedules import waiting_publication
from content.editorial.views.answering import UNPROCESSABLE, drawn
from content.editorial.views.found import found
from content.pages.actions import NotWritable
from content.pages.models import Page, Revision
from content.people.models import User

GoBack = Callable[[int], tuple[Revision, list[str]]]


@require_http_methods(["GET", "HEAD", "POST"])
def restore(request: HttpRequest, model_admin: Any, pk: int, number: int) -> HttpResponse:
    """GET shows what the revision would change, POST restores it."""
    page, person = found(model_admin, request, pk, "write")
    target = Revision.objects.filter(page=page, number=number).first()
    if target is None:
        raise Http404("There is no such revision.")
    words = {
        "verb": "Restore",
        "aim": f"revision {number}",
        "what": "The page would say again what it said in",
        "again": desk_address(page, "restore", number),
    }
    return _answer(
        request,
        model_admin,
        page,
        person,
        target,
        words,
        lambda seen: restoring.restore(page=page, number=number, seen=seen, by=person),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, model_admin: Any, pk: int) -> HttpResponse:
    """GET shows what would be given up, POST returns to what readers read."""
    page, person = found(model_admin, request, pk, "write")
    try:
        target = restoring.published_revision(page)
    except restoring.NothingToReturnTo as refusal:
        messages.error(request, str(refusal))
        return redirect(desk_address(page))
    words = {
        "verb": "Discard the changes",
        "aim": "what readers read",
        "what": "The changes stay in the history. The page would return to",
        "again": desk_address(page, "discard"),
    }
    return _answer(
        request,
        model_admin,
        page,
        person,
        target,
        words,
        lambda seen: restoring.discard(page=page, seen=seen, by=person),
    )


def _answer(
    request: HttpRequest,
    model_admin: Any,
    page: Page,
    person: User,
    target: Revision,
    words: dict[str, str],
    go_back: GoBack,
) -> HttpResponse:
    """The page that shows what would change and asks, or what came of going back."""
    waiting = waiting_publication(page) if person.may("publish") else None
    seen = Revision.objects.number_of(page)
    sent = request.POST if request.method == "POST" else None
    form = GoingBackForm(sent, waiting=waiting, initial={"seen": seen})
    if form.is_valid() or "seen" in form.errors:  # of no revision that anyone could have seen
        return _gone_back(request, page, person, words["again"], form, go_back)
    latest = Revision.objects.latest_of(page)
    untaken, reasons = restoring.rehearsed(page, target, person)
    more = {
        **words,
        "target": target,
        "latest": latest,
        "comparison": compare_snapshots(latest.taken if latest else target.taken, target.taken),
        "untaken": untaken,
        "reasons": reasons,
        "form": form,
    }
    status = UNPROCESSABLE if form.is_bound else 200
    return drawn(request, model_admin, page, words["verb"], "restore.html", more, status=status)


def _gone_back(
    request: HttpRequest, page: Page, person: User, again: str, form: GoingBackForm, go_back: GoBack
) -> HttpResponse:
    seen = form.cleaned_data.get("seen") or 0
    try:
        with transaction.atomic():
            revision, untaken = go_back(seen)
            if revision.number != seen:
                _lead_schedule(request, form, revision, person)
    except restoring.SavedMeanwhile as refusal:
        messages.error(request, f"{refusal} Nothing was changed: look again.")
        return redirect(again)
    except NotWritable as refusal:
        messages.error(request, str(refusal))
        return redirect(again)
    if revision.number == seen:
        messages.info(request, f"Nothing to change: “{page}” says that already.")
    else:
        messages.success(request, f"“{page}” is saved as revision {revision.number}. {revision.note}.")
    for sentence in untaken:
        messages.warning(request, sentence)
    return redirect(desk_address(page))


def _lead_schedule(request: HttpRequest, form: GoingBackForm, revision: Revision, by: User) -> None:
    if form.waiting is None:
        return
    choice, reason = form.cleaned_data["schedule_choice"], form.cleaned_data["schedule_reason"]
    try:
        lead_schedule(
            schedule=form.waiting, choice=choice, revision=revision, by=by, reason_for_bypass=reason
        )
    except ScheduleRefused as refusal:
        messages.warning(request, str(refusal))
