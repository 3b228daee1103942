"""The upload in a browser: with script and without, and free of what axe finds."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from content.importing.models import Upload
from content.pages.models import Article
from content.people.roles import Role
from tests import factories
from tests.conftest import watched
from tests.importing.uploading import ADD, GOOD, PROSE

SCRIPTED: dict[BrowserContext, bool] = {}
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def signed_in(browser: Browser, live_server: LiveServer, **options: Any) -> BrowserContext:
    client = Client()
    client.force_login(factories.make_user(role=Role.AUTHOR))
    context = browser.new_context(base_url=live_server.url, **options)
    cookie = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    return context


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def tab(
    request: pytest.FixtureRequest, browser: Browser, live_server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Page]:
    context = signed_in(browser, live_server, java_script_enabled=request.param)
    SCRIPTED[context] = request.param
    monkeypatch.setattr("content.importing.views.uploads.WORK_SECONDS", 0.01)  # about a piece a request
    yield watched(context.new_page())
    context.close()


def files(folder: Path) -> list[Path]:
    """Two that are read in no time, also on a busy machine, and one that is refused."""
    contents = {
        "arms.txt": GOOD,
        "page.txt": f"Page\n\nStandfirst.\n\nOne\n\n{PROSE}\n",
        "bad.docx": "no zip",
    }
    for name, content in contents.items():
        (folder / name).write_text(content)
    return [folder / name for name in contents]


def all_read(tab: Page) -> None:
    """With script the page goes on by itself and the button goes; without, it goes on with what waits."""
    while not SCRIPTED[tab.context] and tab.get_by_role("button", name="Go on").count():
        tab.get_by_role("button", name="Go on").click()


def test_files_become_drafts(tab: Page, tmp_path: Path) -> None:
    tab.goto("/admin/")
    tab.get_by_role("link", name="Import documents").click()
    tab.get_by_label("Files").set_input_files(files(tmp_path))
    tab.get_by_role("button", name="Read them").click()
    all_read(tab)
    tab.get_by_text("this is no DOCX file").wait_for()
    tab.get_by_role("button", name="Make 2 drafts").wait_for()
    tab.get_by_role("row", name="arms.txt").get_by_role("link").click()
    tab.get_by_label("Title").fill("Arms, Then Words")
    tab.get_by_role("button", name="Promote Trust in Numbers").click()
    tab.get_by_role("button", name="Fix: “follows. Embracing”").click()
    tab.get_by_label("What line 15 is: Second").select_option("text")
    tab.get_by_role("button", name="Keep the changes").click()
    assert tab.get_by_text("1 change kept.").count() == 1
    tab.get_by_role("link", name=f"Upload {Upload.objects.get().pk}").click()
    tab.get_by_role("button", name="Make 2 drafts").click()
    all_read(tab)
    tab.get_by_role("link", name="Arms, Then Words").wait_for()
    tab.get_by_role("link", name="Page", exact=True).wait_for()
    article = Article.objects.get(title="Arms, Then Words")
    assert list(article.sections.values_list("level", "heading")) == [(2, "First"), (2, "Trust in Numbers")]
    assert "follows. Embracing" in article.sections.get(position=2).body
    assert tab.problems == []  # type: ignore[attr-defined]


def test_axe_finds_nothing_on_the_pages_of_an_upload(
    browser: Browser, live_server: LiveServer, tmp_path: Path
) -> None:
    context = signed_in(browser, live_server, bypass_csp=True)
    tab = context.new_page()
    tab.goto(ADD)
    tab.get_by_label("Files").set_input_files(files(tmp_path))
    tab.get_by_role("button", name="Read them").click()
    tab.get_by_role("button", name="Make 2 drafts").wait_for()
    upload = tab.url
    found = {}
    for address in (ADD, "/admin/importing/upload/", upload, upload.replace("change/", "1/")):
        for scheme, width in (("light", 1280), ("dark", 390)):
            tab.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            tab.set_viewport_size({"width": width, "height": 900})
            tab.goto(address)
            nodes = [(one["id"], one["nodes"][0]["html"]) for one in Axe().run(tab).response["violations"]]
            wider = tab.evaluate("document.documentElement.scrollWidth - innerWidth")
            if nodes or wider > 0:
                found[address, scheme] = (nodes, wider)
    context.close()
    assert found == {}
