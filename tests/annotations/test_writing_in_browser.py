"""Writing in the margin in a browser: selected words, the form beside them, and nothing typed is lost."""

import os
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from content.annotations.models import Note
from tests.annotations.browsing import PAINTED, TOO_WIDE, context_of, noted_article, opened
from tests.annotations.writing import FIRST, SECOND, annotator, noted, published, republished

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

SELECT = """([passage, words]) => {
  const walker = document.createTreeWalker(document.querySelectorAll(".body [id^='p-']")[passage], 4);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const start = node.data.indexOf(words);
    if (start < 0) continue;
    getSelection().setBaseAndExtent(node, start, node, start + words.length);
    return;
  }
}"""


@pytest.fixture(autouse=True)
def shown_at_once(settings: Any) -> None:
    settings.NOTES_HELD_AT_FIRST = 0


def select(tab: Page, words: str, passage: int = 0) -> None:
    tab.evaluate(SELECT, [passage, words])
    expect(tab.get_by_role("toolbar", name="Selected words")).to_be_visible()


def begin(tab: Page, words: str, passage: int = 0) -> None:
    select(tab, words, passage)
    tab.get_by_role("button", name="Note", exact=True).click()
    expect(tab.get_by_label("Your note")).to_be_focused()


def test_a_note_is_written_on_selected_words(browser: Browser, live_server: LiveServer) -> None:
    publication = published(FIRST, SECOND + " \U0001f600 Signs \U0001f600 of all kinds.")
    context = context_of(browser, live_server, annotator("Rhea"))
    tab = opened(context, publication)
    begin(tab, "of all", 1)
    assert tab.evaluate(PAINTED, "open") == ["of all"]
    tab.get_by_label("Question").check()
    tab.get_by_label("Your note").fill("Of *which*?")
    tab.get_by_role("button", name="Post").click()
    card = tab.get_by_role("article", name="Question by Rhea")
    expect(card).to_be_focused()
    expect(card.locator("em")).to_have_text("which")
    note = Note.objects.get()
    assert (note.exact, note.kind, note.visibility, note.body) == (
        "of all",
        "question",
        "public",
        "Of *which*?",
    )
    assert tab.evaluate(PAINTED, "question") == tab.evaluate(PAINTED, "open") == ["of all"]
    assert tab.locator(".note-form").count() == 0
    assert tab.evaluate("sessionStorage.length") == 0
    assert tab.problems == []  # type: ignore[attr-defined]
    context.close()


def test_a_highlight_takes_one_press_and_is_for_oneself(browser: Browser, live_server: LiveServer) -> None:
    publication = published(FIRST)
    context = context_of(browser, live_server, annotator("Rhea"))
    tab = opened(context, publication)
    select(tab, "abroad")
    tab.get_by_role("button", name="Highlight").click()
    expect(tab.get_by_role("button", name="1 note on paragraph 1")).to_be_visible()
    assert Note.objects.values_list("kind", "visibility", "exact").get() == ("highlight", "private", "abroad")
    assert tab.evaluate(PAINTED, "highlight") == ["abroad"]
    context.close()


def test_a_selection_over_several_paragraphs_is_of_the_first(
    browser: Browser, live_server: LiveServer
) -> None:
    publication = published(FIRST, SECOND)
    context = context_of(browser, live_server, annotator("Rhea"))
    tab = opened(context, publication)
    tab.evaluate(
        """() => { const [first, second] = document.querySelectorAll(".body [id^='p-']");
        getSelection().setBaseAndExtent(first.lastChild, 60, second.lastChild, 5); }"""
    )
    tab.get_by_role("button", name="Highlight").click()
    expect(tab.get_by_role("button", name="1 note on paragraph 1")).to_be_visible()
    assert Note.objects.get().exact == FIRST[60:].strip()
    context.close()


