"""Any two points in a page's history, compared."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from content.editorial.comparison import compare_snapshots
from content.editorial.queries.naming import desk_address
from content.editorial.queries.points import is_point, neighbors, points
from content.editorial.views.answering import drawn
from content.editorial.views.found import found
from content.pages.models import Page, Revision


@require_safe
def choose(request: HttpRequest, model_admin: Any, pk: int) -> HttpResponse:
    """Where the form on the history goes: to the comparison, or back to choose two."""
    page, _ = found(model_admin, request, pk, "see drafts")
    asked = [request.GET.get("from", ""), request.GET.get("to", "")]
    if not all(map(is_point, asked)) or asked[0] == asked[1]:
        return redirect(desk_address(page, "history"))
    return redirect(desk_address(page, "compare", *asked))


@require_safe
def compare(request: HttpRequest, model_admin: Any, pk: int, old: str, new: str) -> HttpResponse:
    """What the page says in the one and not in the other."""
    page, person = found(model_admin, request, pk, "see drafts")
    both = points(page, [old, new])
    if both is None:
        raise Http404("There is no such revision or edition.")
    before, after = both
    earlier, later = neighbors(page, before, after)
    more = {
        "old": before,
        "new": after,
        "comparison": compare_snapshots(before.taken, after.taken),
        "swapped": desk_address(page, "compare", new, old),
        "earlier": _address(page, earlier),
        "later": _address(page, later),
        "may_restore": person.may("write"),
        "latest": Revision.objects.number_of(page),
    }
    title = f"{before.label.capitalize()} and {after.label} compared"
    return drawn(request, model_admin, page, title, "compare.html", more)


def _address(page: Page, both: tuple[str, str] | None) -> str:
    return desk_address(page, "compare", *both) if both else ""
