"""Restoring a revision and discarding changes, each on a page of its own that shows what would change."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from content.editorial.actions import restoring
from content.editorial.comparison import compare_snapshots
from content.editorial.queries.naming import desk_address
from content.editorial.views.answering import drawn
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
    if request.method == "POST":
        again = desk_address(page, "restore", number)
        return _gone_back(
            request,
            page,
            again,
            lambda seen: restoring.restore(page=page, number=number, seen=seen, by=person),
        )
    words = {
        "verb": "Restore",
        "aim": f"revision {number}",
        "what": "The page would say again what it said in",
    }
    return _asked(request, model_admin, page, person, target, words)


@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, model_admin: Any, pk: int) -> HttpResponse:
    """GET shows what would be given up, POST returns to what readers read."""
    page, person = found(model_admin, request, pk, "write")
    try:
        target = restoring.published_revision(page)
    except restoring.NothingToReturnTo as refusal:
        messages.error(request, str(refusal))
        return redirect(desk_address(page))
    if request.method == "POST":
        again = desk_address(page, "discard")
        return _gone_back(
            request, page, again, lambda seen: restoring.discard(page=page, seen=seen, by=person)
        )
    words = {
        "verb": "Discard the changes",
        "aim": "what readers read",
        "what": "The changes stay in the history. The page would return to",
    }
    return _asked(request, model_admin, page, person, target, words)


def _asked(
    request: HttpRequest,
    model_admin: Any,
    page: Page,
    person: User,
    target: Revision,
    words: dict[str, str],
) -> HttpResponse:
    latest = Revision.objects.latest_of(page)
    untaken, reasons = restoring.rehearsed(page, target, person)
    more = {
        **words,
        "target": target,
        "latest": latest,
        "comparison": compare_snapshots(latest.taken if latest else target.taken, target.taken),
        "untaken": untaken,
        "reasons": reasons,
    }
    return drawn(request, model_admin, page, words["verb"], "restore.html", more)


def _gone_back(request: HttpRequest, page: Page, again: str, go_back: GoBack) -> HttpResponse:
    seen = request.POST.get("seen", "")
    try:
        revision, untaken = go_back(int(seen) if seen.isdecimal() and len(seen) < 10 else 0)
    except restoring.SavedMeanwhile as refusal:
        messages.error(request, f"{refusal} Nothing was changed: look again.")
        return redirect(again)
    except NotWritable as refusal:
        messages.error(request, str(refusal))
        return redirect(again)
    if str(revision.number) == seen:
        messages.info(request, f"Nothing to change: “{page}” says that already.")
    else:
        messages.success(request, f"“{page}” is saved as revision {revision.number}. {revision.note}.")
    for sentence in untaken:
        messages.warning(request, sentence)
    return redirect(desk_address(page))
