"""A notice with days: readers see it on those, an edition tells them, and no kept page outlives them."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.http import http_date, parse_http_date

from content.library.actions import publish
from content.library.models import Edition
from content.library.notices import last_turn, shown_words
from content.pages.models import Page
from tests.factories import make_article, make_notice, make_organization

pytestmark = pytest.mark.django_db

WORDS = "The talks go on."
FIRST, LAST = date(2040, 5, 3), date(2040, 6, 1)
ADDRESS = "/articles/on-talks/"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Sets the time that Django tells."""

    def at(*moment: int) -> datetime:
        year, month, day, hour, minute, second = (*moment, 0, 0, 0)[:6]
        now = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
        monkeypatch.setattr("django.utils.timezone.now", lambda: now)
        return now

    at(2040, 1, 1)
    return at


def with_notice(page: Page, **days: Any) -> Edition:
    make_notice(page, WORDS, **days)
    return publish(page=page, by=None).edition


def the_talks(**days: Any) -> Edition:
    return with_notice(make_article(title="On talks"), **days)


def test_an_edition_freezes_the_days_of_its_notices(clock: Any) -> None:
    edition = the_talks(shown_from=FIRST, shown_to=LAST)

    (notice,) = edition.content["notices"]
    assert (notice["text"], notice["shown_from"], notice["shown_to"]) == (WORDS, "2040-05-03", "2040-06-01")


@pytest.mark.parametrize(
    ("now", "shown"),
    [
        ((2040, 5, 2, 23, 59, 59), False),
        ((2040, 5, 3), True),
        ((2040, 5, 20, 12), True),
        ((2040, 6, 1, 23, 59, 59), True),
        ((2040, 6, 2), False),
    ],
)
@pytest.mark.parametrize("make", [make_article, make_organization])
def test_the_page_shows_a_notice_from_its_first_day_to_its_last(
    client: Client, clock: Any, make: Any, now: tuple[int, ...], shown: bool
) -> None:
    edition = with_notice(make(title="On talks"), shown_from=FIRST, shown_to=LAST)
    address = f"/{edition.kind}s/on-talks/"
    clock(*now)

    assert (WORDS in client.get(address).content.decode()) == shown
    old = client.get(f"{address}editions/1/").content.decode()
    assert WORDS in old
    assert "Shown from 3 May 2040 to 1 June 2040." in old


def test_the_page_tells_the_days_with_the_notice(client: Client, clock: Any) -> None:
    the_talks(shown_to=LAST, origin="source")

    page = " ".join(client.get(ADDRESS).content.decode().split())
    assert "Notice carried over from the source. Shown until 1 June 2040. </p>" in page


def test_a_notice_without_days_is_shown_and_says_nothing_of_them(client: Client, clock: Any) -> None:
    the_talks()
    clock(2099, 1, 1)

    page = client.get(ADDRESS).content.decode()
    assert WORDS in page
    assert "Shown" not in page


def test_an_edition_from_before_notices_had_days_shows_them_always() -> None:
    assert shown_words({"text": WORDS}) == ""
    assert last_turn([{"text": WORDS}], datetime(2040, 1, 1, tzinfo=UTC)) is None


def test_a_kept_page_does_not_outlive_the_day(client: Client, clock: Any) -> None:
    the_talks(shown_from=FIRST, shown_to=LAST)
    seen = []
    for moment in ((2040, 5, 2, 23, 59), (2040, 5, 3), (2040, 6, 1, 23, 59), (2040, 6, 2)):
        clock(*moment)
        seen += [WORDS in client.get(ADDRESS).content.decode() for _ in range(2)]
    assert seen == [False, False, True, True, True, True, False, False]


def test_who_has_the_page_of_yesterday_is_sent_todays(client: Client, clock: Any) -> None:
    the_talks(shown_to=LAST)
    clock(2040, 6, 1, 23)
    kept = client.get(ADDRESS)
    clock(2040, 6, 2, 1)

    by_date = client.get(ADDRESS, headers={"If-Modified-Since": kept["Last-Modified"]})
    by_tag = client.get(ADDRESS, headers={"If-None-Match": kept["ETag"]})
    assert (by_date.status_code, by_tag.status_code) == (200, 200)
    assert by_date["Last-Modified"] == http_date(datetime(2040, 6, 2, tzinfo=UTC).timestamp())


def test_a_page_whose_notices_have_no_days_is_the_same_tomorrow(client: Client, clock: Any) -> None:
    the_talks()
    today = client.get(ADDRESS)
    clock(2040, 1, 2)

    tomorrow = client.get(ADDRESS, headers={"If-Modified-Since": today["Last-Modified"]})
    assert tomorrow.status_code == 304
    assert (tomorrow["ETag"], tomorrow["Last-Modified"]) == (today["ETag"], today["Last-Modified"])


def test_an_edition_after_the_last_day_is_the_later_change(client: Client, clock: Any) -> None:
    the_talks(shown_to=date(2039, 12, 31))
    clock(2040, 1, 5)

    published = parse_http_date(client.get(ADDRESS)["Last-Modified"])
    assert published == datetime(2040, 1, 1, tzinfo=UTC).timestamp()


def test_the_latest_day_that_turned_is_told_and_the_last_day_of_all_days_is_no_trouble() -> None:
    at = datetime(2040, 5, 10, 12, tzinfo=UTC)
    notices: list[dict[str, Any]] = [
        {"shown_from": "2040-05-03", "shown_to": "9999-12-31"},
        {"shown_from": None, "shown_to": "2040-05-08"},
        {"shown_from": "2040-05-11", "shown_to": None},
        {"shown_from": None, "shown_to": "2040-05-10"},
    ]
    assert last_turn(notices, at) == datetime(2040, 5, 9, tzinfo=UTC)
    assert last_turn(notices, at + timedelta(days=1)) == datetime(2040, 5, 11, tzinfo=UTC)
    assert shown_words(notices[2]) == "shown from 11 May 2040"
