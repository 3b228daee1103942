"""Setting a time in the browser, and editing a page whose publication waits."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from content.editorial.actions.due import run_due
from content.editorial.actions.publishing import Terms
from content.editorial.actions.scheduling import schedule_publication
from content.editorial.models import LogEntry, Schedule
from content.editorial.queries.naming import desk_address
from content.library.actions import publish, withdraw
from content.library.models import Edition, Publication
from content.pages.models import Page, Revision
from content.people.models import User
from content.people.roles import Role
from tests.editorial.desk_forms import errors_of, fields_of, shown
from tests.editorial.reviewing import written_by
from tests.factories import make_user

pytestmark = pytest.mark.django_db
DUE = datetime(2031, 12, 3, 9, 0, tzinfo=UTC)
FORM = {"day": "2031-12-03", "time": "09:00", "note": "New.", "seen_revision": "2"}


@pytest.fixture
def ben() -> User:
    return make_user(role=Role.EDITOR, display_name="Ben")


@pytest.fixture
def desk(ben: User) -> Client:
    client = Client()
    client.force_login(ben)
    return client


@pytest.fixture
def page() -> Page:
    return written_by(make_user(role=Role.AUTHOR, display_name="Ana"), title="An article")


@pytest.fixture
def waiting(page: Page, ben: User) -> Schedule:
    return schedule_publication(page=page, by=ben, due_at=DUE, revision_number=2, terms=Terms("New."))


def test_a_time_is_set_in_utc_and_told_everywhere(desk: Client, page: Page) -> None:
    address = desk_address(page, "schedule")
    assert "UTC" in desk.get(address).content.decode()
    answer = desk.post(address, FORM, follow=True)
    assert (
        errors_of(answer).count("Revision 2 will be published on 3 December 2031, 09:00 UTC (set by Ben).")
        == 1
    )
    assert Schedule.objects.get().due_at == DUE
    for view in ("change", "publish"):
        assert (
            "published on 3 December 2031, 09:00 UTC" in desk.get(desk_address(page, view)).content.decode()
        )
    assert desk.post(address, FORM).status_code == 422  # a double click
    assert Schedule.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"day": "2020-01-01"}, "1 January 2020, 09:00 UTC is past"),
        ({"day": "soon"}, "Enter a valid date."),
        ({"time": ""}, "This field is required."),
        ({"seen_revision": "1"}, "revision 2 was saved after you had opened revision 1"),
        ({"note": " "}, "Say what changed"),
    ],
)
def test_what_is_wrong_with_a_schedule_is_told_and_nothing_is_set(
    desk: Client, page: Page, changed: dict[str, str], told: str
) -> None:
    answer = desk.post(desk_address(page, "schedule"), {**FORM, **changed})
    assert (answer.status_code, told in errors_of(answer)) == (422, True)
    assert not Schedule.objects.exists()


def test_after_another_save_the_same_words_are_sent_again(desk: Client, page: Page) -> None:
    address = desk_address(page, "schedule")
    answer = desk.post(address, {**FORM, "seen_revision": "1"})
    again = fields_of(answer.content.decode(), "")
    assert again.pop("opened_by")
    assert again == FORM
    assert desk.post(address, again).status_code == 302
    assert Schedule.objects.get().terms["note"] == "New."


def test_own_work_is_scheduled_only_with_a_reason(desk: Client, ben: User) -> None:
    page = written_by(ben)
    address = desk_address(page, "schedule")
    answer = desk.post(address, FORM)
    assert "Say why it cannot wait for a second review." in errors_of(answer)
    assert desk.post(address, {**FORM, "reason_for_bypass": "An embargo."}).status_code == 302


def test_a_schedule_is_canceled_on_a_page_that_says_what_would_not_happen(
    desk: Client, page: Page, waiting: Schedule
) -> None:
    address = desk_address(page, "cancel_schedule", waiting.pk)
    assert "3 December 2031, 09:00 UTC" in desk.get(address).content.decode()
    author = Client()
    author.force_login(make_user(role=Role.AUTHOR))
    assert (author.get(address).status_code, author.post(address).status_code) == (403, 403)
    other = written_by(None)
    assert desk.post(desk_address(other, "cancel_schedule", waiting.pk)).status_code == 404
    desk.post(address)
    assert "canceled already" in desk.get(address).content.decode()
    waiting.refresh_from_db()
    assert waiting.standing == "cancelled"


def test_a_failure_is_told_on_the_page_until_it_is_dismissed(
    desk: Client, page: Page, waiting: Schedule
) -> None:
    Schedule.objects.update(terms={"note": ""})
    run_due(at=DUE)
    assert "was to be published on 3 December 2031" in desk.get(desk_address(page)).content.decode()
    answer = desk.post(desk_address(page, "cancel_schedule", waiting.pk))
    assert errors_of(answer) == "It is dismissed."
    assert "was to be published" not in desk.get(desk_address(page)).content.decode()


def save(desk: Client, page: Page, body: str, **chosen: str) -> int:
    fields = shown(desk, desk_address(page))
    assert fields.get("schedule_choice", "") == ""  # nothing is chosen beforehand
    status: int = desk.post(desk_address(page), {**fields, "sections-0-body": body, **chosen}).status_code
    return status


def test_a_save_that_changes_something_must_say_what_becomes_of_the_schedule(
    desk: Client, page: Page, waiting: Schedule
) -> None:
    assert "Keep publishing revision 2 then" in desk.get(desk_address(page)).content.decode()
    fields = {**shown(desk, desk_address(page)), "sections-0-body": "Other words."}
    answer = desk.post(desk_address(page), fields)
    assert answer.status_code == 200
    assert "say what becomes of the publication that is scheduled" in errors_of(answer)
    assert "Other words.</textarea>" in answer.content.decode()
    assert (Revision.objects.filter(page=page).count(), Page.objects.get(pk=page.pk).version) == (2, 0)
    assert save(desk, page, "Other words.", schedule_choice="sideways") == 200
    assert Revision.objects.filter(page=page).count() == 2


def test_a_save_without_a_change_asks_nothing(desk: Client, page: Page, waiting: Schedule) -> None:
    assert save(desk, page, "A text.") == 302


@pytest.mark.parametrize(
    ("choice", "number", "standing"),
    [("keep", 2, "waiting"), ("move", 3, "waiting"), ("cancel", 2, "cancelled")],
)
def test_the_schedule_does_what_was_chosen(
    desk: Client, page: Page, waiting: Schedule, choice: str, number: int, standing: str
) -> None:
    assert save(desk, page, "Other words.", schedule_choice=choice) == 302
    waiting.refresh_from_db()
    assert (waiting.revision_number, waiting.standing) == (number, standing)
    assert Revision.objects.filter(page=page).count() == 3


def test_a_moved_schedule_with_a_reason_publishes_the_new_version(
    desk: Client, page: Page, waiting: Schedule
) -> None:
    save(desk, page, "Better words.", schedule_choice="move")
    assert (
        "who wrote none of it has to approve it before then." in desk.get(desk_address(page)).content.decode()
    )
    save(desk, page, "Other words.", schedule_choice="move", schedule_reason="A wrong name.")
    assert "to approve it before then" not in desk.get(desk_address(page)).content.decode()
    assert [ran.failure for ran in run_due(at=DUE)] == [""]
    assert Edition.objects.get().text == "One\nOther words."


def test_an_author_edits_on_and_the_schedule_keeps_its_revision(page: Page, waiting: Schedule) -> None:
    author = Client()
    author.force_login(make_user(role=Role.AUTHOR))
    assert 'name="schedule_choice"' not in author.get(desk_address(page)).content.decode()
    forged = {"schedule_choice": "cancel"}
    assert save(author, page, "Other words.", **forged) == 302
    waiting.refresh_from_db()
    assert (waiting.revision_number, waiting.standing) == (2, "waiting")
    assert not LogEntry.objects.filter(act="schedule_cancelled").exists()


def test_what_is_due_soon_is_not_done_early(page: Page, waiting: Schedule) -> None:
    assert run_due(at=timezone.now()) == []
    assert run_due(at=DUE - timedelta(seconds=1)) == []


def test_a_withdrawal_is_scheduled_with_its_terms(desk: Client, page: Page, ben: User) -> None:
    address = desk_address(page, "schedule_withdrawal")
    form = {"day": "2031-12-03", "time": "09:00", "reason": "The figures are old.", "cause": "outdated"}
    assert "nothing to withdraw" in desk.get(address).content.decode()
    assert "is not on the public site" in errors_of(desk.post(address, form))
    publish(page=page, by=None)
    assert desk.post(address, {**form, "day": "2020-01-01"}).status_code == 422
    assert desk.post(address, {**form, "cause": "superseded"}).status_code == 422
    answer = desk.post(address, form, follow=True)
    assert "The page will be withdrawn on 3 December 2031, 09:00 UTC (set by Ben)." in answer.content.decode()
    author = Client()
    author.force_login(make_user(role=Role.AUTHOR))
    assert author.get(address).status_code == 403
    assert [ran.failure for ran in run_due(at=DUE)] == [""]
    publication = Publication.objects.get()
    assert (publication.cause, publication.reason, publication.withdrawn_at) == (
        *("outdated", "The figures are old."),
        DUE,
    )


def test_a_successor_that_was_withdrawn_meanwhile_makes_the_withdrawal_fail(desk: Client, page: Page) -> None:
    successor = written_by(None, title="A successor")
    publish(page=page, by=None)
    publish(page=successor, by=None)
    form = {"day": "2031-12-03", "time": "09:00", "reason": "Old.", "treatment": "redirect"}
    named = {"cause": "superseded", "superseded_by": "A successor"}
    assert desk.post(desk_address(page, "schedule_withdrawal"), {**form, **named}).status_code == 302
    withdraw(page=successor, by=None, reason="Wrong.")
    (ran,) = run_due(at=DUE)
    assert "“A successor” is not on the public site" in ran.failure
    assert Publication.objects.get(page=page).state == "published"


def test_a_control_character_is_refused_by_the_form_and_nothing_is_lost(desk: Client, page: Page) -> None:
    fields = {**shown(desk, desk_address(page)), "sections-0-body": "Some words\x01 more."}
    answer = desk.post(desk_address(page), fields)
    assert "The text has a control character (U+0001) after “Some words”. Delete it" in errors_of(answer)
    assert Revision.objects.filter(page=page).count() == 2
