"""axe-core finds nothing: every kind of page, light and dark, wide and narrow, with all of its rules."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, Page

from defense import trial
from tests.browser.page_addresses import DESK, DESK_OF_A_PAGE, PUBLIC, STATUS

pytestmark = pytest.mark.browser

LOOKS = tuple(itertools.product(("light", "dark"), (1280, 390)))
# WCAG's level AAA asks for a contrast of 7 to 1, which the site does not promise.
LEFT_OUT = ("wcag2aaa",)
# The dark look differs from the light one in its colors alone: there, the rules about colors suffice.
CHECK = """async ({ leftOut, colorsOnly }) => {
    await new Promise(requestAnimationFrame);
    await Promise.all(document.getAnimations().map((change) => change.finished));
    const wanted = (rule) => !rule.tags.some((tag) => leftOut.includes(tag)) && !leftOut.includes(rule.ruleId)
        && (!colorsOnly || rule.tags.includes("cat.color"));
    const rules = Object.fromEntries(axe.getRules().map((rule) => [rule.ruleId, { enabled: wanted(rule) }]));
    const { violations } = await axe.run(document, { rules, resultTypes: ["violations"] });
    return violations.flatMap((rule) => rule.nodes.map((node) =>
        `${rule.id}: ${node.target.join(" ")}: ${node.html.slice(0, 200)}`));
}"""


@pytest.fixture(scope="module")
def visitor(browser: Browser, hard_site: trial.Trial) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=hard_site.url)
    yield context
    context.close()


@pytest.fixture(scope="module")
def editor(browser: Browser, hard_site: trial.Trial, signed_in: Path) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=hard_site.url, storage_state=signed_in)
    yield context
    context.close()


def faults(tab: Page, left_out: tuple[str, ...] = LEFT_OUT) -> list[str]:
    """What axe-core finds in each look of the page that is open."""
    tab.evaluate(AXE_SCRIPT)
    found = []
    for scheme, width in LOOKS:
        tab.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        tab.set_viewport_size({"width": width, "height": 900})
        how = {"leftOut": left_out, "colorsOnly": scheme == "dark"}
        found += [f"{scheme} {width}: {fault}" for fault in tab.evaluate(CHECK, how)]
    return found


@pytest.mark.parametrize("kind", PUBLIC)
def test_axe_finds_nothing_on_a_public_page(visitor: BrowserContext, kind: str) -> None:
    tab = visitor.new_page()
    answer = tab.goto(PUBLIC[kind])
    assert answer
    assert answer.status == STATUS.get(kind, 200)
    assert faults(tab) == []
    tab.close()


def test_axe_is_awake(visitor: BrowserContext) -> None:
    tab = visitor.new_page()
    tab.goto(PUBLIC["about"])
    tab.evaluate("""() => {
        const main = document.querySelector("main");
        main.insertAdjacentHTML("beforeend", "<p id=pale>Pale words</p><img src=/favicon.ico>");
        document.querySelector("#pale").style.color = "light-dark(#ddd, #333)";
    }""")
    assert [fault.partition(":")[0] + fault.partition(":")[2].partition(":")[0] for fault in faults(tab)] == [
        *("light 1280 color-contrast", "light 1280 image-alt", "light 390 color-contrast"),
        *("light 390 image-alt", "dark 1280 color-contrast", "dark 390 color-contrast"),
    ]
    tab.close()


@pytest.fixture(scope="module")
def of_a_page(editor: BrowserContext) -> str:
    """Where the desk keeps the article that has two editions."""
    tab = editor.new_page()
    tab.goto(DESK["list of articles"])
    href = tab.get_by_role("link", name="Enhancing Defense Cooperation").get_attribute("href")
    tab.close()
    assert href
    return href.removesuffix("change/")


@pytest.mark.parametrize("kind", [*DESK, *DESK_OF_A_PAGE])
def test_axe_finds_nothing_at_the_desk(editor: BrowserContext, of_a_page: str, kind: str) -> None:
    tab = editor.new_page()
    answer = tab.goto(DESK[kind] if kind in DESK else of_a_page + DESK_OF_A_PAGE[kind])
    assert answer
    assert answer.status == 200
    assert faults(tab, LEFT_OUT) == []
    tab.close()


def test_axe_finds_nothing_where_the_desk_asks_who_you_are(visitor: BrowserContext) -> None:
    tab = visitor.new_page()
    tab.goto("/admin/login/")
    assert faults(tab, LEFT_OUT) == []
    tab.close()
