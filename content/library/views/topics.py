"""The topics by facet, and each topic's page."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from content.library.addresses import topic_address
from content.library.lines import safe_address
from content.library.paging import page_number, pager
from content.library.public import public_page
from content.library.queries.topics import (
    organizations_named_with,
    pages_tagged,
    passages_that_name,
    topic_at,
    topics_by_facet,
)
from content.pages.models import Tag


@public_page()
def topics(request: HttpRequest) -> HttpResponse:
    facets = topics_by_facet()
    context = {
        "facets": facets,
        "max_count": max((topic.count for facet in facets for topic in facet.topics), default=0),
        "counted": "passages that name the topic",
    }
    return render(request, "library/topics.html", context)


@public_page("page")
def topic(request: HttpRequest, *, slug: str) -> HttpResponse:
    """Six queries with the generation's, however much is written on the topic."""
    found = topic_at(slug)
    if found is None:
        raise Http404
    tag, narrower = found
    passages = passages_that_name(tag, asked=page_number(request.GET))
    context = {
        "topic": {
            "title": tag.name,
            "facet": tag.get_facet_display(),
            "definition": tag.definition,
            "scope_note": tag.scope_note,
            "external_uri": safe_address(tag.external_uri),
            "broader": _related(tag.broader) if tag.broader else None,
            "narrower": [_related(one) for one in narrower],
        },
        "pages_tagged": pages_tagged(tag),
        "passages": passages.sources,
        "passage_count": passages.total,
        "organizations": organizations_named_with(tag),
        "pages": pager(request, passages.number, passages.pages),
    }
    return render(request, "library/topic.html", context)


def _related(tag: Tag) -> dict[str, Any]:
    return {"title": tag.name, "href": topic_address(tag.slug)}
