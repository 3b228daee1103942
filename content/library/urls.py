"""The public addresses."""

from typing import Final

from django.urls import path, register_converter
from django.urls.converters import IntConverter, StringConverter

from content.library.addresses import SEGMENTS
from content.library.views import (
    compare,
    corrections,
    editions,
    home,
    lists,
    pages,
    passages,
    search,
    site,
    topics,
    wanted,
)
from content.pages.models import Kind

_KINDS: Final = {segment: kind for kind, segment in SEGMENTS.items()}


class KindInAddress(StringConverter):
    """The first part of a page's address names its kind."""

    regex = "|".join(_KINDS)

    def to_python(self, value: str) -> str:
        return _KINDS[value]

    def to_url(self, value: str) -> str:
        return SEGMENTS[value]


class TextInAddress(KindInAddress):
    """A kind of page that is read for its text."""

    regex = "|".join((SEGMENTS[Kind.ARTICLE], SEGMENTS[Kind.CASE_STUDY]))


class EditionNumber(IntConverter):
    """A number that an edition can have, written in one way only."""

    regex = "[1-9][0-9]{0,6}"


register_converter(KindInAddress, "kind")
register_converter(TextInAddress, "text")
register_converter(EditionNumber, "edition")

urlpatterns = [
    path("", home.home, name="home"),
    path("about/", site.about, name="about"),
    path("accessibility/", site.accessibility, name="accessibility"),
    path("passages/<slug:key>/", passages.passage, name="passage"),
    path("search/", search.search_page, name="search_page"),
    path("search/suggest", search.suggest, name="suggest"),
    path("topics/", topics.topics, name="topics"),
    path("topics/<slug:slug>/", topics.topic, name="topic"),
    path("corrections/", corrections.corrections, name="corrections"),
    path("corrections/feed/", corrections.corrections_feed, name="corrections_feed"),
    path("wanted/", wanted.wanted, name="wanted"),
    path("<kind:kind>/", lists.pages_of_a_kind, name="pages_of_a_kind"),
    path("<text:kind>/<slug:slug>/", pages.text, name="text"),
    path("<kind:kind>/<slug:slug>/", pages.named_page, name="named_page"),
    path("<kind:kind>/<slug:slug>/editions/", editions.editions, name="editions"),
    path("<kind:kind>/<slug:slug>/editions/<edition:number>/", editions.edition, name="edition"),
    path("<kind:kind>/<slug:slug>/compare/", compare.choose, name="choose"),
    path("<kind:kind>/<slug:slug>/compare/<edition:old>/<edition:new>/", compare.compare, name="compare"),
]
