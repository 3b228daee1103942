"""The margin of an article in a browser: notes drawn on their words, read beside them, led through by key."""

import os
from itertools import pairwise
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from content.annotations.models import Note
from tests.annotations.browsing import BESIDE, PAINTED, TOO_WIDE, context_of, noted_article, opened
from tests.annotations.writing import FIRST, annotator, noted, republished

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(autouse=True)
def shown_at_once(settings: Any) -> None:
    settings.NOTES_HELD_AT_FIRST = 0


def test_each_note_is_painted_on_its_words_and_on_nothing_else(
    browser: Browser, live_server: LiveServer
) -> None:
    publication = noted_article()
    context = context_of(browser, live_server, None)
    tab = opened(context, publication)
    expect(tab.locator(".noted-by:visible")).to_have_count(5)
    painted = {
        kind: tab.evaluate(PAINTED, kind)
        for kind in ("question", "correction", "highlight", "source", "comment")
    }
    assert painted == {
        "question": ["sent abroad by their ministries"],
        "correction": ["bold and more letters end"],
        "highlight": ["build trust"],
        "source": ["LEMOA2016"],
        "comment": ["inside"],
    }
    assert tab.problems == []  # type: ignore[attr-defined]
    context.close()


def test_a_note_on_words_that_the_page_does_not_say_is_drawn_nowhere(
    browser: Browser, live_server: LiveServer
) -> None:
    publication = noted_article()
    context = context_of(browser, live_server, None)
    context.route(
        "**/notes/data/",
        lambda route: route.fulfill(body=route.fetch().text().replace("build trust", "built trust")),
    )
    tab = opened(context, publication)
    expect(tab.locator(".noted-by:visible")).to_have_count(5)
    assert tab.evaluate(PAINTED, "highlight") == []
    assert tab.evaluate(PAINTED, "question") == ["sent abroad by their ministries"]
    context.close()


def test_a_browser_that_cannot_paint_marks_the_paragraph(browser: Browser, live_server: LiveServer) -> None:
    publication = noted_article()
    context = context_of(browser, live_server, None)
    context.add_init_script("delete CSS.highlights; delete globalThis.Highlight;")
    tab = opened(context, publication)
    expect(tab.locator(".has-notes")).to_have_count(5)
    assert tab.problems == []  # type: ignore[attr-defined]
    context.close()


def test_cards_stand_beside_the_text_on_wide_screens_and_never_over_each_other(
    browser: Browser, live_server: LiveServer
) -> None:
    publication = noted_article()
    context = context_of(browser, live_server, None)
    tab = opened(context, publication)
    cards = tab.locator(".cards:visible")
    expect(cards).to_have_count(5)
    text = tab.locator(".body").evaluate(BESIDE)
    boxes = [cards.nth(number).evaluate(BESIDE) for number in range(5)]
    assert all(box["left"] > text["right"] + 40 for box in boxes)
    assert all(box["right"] <= 1280 for box in boxes)
    paragraph = tab.locator(".body p").first.evaluate(BESIDE)
    assert abs(boxes[0]["top"] - paragraph["top"]) < 8
    tab.locator(".noted-by").first.click()
    expect(tab.get_by_text("Those of defense.")).to_be_visible()
    boxes = sorted((cards.nth(number).evaluate(BESIDE) for number in range(5)), key=lambda box: box["top"])
    assert all(above["bottom"] <= below["top"] for above, below in pairwise(boxes))
    context.close()


def test_cards_stand_below_their_paragraph_on_narrow_screens(
    browser: Browser, live_server: LiveServer
) -> None:
    publication = noted_article()
    context = context_of(browser, live_server, None, viewport={"width": 390, "height": 844})
    tab = opened(context, publication)
    card = tab.locator(".beside").first
    expect(card).to_be_visible()
    paragraph, box = tab.locator(".body p").first.evaluate(BESIDE), card.evaluate(BESIDE)
    assert box["top"] >= paragraph["bottom"]
    assert box["left"] >= paragraph["left"] - 1
    context.close()


def test_a_button_opens_the_notes_of_its_paragraph_and_escape_closes_them(
    browser: Browser, live_server: LiveServer
) -> None:
    publication = noted_article()
    context = context_of(browser, live_server, None)
    tab = opened(context, publication)
    button = tab.get_by_role("button", name="1 note on paragraph 1", exact=True)
    expect(button).to_have_attribute("aria-expanded", "false")
    button.focus()
    tab.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    group = tab.get_by_role("region", name="Notes on paragraph 1")
    expect(group.locator("em")).to_have_text("which")
    expect(group.get_by_text("Those of defense.")).to_be_visible()
    tab.keyboard.press("Tab")
    tab.keyboard.press("Escape")
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(button).to_be_focused()
    context.close()


