"""The pages for reviewing, scheduling and publishing in a browser: accessible, narrow, without script."""

import os
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext
from pytest_django.live_server_helper import LiveServer

from content.editorial.actions.deleting import delete_draft
from content.editorial.actions.publishing import Terms, publish_reviewed
from content.editorial.actions.review import RemarkDraft, request_changes, submit
from content.editorial.actions.scheduling import schedule_publication
from content.editorial.models import Draft, Schedule
from content.editorial.queries.naming import desk_address
from content.library.actions import publish
from content.library.models import Edition
from content.people.models import User
from content.people.roles import Role
from tests.editorial.reviewing import edited, written_by
from tests.editorial.test_desk_in_browser import signed_in
from tests.factories import make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
BEFORE = (
    "Ten members met in Geneva, and signed an agreement that had been drafted since the summer of that year."
)
AFTER = BEFORE.replace("Ten", "Twelve") + " It plays a pivotal role.Then it plays a pivotal role."


def addresses() -> dict[str, str]:
    """Every page of the workflow, with something to say."""
    author: User = make_user(role=Role.AUTHOR, display_name="Ana Ferreira")
    editor: User = make_user(role=Role.EDITOR, display_name="Ben Okafor")
    page = written_by(author, title="Defense Diplomacy and the Instruments of Peace", body=BEFORE)
    publish(page=page, by=None)
    edited(page, author, body=AFTER)
    submit(page=page, by=author, reviewer=editor)
    sent_back = written_by(author, title="Sent back", body=BEFORE)
    submit(page=sent_back, by=author)
    remarks = [RemarkDraft("Who says so?", "one"), RemarkDraft("The end comes too soon.")]
    request_changes(page=sent_back, by=editor, revision_number=2, remarks=remarks)
    timed = written_by(author, title="Timed", body=BEFORE)
    due = timezone.now() + timedelta(days=2)
    schedule = schedule_publication(
        page=timed, by=editor, due_at=due, revision_number=2, terms=Terms("First edition.")
    )
    bypassed = written_by(editor, title="Bypassed", body=BEFORE)
    publish_reviewed(page=bypassed, by=editor, note="New.", reason_for_bypass="A wrong date was public.")
    edited(bypassed, editor, body=AFTER)
    publish_reviewed(page=bypassed, by=editor, note="Better.", reason_for_bypass="A wrong name was public.")
    deleted = delete_draft(page=written_by(editor, title="Deleted", body=BEFORE), by=editor)
    return {
        "review": desk_address(page, "review"),
        "publish": desk_address(page, "publish"),
        "take back": desk_address(page, "take_back"),
        "schedule": desk_address(page, "schedule"),
        "schedule withdrawal": desk_address(page, "schedule_withdrawal"),
        "submit": desk_address(sent_back, "submit"),
        "sent back": desk_address(sent_back),
        "timed": desk_address(timed),
        "cancel": desk_address(timed, "cancel_schedule", schedule.pk),
        "second review": desk_address(bypassed, "second_review", 2),
        "reviewed": desk_address(bypassed, "reviewed"),
        "discard": desk_address(page, "discard"),
        "restore": desk_address(page, "restore", 1),
        "delete": desk_address(sent_back, "delete"),
        "share": desk_address(sent_back, "share"),
        "withdraw": desk_address(bypassed, "withdraw"),
        "recover": reverse("admin:editorial_deletedpage_recover", args=[deleted.pk]),
        "deleted pages": reverse("admin:editorial_deletedpage_changelist"),
        "log": reverse("admin:editorial_logentry_changelist"),
        "publications": reverse("admin:library_publication_changelist"),
        "edition": reverse("admin:library_edition_change", args=[Edition.objects.latest("pk").pk]),
        "queue": reverse("admin:queue", args=["second-review"]),
        "notes that wait": reverse("notes_waiting"),
    }


@pytest.fixture
def plain(browser: Browser, live_server: LiveServer) -> Iterator[BrowserContext]:
    """A narrow window without script."""
    context = signed_in(
        browser, live_server, viewport={"width": 390, "height": 844}, java_script_enabled=False
    )
    yield context
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_accessible_and_fits_a_narrow_window(
    browser: Browser, live_server: LiveServer, scheme: Any
) -> None:
    context = signed_in(browser, live_server, viewport={"width": 390, "height": 844}, color_scheme=scheme)
    tab = context.new_page()
    for name, address in addresses().items():
        answer = tab.goto(address)
        assert (name, answer.status if answer else 0) == (name, 200)
        found = Axe().run(tab, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]})
        assert (name, [found.response["violations"]]) == (name, [[]]), found.generate_report()
        assert (name, tab.evaluate("document.documentElement.scrollWidth")) == (name, 390)
    context.close()


def test_a_draft_is_sent_back_and_scheduled_without_script(plain: BrowserContext) -> None:
    found = addresses()
    tab = plain.new_page()
    tab.goto(found["review"])
    tab.get_by_label("On the whole page").fill("Say who signed it.")
    tab.get_by_role("button", name="Request changes").click()
    assert set(Draft.objects.values_list("state", flat=True)) == {"changes_requested"}
    assert "1 open remark," in tab.locator(".next-step").inner_text()
    tab.goto(found["schedule"])
    day = timezone.now().date() + timedelta(days=3)
    tab.get_by_label("Day").fill(day.isoformat())
    tab.get_by_label("Time, in UTC").fill("09:30")
    tab.get_by_label("What changed").fill("The number of members.")
    tab.get_by_role("button", name="Schedule").click()
    assert "09:30 UTC" in tab.locator(".next-step").inner_text()
    assert Schedule.objects.filter(standing="waiting").count() == 2