def test_a_refusal_is_said_in_the_card_with_everything_still_typed(
    browser: Browser, live_server: LiveServer
) -> None:
    publication = published(FIRST)
    context = context_of(browser, live_server, annotator("Rhea"))
    tab = opened(context, publication)
    begin(tab, "abroad")
    tab.get_by_role("radio", name="Source").check()
    tab.get_by_label("Your note").fill("See there.")
    tab.get_by_label("Where the source is").fill("javascript:alert(1)")
    tab.get_by_role("button", name="Post").click()
    expect(tab.get_by_role("alert").filter(has_text="That is no address")).to_be_visible()
    expect(tab.get_by_label("Your note")).to_have_value("See there.")
    expect(tab.get_by_label("Where the source is")).to_be_focused()
    context.route("**/notes/new/", lambda route: route.abort())
    tab.get_by_label("Where the source is").fill("https://example.org/")
    tab.get_by_role("button", name="Post").click()
    expect(tab.get_by_role("alert").filter(has_text="cannot be reached")).to_be_visible()
    expect(tab.get_by_label("Your note")).to_have_value("See there.")
    context.unroute("**/notes/new/")
    tab.get_by_role("button", name="Post").click()
    expect(tab.get_by_role("article", name="Source by Rhea")).to_be_visible()
    assert Note.objects.get().reference == "https://example.org/"
    context.close()


def test_what_was_typed_is_there_again_when_the_page_is_loaded_again(
    browser: Browser, live_server: LiveServer
) -> None:
    publication = published(FIRST, SECOND)
    context = context_of(browser, live_server, annotator("Rhea"))
    tab = opened(context, publication)
    begin(tab, "trust", 1)
    tab.get_by_label("Correction").check()
    tab.get_by_label("Should read").fill("much trust")
    tab.reload()
    expect(tab.get_by_label("Should read")).to_have_value("much trust")
    tab.get_by_role("button", name="Post").click()
    expect(tab.get_by_role("article", name="Correction by Rhea")).to_be_visible()
    assert Note.objects.values_list("exact", "replacement").get() == ("trust", "much trust")
    tab.reload()
    expect(tab.locator(".noted-by:visible")).to_have_count(1)
    assert tab.locator(".note-form").count() == 0
    context.close()


def test_nobody_is_led_to_sign_in_and_back_to_the_paragraph(
    browser: Browser, live_server: LiveServer
) -> None:
    publication = published(FIRST)
    key = publication.edition.content["passages"][0]["key"]
    context = context_of(browser, live_server, None)
    tab = opened(context, publication)
    select(tab, "abroad")
    tab.get_by_role("button", name="Note", exact=True).click()
    tab.wait_for_url(f"**/accounts/login/?next=%2Farticles%2F{publication.slug}%2F%23p-{key}")
    context.close()


def test_the_link_to_the_paragraph_is_copied(browser: Browser, live_server: LiveServer) -> None:
    publication = published(FIRST)
    key = publication.edition.content["passages"][0]["key"]
    context = context_of(browser, live_server, None, permissions=["clipboard-read", "clipboard-write"])
    tab = opened(context, publication)
    select(tab, "abroad")
    tab.get_by_role("button", name="Copy link").click()
    expect(tab.get_by_text("The link is copied.")).to_be_attached()
    copied = tab.evaluate("navigator.clipboard.readText()")
    assert copied == f"{live_server.url}/articles/{publication.slug}/#p-{key}"
    context.close()


def test_the_bar_is_reached_and_left_by_key(browser: Browser, live_server: LiveServer) -> None:
    publication = published(FIRST, SECOND)
    context = context_of(browser, live_server, annotator("Rhea"))
    tab = opened(context, publication)
    select(tab, "abroad")
    tab.keyboard.press("a")
    expect(tab.get_by_role("button", name="Highlight")).to_be_focused()
    tab.keyboard.press("Escape")
    expect(tab.get_by_role("toolbar")).to_be_hidden()
    select(tab, "abroad")
    tab.keyboard.press("Tab")
    expect(tab.get_by_role("button", name="Highlight")).to_be_focused()
    tab.keyboard.press("Escape")
    tab.get_by_label("Show notes").uncheck()
    tab.get_by_role("link", name="Link to paragraph 2").focus()
    tab.keyboard.press("a")
    expect(tab.get_by_label("Your note")).to_be_focused()
    tab.keyboard.type("na")
    expect(tab.get_by_label("Your note")).to_have_value("na")
    expect(tab.get_by_label("Show notes")).to_be_checked()
    tab.keyboard.press("Escape")
    assert tab.locator(".note-form").count() == 0
    context.close()


