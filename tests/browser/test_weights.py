"""What pages weigh on the wire, that they ask no other host, and what they are on paper."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Response, expect

from defense import trial
from tests.browser.page_addresses import ARTICLE, OTHER_ARTICLE, PUBLIC

pytestmark = pytest.mark.browser

KB = 1024


def on_the_wire(answer: Response) -> int:
    """Bytes of the body as they came, which must have been packed."""
    assert answer.headers["content-encoding"] == "gzip", answer.url
    return int(answer.request.sizes()["responseBodySize"])


@pytest.fixture
def fresh(browser: Browser, published_site: trial.Trial) -> Iterator[BrowserContext]:
    """A browser that has seen nothing yet."""
    context = browser.new_context(base_url=published_site.url, viewport={"width": 1280, "height": 900})
    yield context
    context.close()


@pytest.mark.parametrize("article", [ARTICLE, OTHER_ARTICLE])
def test_an_article_its_styles_and_its_scripts_are_light(fresh: BrowserContext, article: str) -> None:
    tab = fresh.new_page()
    answers: list[Response] = []

    def keep(answer: Response) -> None:
        answers.append(answer)

    tab.on("response", keep)
    tab.goto(article, wait_until="networkidle")
    weights = {"document": 0, "stylesheet": 0, "script": 0}
    for answer in answers:
        kind = answer.request.resource_type
        if kind in weights:
            weights[kind] += on_the_wire(answer)
    assert weights["document"] <= 14 * KB
    assert weights["stylesheet"] <= 6 * KB
    assert weights["script"] <= 4 * KB
    assert min(weights.values()) > 0


@pytest.mark.parametrize("path", PUBLIC.values(), ids=PUBLIC.keys())
def test_a_page_waits_for_one_style_sheet(fresh: BrowserContext, path: str) -> None:
    tab = fresh.new_page()
    asked: list[str] = []
    tab.on(
        "request",
        lambda request: asked.append(request.url) if request.resource_type == "stylesheet" else None,
    )
    tab.goto(path, wait_until="networkidle")
    assert len(asked) == 1


def test_fonts_come_from_the_site_itself(fresh: BrowserContext, published_site: trial.Trial) -> None:
    tab = fresh.new_page()
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url) if request.resource_type == "font" else None)
    tab.goto(ARTICLE, wait_until="networkidle")
    assert asked
    assert [url for url in asked if not url.startswith(f"{published_site.url}/static/fonts/")] == []
    tab.wait_for_function("document.fonts.check('16px \"Source Serif 4\"')")


def test_no_page_asks_another_host_or_sets_a_cookie(browser: Browser, hard_site: trial.Trial) -> None:
    context = browser.new_context(base_url=hard_site.url)
    tab = context.new_page()
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    for path in PUBLIC.values():
        tab.goto(path)
    assert len(asked) > len(PUBLIC)
    assert [url for url in asked if not url.startswith(f"{hard_site.url}/")] == []
    assert context.cookies() == []
    context.close()


@pytest.fixture
def printed(page: Page) -> Page:
    page.goto(ARTICLE)
    page.emulate_media(media="print")
    return page


def test_an_article_is_printed_on_a4(printed: Page) -> None:
    paper = printed.pdf(prefer_css_page_size=True)
    assert paper.startswith(b"%PDF-")
    boxes = {line for line in paper.split(b"\n") if b"/MediaBox" in line}
    assert len(boxes) == 1
    assert b"594.9" in min(boxes)
    assert b"841.9" in min(boxes)
    assert 5 <= paper.count(b"/Type /Page\n") <= 12


def test_paper_shows_the_text_its_numbers_and_where_it_is_from(printed: Page) -> None:
    expect(printed.get_by_role("heading", level=1)).to_be_visible()
    expect(printed.locator(".body .pn").first).to_be_visible()
    expect(printed.locator(".body .pn").first).to_have_css("opacity", "1")
    expect(printed.get_by_role("heading", name="Cite this page")).to_be_visible()
    expect(printed.locator("#_citation")).to_be_visible()
    expect(printed.get_by_role("heading", name="About this text")).to_be_visible()


@pytest.mark.parametrize("part", [".mast", ".foot", ".toc", ".switch", "[data-copy]", ".self", ".chips"])
def test_paper_leaves_out_what_is_only_for_the_screen(printed: Page, part: str) -> None:
    assert printed.locator(part).count() > 0
    expect(printed.locator(part).first).to_be_hidden()


def test_paper_is_white_in_the_dark_theme_too(page: Page) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(ARTICLE)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
