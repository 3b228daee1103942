"""The lists of pages of a kind, narrowed by facets."""

from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from content.library.addresses import LIST_LABELS, list_address
from content.library.filters import FILTERS, PARAMETERS, Counts, ListFilter
from content.library.models import Publication
from content.library.paging import clamped, page_number, pager
from content.library.public import public_page
from content.library.queries.facets import options_of
from content.library.queries.rows import rows_of
from content.pages.models import Kind

PER_PAGE: Final = 24
MOST_OPTIONS: Final = 60
INTROS: Final[dict[str, str]] = {
    Kind.ARTICLE: "Texts on defense and military diplomacy, each with all its editions.",
    Kind.CASE_STUDY: "Who did what, with which instruments, what is claimed for it, and on what evidence.",
    Kind.ORGANIZATION: "Alliances, unions and forums, with facts and every place that names them.",
    Kind.COUNTRY: "Countries that the texts name, with what they belong to and have agreed to.",
    Kind.AGREEMENT: "Treaties, agreements, memoranda, frameworks and policies.",
}


@dataclass(frozen=True)
class ShownOption:
    """A value of a facet, as the filter form shows it."""

    value: str
    label: str
    count: int
    chosen: bool
    href: str


@dataclass(frozen=True)
class ShownFacet:
    """A facet, as the filter form shows it."""

    name: str
    label: str
    options: list[ShownOption]


@dataclass(frozen=True)
class Step:
    """A way on from here: a filter to remove, another list."""

    label: str
    href: str
    remove_href: str = ""


@public_page(*PARAMETERS, "page")
def pages_of_a_kind(request: HttpRequest, *, kind: str) -> HttpResponse:
    """Five queries with the generation's, however many pages there are."""
    publications = Publication.objects.public().of_kind(kind).order_by("title", "pk")
    filters = FILTERS[kind](request.GET, publications, options_of(kind))
    counts = filters.counts()
    number, count = clamped(page_number(request.GET), counts.shown, PER_PAGE)
    rows = rows_of(kind, filters.qs[(number - 1) * PER_PAGE : number * PER_PAGE]) if counts.shown else []
    chosen = [(name, value) for name in filters.filters for value in filters.chosen(name)]
    context: dict[str, Any] = {
        "kind": kind,
        "page_title": LIST_LABELS[kind],
        "intro": INTROS[kind],
        "result_count": counts.shown,
        "facets": _facets(kind, filters, counts, chosen),
        "chosen": [_choice(kind, filters, chosen, pair) for pair in chosen],
        "clear_href": list_address(kind),
        "rows": rows,
        "pages": pager(request, number, count),
        "empty": None if rows else _empty(kind, filters, chosen),
    }
    if number > 1 and not chosen:  # each further page stands for itself; a narrowed list stands for none
        context["canonical_url"] = f"{settings.SITE_URL}{list_address(kind)}?page={number}"
    return render(request, "library/list.html", context)


Pair = tuple[str, str]


def _href(kind: str, chosen: list[Pair]) -> str:
    return f"{list_address(kind)}?{urlencode(sorted(chosen))}" if chosen else list_address(kind)


def _facets(kind: str, filters: ListFilter, counts: Counts, chosen: list[Pair]) -> list[ShownFacet]:
    return [
        ShownFacet(name, one.label, _options(kind, name, filters, counts, chosen))
        for name, one in filters.filters.items()
    ]


def _options(
    kind: str, name: str, filters: ListFilter, counts: Counts, chosen: list[Pair]
) -> list[ShownOption]:
    """What would show something, and what is chosen; what shows most comes first."""
    shown = []
    for option in filters.options[name].values():
        pair = (name, option.value)
        count = counts.of[name].get(option.key, 0)
        if count or pair in chosen:
            others = [one for one in chosen if one != pair]
            href = _href(kind, others if pair in chosen else [*chosen, pair])
            shown.append(ShownOption(option.value, option.label, count, pair in chosen, href))
    shown.sort(key=lambda option: (not option.chosen, -option.count, option.label.casefold()))
    return shown[:MOST_OPTIONS]


def _choice(kind: str, filters: ListFilter, chosen: list[Pair], pair: Pair) -> Step:
    option = filters.options[pair[0]][pair[1]]
    href = _href(kind, [one for one in chosen if one != pair])
    return Step(option.label, href, href)


def _empty(kind: str, filters: ListFilter, chosen: list[Pair]) -> dict[str, Any]:
    """Which filter to remove, with how many pages there are then."""
    if not chosen:
        others = [other for other in LIST_LABELS if other != kind]
        return {
            "message": "Nothing is published here yet.",
            "steps": [Step(LIST_LABELS[other], list_address(other)) for other in others],
        }
    ways = filters.ways_out()
    steps = []
    for name, one in filters.filters.items():
        labels = [filters.options[name][value].label for facet, value in chosen if facet == name]
        if labels and ways.get(name):
            rest = [pair for pair in chosen if pair[0] != name]
            words = f"Without {one.label.lower()} “{', '.join(labels)}”: {_pages(ways[name])}"
            steps.append(Step(words, _href(kind, rest)))
    steps.append(Step(f"Without any filter: {_pages(ways[''])}", list_address(kind)))
    return {"message": "No page matches all of these filters.", "steps": steps}


def _pages(count: int) -> str:
    return f"{count} page" if count == 1 else f"{count} pages"
