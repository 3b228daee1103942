"""The titles that texts name and no page has yet."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from content.library.addresses import wanted_address, wanted_anchor
from content.library.paging import clamped, page_number, pager
from content.library.public import public_page
from content.library.queries.wanted import Wanted, wanted_titles

# Texts lead to a title's place on the first page of the list, so that page is long.
PER_PAGE: Final = 500


@public_page("page")
def wanted(request: HttpRequest) -> HttpResponse:
    titles = wanted_titles()
    number, count = clamped(page_number(request.GET), len(titles), PER_PAGE)
    shown = titles[(number - 1) * PER_PAGE : number * PER_PAGE]
    context = {"wanted": [as_row(one) for one in shown], "pages": pager(request, number, count)}
    return render(request, "library/wanted.html", context)


def as_row(one: Wanted) -> dict[str, Any]:
    return {
        "title": one.title,
        "href": wanted_address(one.key),
        "anchor": wanted_anchor(one.key),
        "named_count": one.count,
        "named_by": one.named_by,
    }
