"""What is typed survives in the browser: a crash, a refused form, an expired session; a save ends it."""

import os
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from content.editorial.actions.review import submit
from content.editorial.models import Remark
from content.editorial.queries.naming import desk_address
from content.pages.actions import record_revision
from content.pages.models import Article
from content.people.models import User
from content.people.roles import Role
from tests import factories
from tests.conftest import watched
from tests.editorial.desk_forms import shown
from tests.factories import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture
def ana(db: None) -> User:
    return factories.make_user(
        role=Role.CHIEF_EDITOR, email="ana@example.org", password=PASSWORD, display_name="Ana"
    )


@pytest.fixture
def article(db: None) -> Article:
    return factories.make_article(
        title="An article", sections=[factories.section("S1", "Two words."), factories.section("S2", "More.")]
    )


@pytest.fixture
def tab(browser: Browser, live_server: LiveServer, ana: User) -> Iterator[Page]:
    client = Client()
    client.force_login(ana)
    context = browser.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 900})
    # A report of a tab that closes would outlive the test, and meet the emptying of the database.
    context.route("**/presence/", lambda route: route.fulfill(status=204))
    cookie = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page = watched(context.new_page())
    page.on("dialog", lambda dialog: dialog.accept())
    yield page
    context.close()


def type_much(tab: Page) -> None:
    """A title, a section between the others, a topic's box, another name in a row of its own."""
    tab.get_by_label("Title", exact=False).first.fill("A better title")
    cards = tab.locator("[data-card]:visible")
    cards.nth(0).get_by_role("button", name="Add a section below").click()
    cards.nth(1).get_by_label("Heading").fill("Between")
    cards.nth(1).get_by_label("Text").fill("New text.")
    tab.locator("#id_aliases-0-surface").fill("Another name")
    tab.locator("#aliases-group .add-row a").click()
    tab.locator("#id_aliases-1-surface").fill("A third name")
    until_kept(tab, "A third name")


WAIT = """async ([words, isThere]) => {
    const kept = () => Object.keys(localStorage).filter((key) => key.startsWith("desk-kept:"));
    while (kept().some((key) => localStorage[key].includes(words)) !== isThere) {
        await new Promise((done) => setTimeout(done, 30));
    }
}"""


def until_kept(tab: Page, words: str) -> None:
    tab.evaluate(WAIT, [words, True])


def until_nothing_is_kept(tab: Page) -> None:
    tab.evaluate(WAIT, ["", False])


def kept(tab: Page) -> int:
    return int(tab.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('desk-kept:')).length"))


def saving(tab: Page) -> None:
    with tab.expect_navigation():
        tab.get_by_role("button", name="Save and continue editing").click()


def what_is_saved(article: Article) -> Any:
    taken = article.revisions.latest("number").taken
    headings = [section["heading"] for section in taken["sections"]]
    return taken["title"], headings, [alias["surface"] for alias in taken["aliases"]]


ALL = ("A better title", ["S1", "Between", "S2"], ["A third name", "Another name"])


def test_after_a_reload_the_text_is_offered_and_restored_with_its_rows_and_a_save_ends_it(
    tab: Page, article: Article
) -> None:
    tab.goto(desk_address(article))
    type_much(tab)
    expect(tab.locator("[data-not-kept]")).to_be_hidden()
    tab.reload()
    offer = tab.locator("[data-keeping]")
    expect(offer).to_contain_text(re.compile(r"You have unsaved text of \d\d:\d\d UTC\."))
    expect(offer).to_contain_text("It was begun on revision 1.")
    assert tab.get_by_label("Title", exact=False).first.input_value() == "An article"
    offer.get_by_role("button", name="Restore it").click()
    assert tab.locator("[data-title]:visible").all_inner_texts() == ["S1", "Between", "S2"]
    saving(tab)
    assert what_is_saved(article) == ALL
    expect(tab.locator(".messagelist")).to_contain_text("is saved as revision 2")
    until_nothing_is_kept(tab)
    tab.goto(desk_address(article))
    expect(tab.locator("[data-keeping]")).to_be_hidden()
    assert article.revisions.count() == 2
    assert tab.problems == []  # type: ignore[attr-defined]