def test_two_people_on_one_paragraph_lose_nothing(browser: Browser, live_server: LiveServer) -> None:
    publication = published(FIRST)
    contexts = [context_of(browser, live_server, annotator(name)) for name in ("Rhea", "Omar")]
    rhea, omar = (opened(context, publication) for context in contexts)
    begin(rhea, "abroad")
    rhea.get_by_label("Your note").fill("Words of Rhea.")
    begin(omar, "ministries")
    omar.get_by_label("Your note").fill("Words of Omar.")
    omar.get_by_role("button", name="Post").click()
    expect(omar.get_by_role("article", name="Comment by Omar")).to_be_visible()
    # Within fifteen seconds, while she writes on.
    expect(rhea.get_by_role("button", name="1 note on paragraph 1")).to_be_visible(timeout=15_000)
    expect(rhea.get_by_label("Your note")).to_have_value("Words of Rhea.")
    expect(rhea.get_by_label("Your note")).to_be_focused()
    rhea.get_by_role("button", name="Post").click()
    expect(rhea.get_by_role("article", name="Comment by Rhea")).to_be_visible()
    expect(omar.get_by_text("Words of Rhea.")).to_be_visible(timeout=15_000)
    assert sorted(Note.objects.values_list("body", flat=True)) == ["Words of Omar.", "Words of Rhea."]
    for context in contexts:
        context.close()


def test_a_note_is_answered_changed_deleted_and_brought_back(
    browser: Browser, live_server: LiveServer
) -> None:
    publication = published(FIRST)
    noted(publication.edition, "abroad", annotator("Omar"), body="Where?")
    context = context_of(browser, live_server, annotator("Rhea"))
    tab = opened(context, publication)
    tab.get_by_role("button", name="1 note on paragraph 1").click()
    tab.get_by_role("link", name="Reply").click()
    tab.get_by_label("Your reply").fill("In missions.")
    tab.get_by_role("button", name="Post").click()
    expect(tab.locator(".card.is-reply")).to_contain_text("In missions.")
    tab.get_by_role("link", name="Edit", exact=True).click()
    expect(tab.get_by_label("Your reply")).to_have_value("In missions.")
    tab.get_by_label("Your reply").fill("In embassies.")
    tab.get_by_role("button", name="Save").click()
    expect(tab.locator(".card.is-reply")).to_contain_text("In embassies.")
    tab.get_by_role("link", name="Delete").click()
    expect(tab.locator(".card.is-reply")).to_have_count(0)
    tab.get_by_role("button", name="Undo").click()
    expect(tab.locator(".card.is-reply")).to_contain_text("In embassies.")
    assert Note.objects.get(kind="reply").body == "In embassies."
    context.close()


def test_a_note_on_words_of_an_edition_that_was_replaced_meanwhile_is_carried_over(
    browser: Browser, live_server: LiveServer
) -> None:
    publication = published(FIRST, SECOND)
    context = context_of(browser, live_server, annotator("Rhea"))
    tab = opened(context, publication)
    begin(tab, "trust", 1)
    republished(publication.page, "Something new comes first.", FIRST, SECOND)
    tab.get_by_label("Your note").fill("In whom?")
    tab.get_by_role("button", name="Post").click()
    expect(tab.get_by_role("article", name="Comment by Rhea")).to_be_visible()
    note = Note.objects.get()
    assert (note.exact, note.edition and note.edition.number, note.placements.count()) == ("trust", 1, 2)
    assert tab.evaluate(PAINTED, "comment") == ["trust"]
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390, 320])
def test_axe_finds_nothing_in_the_form_and_the_bar(
    browser: Browser, live_server: LiveServer, scheme: Any, width: int
) -> None:
    publication = noted_article()
    options: dict[str, Any] = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
    context = context_of(browser, live_server, annotator("Cleo"), bypass_csp=True, **options)
    tab = opened(context, publication)
    begin(tab, "report on", 0)
    tab.get_by_label("Correction").check()
    tab.get_by_label("Your note").fill("x" * 5_000)
    tab.evaluate("document.activeElement.blur()")
    select(tab, "Another", 3)
    found = [(one["id"], one["nodes"][0]["html"]) for one in Axe().run(tab).response["violations"]]
    assert (found, tab.evaluate(TOO_WIDE)) == ([], 0)
    if folder := os.environ.get("SHOTS"):
        tab.screenshot(path=f"{folder}/form-{width}-{scheme}.png", full_page=True)
    context.close()
