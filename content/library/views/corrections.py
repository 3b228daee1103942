"""Every correction of every page, by kind, and as a feed."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from content.library.dates import day
from content.library.feeds import CorrectionsFeed
from content.library.paging import clamped, page_number, pager
from content.library.public import public_page
from content.library.queries.corrections import KINDS, CorrectedEdition, count_by_kind, read
from content.library.queries.corrections import corrections as found

PER_PAGE: Final = 30


@public_page("kind", "page")
def corrections(request: HttpRequest) -> HttpResponse:
    """Two queries with the generation's beside them, however many there are."""
    asked = request.GET.get("kind", "")
    kind = asked if asked in KINDS else ""
    counts = count_by_kind()
    total = counts[kind] if kind else sum(counts.values())
    number, count = clamped(page_number(request.GET), total, PER_PAGE)
    shown = read(found(kind)[(number - 1) * PER_PAGE : number * PER_PAGE]) if total else []
    context = {
        "kinds": [(value, label, counts[value]) for value, label in KINDS.items() if counts[value]],
        "chosen": kind,
        "chosen_label": KINDS.get(kind, ""),
        "all_count": sum(counts.values()),
        "corrections": [_row(one) for one in shown],
        "pages": pager(request, number, count),
    }
    return render(request, "library/corrections.html", context)


@public_page()
def corrections_feed(request: HttpRequest) -> HttpResponse:
    return CorrectionsFeed()(request)


def _row(one: CorrectedEdition) -> dict[str, Any]:
    row: dict[str, Any] = {"label": one.label, "on": day(one.at), "is_public": one.is_public}
    if one.is_public:
        row |= {"title": one.title, "page_href": one.page_href, "kind_label": one.kind_label}
        row |= {"note": one.note, "href": one.href, "number": one.number}
    return row
