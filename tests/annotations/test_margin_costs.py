"""What the margin of an article costs: bytes, time, and questions to the server."""

import gzip
import os
from typing import Any

import pytest
from django.conf import settings as site
from playwright.sync_api import Browser, Response, expect
from pytest_django.live_server_helper import LiveServer

from tests.annotations.browsing import context_of, opened
from tests.annotations.writing import FIRST, SECOND, THIRD, annotator, noted, published
from tests.conftest import watched

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

SCRIPTS = site.BASE_DIR / "defense" / "static" / "js"


@pytest.fixture(autouse=True)
def shown_at_once(settings: Any) -> None:
    settings.NOTES_HELD_AT_FIRST = 0


def test_an_article_without_notes_loads_no_script_for_them(browser: Browser, live_server: LiveServer) -> None:
    publication = published()
    context = context_of(browser, live_server, None)
    tab = watched(context.new_page())
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(f"/articles/{publication.slug}/", wait_until="networkidle")
    assert [url for url in asked if url.endswith("/notes/data/")]
    assert [url for url in asked if "notes-" in url or "margin" in url] == []
    assert context.cookies() == []
    context.close()


def test_the_script_weighs_at_most_15_kb() -> None:
    weights = [len(gzip.compress(path.read_bytes(), 9)) for path in SCRIPTS.glob("notes*.js")]
    assert len(weights) > 5
    assert sum(weights) <= 15 * 1024


def test_three_hundred_notes_are_drawn_at_once(browser: Browser, live_server: LiveServer) -> None:
    """All words are painted and the notes near the screen drawn; the others follow while nobody waits.

    The bound is ten times what is asked of a quiet machine: two cores may be shared by many.
    """
    paragraphs = [f"{SECOND} {THIRD} {FIRST} This is paragraph {number}." for number in range(160)]
    publication = published(*paragraphs)
    rhea, edition = annotator("Rhea"), publication.edition
    for number in range(300):
        noted(edition, f"paragraph {number % 160}.", rhea, kind=("comment", "question")[number % 2])
    context = context_of(browser, live_server, None)
    tab = opened(context, publication)
    expect(tab.locator(".noted-by:visible")).to_have_count(160)
    took = tab.evaluate("performance.getEntriesByName('notes drawn')[0].duration")
    print(f"300 notes on {len(edition.text):,} characters were drawn in {took:.1f} ms")
    assert took < 500
    context.close()


def test_new_notes_are_asked_for_again_and_again_but_not_by_a_tab_that_nobody_sees(
    browser: Browser, live_server: LiveServer
) -> None:
    publication = published()
    context = context_of(browser, live_server, None)
    context.add_init_script(
        "Object.defineProperty(document, 'hidden', { get: () => Boolean(window.unseen) });"
    )
    tab = context.new_page()
    tab.clock.install()
    answers: list[int] = []

    def keep(answer: Response) -> None:
        if "/notes/data/" in answer.url:
            answers.append(answer.status)

    tab.on("response", keep)
    tab.goto(f"/articles/{publication.slug}/", wait_until="networkidle")
    with tab.expect_response("**/notes/data/"):
        tab.clock.fast_forward(10_000)
    assert answers == [200, 304]
    tab.evaluate("window.unseen = true")
    noted(publication.edition, "abroad", annotator("Rhea"))
    for _ in range(3):
        tab.clock.fast_forward(10_000)
    tab.wait_for_timeout(500)
    assert answers == [200, 304]
    tab.evaluate("window.unseen = false")
    with tab.expect_response("**/notes/data/"):
        tab.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(tab.get_by_role("button", name="1 note on paragraph 1")).to_be_visible()
    assert answers == [200, 304, 200]
    context.close()
