"""Sites and tabs of the browser tests: hard content, a signed-in editor, a desk."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from defense import trial

# Two cores may be shared by many: a slow answer is no wrong one.
expect.set_options(timeout=20_000)

HARD = "from tests.browser.hard_content import make_hard_content; make_hard_content()"


@pytest.fixture(scope="session")
def hard_site(prepared_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[trial.Trial]:
    """The published site with a history, a withdrawn page and a page of long words: change nothing."""
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "hard"
    with shared.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "ready").exists():
            shutil.copytree(prepared_folder, shared, dirs_exist_ok=True)
            done = trial.manage(shared, "shell", "--verbosity=0", f"--command={HARD}")
            assert done.returncode == 0, done.stderr
            (shared / "ready").touch()
    with trial.copied(shared, tmp_path_factory.mktemp("hard-site")) as site:
        yield site


def sign_in(context: BrowserContext, site: trial.Trial) -> None:
    """With e-mail and password, as an editor does."""
    tab = context.new_page()
    tab.goto(f"{site.url}/admin/login/")
    tab.get_by_label("E-mail").fill(site.email)
    tab.get_by_label("Password").fill(site.password)
    tab.get_by_role("button", name="Log in").click()
    tab.wait_for_url(f"{site.url}/admin/")
    tab.close()


@pytest.fixture(scope="session")
def signed_in(browser: Browser, hard_site: trial.Trial, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cookies of an editor who has signed in to the hard site once, for contexts to begin with."""
    kept = tmp_path_factory.mktemp("signed-in") / "cookies.json"
    context = browser.new_context()
    sign_in(context, hard_site)
    context.storage_state(path=kept)
    context.close()
    return kept
