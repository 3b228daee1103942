"""Two editions of a page, compared by words."""

import re
from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from content.library.addresses import LIST_LABELS, address, edition_address, list_address
from content.library.compare import Row, summary
from content.library.comparing import rows_between
from content.library.dates import day
from content.library.models import Edition, Publication
from content.library.public import public_page
from content.library.queries.publications import editions_of
from content.library.queries.withdrawals import withdrawal_at
from content.library.views.addressed import of_a_publication

_NUMBER = re.compile(r"[1-9][0-9]{0,6}")


@public_page("from", "to")
@of_a_publication
def choose(request: HttpRequest, publication: Publication) -> HttpResponse:
    """Where the form on the list of editions goes: to the comparison, or back."""
    here = address(publication.kind, publication.slug)
    asked = {request.GET.get("from", ""), request.GET.get("to", "")}
    numbers = sorted(int(number) for number in asked if _NUMBER.fullmatch(number))
    if len(numbers) < 2 or numbers[1] > publication.edition.number:
        return HttpResponseRedirect(f"{here}editions/")
    return HttpResponseRedirect(f"{here}compare/{numbers[0]}/{numbers[1]}/")


@public_page()
@of_a_publication
def compare(request: HttpRequest, publication: Publication, *, old: int, new: int) -> HttpResponse:
    """Three queries with the generation's."""
    found = {edition.number: edition for edition in editions_of(publication).filter(number__in={old, new})}
    if len(found) < 2:
        raise Http404
    here = address(publication.kind, publication.slug)
    rows = rows_between(found[old], found[new])
    changes = summary(rows)
    context = {
        "title": publication.title,
        "page_href": here,
        "editions_href": f"{here}editions/",
        "list_label": LIST_LABELS[publication.kind],
        "list_href": list_address(publication.kind),
        "old": _edition(publication, found[old]),
        "new": _edition(publication, found[new]),
        "withdrawal": withdrawal_at(publication),
        "words_added": changes.words_added,
        "words_removed": changes.words_removed,
        "moved_count": changes.pieces_moved,
        "rows": list(_shown(rows)) if any(row.change != "same" for row in rows) else [],
    }
    return render(request, "library/compare.html", context)


def _edition(publication: Publication, edition: Edition) -> dict[str, Any]:
    return {
        "number": edition.number,
        "published_on": day(edition.published_at),
        "href": edition_address(publication.kind, publication.slug, edition.number),
    }


def _shown(rows: list[Row]) -> Iterator[dict[str, Any]]:
    """A heading that is the same in both stands above the row that follows it, the title above the page."""
    heading = ""
    for row in rows:
        if row.kind == "title" and row.change == "same":
            continue
        if row.kind == "heading" and row.change == "same":
            if heading:
                yield {"heading": heading, "status": "same", "runs": []}
            heading = row.runs[0].text
            continue
        runs = [{"status": run.change, "text": run.text} for run in row.runs]
        yield {"heading": heading, "status": row.change, "runs": runs}
        heading = ""
    if heading:
        yield {"heading": heading, "status": "same", "runs": []}
