"""Everything works with the keyboard alone, and reading and filtering without a script."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from defense import trial
from tests.browser.page_addresses import ARTICLE, DESK, PUBLIC
from tests.conftest import watched

pytestmark = pytest.mark.browser

# Where the focus is, and what is wrong with how that looks.
FOCUSED = """() => {
    const part = document.activeElement;
    if (!part || part === document.body) return null;
    part.dataset.tabStop ??= document.querySelectorAll("[data-tab-stop]").length;
    const style = getComputedStyle(part);
    const box = part.getBoundingClientRect();
    const marked = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0)
        || style.boxShadow !== "none";
    const inSight = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth
        && box.width > 0 && box.height > 0;
    const visible = part.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    const faults = [marked || "no mark", inSight || "out of sight", visible || "invisible"];
    const words = (part.ariaLabel || part.textContent || part.name || "").trim();
    return {
        stop: Number(part.dataset.tabStop),
        name: `${part.tagName} ${words.slice(0, 40)}`,
        faults: faults.filter((fault) => fault !== true),
    };
}"""


def tab_stops(tab: Page, most: int) -> tuple[list[str], list[str]]:
    """The names of the stops of the Tab key in their order, and what is wrong with them."""
    names: list[str] = []
    faults: list[str] = []
    for _ in range(most):
        tab.keyboard.press("Tab")
        focused = tab.evaluate(FOCUSED)
        if focused and focused["stop"] == len(names) - 1:
            continue  # the month, the day and the year of a date are stops within it
        if focused is None or focused["stop"] < len(names):
            return names, faults
        names.append(focused["name"])
        faults += [f"{focused['name']}: {fault}" for fault in focused["faults"]]
    return names, faults


@pytest.fixture
def reader(browser: Browser, hard_site: trial.Trial) -> Iterator[Page]:
    context = browser.new_context(base_url=hard_site.url, viewport={"width": 1280, "height": 900})
    yield watched(context.new_page())
    context.close()


@pytest.fixture
def without_script(browser: Browser, hard_site: trial.Trial) -> Iterator[BrowserContext]:
    context = browser.new_context(
        base_url=hard_site.url, viewport={"width": 390, "height": 844}, java_script_enabled=False
    )
    yield context
    context.close()


@pytest.mark.parametrize("kind", ["home", "article", "organizations", "topic", "editions"])
def test_the_first_stop_skips_to_the_text(reader: Page, kind: str) -> None:
    reader.goto(PUBLIC[kind])
    reader.keyboard.press("Tab")
    skip = reader.get_by_role("link", name="Skip to the text")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    reader.keyboard.press("Enter")
    expect(reader.locator("#_main")).to_be_focused()
    reader.keyboard.press("Tab")
    assert reader.evaluate("document.querySelector('#_main').contains(document.activeElement)")


@pytest.mark.parametrize(
    "kind", ["home", "a list with filters", "a list that finds nothing", "case study", "editions", "article"]
)
@pytest.mark.parametrize("width", [1280, 390])
def test_every_stop_of_the_tab_key_shows_where_one_is(reader: Page, kind: str, width: int) -> None:
    reader.set_viewport_size({"width": width, "height": 844})
    reader.goto(PUBLIC[kind])
    names, faults = tab_stops(reader, most=250)
    assert faults == []
    assert names[0].startswith("A Skip to the text")
    assert names[-1] == "BUTTON Dark theme"


def test_every_stop_of_the_tab_key_shows_at_the_desk(
    browser: Browser, hard_site: trial.Trial, signed_in: Path
) -> None:
    context = browser.new_context(base_url=hard_site.url, storage_state=signed_in)
    tab = context.new_page()
    tab.goto(DESK["list of articles"])
    tab.get_by_role("link", name="Enhancing Defense Cooperation").click()
    expect(tab.locator("[data-total]")).not_to_be_empty()
    names, faults = tab_stops(tab, most=300)
    assert faults == []
    assert "INPUT what_changed" in names
    context.close()


def test_the_contents_follow_the_reader(reader: Page) -> None:
    reader.goto(ARTICLE)
    entry = reader.locator(".toc").get_by_role("link", name="Key Players")
    expect(entry).not_to_have_attribute("aria-current", "true")
    reader.locator(".body h2", has_text="Key Players").evaluate("(heading) => heading.scrollIntoView()")
    expect(entry).to_have_attribute("aria-current", "true")
    expect(reader.locator(".toc [aria-current]")).to_have_count(1)
    reader.evaluate("scrollTo(0, 0)")
    expect(reader.locator(".toc [aria-current]")).to_have_count(0)


def test_the_contents_lead_to_their_section_by_keyboard(reader: Page) -> None:
    reader.goto(ARTICLE)
    entry = reader.locator(".toc").get_by_role("link", name="Key Players")
    entry.focus()
    reader.keyboard.press("Enter")
    expect(reader.locator(".body h2", has_text="Key Players")).to_be_in_viewport()
    expect(entry).to_have_attribute("aria-current", "true")


def test_the_number_of_a_paragraph_leads_to_its_permanent_address(reader: Page) -> None:
    reader.goto(ARTICLE)
    number = reader.locator(".body .pn").first
    number.focus()
    expect(number).to_have_css("opacity", "1")
    reader.keyboard.press("Enter")
    reader.wait_for_url(f"**{ARTICLE}#p-*")
    expect(reader.locator(":target")).to_be_in_viewport()


def test_the_theme_button_remembers(reader: Page) -> None:
    reader.emulate_media(color_scheme="light")
    reader.goto("/")
    light = reader.evaluate("getComputedStyle(document.body).backgroundColor")
    reader.get_by_role("button", name="Dark theme").focus()
    reader.keyboard.press("Enter")
    expect(reader.get_by_role("button", name="Light theme")).to_be_focused()
    reader.goto(ARTICLE)
    expect(reader.locator("html")).to_have_attribute("data-theme", "dark")
    expect(reader.get_by_role("button", name="Light theme")).to_be_visible()
    assert reader.evaluate("getComputedStyle(document.body).backgroundColor") != light
    reader.get_by_role("button", name="Light theme").press("Enter")
    assert reader.evaluate("getComputedStyle(document.body).backgroundColor") == light
    assert reader.context.cookies() == []


def test_filters_are_set_and_taken_back_by_keyboard(reader: Page) -> None:
    reader.goto("/organizations/")
    choice = reader.get_by_role("checkbox", name="Military alliance")
    choice.focus()
    reader.keyboard.press("Space")
    expect(choice).to_be_checked()
    reader.get_by_role("button", name="Apply").focus()
    reader.keyboard.press("Enter")
    reader.wait_for_url("**/organizations/?type=Military+alliance")
    expect(reader.locator(".list h2")).to_have_text(["North Atlantic Treaty Organization (NATO)"])
    reader.get_by_role("link", name="Military alliance").focus()
    reader.keyboard.press("Enter")
    reader.wait_for_url("**/organizations/")
    expect(reader.locator(".list h2")).to_have_count(7)


def test_without_a_script_an_article_is_read_and_its_contents_lead_on(without_script: BrowserContext) -> None:
    tab = without_script.new_page()
    tab.goto(ARTICLE)
    entry = tab.locator(".toc").get_by_role("link", name="Key Players")
    expect(entry).to_be_hidden()
    tab.locator(".switch summary").click()
    entry.click()
    expect(tab.locator(".body h2", has_text="Key Players")).to_be_in_viewport()
    tab.get_by_label("Show paragraph numbers").check()
    expect(tab.locator(".body .pn").first).to_be_visible()
    expect(tab.get_by_role("button")).to_have_text(["Search"])


def test_without_a_script_filters_work_on_a_narrow_screen(without_script: BrowserContext) -> None:
    tab = without_script.new_page()
    tab.goto("/organizations/")
    tab.locator(".switch summary").click()
    tab.get_by_label("Military alliance").check()
    tab.get_by_role("button", name="Apply").click()
    expect(tab.locator(".list h2")).to_have_count(1)
    tab.get_by_role("link", name="Clear all").click()
    expect(tab.locator(".list h2")).to_have_count(7)


def test_without_a_script_two_editions_are_compared(without_script: BrowserContext) -> None:
    tab = without_script.new_page()
    tab.goto(PUBLIC["editions"])
    tab.get_by_role("button", name="Compare").click()
    tab.wait_for_url(f"**{PUBLIC['a comparison']}")
    expect(tab.locator("ins").first).to_be_visible()
