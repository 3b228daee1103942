"""An author, an editor and a chief editor at the desk, each through a day's work in a browser."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from content.editorial.actions.review import RemarkDraft, request_changes, submit
from content.editorial.models import DeletedPage, Draft, LogEntry, SecondReview, State
from content.editorial.queries.naming import desk_address
from content.library.models import Edition, Publication
from content.pages.models import Article
from content.people.models import User
from content.people.roles import Role
from tests.conftest import watched
from tests.editorial.reviewing import written_by
from tests.factories import make_article, make_user, section

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
BODY = "Ten members met in Geneva in 1952, and signed an agreement that had been drafted since that summer."
Open = Callable[[User], Page]


@pytest.fixture
def signed_in(browser: Browser, live_server: LiveServer) -> Iterator[Open]:
    """A tab of a person's own browser."""
    contexts = []

    def opened(person: User) -> Page:
        client = Client()
        client.force_login(person)
        context = browser.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 900})
        # A report of a tab that closes would outlive the test, and meet the emptying of the database.
        context.route("**/presence/", lambda route: route.fulfill(status=204))
        cookie = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        contexts.append(context)
        return watched(context.new_page())

    yield opened
    for context in contexts:
        context.close()


FOCUSED = """() => {
    const part = document.activeElement;
    const labels = [...(part.labels ?? [])].map((label) => label.textContent);
    return (part.ariaLabel || labels.join(" ") || part.value || part.textContent || "").trim();
}"""


def press_tab_to(tab: Page, words: str, most: int = 150) -> None:
    """As someone without a mouse goes there; fails when the way does not lead there."""
    met: list[str] = []
    if tab.evaluate("document.activeElement === document.body"):
        tab.keyboard.press("Tab")
        tab.keyboard.press("Enter")  # skip to the main content
    for _ in range(most):
        tab.keyboard.press("Tab")
        met.append(str(tab.evaluate(FOCUSED)).split("\n")[0])
        if met[-1].startswith(words):
            return
    raise AssertionError(f"The Tab key never came to {words!r}: {met}")


def press(tab: Page, words: str) -> None:
    press_tab_to(tab, words)
    with tab.expect_navigation():
        tab.keyboard.press("Enter")


def type_into(tab: Page, words: str, text: str) -> None:
    press_tab_to(tab, words)
    tab.keyboard.type(text)


def test_an_author_writes_submits_and_answers_remarks_with_the_keyboard_alone(signed_in: Open) -> None:
    ana = make_user(role=Role.AUTHOR, display_name="Ana Ferreira")
    ben = make_user(role=Role.EDITOR, display_name="Ben Okafor")
    tab = signed_in(ana)
    tab.goto("/admin/pages/article/")
    press(tab, "Add article")
    type_into(tab, "Title", "Defense Attachés")
    type_into(tab, "Heading", "Origins")
    type_into(tab, "Text", BODY)
    press(tab, "Save and continue editing")
    article = Article.objects.get()
    assert [part.body for part in article.sections.all()] == [BODY]
    expect(tab.locator(".next-step")).to_contain_text(
        "Next: an author, an editor or a chief editor submits it"
    )
    expect(tab.get_by_role("link", name="Publish …")).to_have_count(0)

    press(tab, "Submit for review")
    type_into(tab, "Reviewer", "Ben")
    type_into(tab, "To the reviewer", "The dates are from the archive.")
    press(tab, "Submit for review")
    draft = Draft.objects.get()
    assert (draft.state, draft.reviewer) == (State.IN_REVIEW, ben)
    expect(tab.locator(".messagelist")).to_contain_text("“Defense Attachés” is in review.")

    origins = article.sections.get()
    number = article.revisions.latest("number").number
    remarks = [RemarkDraft("Who drafted it?", origins.slug)]
    request_changes(page=article, by=ben, revision_number=number, remarks=remarks)
    tab.goto("/admin/")
    press(tab, "Defense Attachés")
    expect(tab.get_by_text("Who drafted it?")).to_be_visible()
    press_tab_to(tab, "Text")  # a section with a remark stands open
    tab.keyboard.press("Control+End")
    tab.keyboard.type(" Three states drafted it.")
    press(tab, "Save and continue editing")
    assert article.sections.get().body == f"{BODY} Three states drafted it."
    press(tab, "Settle")
    press(tab, "Settle")
    expect(tab.locator(".messagelist")).to_contain_text("The remark is settled.")
    press(tab, "Submit for review")
    press(tab, "Submit for review")
    assert Draft.objects.get().state == State.IN_REVIEW


