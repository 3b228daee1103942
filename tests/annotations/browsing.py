"""What browser tests of the margin share: a noted article, whoever reads it, and what the browser shows."""

from typing import Any

from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from content.annotations import actions
from content.library.actions import publish
from content.library.models import Publication
from content.people.models import User
from tests.annotations.writing import FIRST, SECOND, THIRD, annotator, noted
from tests.conftest import watched
from tests.factories import make_article, section

# What the browser has painted for a kind of note.
PAINTED = """(kind) => [...(CSS.highlights.get(`note-${kind}`) ?? [])].map((range) => {
  const live = new Range();
  live.setStart(range.startContainer, range.startOffset);
  live.setEnd(range.endContainer, range.endOffset);
  return live.toString();
})"""
BESIDE = """(element) => {
  const box = element.getBoundingClientRect();
  return { left: box.left, right: box.right, top: box.top, bottom: box.bottom };
}"""
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def context_of(
    browser: Browser, live_server: LiveServer, person: User | None, **options: Any
) -> BrowserContext:
    context = browser.new_context(
        base_url=live_server.url, **{"viewport": {"width": 1280, "height": 900}, **options}
    )
    context.set_default_timeout(20_000)
    if person:
        client = Client()
        client.force_login(person)
        cookie = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    return context


def opened(context: BrowserContext, publication: Publication, fragment: str = "") -> Page:
    tab = watched(context.new_page())
    with tab.expect_response("**/notes/data/"):
        tab.goto(f"/articles/{publication.slug}/{fragment}")
    return tab


def noted_article() -> Publication:
    """An article with a list, a table and a link in bold, and a note of each kind."""
    text = "\n\n".join(
        [
            FIRST,
            "Some words in **bold and *more* letters** end here.",
            f"- {SECOND}\n- Another item.\n  - An item inside.",
            "| Name | Year |\n|---|---|\n| LEMOA | 2016 |\n| BECA | 2020 |",
            THIRD,
        ]
    )
    article = make_article(
        title="On attachés", sections=[section("One", text), section("Two", FIRST + " So it is.")]
    )
    publish(page=article, by=None)
    publication = Publication.objects.select_related("edition").get(page=article)
    rhea, omar, edition = annotator("Rhea"), annotator("Omar"), publication.edition
    question = noted(
        edition, "sent abroad by their ministries", rhea, kind="question", body="By *which* ones?"
    )
    actions.reply(to=question, body="Those of defense.", by=omar)
    noted(
        edition,
        "bold and more letters end",
        rhea,
        kind="correction",
        body="",
        replacement="strong letters end",
    )
    noted(edition, "build trust", omar, kind="highlight", body="")
    noted(edition, "LEMOA 2016", omar, kind="source", body="", reference="https://example.org/lemoa")
    noted(edition, "inside", omar, body="Inside **what**?")
    return publication
