"""Accounts in a real browser: from signing up to a passkey, by keyboard, on any width, checked by axe."""

import re
from collections.abc import Iterator
from typing import Any, cast

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from defense import trial
from tests.browser.test_accessibility import faults
from tests.conftest import watched
from tests.people.factors import code

pytestmark = pytest.mark.browser

EMAIL, PASSWORD = "ana@example.org", "correct horse battery staple"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def site(prepared_folder: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[trial.Trial]:
    """A site of this module's own, whose desk asks for a second factor."""
    folder = tmp_path_factory.mktemp("accounts")
    with trial.copied(prepared_folder, folder / "var", STAFF_SECOND_FACTOR="1") as served:
        yield served


@pytest.fixture
def visitor(browser: Browser, site: trial.Trial) -> Iterator[BrowserContext]:
    """On localhost: browsers make no passkeys for 127.0.0.1."""
    context = browser.new_context(base_url=site.url.replace("127.0.0.1", "localhost"))
    yield context
    context.close()


def link_in_the_last_letter(site: trial.Trial) -> str:
    found = re.findall(re.escape(site.url) + r"(/accounts/confirm-email/\S+)", site.log.read_text())
    return str(found[-1])


def sign_in(tab: Page, email: str = EMAIL, password: str = PASSWORD) -> None:
    tab.goto("/accounts/login/")
    tab.get_by_label("E-mail address").fill(email)
    tab.get_by_label("Password").fill(password)
    tab.get_by_role("button", name="Sign in").click()


def test_from_signing_up_to_a_passkey(visitor: BrowserContext, site: trial.Trial) -> None:
    tab = watched(visitor.new_page())
    passkeys = visitor.new_cdp_session(tab)
    passkeys.send("WebAuthn.enable")
    passkeys.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})

    # Signing up, by keyboard alone.
    tab.goto("/about/")
    tab.get_by_role("link", name="Sign in").press("Enter")
    tab.get_by_role("link", name="Create an account").press("Enter")
    tab.get_by_label("Display name").press_sequentially("Ana")
    for typed in (EMAIL, PASSWORD):
        tab.keyboard.press("Tab")
        tab.keyboard.type(typed)
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Check your mail")
    tab.goto(link_in_the_last_letter(site))
    tab.get_by_role("button", name="Confirm").press("Enter")
    # The way began on a public page, and leads back to it through the account.
    expect(tab.get_by_text("You are signed in as Ana")).to_be_visible()
    expect(tab.get_by_role("link", name="Back to reading")).to_have_attribute("href", "/about/")

    # A passkey, with the recovery codes that come with it.
    tab.get_by_role("link", name="Add the second factor").click()
    tab.get_by_role("link", name="Add a passkey").click()
    tab.get_by_label("Password").fill(PASSWORD)
    tab.get_by_role("button", name="Confirm").click()
    tab.get_by_label("Name").fill("Ana’s laptop")
    tab.get_by_role("button", name="Make the passkey").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    recovery = tab.locator(".codes code").all_inner_texts()
    assert len(recovery) == 10
    tab.goto("/accounts/2fa/")
    expect(tab.get_by_text("Ana’s laptop").first).to_be_visible()

    # It opens the account after the password; so does a recovery code, once.
    for prove in (by_passkey, lambda page: by_code(page, recovery[0])):
        tab.goto("/accounts/logout/")
        tab.get_by_role("button", name="Sign out").click()
        sign_in(tab)
        expect(tab.get_by_role("heading", level=1)).to_have_text("Second factor")
        prove(tab)
        expect(tab.get_by_role("heading", level=1)).to_have_text("Your account")

    tab.goto("/accounts/2fa/")
    expect(tab.get_by_text("9 left")).to_be_visible()
    tab.get_by_role("link", name="Rename Ana’s laptop").click()
    tab.get_by_label("Name").fill("My laptop")
    tab.get_by_role("button", name="Rename").click()
    tab.get_by_role("link", name="Remove My laptop").click()
    tab.get_by_role("button", name="Remove").click()
    expect(tab.get_by_text("The passkey is removed.")).to_be_visible()
    assert cast(Any, tab).problems == []


def by_passkey(tab: Page) -> None:
    tab.get_by_role("button", name="Use a passkey").click()


def by_code(tab: Page, shown: str) -> None:
    tab.get_by_label("Code of your app, or a recovery code").fill(shown)
    tab.get_by_role("button", name="Sign in").click()


def test_axe_finds_nothing_and_nothing_is_cut_off(browser: Browser, site: trial.Trial) -> None:
    context = browser.new_context(base_url=site.url)
    tab = watched(context.new_page())

    def well(address: str = "") -> None:
        if address:
            tab.goto(address)
        assert faults(tab) == [], tab.url
        tab.set_viewport_size({"width": 320, "height": 640})
        assert tab.evaluate("document.documentElement.scrollWidth") <= 320, tab.url
        tab.set_viewport_size({"width": 1280, "height": 900})

    for address in (
        "signup/",
        "confirm-email/",
        "password/reset/",
        "password/reset/key/1-x/",
        "confirm-email/x/",
    ):
        well(f"/accounts/{address}")
    sign_in(tab, "nobody@example.org")
    well()
    sign_in(tab, site.email, site.password)
    # The desk asks an editor for a second factor, and comes back.
    tab.goto("/admin/wanted/")
    expect(tab.get_by_text("The desk asks for one.")).to_be_visible()
    well()
    tab.get_by_role("link", name="Add an app").click()
    well()
    secret = tab.locator(".key").inner_text()
    tab.get_by_label("Code that the app shows").fill(code(secret=secret))
    tab.get_by_role("button", name="Add the app").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    well()
    tab.get_by_role("link", name="Go on to where you were").click()
    tab.wait_for_url("**/admin/wanted/")
    for address in (
        "",
        "2fa/",
        "2fa/passkeys/add/",
        "sessions/",
        "email/",
        "password/change/",
        "name/",
        "delete/",
        "logout/",
    ):
        well(f"/accounts/{address}")
    tab.get_by_role("button", name="Sign out").click()
    sign_in(tab, site.email, site.password)
    well()
    assert cast(Any, tab).problems == []
    context.close()


def test_a_save_that_outlived_its_session_is_completed_by_password_and_passkey(
    visitor: BrowserContext, site: trial.Trial
) -> None:
    made = (
        "from content.people.models import User; "
        f"User.objects.create_user('ben@example.org', {PASSWORD!r}, display_name='Ben', role='editor')"
    )
    assert trial.manage(site.folder, "shell", "--verbosity=0", f"--command={made}").returncode == 0
    tab = watched(visitor.new_page())
    passkeys = visitor.new_cdp_session(tab)
    passkeys.send("WebAuthn.enable")
    passkeys.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    sign_in(tab, "ben@example.org")
    tab.goto("/accounts/2fa/passkeys/add/")
    tab.get_by_role("button", name="Make the passkey").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Recovery codes")

    tab.goto("/admin/pages/country/add/")
    tab.locator("[name=title]").fill("Utopia")
    visitor.clear_cookies(name="sessionid")
    tab.get_by_role("button", name="Save", exact=True).click()
    tab.get_by_label("E-mail").fill("ben@example.org")
    tab.get_by_label("Password").fill(PASSWORD)
    tab.get_by_role("button", name="Sign in and save").click()
    expect(tab.get_by_text("the password is right")).to_be_visible()
    tab.get_by_role("button", name="Use a passkey").click()
    expect(tab.get_by_text("Utopia").first).to_be_visible()
    expect(tab.get_by_text("is saved as revision")).to_be_visible()
