"""A page's history in one line of time, and what the page said in each of its revisions."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from content.editorial.comparison.saying import alias_words, fact_name, fact_value, notice_words, row_words
from content.editorial.queries.history import ONLY, history_of
from content.editorial.views.answering import drawn
from content.editorial.views.found import found
from content.library.addresses import edition_address
from content.library.models import Edition
from content.pages.models import Revision
from content.pages.schemas import Snapshot


@require_safe
def history(request: HttpRequest, model_admin: Any, pk: int) -> HttpResponse:
    """Revisions, editions and acts, the latest first."""
    page, _ = found(model_admin, request, pk, "see drafts")
    only = request.GET.get("only", "")
    sheet, events = history_of(page, only=only, sheet=request.GET.get("p"))
    more = {
        "events": events,
        "sheet": sheet,
        "only": only if only in ONLY else "",
        "filters": ONLY.items(),
    }
    return drawn(request, model_admin, page, "History", "history.html", more)


@require_safe
def revision(request: HttpRequest, model_admin: Any, pk: int, number: int) -> HttpResponse:
    """What the page said in one revision, as text."""
    page, person = found(model_admin, request, pk, "see drafts")
    kept = Revision.objects.filter(page=page, number=number).select_related("made_by").first()
    if kept is None:
        raise Http404("There is no such revision.")
    latest = Revision.objects.number_of(page)
    more = {
        "revision": kept,
        **said(kept.taken),
        "editions": [
            (edition, edition_address(edition.kind, edition.slug, edition.number))
            for edition in Edition.objects.filter(page=page, revision_number=number).defer(
                "content", "text", "html"
            )
        ],
        "latest": latest,
        "may_restore": person.may("write") and latest != number,
    }
    return drawn(request, model_admin, page, f"Revision {number}", "revision.html", more)


def said(taken: Snapshot) -> dict[str, Any]:
    """The snapshot in words: the facts that say something, by the names that the form gives them."""
    kind = taken["kind"]
    return {
        "taken": taken,
        "facts": [
            (fact_name(kind, name), fact_value(kind, name, value))
            for name, value in [("slug", taken["slug"]), *taken["fields"].items()]
            if value
        ],
        "language": taken["language"],
        "provenance": fact_value(kind, "provenance", taken["provenance"]),
        "notices": [notice_words(notice) for notice in taken["notices"]],
        "aliases": [alias_words(alias) for alias in taken["aliases"]],
        "relations": [
            (name.replace("_", " "), [row_words(row) for row in rows])
            for name, rows in taken["relations"].items()
            if rows
        ],
    }
