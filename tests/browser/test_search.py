"""The search field in a browser: its key, its suggestions, its results; with a script and without."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from defense import trial
from tests.browser.page_addresses import ARTICLE
from tests.browser.test_accessibility import faults

pytestmark = pytest.mark.browser


@pytest.fixture
def without_script(browser: Browser, published_site: trial.Trial) -> Iterator[BrowserContext]:
    context = browser.new_context(
        base_url=published_site.url, viewport={"width": 320, "height": 640}, java_script_enabled=False
    )
    yield context
    context.close()


def test_a_slash_goes_to_the_field_and_the_arrows_to_a_page(page: Page) -> None:
    page.goto(ARTICLE)
    page.keyboard.press("/")
    field = page.get_by_role("combobox", name="Search")
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    page.keyboard.type("nat")
    offered = page.get_by_role("option")
    expect(offered.first).to_contain_text("North Atlantic Treaty Organization (NATO)")
    expect(field).to_have_attribute("aria-expanded", "true")
    assert offered.count() <= 5
    page.keyboard.press("ArrowUp")
    expect(offered.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(field).not_to_have_attribute("aria-activedescendant", "_find-list-0")
    page.keyboard.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", "_find-list-0")
    page.keyboard.press("Enter")
    page.wait_for_url("**/organizations/nato/")
    assert page.problems == []  # type: ignore[attr-defined]


def test_escape_closes_the_list_and_enter_searches_for_what_was_typed(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("sovereign")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(page.get_by_role("combobox")).to_have_value("sovereign")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=sovereign")
    expect(page.get_by_label("Words, names")).to_have_value("sovereign")


def test_a_slash_is_a_letter_while_somebody_types(page: Page) -> None:
    page.goto("/search/")
    page.keyboard.press("/")
    page.keyboard.type("NATO/EU")
    expect(page.get_by_role("combobox")).to_have_value("NATO/EU")


@pytest.mark.parametrize("address", ["/", "/search/"])
def test_axe_finds_nothing_while_suggestions_are_shown(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type("nat")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.wait_for_function("getComputedStyle(document.querySelector('.found')).position === 'absolute'")
    assert faults(page) == []


def test_suggestions_fit_320_pixels(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("/")
    page.get_by_role("combobox").focus()
    page.keyboard.type("coop")
    expect(page.get_by_role("option").first).to_be_visible()
    page.wait_for_function("getComputedStyle(document.querySelector('.found')).position === 'absolute'")
    box = page.get_by_role("listbox").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320


def test_without_a_script_a_search_is_made_put_right_narrowed_and_followed(
    without_script: BrowserContext,
) -> None:
    tab = without_script.new_page()
    tab.goto(ARTICLE)
    tab.get_by_label("Search").fill("sovreignty")
    tab.get_by_role("button", name="Search").click()
    tab.get_by_role("link", name="sovereignty", exact=True).click()
    expect(tab.locator("mark").first).to_be_visible()
    tab.locator(".switch summary").click()
    tab.get_by_label("Sovereignty").check()
    tab.get_by_role("button", name="Apply").click()
    expect(tab.get_by_label("Words, names")).to_have_value("sovereignty")
    tab.get_by_role("link", name="Paragraph").first.click()
    expect(tab.locator(":target")).to_contain_text("sovereign")
