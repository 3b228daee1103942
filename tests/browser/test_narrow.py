"""No page scrolls sideways at 320 pixels, nor when the reader's text is twice as large."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from defense import trial
from tests.browser.page_addresses import PUBLIC

pytestmark = pytest.mark.browser

WIDER = """() => {
    const room = document.documentElement.clientWidth;
    if (document.scrollingElement.scrollWidth <= room) return [];
    return [...document.querySelectorAll("body *")]
        .filter((part) => part.getBoundingClientRect().right > room && !part.closest(".scroll, .fig"))
        .map((part) => `${part.tagName} ${part.className}: ${part.textContent.trim().slice(0, 60)}`)
        .concat(`scrolls to ${document.scrollingElement.scrollWidth} of ${room}`);
}"""


@pytest.fixture(scope="module")
def tab(browser: Browser, hard_site: trial.Trial) -> Iterator[Page]:
    context = browser.new_context(base_url=hard_site.url, viewport={"width": 320, "height": 640})
    yield context.new_page()
    context.close()


def everything_open(tab: Page) -> None:
    tab.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")


@pytest.mark.parametrize("kind", PUBLIC)
def test_a_page_fits_320_pixels_with_everything_open(tab: Page, kind: str) -> None:
    tab.set_viewport_size({"width": 320, "height": 640})
    tab.goto(PUBLIC[kind])
    everything_open(tab)
    assert tab.evaluate(WIDER) == []


@pytest.mark.parametrize("kind", PUBLIC)
@pytest.mark.parametrize("width", [640, 1280])
def test_a_page_fits_its_window_with_text_of_twice_the_size(tab: Page, kind: str, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 800})
    tab.goto(PUBLIC[kind])
    # A reader's own default size of text, which is what pages that count in rem follow.
    tab.evaluate("document.documentElement.style.fontSize = '200%'")
    everything_open(tab)
    assert tab.evaluate(WIDER) == []


def test_headings_and_paragraphs_grow_with_the_text_size_of_the_reader(tab: Page) -> None:
    tab.set_viewport_size({"width": 1280, "height": 800})
    tab.goto(PUBLIC["article"])
    size = "(name) => parseFloat(getComputedStyle(document.querySelector(name)).fontSize)"
    before = {name: tab.evaluate(size, name) for name in ("h1", ".body p", ".toc a", ".meta li")}
    tab.evaluate("document.documentElement.style.fontSize = '200%'")
    for name, pixels in before.items():
        assert tab.evaluate(size, name) >= 1.5 * pixels
