"""What an address that leads nowhere answers, and queries that make no sense."""

from typing import Any

import pytest
from django.test import Client

from content.library.actions import publish, withdraw
from content.library.addresses import list_address
from tests.factories import make_alias, make_article, make_organization, make_tag, section
from tests.public import Site

pytestmark = pytest.mark.django_db
Queries = Any


def titles_near(client: Client, place: str) -> list[str]:
    response = client.get(place)
    assert response.status_code == 404
    return [near.title for near in response.context["nearest"]]


def test_a_mistyped_address_is_answered_with_the_nearest_titles(client: Client, small_site: Site) -> None:
    assert titles_near(client, "/articles/on-aliances/")[0] == "On alliances"
    assert (
        titles_near(client, "/organizations/north-atlantic-treaty/")[0]
        == "North Atlantic Treaty Organization"
    )
    assert titles_near(client, "/joint-exercise/")[0] == "Joint exercises"


def test_another_name_of_a_page_leads_to_it(client: Client) -> None:
    page = make_organization(title="North Atlantic Treaty Organization", acronym="NATO")
    make_alias(page, "Atlantic Alliance")
    publish(page=page, by=None)
    for place in ("/organizations/nato/", "/organizations/atlantic-alliance/"):
        assert titles_near(client, place) == ["North Atlantic Treaty Organization"]


def test_the_nearest_titles_are_published_ones(client: Client) -> None:
    make_article(title="On secret peace")
    gone = make_article(title="On withdrawn peace")
    publish(page=gone, by=None)
    withdraw(page=gone, by=None, reason="It was wrong.")
    assert titles_near(client, "/articles/on-secret-peac/") == []
    assert titles_near(client, "/articles/on-withdrawn-peac/") == []


def test_words_that_are_close_to_nothing_get_no_guesses(client: Client, small_site: Site) -> None:
    assert titles_near(client, "/xyzzy-qwfp/") == []


def test_an_address_of_a_wanted_title_says_so(client: Client, small_site: Site) -> None:
    response = client.get("/articles/peace-partnerships/")
    assert response.status_code == 404
    wanted = response.context["wanted"]
    assert (wanted.title, wanted.named_count) == ("Peace Partnerships", 1)
    assert wanted.href == "/wanted/#w-peace-partnerships"
    assert "Peace Partnerships" in response.content.decode()


def test_a_title_is_wanted_no_more_once_its_page_is_published(client: Client, small_site: Site) -> None:
    client.get("/articles/peace-partnerships/x/")
    publish(page=make_article(title="Peace Partnerships"), by=None)
    assert client.get("/articles/peace-partnerships/x/").context["wanted"] is None


def test_a_thousand_wrong_addresses_read_the_titles_once(
    client: Client, django_assert_num_queries: Queries, small_site: Site
) -> None:
    client.get("/nothing-here/")
    with django_assert_num_queries(1):
        client.get("/nothing-there/")


def test_a_wrong_address_is_not_repeated_on_the_page(client: Client) -> None:
    response = client.get("/articles/<script>alert(1)</script>/")
    assert response.status_code == 404
    assert b"alert(1)" not in response.content


HOSTILE_PATHS = [
    "/%00",
    "/articles/%00/",
    "/articles/%ff%fe/",
    "/articles/" + "a" * 5000 + "/",
    "/%E2%80%AE/",
    "/articles/..%2f..%2fetc/passwd",
    "/articles//",
    "/\\",
    "/articles/' OR 1=1 --/",
    "/topics/%F0%9F%92%A3/",
    "/passages/%0d%0aSet-Cookie:x=y/",
]


@pytest.mark.parametrize("path", HOSTILE_PATHS)
def test_a_hostile_address_is_not_found(client: Client, path: str, small_site: Site) -> None:
    response = client.get(path)
    assert response.status_code in (301, 404)


LONG = "&".join(["topic=a"] * 10_001)
HOSTILE_QUERIES = [
    "page=-1",
    "page=0",
    "page=1000000000",
    "page=1e9",
    "page=",
    "page=٣",
    "page=1&page=2&page=x",
    "page=" + "9" * 5000,
    "topic=%00",
    "topic=%ff%fe",
    "topic=\xff",
    "topic[]=a&topic[b]=c",
    "topic=" + "x" * 20_000,
    "organization=' OR 1=1 --",
    "organization=1;DROP TABLE library_edition",
    "country=%0d%0aSet-Cookie:%20x=y",
    "type=<script>alert(1)</script>",
    "order_by=publication__edition__content",
    "topic__in=1&kind=x&state=withdrawn",
    "&&&===;;;",
    "%",
    "a" * 20_000,
    LONG,
    "&".join(f"p{number}=1" for number in range(20_000)),
]


def test_queries_that_make_no_sense_never_fail(client: Client, small_site: Site) -> None:
    places = ["/", "/about/", "/topics/", "/topics/joint-exercises/", "/wanted/", "/articles/on-alliances/"]
    places += [list_address(page.kind) for page in small_site.pages]
    places += ["/organizations/north-atlantic-treaty-organization/", "/articles/on-alliances/editions/"]
    for place in places:
        for query in HOSTILE_QUERIES:
            response = client.generic("GET", place, QUERY_STRING=query)
            assert response.status_code == 200, (place, query[:80])
            assert b"<script>alert" not in response.content
            assert "Set-Cookie" not in response


def test_a_page_past_the_end_shows_the_last_one(client: Client, small_site: Site) -> None:
    response = client.get("/articles/?page=999999")
    assert response.context["pages"].number == 1
    assert [row.title for row in response.context["rows"]] == ["On alliances"]


def test_a_form_from_elsewhere_is_refused_in_the_site_s_own_words() -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/admin/login/", {"username": "a", "password": "b"})
    assert response.status_code == 403
    assert "Nothing was changed." in response.content.decode()


def test_a_failure_is_answered_without_asking_the_database(
    client: Client, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Queries
) -> None:
    make_tag(name="Exercises")
    client.raise_request_exception = False

    def fail(*_: object, **__: object) -> None:
        raise ValueError("something")

    monkeypatch.setattr("content.library.views.topics.topics_by_facet", fail)
    with django_assert_num_queries(1):  # the generation; then the page fails
        response = client.get("/topics/")
    assert response.status_code == 500
    assert b"Something failed on our side" in response.content
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "public" not in response.get("Cache-Control", "")


def test_a_missing_page_of_a_published_site_can_be_cached_by_nobody(client: Client) -> None:
    publish(page=make_article(title="On peace", sections=[section("One", "Words.")]), by=None)
    assert client.get("/articles/on-war/")["Cache-Control"] == "no-cache"
