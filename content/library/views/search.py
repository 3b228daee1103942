"""Search: passages with the words marked, beside the pages whose names were meant."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from content.library.actions.searches import count_miss
from content.library.addresses import KIND_LABELS, LIST_LABELS, list_address
from content.library.paging import clamped, page_number, pager
from content.library.passing import passing_answer
from content.library.queries.correcting import correction
from content.library.queries.facets import Option, Options, options_of_passages
from content.library.queries.quoting import PassageRow
from content.library.queries.searches import words_missed
from content.library.queries.searching import (
    COUNTRY,
    KIND,
    MOST,
    ORGANIZATION,
    TOPIC,
    Found,
    passages_of,
    search,
)
from content.library.queries.suggesting import suggestions
from content.library.search.marking import Part, excerpt
from content.library.search.parsing import Asked, one_line, parse

PER_PAGE: Final = 20
MOST_CHOSEN: Final = 6
MOST_OPTIONS: Final = 12
FACETS: Final = {KIND: "Kind", TOPIC: "Topic", ORGANIZATION: "Organization", COUNTRY: "Country"}
Chosen = dict[str, list[Option]]


@dataclass(frozen=True)
class Result:
    """A passage as the list of results shows it."""

    title: str
    page_href: str
    section: SafeString
    section_href: str
    kind_label: str
    href: str
    number: int
    html: SafeString


@dataclass(frozen=True)
class Choice:
    """What the results can be narrowed to, as the form shows it."""

    value: str
    label: str
    count: int
    chosen: bool


@passing_answer
def search_page(request: HttpRequest) -> HttpResponse:
    """At most six queries, and some more where no passage has all the words."""
    options = known_options()
    typed = one_line(request.GET.get("q", ""))
    asked = parse(typed, options[TOPIC])
    chosen = _chosen(request.GET, options)
    request.GET = QueryDict(_query(typed, chosen, page_number(request.GET)))  # what the pager goes on with
    found = search(asked, options, {name: [one.key for one in ones] for name, ones in chosen.items()})
    number, count = clamped(page_number(request.GET), len(found.rows), PER_PAGE)
    rows = passages_of(found.rows[(number - 1) * PER_PAGE : number * PER_PAGE])
    answered = bool(found.rows) and not found.any_word
    better = correction(asked, options) if asked.terms and not answered else None
    helped = answered or found.pages or better or any(chosen.values())
    if asked.terms and not helped and request.method == "GET":
        _remember(asked)
    context: dict[str, Any] = {
        "query": typed,
        "better": better,
        "better_href": _href(better.text, {}) if better else "",
        "is_asked": not asked.is_empty or any(chosen.values()),
        "found": found,
        "most": MOST,
        "results": [_result(row, found.asked) for row in rows],
        "nothing": _nothing(typed, chosen),
        "pages": pager(request, number, count),
        "facets": _facets(found, options, chosen) if found.rows or any(chosen.values()) else [],
        "chosen": list(_choices(typed, chosen)),
        "clear_href": _href(typed, {}),
        "lists": [(LIST_LABELS[kind], list_address(kind)) for kind in LIST_LABELS],
        "canonical_url": "",
    }
    return render(request, "library/search.html", context)


def _nothing(typed: str, chosen: Chosen) -> str:
    matched = [f"“{typed}”"] if typed else []
    matched += ["these filters"] if any(chosen.values()) else []
    return f"No passage matches {' with '.join(matched)}."


@passing_answer
def suggest(request: HttpRequest) -> HttpResponse:
    """What the field offers for what is typed so far."""
    shown = [
        {"label": one.label, "kind": one.kind, "href": one.href or _href(one.label, {})}
        for one in suggestions(request.GET.get("q", ""))
    ]
    return JsonResponse({"suggestions": shown})


def _remember(asked: Asked) -> None:
    """A search is answered even when nothing can be written."""
    with suppress(DatabaseError):
        count_miss(words=words_missed(asked))


def known_options() -> Options:
    """What a search can be narrowed to, in one query."""
    kinds = {kind: Option(kind, kind, label) for kind, label in KIND_LABELS.items()}
    return {KIND: kinds, **options_of_passages()}


def _chosen(query: QueryDict, options: Options) -> Chosen:
    return {
        name: [
            options[name][value] for value in dict.fromkeys(query.getlist(name)) if value in options[name]
        ][:MOST_CHOSEN]
        for name in FACETS
    }


def _query(typed: str, chosen: Chosen, number: int = 1) -> str:
    pairs = [(name, one.value) for name, ones in chosen.items() for one in ones]
    return urlencode(
        [*([("q", typed)] if typed else []), *pairs, *([("page", number)] if number > 1 else [])]
    )


def _href(typed: str, chosen: Chosen) -> str:
    query = _query(typed, chosen)
    return f"/search/?{query}" if query else "/search/"


def _choices(typed: str, chosen: Chosen) -> Any:
    for name, ones in chosen.items():
        for one in ones:
            rest = {**chosen, name: [other for other in ones if other is not one]}
            yield {"label": one.label, "remove_href": _href(typed, rest)}


def _facets(found: Found, options: Options, chosen: Chosen) -> list[dict[str, Any]]:
    """What the passages that were found can be narrowed to; what most of them have comes first."""
    facets = []
    for name, label in FACETS.items():
        shown = [
            Choice(one.value, one.label, count, one in chosen[name])
            for one in options[name].values()
            if (count := found.count_of(name, one.key)) or one in chosen[name]
        ]
        shown.sort(key=lambda one: (not one.chosen, -one.count, one.label.casefold()))
        facets.append({"name": name, "label": label, "options": shown[:MOST_OPTIONS]})
    return facets


def _result(row: PassageRow, asked: Asked) -> Result:
    needles = [needle for term in asked.terms for needle in term.needles]
    heading = f"{row.section_number} {row.section_heading or 'Conclusion'}".strip()
    return Result(
        title=row.title,
        page_href=row.page_href,
        section=_marked(excerpt(heading, needles)),
        section_href=f"{row.page_href}#{row.section_slug}",
        kind_label=KIND_LABELS[row.kind],
        href=row.href,
        number=row.number,
        html=_marked(excerpt(row.text, needles)),
    )


def _marked(parts: list[Part]) -> SafeString:
    return format_html_join(
        "",
        "{}",
        ((format_html("<mark>{}</mark>", part.text) if part.marked else part.text,) for part in parts),
    )
