"""The first page."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from content.library.public import public_page
from content.library.queries.home import first_page_rows, recent_editions
from content.library.queries.topics import topics_by_facet
from content.library.queries.wanted import wanted_titles
from content.library.views.wanted import as_row
from content.pages.models import Kind

MOST_WANTED: Final = 8


@public_page()
def home(request: HttpRequest) -> HttpResponse:
    """Five queries with the generation's."""
    rows = first_page_rows()
    context = {
        "articles": rows[Kind.ARTICLE],
        "case_studies": rows[Kind.CASE_STUDY],
        "organizations": rows[Kind.ORGANIZATION],
        "countries": rows[Kind.COUNTRY],
        "topics": topics_by_facet(),
        "wanted": [as_row(one) for one in wanted_titles()[:MOST_WANTED]],
        "recent": recent_editions(),
    }
    return render(request, "library/home.html", context)