def test_discarded_text_is_gone_and_other_people_and_pages_are_offered_nothing(
    tab: Page, article: Article
) -> None:
    other = factories.make_article()
    tab.goto(desk_address(article))
    type_much(tab)
    tab.goto(desk_address(other))
    expect(tab.locator("[data-keeping]")).to_be_hidden()
    tab.goto(desk_address(article))
    tab.get_by_role("button", name="Discard it").click()
    expect(tab.locator("[data-keeping]")).to_be_hidden()
    assert kept(tab) == 0
    assert article.revisions.count() == 1


def test_a_refused_form_is_kept_on_and_signing_out_forgets_it(tab: Page, article: Article) -> None:
    tab.goto(desk_address(article))
    tab.get_by_label("Title", exact=False).first.fill("")
    saving(tab)
    assert "Please correct the error below." in tab.content()
    expect(tab.locator("[data-keeping]")).to_be_hidden()
    until_kept(tab, "title")
    tab.goto(desk_address(article))
    expect(tab.get_by_role("button", name="Restore it")).to_be_visible()
    with tab.expect_navigation():
        tab.locator("#logout-form button").click()
    assert kept(tab) == 0


def test_signing_in_again_in_the_middle_of_a_save_completes_it(
    tab: Page, article: Article, ana: User
) -> None:
    tab.goto(desk_address(article))
    type_much(tab)
    Session.objects.all().delete()
    saving(tab)
    assert "Not saved yet:" in tab.content()
    tab.get_by_label("E-mail").fill("ana@example.org")
    tab.get_by_label("Password").fill(PASSWORD)
    with tab.expect_navigation():
        tab.get_by_role("button", name="Sign in and save").click()
    expect(tab.locator(".messagelist")).to_contain_text("is saved as revision 2")
    assert what_is_saved(article) == ALL
    assert article.revisions.latest("number").made_by == ana
    until_nothing_is_kept(tab)


def test_text_that_was_begun_on_an_older_revision_says_so_and_goes_the_way_of_every_late_save(
    tab: Page, article: Article
) -> None:
    tab.goto(desk_address(article))
    type_much(tab)
    tab.goto("/admin/")
    client = Client()
    client.force_login(factories.make_user())
    client.post(desk_address(article), {**shown(client, desk_address(article)), "summary": "Meanwhile."})
    tab.goto(desk_address(article))
    expect(tab.locator("[data-keeping]")).to_contain_text("The page is at revision 2 now")
    tab.get_by_role("button", name="Restore it").click()
    saving(tab)
    latest = article.revisions.latest("number").taken
    assert (latest["summary"], what_is_saved(article)) == ("Meanwhile.", ALL)


def test_remarks_of_a_review_are_kept_until_it_is_decided(tab: Page, article: Article) -> None:
    author = factories.make_user(role=Role.AUTHOR)
    article.sections.filter(heading="S1").update(body="Other words.")
    record_revision(page=article, by=author)
    submit(page=article, by=author)
    tab.goto(desk_address(article, "review"))
    remark = tab.locator("details.remark-field").first
    remark.locator("summary").click()
    remark.locator("textarea").fill("Who says so?")
    until_kept(tab, "Who says so?")
    tab.reload()
    offer = tab.locator("[data-keeping]")
    expect(offer).to_contain_text("You have unsaved text of")
    offer.get_by_role("button", name="Restore it").click()
    expect(remark.locator("textarea")).to_have_value("Who says so?")
    expect(remark.locator("textarea")).to_be_visible()
    with tab.expect_navigation():
        tab.get_by_role("button", name="Request changes").click()
    until_nothing_is_kept(tab)
    assert Remark.objects.get().text == "Who says so?"


def test_text_of_a_fortnight_ago_is_forgotten(tab: Page, article: Article, ana: User) -> None:
    tab.goto(desk_address(article))
    tab.evaluate(
        """([person, page]) => {
            const at = Date.now() - 15 * 24 * 3600 * 1000;
            const old = { at, revision: "1", fields: [["title", "Old", ""]] };
            localStorage.setItem(`desk-kept:${person}:article-${page}`, JSON.stringify(old));
        }""",
        [ana.pk, article.pk],
    )
    tab.goto(desk_address(article))
    until_nothing_is_kept(tab)
    expect(tab.locator("[data-keeping]")).to_be_hidden()
