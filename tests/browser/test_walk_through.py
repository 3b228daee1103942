"""One story in a browser: a changed document comes in, is edited, published, read, compared and withdrawn."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from defense import trial
from tests.conftest import watched

pytestmark = pytest.mark.browser

TITLE = "Enhancing Defense Cooperation through Military Diplomacy"
SEED = trial.ROOT / "seeds" / "enhancing-defense-cooperation-through-military-diplomacy.txt"
ARTICLE = f"/articles/{SEED.stem}/"
OLD = "These key players wield influence through their military presence"
IMPORTED = "These leading states wield influence through their military presence"
WRITTEN = "The defense attachés whom they send abroad see to it that it lasts."
MOVED = "Security and Stability Through Military Diplomacy"
REASON = "The editors found a source that says otherwise."
WAITS = "Changed since published"


@pytest.fixture
def tab(browser: Browser, own_site: trial.Trial) -> Iterator[Page]:
    context = browser.new_context(base_url=own_site.url, viewport={"width": 1280, "height": 900})
    yield watched(context.new_page())
    context.close()


def import_a_changed_document(site: trial.Trial, folder: Path) -> None:
    text = SEED.read_text(encoding="utf-8")
    assert OLD in text
    file = folder / SEED.name
    file.write_text(text.replace(OLD, IMPORTED), encoding="utf-8")
    done = trial.manage(site.folder, "import_documents", str(file))
    assert (done.returncode, done.stderr) == (0, "")


def queue(tab: Page, heading: str) -> Locator:
    return tab.get_by_role("region", name=heading)


def section_named(tab: Page, heading: str) -> Locator:
    return tab.locator("[data-card]").filter(
        has=tab.locator("[data-title]", has_text=re.compile(f"^{heading}$"))
    )


def sign_in(tab: Page, site: trial.Trial) -> None:
    tab.goto("/admin/")
    tab.get_by_label("E-mail").fill(site.email)
    tab.get_by_label("Password").fill(site.password)
    tab.get_by_role("button", name="Log in").click()


def see_what_waits_and_open_the_article(tab: Page) -> None:
    expect(queue(tab, WAITS).get_by_role("link", name=TITLE, exact=True)).to_be_visible()
    expect(queue(tab, "Import problems").get_by_role("link", name="Work through").first).to_be_visible()
    expect(queue(tab, "Wanted pages").get_by_role("link", name="Write it").first).to_be_visible()
    queue(tab, WAITS).get_by_role("link", name=TITLE, exact=True).click()
    expect(tab.locator(".standing .state")).to_have_text("Changed since")


def edit_and_move_sections(tab: Page) -> None:
    card = section_named(tab, "Key Players in Modern Military Diplomacy")
    card.locator("summary").click()
    text = card.get_by_label("Text")
    expect(text).to_have_value(re.compile(IMPORTED))
    text.fill(f"{text.input_value()}\n\n{WRITTEN}")
    moved = section_named(tab, MOVED)
    place = int(moved.locator("input.place").input_value())
    moved.get_by_role("button", name="Move up").click()
    expect(moved.locator("input.place")).to_have_value(str(place - 1))
    tab.get_by_label("What changed").fill("Attachés, and security before the players")
    tab.get_by_role("button", name="Save and continue editing").click()
    expect(tab.locator(".messagelist")).to_contain_text(re.compile(r"is saved as revision \d+"))
    expect(section_named(tab, MOVED).locator("input.place")).to_have_value(str(place - 1))


def preview(tab: Page) -> None:
    tab.get_by_role("link", name="Preview").click()
    expect(tab.get_by_role("note", name="State of this text")).to_contain_text("not published")
    expect(tab.get_by_text(WRITTEN)).to_be_visible()
    assert tab.request.get(ARTICLE).text().count(WRITTEN) == 0
    tab.go_back()


def publish(tab: Page) -> None:
    tab.get_by_role("link", name="Publish …").click()
    expect(tab.locator("#content-main")).to_contain_text("Publishing makes edition 2")
    tab.get_by_label("What changed").fill("Attachés are told of")
    expect(tab.locator("#content-main")).to_contain_text("Nobody but its authors has approved it")
    tab.get_by_label("Why it cannot wait").fill("The sentence was wrong.")
    tab.get_by_role("button", name="Publish").click()
    expect(tab.locator(".messagelist")).to_contain_text("is published as edition 2")
    expect(tab.locator(".standing .state")).to_have_text("Published")


def read(tab: Page, passage: str) -> None:
    tab.get_by_role("link", name="View on site").click()
    tab.wait_for_url(f"**{ARTICLE}")
    expect(tab.get_by_text(WRITTEN)).to_be_visible()
    expect(tab.locator(".body")).to_contain_text(IMPORTED)
    expect(tab.locator(".body")).not_to_contain_text(OLD)
    expect(tab.locator(".meta")).to_contain_text(re.compile(r"Edition 2,\s+\d{1,2} [A-Z][a-z]+ \d{4}"))
    tab.goto(passage)
    tab.wait_for_url(re.compile(re.escape(ARTICLE) + "#p-"))
    expect(tab.locator(":target")).to_contain_text(IMPORTED)
    expect(tab.locator(":target")).to_be_in_viewport()


def look_into_the_history(tab: Page) -> None:
    tab.get_by_role("link", name="Edition 2").first.click()
    newest = tab.get_by_role("row").nth(1)
    expect(newest).to_contain_text("Edition 2")
    expect(newest).to_contain_text("Attachés are told of")
    expect(newest).to_contain_text("by Editor")
    tab.get_by_role("link", name="Edition 1").click()
    tab.wait_for_url(f"**{ARTICLE}editions/1/")
    expect(tab.locator(".body")).to_contain_text(OLD)
    expect(tab.get_by_role("note", name="State of this text")).to_contain_text("edition 1 of 2")
    tab.goto(f"{ARTICLE}editions/2/")
    expect(tab.locator(".body")).to_contain_text(WRITTEN)
    tab.goto(f"{ARTICLE}editions/")
    tab.get_by_role("button", name="Compare").click()
    tab.wait_for_url(f"**{ARTICLE}compare/1/2/")
    expect(tab.locator("ins", has_text=WRITTEN)).to_be_visible()
    expect(tab.locator("del", has_text="key players").first).to_be_visible()
    expect(tab.locator("ins", has_text="leading states").first).to_be_visible()
    expect(tab.locator(".mark", has_text="Moved").first).to_be_visible()


def withdraw(tab: Page, desk: str) -> None:
    tab.goto(desk)
    tab.get_by_role("link", name="Withdraw …").click()
    tab.get_by_role("textbox", name="Reason").fill(REASON)
    tab.get_by_role("button", name="Withdraw").click()
    expect(tab.locator(".standing")).to_contain_text(REASON)


def see_that_it_is_gone(tab: Page) -> None:
    assert problems(tab) == []
    answer = tab.goto(ARTICLE)
    assert answer
    assert answer.status == 410
    expect(tab.get_by_role("main")).to_contain_text(REASON)
    for place in ("/", "/articles/", "/organizations/nato/", "/topics/joint-exercises/"):
        tab.goto(place)
        expect(tab.get_by_role("link", name=TITLE)).to_have_count(0)
    # Chromium itself writes a line for an answer of 410.
    assert [line for line in problems(tab) if "410" not in line] == []


def problems(tab: Page) -> list[str]:
    found: list[str] = cast(Any, tab).problems
    return found


def test_from_a_changed_document_to_readers_and_back(
    tab: Page, own_site: trial.Trial, tmp_path: Path
) -> None:
    tab.goto(ARTICLE)
    passage = tab.locator(".body > *", has_text=OLD).locator(".pn").get_attribute("href")
    assert passage
    import_a_changed_document(own_site, tmp_path)
    sign_in(tab, own_site)
    see_what_waits_and_open_the_article(tab)
    desk = tab.url
    edit_and_move_sections(tab)
    preview(tab)
    publish(tab)
    read(tab, passage)
    look_into_the_history(tab)
    withdraw(tab, desk)
    see_that_it_is_gone(tab)
