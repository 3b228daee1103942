"""Whole public pages are kept for a generation, and every answer carries what a cache needs to know."""

import gzip
import threading
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest
from django.core.cache import cache
from django.test import Client, override_settings
from django.utils.http import parse_http_date

from content.library import kept
from content.library.actions import publish, site_changed, withdraw
from content.library.kept import KeptPage, Moment, kept_or_made, key_of, last_change, page_of
from content.library.models import Generation
from content.people.roles import Role
from tests.factories import make_article, make_user, section
from tests.public import Site, every_public_address

pytestmark = pytest.mark.django_db

ADDRESS = "/articles/on-peace/"
Queries = Any


@pytest.fixture
def article() -> Any:
    page = make_article(title="On peace", sections=[section("One", "Peace is kept.")])
    publish(page=page, by=None)
    return page


def test_a_kept_page_costs_one_query_and_no_template(
    article: Any, client: Client, django_assert_num_queries: Queries
) -> None:
    first = client.get(ADDRESS)
    with django_assert_num_queries(1):
        again = client.get(ADDRESS)
    assert again.content == first.content
    assert first.templates
    assert not again.templates


def test_every_public_page_is_kept_for_everybody(
    client: Client, django_assert_num_queries: Queries, small_site: Site
) -> None:
    kept_ones = 0
    for place in every_public_address():
        if client.get(place).status_code == 200:
            with django_assert_num_queries(1):
                response = client.get(place)
            assert response["Cache-Control"] == "public, max-age=0, s-maxage=60", place
            assert response["Vary"] == "Accept-Encoding", place
            kept_ones += 1
    assert kept_ones > 20


def test_a_change_of_the_site_is_seen_at_once(article: Any, client: Client) -> None:
    client.get(ADDRESS)
    article.sections.update(body="War is over.")
    publish(page=article, by=None)
    assert "War is over." in client.get(ADDRESS).content.decode()


def test_a_withdrawn_page_is_gone_with_the_next_request(article: Any, client: Client) -> None:
    assert client.get(ADDRESS).status_code == 200
    withdraw(page=article, by=None, reason="It was wrong.")
    assert client.get(ADDRESS).status_code == 410


def test_a_page_that_an_unrelated_change_does_not_touch_keeps_its_tag(article: Any, client: Client) -> None:
    tag = client.get(ADDRESS)["ETag"]
    site_changed()
    assert client.get(ADDRESS, headers={"If-None-Match": tag}).status_code == 304


def test_a_generation_that_a_restored_backup_counts_twice_is_not_taken_for_the_first() -> None:
    one = Moment(7, "2026-11-22 10:00:00")
    other = Moment(7, "2026-11-23 10:00:00")
    assert key_of(one, "/", "") != key_of(other, "/", "")


def test_before_anything_is_published_there_is_generation_zero(client: Client) -> None:
    assert not Generation.objects.exists()
    response = client.get("/about/")
    assert response.status_code == 200
    assert parse_http_date(response["Last-Modified"]) > 0


def test_last_modified_is_the_change_of_the_content_or_of_the_templates_whichever_is_later() -> None:
    newest = kept.release().at
    assert last_change(Moment(1, newest - timedelta(days=1))) == newest
    assert last_change(Moment(1, newest + timedelta(days=1))) == newest + timedelta(days=1)
    assert last_change(Moment(1, "2199-01-02 03:04:05.678")) == datetime(2199, 1, 2, 3, 4, 5, 678000, UTC)


def test_a_reader_who_has_the_page_is_told_that_it_is_the_same(article: Any, client: Client) -> None:
    first = client.get(ADDRESS)
    by_tag = client.get(ADDRESS, headers={"If-None-Match": f'"other", {first["ETag"]}'})
    by_date = client.get(ADDRESS, headers={"If-Modified-Since": first["Last-Modified"]})
    for response in (by_tag, by_date):
        assert (response.status_code, response.content) == (304, b"")
        assert response["ETag"] == first["ETag"]
        assert response["Cache-Control"] == first["Cache-Control"]
        assert response["Vary"] == "Accept-Encoding"
    assert client.get(ADDRESS, headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_page_that_has_changed_is_sent_again(article: Any, client: Client) -> None:
    tag = client.get(ADDRESS)["ETag"]
    article.sections.update(body="War is over.")
    publish(page=article, by=None)
    response = client.get(ADDRESS, headers={"If-None-Match": tag})
    assert response.status_code == 200
    assert response["ETag"] != tag


def test_head_answers_as_get_does_without_the_body(article: Any, client: Client) -> None:
    get, head = client.get(ADDRESS), client.head(ADDRESS)
    assert (head.status_code, head.content) == (200, b"")
    assert dict(head.headers) == dict(get.headers)
    assert head["Content-Length"] == str(len(get.content))


@pytest.mark.parametrize("accepted", ["gzip", "br, gzip;q=0.8", "*", "GZIP"])
def test_a_browser_that_takes_gzip_gets_the_packed_page(article: Any, client: Client, accepted: str) -> None:
    plain = client.get(ADDRESS)
    packed = client.get(ADDRESS, headers={"Accept-Encoding": accepted})
    assert packed["Content-Encoding"] == "gzip"
    assert packed["Content-Length"] == str(len(packed.content))
    assert gzip.decompress(packed.content) == plain.content
    assert len(packed.content) < len(plain.content)
    assert packed["ETag"] != plain["ETag"]


@pytest.mark.parametrize("accepted", ["", "identity", "br", "gzip;q=0", "gzip; q=0.0", "gzipped"])
def test_a_browser_that_takes_no_gzip_gets_the_plain_page(
    article: Any, client: Client, accepted: str
) -> None:
    response = client.get(ADDRESS, headers={"Accept-Encoding": accepted})
    assert "Content-Encoding" not in response
    assert b"Peace is kept." in response.content


ODD_COOKIES = {
    "csrftoken": "not a token",
    "sessionid": "x",
    "messages": "garbage",
    "other": "\x7f",
}


def test_no_cookie_that_a_browser_sends_changes_a_page_or_brings_one_back(article: Any) -> None:
    plain = Client().get(ADDRESS)
    odd = Client()
    for name, value in ODD_COOKIES.items():
        odd.cookies[name] = value
    response = odd.get(ADDRESS)
    assert not response.cookies
    assert "Set-Cookie" not in response
    assert response["Vary"] == "Accept-Encoding"
    assert response.content == plain.content


def test_an_editor_who_is_signed_in_gets_the_page_that_everybody_gets(
    article: Any, django_assert_num_queries: Queries
) -> None:
    plain = Client().get(ADDRESS)
    editor = Client()
    editor.force_login(make_user(role=Role.CHIEF_EDITOR))
    with django_assert_num_queries(1):
        response = editor.get(ADDRESS)
    assert response.content == plain.content
    assert not response.cookies
    assert dict(response.headers) == dict(plain.headers)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "MADEUP"])
