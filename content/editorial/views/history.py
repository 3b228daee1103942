"""A page's revisions: every save, who made it and when, and what the page said then."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from content.editorial.views.found import context, found
from content.library.addresses import edition_address
from content.library.models import Edition
from content.pages.fields import PartialDateField
from content.pages.models import Revision
from content.pages.partial_dates import PartialDate

A_PAGE_HOLDS = 100


@require_safe
def history(request: HttpRequest, model_admin: Any, pk: int) -> HttpResponse:
    """The revisions, the newest first, with the editions that were made of them."""
    page, _ = found(model_admin, request, pk, "see drafts")
    revisions = Revision.objects.filter(page=page).select_related("made_by").defer("snapshot")
    shown = Paginator(revisions, A_PAGE_HOLDS).get_page(request.GET.get("p"))
    editions: dict[int, list[Edition]] = {}
    for edition in Edition.objects.filter(page=page).defer("content", "text", "html").order_by("number"):
        editions.setdefault(edition.revision_number, []).append(edition)
    rows = [(revision, editions.get(revision.number, [])) for revision in shown]
    more = {"rows": rows, "shown": shown, "media": model_admin.media}
    return render(request, "admin/desk/history.html", context(model_admin, request, page, "History", **more))


@require_safe
def revision(request: HttpRequest, model_admin: Any, pk: int, number: int) -> HttpResponse:
    """What the page said in one revision, as text."""
    page, _ = found(model_admin, request, pk, "see drafts")
    kept = Revision.objects.filter(page=page, number=number).select_related("made_by").first()
    if kept is None:
        raise Http404("There is no such revision.")
    taken = kept.taken
    around = Revision.objects.filter(page=page, number__in=[number - 1, number + 1])
    more = {
        "revision": kept,
        "taken": taken,
        "facts": _facts(model_admin.model, taken["fields"]),
        "relations": _relations(taken["relations"]),
        "editions": [
            (edition, edition_address(edition.kind, edition.slug, edition.number))
            for edition in Edition.objects.filter(page=page, revision_number=number).defer(
                "content", "text", "html"
            )
        ],
        "neighbors": set(around.values_list("number", flat=True)),
        "media": model_admin.media,
    }
    return render(
        request,
        "admin/desk/revision.html",
        context(model_admin, request, page, f"Revision {number}", **more),
    )


def _facts(model: Any, fields: dict[str, Any]) -> list[tuple[str, str]]:
    """The facts that say something, by the names that the form gives them."""
    said = [(model._meta.get_field(name), value) for name, value in fields.items() if value]
    return [
        (
            str(field.verbose_name),
            PartialDate(value).display() if isinstance(field, PartialDateField) else _plain(value),
        )
        for field, value in said
    ]


def _relations(relations: dict[str, list[dict[str, Any]]]) -> list[tuple[str, list[str]]]:
    return [(name.replace("_", " "), [_row(row) for row in rows]) for name, rows in relations.items() if rows]


def _row(row: dict[str, Any]) -> str:
    said = [
        str(value) for name, value in row.items() if value and name not in {"page", "tag", "slug", "title"}
    ]
    if "title" not in row:
        return ", ".join(said)
    return ", ".join([row["title"], *said])


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return (
            value["title"]
            if "title" in value
            else ", ".join(f"{name}: {text}" for name, text in value.items())
        )
    return str(value)
