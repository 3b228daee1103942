"""The public addresses."""

from django.urls import path

from content.library import converters  # noqa: F401  the kinds of pages and the numbers of editions
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
