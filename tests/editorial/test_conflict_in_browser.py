"""Two editors in two browsers: who else is here, and a paragraph that both have changed."""

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from content.editorial.queries.naming import desk_address
from content.pages.models import Article
from tests import factories
from tests.editorial.test_desk_in_browser import save, signed_in
from tests.editorial.test_keeping_in_browser import until_kept

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def both_write(browser: Browser, live_server: LiveServer, **options: Any) -> tuple[Article, Page, Page]:
    """An article, the tab of the first, who has saved, and that of the second, who is told of a conflict."""
    article = factories.make_article(title="Before", sections=[factories.section("S1", "One.\n\nTwo.")])
    first = signed_in(browser, live_server).new_page()
    second = signed_in(browser, live_server, **options).new_page()
    for tab in (first, second):
        tab.goto(desk_address(article))
    first.get_by_label("Title").fill("After")
    write(first, "One, by the first.\n\nTwo.")
    save(first)
    write(second, "One, by the second.\n\nTwo, too.")
    with second.expect_navigation() as navigation:
        second.get_by_role("button", name="Save and continue editing").click()
    assert navigation.value.status == 409
    return article, first, second


def write(tab: Page, body: str) -> None:
    tab.locator("[data-card] summary").first.click()
    tab.locator("#id_sections-0-body").fill(body)


def test_a_conflict_is_decided_by_keyboard_and_the_result_is_shown(
    browser: Browser, live_server: LiveServer
) -> None:
    article, first, second = both_write(browser, live_server)
    assert second.locator("input[type=radio]:checked").count() == 0
    own = second.get_by_label("In your own words")
    assert own.input_value() == "One, by the second."
    own.focus()
    second.keyboard.press("Control+A")
    second.keyboard.type("One, by both.")
    assert second.get_by_label("Write it anew, below").is_checked()
    second.keyboard.press("Tab")
    with second.expect_navigation():
        second.keyboard.press("Enter")
    assert article.sections.get().body == "One, by both.\n\nTwo, too."
    assert second.locator(".came-in dt").all_inner_texts() == ["Title", "“S1”, paragraph 1"]
    first.context.close()
    second.context.close()


def test_a_conflict_is_decided_without_a_script(browser: Browser, live_server: LiveServer) -> None:
    article, first, second = both_write(browser, live_server, java_script_enabled=False)
    second.get_by_label("Keep mine").check()
    with second.expect_navigation():
        second.get_by_role("button", name="Save with these choices").click()
    assert article.sections.get().body == "One, by the second.\n\nTwo, too."
    first.context.close()
    second.context.close()


@pytest.mark.parametrize(
    "options",
    [
        {"viewport": {"width": 1280, "height": 900}},
        {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
    ],
)
def test_the_page_of_conflicts_is_accessible_and_fits(
    browser: Browser, live_server: LiveServer, options: dict[str, Any]
) -> None:
    _, first, second = both_write(browser, live_server, bypass_csp=True, **options)
    violations = [
        (found["id"], found["nodes"][0]["html"]) for found in Axe().run(second).response["violations"]
    ]
    wider = second.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert (violations, wider) == ([], 0)
    first.context.close()
    second.context.close()


def test_who_else_has_the_page_open_is_told_and_forgotten_when_the_tab_is_closed(
    browser: Browser, live_server: LiveServer
) -> None:
    address = desk_address(factories.make_article())
    ana, ben = signed_in(browser, live_server), signed_in(browser, live_server)
    for context in (ana, ben):
        context.unroute("**/presence/")  # other tests stay silent
    first, second = ana.new_page(), ben.new_page()
    with first.expect_response("**/presence/"):
        first.goto(address)
    with first.expect_response("**/presence/"):
        first.get_by_label("Title").fill("Unsaved")
    with second.expect_response("**/presence/"):
        second.goto(address)
    told = second.locator("[data-presence] li")
    expect(told).to_have_text(re.compile(r"opened this just now, has unsaved changes\.$"))
    with ben.expect_event("requestfinished", lambda request: "presence" in request.url):
        third = ben.new_page()
        third.goto(address)
    third.get_by_text("You have this open in another tab.").wait_for()
    first.close(run_before_unload=False)
    with second.expect_response("**/presence/"):
        second.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    second.get_by_text("opened this just now").wait_for(state="detached")
    for context in (ana, ben):
        context.route("**/presence/", lambda route: route.fulfill(status=204))  # nothing outlives the test
        for tab in context.pages:
            tab.wait_for_load_state("networkidle")
        context.close()


def test_words_about_a_conflict_survive_a_tab_that_was_closed(
    browser: Browser, live_server: LiveServer
) -> None:
    article, first, second = both_write(browser, live_server)
    second.get_by_label("In your own words").fill("One, by both.")
    until_kept(second, "One, by both.")
    again = second.context.new_page()
    second.close(run_before_unload=False)
    again.goto(desk_address(article))
    again.get_by_role("button", name="Restore it").click()
    with again.expect_navigation() as navigation:
        again.get_by_role("button", name="Save and continue editing").click()
    assert navigation.value.status == 409
    again.get_by_role("button", name="Restore it").click()
    expect(again.get_by_label("In your own words")).to_have_value("One, by both.")
    assert again.get_by_label("Write it anew, below").is_checked()
    with again.expect_navigation():
        again.get_by_role("button", name="Save with these choices").click()
    assert article.sections.get().body == "One, by both.\n\nTwo, too."
    assert again.evaluate("Object.keys(localStorage).filter((key) => key.includes('conflict'))") == []
    first.context.close()
    again.context.close()
