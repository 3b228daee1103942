"""Fixtures and rules of the whole suite: closed sockets, empty caches, insisted browsers, a served site."""

import copy
import fcntl
import gc
import os
import shutil
import socket
import time
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import IO, Any, cast

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.management import CommandError
from django.db import OperationalError, connection, transaction
from django.db.backends.signals import connection_created
from django.template import Template
from django.test import TransactionTestCase
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from content.annotations.append_only import DECISIONS, VERSIONS
from content.editorial.append_only import LOG
from content.library import throttle
from content.library.append_only import EDITIONS
from content.pages.append_only import REVISIONS, lifted
from defense import trial
from tests import migrated
from tests.public import Site, publish_a_small_site

# Playwright's loop runs in the thread of the tests, which Django would take for an asynchronous view.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

settings.SECRET_KEY = "only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz"
settings.STATIC_ROOT = None
settings.STORAGES = {
    **settings.STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Two cores shared by many processes: a slow example is no failure.
hypothesis.settings.register_profile(
    "suite", deadline=None, print_blob=True, max_examples=int(os.environ.get("EXAMPLES", "25"))
)
hypothesis.settings.load_profile("suite")

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium() -> str | None:
    """CHROMIUM= or the first that is on the PATH."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    return next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


def pytest_configure() -> None:
    """What was imported stays until the end: the garbage collector need not look at it again and again."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--insist", action="store_true", help="a test that would be skipped fails instead")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # The small site stands from the first test that asks for it to the end: whoever asks not comes first.
    items.sort(key=lambda item: "small_site" in getattr(item, "fixturenames", ()))
    if chromium():
        return
    reason = (
        f"no Chromium: CHROMIUM={os.environ.get('CHROMIUM', '')}, nor {', '.join(CHROMIUM_NAMES)} on the PATH"
    )
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.skipped and item.config.getoption("--insist") and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, and --insist forbids it: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    if report.skipped and collector.config.getoption("--insist"):
        report.outcome = "failed"
        report.longrepr = f"skipped, and --insist forbids it: {report.longrepr}"
    return report


@pytest.fixture(autouse=True)
def closed_sockets(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing here may speak to the network; a test with a browser or a server may speak to this machine.

    The PostgreSQL driver opens its connection in C and is not concerned.
    """
    may_be_local = any(map(request.node.get_closest_marker, ("browser", "server")))
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        local = self.family == socket.AF_UNIX or (
            may_be_local and address[0] in {"127.0.0.1", "::1", "localhost"}
        )
        if not local:
            self.close()
            raise AssertionError(f"a test tried to reach {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
    monkeypatch.setattr(socket.socket, "connect_ex", guarded)


@pytest.fixture(scope="session", autouse=True)
def flushes_that_may_delete() -> Iterator[None]:
    """A transactional test ends by emptying all tables, those too from which the database lets nothing go."""
    empty = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def emptied(self: Any) -> None:
        for tries_left in range(100, -1, -1):
            try:
                with lifted(REVISIONS, EDITIONS, LOG, DECISIONS, VERSIONS):
                    empty(self)
                return
            except (OperationalError, CommandError):
                # The last request of a tab that was closed is still under way in the live server.
                if not tries_left:
                    raise
                time.sleep(0.05)

    TransactionTestCase._fixture_teardown = emptied  # type: ignore[attr-defined]
    yield
    TransactionTestCase._fixture_teardown = empty  # type: ignore[attr-defined]


@pytest.fixture(scope="session", autouse=True)
def pages_tell_their_context(django_test_environment: None) -> None:
    """A test reads the context of a page: those of its widgets and of what it includes are not copied."""
    django_render = Template._render  # type: ignore[attr-defined]

    def render(self: Any, context: Any) -> Any:
        is_a_part = context.template is not self or "/widgets/" in (self.name or "")
        return self.nodelist.render(context) if is_a_part else django_render(self, context)

    Template._render = render  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def empty_caches() -> None:
    """Public pages are kept by generation, and the generations of two tests are the same numbers.

    Nobody has searched yet.
    """
    for shelf in caches.all():
        shelf.clear()
    throttle.forget()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, pytestconfig: pytest.Config
) -> Iterator[tuple[Path, IO[str]]]:
    """A new database in memory begins as a copy of one that was migrated before, where there is one."""
    copied = migrated.copy_for(cast(Any, pytestconfig).cache.mkdir("migrated"))
    turn = migrated.turn_for(copied)
    if connection.vendor != "sqlite":
        turn.close()

    def begin(connection: Any, **_: Any) -> None:
        if connection.vendor == "sqlite" and connection.is_in_memory_db():
            migrated.fill(connection, copied)

    connection_created.connect(begin)
    yield copied, turn
    turn.close()
    connection_created.disconnect(begin)


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_modify_db_settings: tuple[Path, IO[str]], django_db_blocker: Any
) -> None:
    """The tests' database, as Django makes it; what migrating it gave is kept for whoever comes next."""
    copied, turn = django_db_modify_db_settings
    if connection.vendor == "sqlite":
        with django_db_blocker.unblock():
            migrated.keep(connection, copied)
    turn.close()


@pytest.fixture(scope="session")
def standing_site(django_db_setup: None, django_db_blocker: Any) -> Iterator[Site]:
    """Published once for each process; what a test does to it is undone with the test, as everything is."""
    everything = transaction.atomic()
    with django_db_blocker.unblock():
        everything.__enter__()
        site = publish_a_small_site()
    yield site
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        everything.__exit__(None, None, None)


@pytest.fixture
def small_site(standing_site: Site, db: None) -> Site:
    """A published site with one page of each kind, and nothing else."""
    return copy.deepcopy(standing_site)


@pytest.fixture(scope="session")
def prepared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """var/ after a first start, made once for all workers: copy it, change nothing.

    login.json in it has the login.
    """
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "prepared"
    with shared.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "login.json").exists():
            trial.prepare(shared, PYTHONWARNINGS="error")
    return shared


@pytest.fixture(scope="session")
def published_site(prepared_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[trial.Trial]:
    """The fixtures, published and served to every browser test of the session: read it, change nothing."""
    with trial.copied(prepared_folder, tmp_path_factory.mktemp("published")) as site:
        yield site


@pytest.fixture
def own_site(prepared_folder: Path, tmp_path: Path) -> Iterator[trial.Trial]:
    """The same site for one test alone, which may change what it likes."""
    with trial.copied(prepared_folder, tmp_path / "var") as site:
        yield site


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, without a window."""
    with sync_playwright() as playwright:
        chrome = playwright.chromium.launch(executable_path=chromium(), headless=True, args=["--no-sandbox"])
        yield chrome
        chrome.close()


@pytest.fixture
def browser_context(browser: Browser, published_site: trial.Trial) -> Iterator[BrowserContext]:
    """A visitor without cookies; addresses may be relative to the published site."""
    context = browser.new_context(base_url=published_site.url, viewport={"width": 1280, "height": 900})
    yield context
    context.close()


@pytest.fixture
def page(browser_context: BrowserContext) -> Page:
    """A tab on the published site whose errors and refused resources fail the test."""
    return watched(browser_context.new_page())


def watched(tab: Page) -> Page:
    """Collects script errors and messages of the security policy in `tab.problems` for the test to read."""
    problems: list[str] = []
    tab.on("pageerror", lambda error: problems.append(str(error)))
    tab.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    cast(Any, tab).problems = problems
    return tab
