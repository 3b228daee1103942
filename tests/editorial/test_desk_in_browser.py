"""The desk in a browser: sections moved, added and counted by script, and everything without one."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Dialog, Page
from pytest_django.live_server_helper import LiveServer

from content.editorial.queries.naming import desk_address
from content.library.actions import publish
from content.pages.models import Article
from content.people.roles import Role
from tests import factories
from tests.conftest import watched

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def signed_in(browser: Browser, live_server: LiveServer, **options: Any) -> BrowserContext:
    client = Client()
    client.force_login(factories.make_user(role=Role.CHIEF_EDITOR))
    context = browser.new_context(
        base_url=live_server.url, **{"viewport": {"width": 1280, "height": 900}, **options}
    )
    # A report of a tab that closes would outlive the test, and meet the emptying of the database.
    context.route("**/presence/", lambda route: route.fulfill(status=204))
    cookie = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    return context


@pytest.fixture
def tab(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    context = signed_in(browser, live_server)
    yield watched(context.new_page())
    context.close()


def three_sections() -> Article:
    return factories.make_article(
        title="An article", sections=[factories.section(f"S{number}", "Two words.") for number in (1, 2, 3)]
    )


def save(tab: Page) -> None:
    with tab.expect_navigation():
        tab.get_by_role("button", name="Save and continue editing").click()


def text_of(article: Article) -> list[tuple[str, int, str]]:
    return [(section.heading, section.level, section.body) for section in article.sections.all()]


def test_sections_are_moved_added_and_deleted_and_the_words_are_counted(tab: Page) -> None:
    article = three_sections()
    tab.goto(desk_address(article))
    assert tab.locator("[data-total]").inner_text() == "3 sections, 9 words"
    cards = tab.locator("[data-card]:visible")
    cards.nth(0).get_by_role("button", name="Move down").click()
    assert tab.evaluate("document.activeElement.getAttribute('aria-label')") == "Move down"
    assert tab.locator("[data-said]").text_content() == "S1: place 2 of 3"
    cards.nth(0).get_by_role("button", name="Add a section below").click()
    tab.keyboard.type("New one")
    cards.nth(1).get_by_label("Text").fill("Four words in it")
    cards.nth(1).get_by_label("Level").select_option("3")
    assert tab.locator("[data-number]:visible").all_inner_texts() == ["1", "1.1", "2", "3"]
    assert tab.locator("[data-total]").inner_text() == "4 sections, 15 words"
    cards.nth(3).locator("summary").click()
    cards.nth(3).get_by_label("Delete this section").check()
    assert tab.locator("[data-total]").inner_text() == "3 sections, 12 words"
    save(tab)
    assert text_of(article) == [
        ("S2", 2, "Two words."),
        ("New one", 3, "Four words in it"),
        ("S1", 2, "Two words."),
    ]
    assert tab.problems == []  # type: ignore[attr-defined]


def test_a_section_is_dragged_to_another_place(tab: Page) -> None:
    article = three_sections()
    tab.goto(desk_address(article))
    cards = tab.locator("[data-card]:visible")
    handle = cards.nth(2).locator("[data-handle]")
    handle.scroll_into_view_if_needed()
    handle.hover()
    tab.mouse.down()
    target = cards.nth(0).bounding_box()
    assert target is not None
    tab.mouse.move(target["x"] + 100, target["y"] + 20, steps=8)
    tab.mouse.move(target["x"] + 100, target["y"] + 2, steps=4)
    tab.mouse.up()
    save(tab)
    assert [heading for heading, _, _ in text_of(article)] == ["S3", "S1", "S2"]


def test_a_typed_place_moves_the_card_at_once_and_a_refused_form_comes_back_in_order(tab: Page) -> None:
    article = three_sections()
    tab.goto(desk_address(article))
    cards = tab.locator("[data-card]:visible")
    cards.nth(0).locator("summary").click()
    cards.nth(0).get_by_label("Place").fill("3")
    cards.nth(0).get_by_label("Place").blur()
    assert tab.locator("[data-title]:visible").all_inner_texts() == ["S2", "S3", "S1"]
    tab.get_by_label("Title", exact=False).first.fill("")
    save(tab)
    assert tab.locator("[data-title]:visible").all_inner_texts() == ["S2", "S3", "S1"]
    assert "Please correct the error below." in tab.content()
    tab.get_by_label("Title", exact=False).first.fill("An article")
    save(tab)
    assert [heading for heading, _, _ in text_of(article)] == ["S2", "S3", "S1"]


def test_topics_are_narrowed_and_counted(tab: Page) -> None:
    for name in ("Joint exercises", "Joint operations", "Deterrence"):
        factories.make_tag(name=name)
    article = three_sections()
    tab.goto(desk_address(article))
    tab.get_by_text("Choose topics, at most 10").click()
    tab.get_by_label("Only topics with").fill("joint")
    assert tab.locator("[data-topic]:visible").count() == 2
    tab.get_by_label("Joint exercises").check()
    assert tab.locator("[data-chosen]").inner_text() == "Chosen (1 of 10): Joint exercises"
    save(tab)
    assert [tag.name for tag in article.tags.all()] == ["Joint exercises"]


def test_leaving_with_unsaved_words_asks_first(tab: Page) -> None:
    tab.goto(desk_address(three_sections()))
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    tab.on("dialog", answer)
    tab.get_by_label("Title", exact=False).first.fill("Changed")
    tab.get_by_role("link", name="History").click()
    tab.wait_for_url("**/history/")
    assert asked == ["beforeunload"]


def test_without_a_script_places_move_sections_and_the_last_card_adds_one(
    browser: Browser, live_server: LiveServer
) -> None:
    article = three_sections()
    context = signed_in(browser, live_server, java_script_enabled=False)
    tab = context.new_page()
    tab.goto(desk_address(article))
    cards = tab.locator("[data-card]")
    cards.nth(0).locator("summary").click()
    cards.nth(0).get_by_label("Place").fill("3")
    cards.nth(3).get_by_label("Heading").fill("New")
    cards.nth(3).get_by_label("Text").fill("Words.")
    cards.nth(3).get_by_label("Place").fill("1")
    tab.get_by_role("button", name="Save and continue editing").click()
    assert [heading for heading, _, _ in text_of(article)] == ["New", "S2", "S3", "S1"]
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_at_the_desk_and_nothing_stands_beside_the_page(
    browser: Browser, live_server: LiveServer, scheme: str, width: int
) -> None:
    country = factories.make_country(title="India")
    union = factories.make_organization(title="Union", members=[country], tags=[factories.make_tag()])
    case = factories.make_case_study(title="Case", participants=[country])
    article = three_sections()
    publish(page=union, by=None)
    factories.make_defect(page=article)
    options: dict[str, Any] = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
    context = signed_in(browser, live_server, bypass_csp=True, **options)
    tab = context.new_page()
    addresses = [
        "/admin/",
        "/admin/pages/organization/",
        "/admin/pages/article/add/",
        *(desk_address(union, view) for view in ("change", "publish", "withdraw", "history")),
        desk_address(union, "revision", 1),
        desk_address(case),
        desk_address(article, "delete"),
        "/admin/people/user/",
    ]
    found = {}
    for address in addresses:
        tab.goto(address)
        tab.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
        violations = [
            (violation["id"], violation["nodes"][0]["html"])
            for violation in Axe().run(tab).response["violations"]
        ]
        wider = tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if violations or wider:
            found[address] = (violations, wider)
    context.close()
    assert found == {}