def test_a_public_page_answers_get_and_head_only(article: Any, method: str) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.generic(method, ADDRESS)
    assert response.status_code == 405
    assert b"Peace" not in response.content


def test_parameters_that_a_page_does_not_know_change_nothing(
    article: Any, client: Client, django_assert_num_queries: Queries
) -> None:
    first = client.get(ADDRESS)
    with django_assert_num_queries(1):
        again = client.get(f"{ADDRESS}?utm_source=letter&page=7")
    assert again.content == first.content


def test_a_page_never_says_under_which_host_it_was_asked_for(article: Any, client: Client) -> None:
    with override_settings(ALLOWED_HOSTS=["one.example", "two.example"]):
        one = client.get(ADDRESS, headers={"Host": "one.example", "X-Forwarded-Host": "evil.example"})
        two = client.get(ADDRESS, headers={"Host": "two.example", "Forwarded": "host=evil.example"})
    assert one.content == two.content
    assert b".example" not in one.content


def test_an_unknown_host_is_refused_before_anything_is_looked_up(
    article: Any, client: Client, django_assert_num_queries: Queries
) -> None:
    with django_assert_num_queries(0):
        response = client.get(ADDRESS, headers={"Host": "evil.example"})
    assert response.status_code == 400
    assert b"evil.example" not in response.content


def test_security_headers_stand_on_a_kept_page_too(article: Any, client: Client) -> None:
    client.get(ADDRESS)
    response = client.get(ADDRESS)
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"]


def test_wrong_addresses_are_not_kept(article: Any, client: Client) -> None:
    before = list(cast(Any, cache)._cache)
    for number in range(3):
        assert client.get(f"/articles/nothing-{number}/").status_code == 404
        assert client.get(f"{ADDRESS}editions/{number + 2}/").status_code == 404
    assert list(cast(Any, cache)._cache) == before


@override_settings(DEBUG=True)
def test_nothing_is_kept_while_somebody_works_on_the_templates(article: Any, client: Client) -> None:
    assert client.get(ADDRESS).templates
    assert client.get(ADDRESS).templates


def a_page(words: str = "words") -> KeptPage:
    return page_of(words.encode(), "text/html", Moment(1, None))


def test_of_many_readers_at_once_one_makes_the_page() -> None:
    made: list[int] = []
    started, go_on = threading.Event(), threading.Event()

    def make() -> KeptPage:
        made.append(1)
        started.set()
        assert go_on.wait(5)
        return a_page()

    answers: list[KeptPage] = []
    key = "0" * 40
    readers = [threading.Thread(target=lambda: answers.append(kept_or_made(key, make))) for _ in range(8)]
    for reader in readers:
        reader.start()
    assert started.wait(5)
    go_on.set()
    for reader in readers:
        reader.join(5)
    assert len(made) == 1
    assert answers == [a_page()] * 8


def test_a_reader_who_has_waited_long_makes_the_page_for_himself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "PATIENCE_SECONDS", 0.01)
    key = "1" * 40
    with kept._one_at_a_time(key):
        assert kept_or_made(key, a_page) == a_page()


def test_a_page_that_could_not_be_made_is_tried_again() -> None:
    key = "2" * 40

    def fail() -> KeptPage:
        raise ValueError("the first try")

    with pytest.raises(ValueError, match="the first try"):
        kept_or_made(key, fail)
    assert kept_or_made(key, a_page) == a_page()


def test_another_release_of_the_site_keeps_its_own_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = Moment(1, None)
    now = key_of(moment, "/", "")
    other = kept.Release("another", datetime(2026, 11, 22, tzinfo=UTC))
    monkeypatch.setattr(kept, "release", lambda: other)
    assert key_of(moment, "/", "") != now


def test_what_is_given_once_is_given_as_it_is(client: Client) -> None:
    """A redirect keeps its own status and place and still says how long it holds."""
    page = make_article(title="On peace", sections=[section("One", "Peace is kept.")])
    publish(page=page, by=None)
    key = client.get(ADDRESS).content.decode().split('id="p-')[1].split('"')[0]
    response = client.head(f"/passages/{key}/")
    assert (response.status_code, response.content) == (302, b"")
    assert response["Cache-Control"] == "public, max-age=0, s-maxage=60"
    assert response["Location"] == f"{ADDRESS}#p-{key}"