def test_an_author_is_shown_nothing_that_is_not_for_authors(signed_in: Open) -> None:
    article = make_article(title="By someone else", sections=[section("S", BODY)])
    tab: Any = signed_in(make_user(role=Role.AUTHOR))
    for view in ("publish", "withdraw", "schedule", "review", "delete"):
        answer = tab.goto(desk_address(article, view))
        assert (view, answer.status) == (view, 403)
    assert tab.goto("/admin/people/user/").status == 403
    tab.problems.clear()  # Chromium writes a line for each answer of 403
    tab.goto(desk_address(article))
    tab.get_by_text("Not available to you now").click()
    expect(tab.locator(".next-step dl")).to_contain_text("Publish")
    for words in ("Publish …", "Withdraw …", "Delete"):
        expect(tab.get_by_role("link", name=words, exact=True)).to_have_count(0)
    tab.goto("/admin/")
    expect(tab.get_by_role("link", name="People", exact=True)).to_have_count(0)
    assert tab.problems == []


def test_an_editor_reviews_publishes_corrects_and_withdraws(signed_in: Open) -> None:
    ana = make_user(role=Role.AUTHOR, display_name="Ana Ferreira")
    ben = make_user(role=Role.EDITOR, display_name="Ben Okafor")
    article = written_by(ana, title="Defense Attachés", body=BODY)
    submit(page=article, by=ana, reviewer=ben)
    tab = signed_in(ben)
    tab.goto("/admin/")
    waiting = tab.get_by_role("region", name="To review")
    waiting.get_by_role("link", name="Review", exact=False).last.click()
    tab.get_by_role("button", name="Approve").click()
    expect(tab.locator(".messagelist")).to_contain_text("of “Defense Attachés” is approved.")

    tab.get_by_role("link", name="Publish …").click()
    tab.get_by_role("button", name="Publish").click()
    expect(tab.locator(".messagelist")).to_contain_text("is published as edition 1")

    card = tab.locator("[data-card]:visible").first
    card.locator("summary").click()
    card.get_by_label("Text").fill(BODY.replace("1952", "1953"))
    tab.get_by_role("button", name="Save and continue editing").click()
    tab.get_by_role("link", name="Publish …").click()
    expect(tab.locator("ins")).to_contain_text("1953")
    expect(tab.locator("del")).to_contain_text("1952")
    tab.get_by_label("What changed").fill("The year of the meeting.")
    tab.get_by_label("Correction", exact=False).first.select_option("correction")
    tab.get_by_role("button", name="Publish").click()
    expect(tab.get_by_text("Say why it cannot wait for a second review.")).to_be_visible()
    tab.get_by_label("Why it cannot wait").fill("The year was wrong.")
    tab.get_by_role("button", name="Publish").click()
    expect(tab.locator(".messagelist")).to_contain_text("is published as edition 2")
    assert SecondReview.objects.get().edition_number == 2

    tab.goto("/corrections/")
    expect(tab.get_by_role("main")).to_contain_text("The year of the meeting.")
    tab.goto(desk_address(article, "withdraw"))
    tab.get_by_role("textbox", name="Reason").fill("Its source was withdrawn.")
    tab.get_by_role("button", name="Withdraw").click()
    assert Publication.objects.get().withdrawn_at
    assert Edition.objects.count() == 2


def test_a_chief_editor_gives_the_second_review_reads_the_log_recovers_and_sets_roles(
    signed_in: Open,
) -> None:
    ben = make_user(role=Role.EDITOR, display_name="Ben Okafor", email="ben@example.org")
    chief = make_user(role=Role.CHIEF_EDITOR, display_name="Chief")
    article = written_by(ben, title="Defense Attachés", body=BODY)
    his: Any = signed_in(ben)
    his.goto(desk_address(article, "publish"))
    his.get_by_label("Why it cannot wait").fill("A wrong year was public.")
    his.get_by_role("button", name="Publish").click()
    expect(his.locator(".messagelist")).to_contain_text("is published as edition 1")

    tab = signed_in(chief)
    tab.goto("/admin/")
    waiting = tab.get_by_role("region", name="Published without second review")
    waiting.get_by_role("link", name="Review", exact=False).last.click()
    tab.get_by_role("button", name="Approve edition 1").click()
    expect(tab.locator(".messagelist")).to_contain_text("Edition 1 of “Defense Attachés” is reviewed.")

    draft = make_article(title="A draft", sections=[section("S", BODY)])
    tab.goto(desk_address(draft, "delete"))
    tab.get_by_role("button", name="Yes").click()
    expect(tab.locator(".messagelist")).to_be_visible()
    assert not Article.objects.filter(title="A draft").exists()
    tab.goto("/admin/editorial/deletedpage/")
    tab.get_by_role("link", name="A draft").first.click()
    tab.get_by_role("button", name="Recover").click()
    assert Article.objects.filter(title="A draft").exists()
    assert not DeletedPage.objects.filter(recovered_at=None).exists()

    tab.goto("/admin/editorial/logentry/")
    log = tab.locator("#result_list")
    for act in ("Published without second review", "Second review given", "Deleted", "Recovered"):
        expect(log).to_contain_text(act)
    assert LogEntry.objects.filter(by=chief).count() == 3

    tab.goto(f"/admin/people/user/{ben.pk}/change/")
    tab.get_by_label("Role").select_option("reader")
    tab.get_by_role("button", name="Save", exact=True).click()
    assert his.goto("/admin/").url.endswith("/admin/login/?next=/admin/")