def test_keys_lead_from_note_to_note_and_can_be_switched_off(
    browser: Browser, live_server: LiveServer
) -> None:
    publication = noted_article()
    context = context_of(browser, live_server, None)
    tab = opened(context, publication)
    expect(tab.locator(".noted-by:visible")).to_have_count(5)
    focused = "document.activeElement.getAttribute('aria-label')"
    said = []
    for key in "nnpp":
        tab.keyboard.press(key)
        said.append(tab.evaluate(focused))
    assert said == ["Question by Rhea", "Correction by Rhea", "Question by Rhea", "Source by Omar"]
    tab.get_by_label("Search").fill("n")
    assert tab.get_by_label("Search").input_value() == "n"
    tab.get_by_label("Keys: n next note, p previous").uncheck()
    tab.reload()
    expect(tab.locator(".noted-by:visible")).to_have_count(5)
    tab.keyboard.press("n")
    assert tab.evaluate("document.activeElement === document.body")
    context.close()


def test_notes_are_switched_off_and_stay_so(browser: Browser, live_server: LiveServer) -> None:
    publication = noted_article()
    context = context_of(browser, live_server, None)
    tab = opened(context, publication)
    tab.get_by_label("Show notes (5)").uncheck()
    expect(tab.locator(".noted-by").first).to_be_hidden()
    expect(tab.locator(".beside").first).to_be_hidden()
    assert tab.evaluate(PAINTED, "question") == []
    tab.reload()
    expect(tab.get_by_label("Show notes (5)")).not_to_be_checked()
    expect(tab.locator(".noted-by").first).to_be_hidden()
    tab.get_by_label("Show notes (5)").check()
    expect(tab.locator(".noted-by").first).to_be_visible()
    assert tab.evaluate(PAINTED, "question") == ["sent abroad by their ministries"]
    context.close()


def test_the_contents_count_the_notes_of_each_section(browser: Browser, live_server: LiveServer) -> None:
    publication = noted_article()
    noted(publication.edition, "So it is", annotator("Cleo"))
    context = context_of(browser, live_server, None)
    tab = opened(context, publication)
    expect(tab.get_by_role("link", name="1 One 5 notes")).to_be_visible()
    expect(tab.get_by_role("link", name="2 Two 1 note")).to_be_visible()
    expect(tab.get_by_text("on an earlier edition")).to_be_hidden()
    republished(publication.page, FIRST)
    tab = opened(context, publication)
    expect(tab.get_by_role("link", name="5 notes on an earlier edition")).to_be_visible()
    context.close()


def test_a_click_on_noted_words_opens_their_note(browser: Browser, live_server: LiveServer) -> None:
    publication = noted_article()
    context = context_of(browser, live_server, None)
    tab = opened(context, publication)
    expect(tab.locator(".noted-by:visible")).to_have_count(5)
    tab.locator(".body li").first.click(position={"x": 200, "y": 12})
    expect(tab.get_by_role("article", name="Highlight by Omar")).to_be_focused()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_beside_the_text(
    browser: Browser, live_server: LiveServer, scheme: Any, width: int
) -> None:
    publication = noted_article()
    context = context_of(
        browser,
        live_server,
        None,
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        bypass_csp=True,
    )
    tab = opened(context, publication)
    expect(tab.locator(".noted-by:visible")).to_have_count(5)
    tab.locator(".noted-by").first.click()
    found = [(one["id"], one["nodes"][0]["html"]) for one in Axe().run(tab).response["violations"]]
    assert found == []
    if folder := os.environ.get("SHOTS"):
        tab.screenshot(path=f"{folder}/{width}-{scheme}.png", full_page=True)
    context.close()


def test_nothing_stands_beside_the_page_on_the_narrowest_screen(
    browser: Browser, live_server: LiveServer
) -> None:
    publication = noted_article()
    Note.objects.filter(kind="source").update(reference="https://example.org/" + "long" * 60)
    context = context_of(browser, live_server, None, viewport={"width": 320, "height": 700})
    tab = opened(context, publication)
    expect(tab.locator(".noted-by:visible")).to_have_count(5)
    for button in tab.locator(".noted-by").all():
        button.click()
    assert tab.evaluate(TOO_WIDE) == 0
    context.close()
