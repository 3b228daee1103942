"""What helps a search along: corrections, suggestions, counts of what is missing, and a limit."""

from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory, override_settings

from content.library import throttle
from content.library.actions import publish, searches, withdraw
from content.library.actions.searches import count_miss
from content.library.models import Miss, Word
from content.library.queries.searches import Demand, demand
from content.library.views import search as views
from content.pages.models import Article
from tests.factories import make_article, make_organization, make_tag, section

pytestmark = pytest.mark.django_db
Queries = Any


def article(*paragraphs: str, title: str = "On peace", heading: str = "A heading", **fields: Any) -> Article:
    page = make_article(title=title, sections=[section(heading, "\n\n".join(paragraphs))], **fields)
    publish(page=page, by=None)
    return page


def better(client: Client, query: str) -> tuple[str, int] | None:
    shown = client.get("/search/", {"q": query}).context["better"]
    return (shown.text, shown.count) if shown else None


def test_a_misspelled_word_is_put_right_with_how_much_there_is(client: Client) -> None:
    article("Sovereignty matters.", "States guard sovereignty in peace.", "Peace.")
    assert better(client, "sovreignty") == ("sovereignty", 2)
    assert better(client, "peace -war sovreignty") == ("peace -war sovereignty", 1)
    assert better(client, "paece") == better(client, "peice") == ("peace", 2)
    assert "Did you mean" in client.get("/search/?q=sovreignty").content.decode()


def test_nothing_is_put_right_that_finds_something_or_that_nothing_is_near_to(client: Client) -> None:
    article("Sovereignty matters.", "Peace.")
    for query in ("sovereignty", "xylophones", "peace sovereignty", '"sovreignty"'):
        assert better(client, query) is None


def test_a_withdrawn_page_is_neither_meant_nor_suggested(client: Client) -> None:
    page = article("Sovereignty matters.", title="A peculiar title")
    assert better(client, "sovreignty")
    withdraw(page=page, by=None, reason="It was wrong.")
    assert better(client, "sovreignty") is None
    assert suggested(client, "sover") == suggested(client, "pecul") == []
    assert not Word.objects.exists()


def suggested(client: Client, typed: str) -> list[str]:
    response = client.get("/search/suggest", {"q": typed})
    assert response["Cache-Control"] == "public, max-age=0, s-maxage=30"
    shown = response.json()["suggestions"]
    assert len(shown) <= 5
    return [one["label"] for one in shown]


def test_names_that_begin_as_what_is_typed_are_suggested_and_then_words(client: Client) -> None:
    nato = make_organization(title="North Atlantic Treaty Organization", acronym="NATO")
    publish(page=nato, by=None)
    make_tag(name="National interests")
    article("Native soil.", title="The nature of treaties")
    assert suggested(client, "nat") == [
        "North Atlantic Treaty Organization (NATO)",
        "National interests",
        "The nature of treaties",
        "native",
        "nato",
    ]
    assert suggested(client, "NATO")[0] == "North Atlantic Treaty Organization (NATO)"
    assert suggested(client, "north atl") == ["North Atlantic Treaty Organization (NATO)", "north atlantic"]
    assert suggested(client, "treaty org")[0] == "North Atlantic Treaty Organization (NATO)"
    assert suggested(client, "soil nat") == ["soil native", "soil nato", "soil nature"]
    for typed in ("", "n", "zzz", '"', "*", "n* OR", "\x00", "%"):
        suggested(client, typed)


def test_suggestions_lead_to_the_page_the_topic_or_the_search(client: Client) -> None:
    make_tag(name="Soil science")
    article("Soils.", title="On soil")
    shown = client.get("/search/suggest?q=soil").json()["suggestions"]
    assert [(one["label"], one["kind"], one["href"]) for one in shown] == [
        ("Soil science", "Topic", "/topics/soil-science/"),
        ("On soil", "Article", "/articles/on-soil/"),
        ("soils", "Search", "/search/?q=soils"),
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_suggestions_cost_the_same_however_many_there_are(
    client: Client, number: int, django_assert_num_queries: Queries
) -> None:
    for place in range(number):
        article("Peace.", title=f"Peaceful times {place}")
    with django_assert_num_queries(5):
        client.get("/search/suggest?q=pea")


def test_what_is_not_found_is_counted_without_a_name_until_a_page_answers_it(client: Client) -> None:
    article("Peace.")
    for _ in range(2):
        client.get("/search/?q=Space+Diplomacy")
    client.get("/search/?q=space+diplomacy!")
    client.get("/search/?q=moon")
    client.head("/search/?q=moon")
    assert demand() == [Demand("space diplomacy", 3), Demand("moon", 1)]
    for query in ("peace", "ann@example.org", "call 0049 30 1234567", "moon&kind=article", "-moon", "peice"):
        client.get(f"/search/?q={query}")
    assert demand() == [Demand("space diplomacy", 3), Demand("moon", 1)]
    article("Diplomacy reaches outer space.", title="Above the air")
    assert demand() == [Demand("moon", 1)]


def test_of_too_many_misses_the_rarest_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searches, "MOST", 60)
    for _ in range(2):
        count_miss(words="wanted often")
    for number in range(100):
        count_miss(words=f"word {number}")
    assert Miss.objects.count() <= 60
    assert demand(1) == [Demand("wanted often", 2)]


def test_a_search_is_answered_when_nothing_can_be_written(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**miss: str) -> None:
        raise OperationalError("disk full")

    monkeypatch.setattr(views, "count_miss", fail)
    assert client.get("/search/?q=moon").status_code == 200


def test_who_asks_too_often_is_told_when_to_ask_again(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttle, "A_SECOND", 0.02)  # however slow this machine is
    assert {client.get("/search/suggest?q=pea").status_code for _ in range(16)} == {200}
    refused = client.get("/search/?q=peace")
    assert (refused.status_code, refused["Cache-Control"]) == (429, "no-store")
    assert 1 <= int(refused["Retry-After"]) <= 50
    assert client.get("/search/?q=peace", REMOTE_ADDR="192.0.2.7").status_code == 200
    assert client.get("/articles/").status_code == 200


def test_searches_come_back_with_time_and_one_network_counts_as_one() -> None:
    assert [throttle.seconds_to_wait("2001:db8::1", now=5.0) for _ in range(16)] == [0.0] * 16
    assert throttle.seconds_to_wait("2001:db8::2", now=5.0) == 0.125
    assert throttle.seconds_to_wait("2001:db8::2", now=5.125) == 0.0
    assert throttle.seconds_to_wait("2001:db8::2", now=5.125) == 0.125
    assert throttle.seconds_to_wait("2001:db8:1::1", now=5.0) == 0.0


def test_the_memory_of_addresses_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttle, "_MOST_ADDRESSES", 10)
    for number in range(200):
        throttle.seconds_to_wait(f"192.0.2.{number}", now=float(number))
    assert len(throttle._left) <= 10


@pytest.mark.parametrize(("trusted", "address"), [(None, "127.0.0.1"), (("X", "https"), "203.0.113.9")])
def test_only_a_trusted_proxy_says_who_asks(rf: RequestFactory, trusted: Any, address: str) -> None:
    request = rf.get("/search/", headers={"X-Forwarded-For": "198.51.100.1, 203.0.113.9"})
    with override_settings(SECURE_PROXY_SSL_HEADER=trusted):
        assert throttle.address_of(request) == address
