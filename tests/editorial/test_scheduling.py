"""What is scheduled happens once, at its time or as soon as the site runs again, or tells why it did not."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command

from content.editorial.actions.due import run_due
from content.editorial.actions.publishing import NotReviewed, PublishingRefused, Terms
from content.editorial.actions.review import RemarkDraft, approve, request_changes, submit
from content.editorial.actions.scheduling import (
    ScheduleRefused,
    cancel_schedule,
    move_schedule,
    schedule_publication,
    schedule_withdrawal,
)
from content.editorial.models import LogEntry, Schedule, SecondReview
from content.editorial.queries.next_step import next_step
from content.library.actions import NotPublishable, NotPublished, ReasonMissing, publish
from content.library.models import Edition, Publication
from content.pages.models import Page
from content.people.models import User
from content.people.roles import Role
from tests.editorial.reviewing import AT as NOW
from tests.editorial.reviewing import edited, logged, written_by
from tests.factories import make_article, make_user, section

pytestmark = pytest.mark.django_db
DUE = datetime(2026, 12, 3, 9, 0, tzinfo=UTC)
TERMS = Terms("New.")


def scheduled(
    page: Page, by: User, number: int = 2, terms: Terms = TERMS, due_at: datetime = DUE
) -> Schedule:
    return schedule_publication(page=page, by=by, due_at=due_at, revision_number=number, terms=terms, at=NOW)


def test_a_revision_is_published_at_its_time_once_and_by_whom_scheduled_it(ana: User, ben: User) -> None:
    page = written_by(ana)
    schedule = scheduled(page, ben, terms=Terms("A name.", correction="typo"))
    assert run_due(at=DUE - timedelta(seconds=1)) == []
    assert [ran.failure for ran in run_due(at=DUE)] == [""]
    assert run_due(at=DUE) == []
    edition = Edition.objects.get()
    assert (edition.revision_number, edition.note, edition.correction, edition.published_by) == (
        *(2, "A name."),
        *("typo", ben),
    )
    schedule.refresh_from_db()
    assert (schedule.standing, schedule.ended_at) == ("done", DUE)
    assert [act for act, _, _ in logged(page)] == ["scheduled", "approved", "published"]


def test_what_is_late_after_a_down_time_is_published_in_order_and_says_when_it_was_due(
    ana: User, ben: User
) -> None:
    first, second = written_by(ana), written_by(ana)
    scheduled(second, ben, due_at=DUE + timedelta(minutes=5))
    scheduled(first, ben)
    late = DUE + timedelta(hours=7)
    assert [ran.schedule.page_id for ran in run_due(at=late)] == [first.pk, second.pk]
    assert set(Edition.objects.values_list("published_at", "note")) == {(late, "New.")}
    entry = LogEntry.objects.get(page=first, act="published")
    assert entry.note == "New.\n\nIt was scheduled for 3 December 2026, 09:00 UTC, and is late."


@pytest.mark.parametrize("minutes", [0, -1])
def test_a_time_that_is_not_ahead_is_refused(ana: User, ben: User, minutes: int) -> None:
    with pytest.raises(ScheduleRefused, match=r"1 December 2026, 0\d:\d\d UTC is past"):
        scheduled(written_by(ana), ben, due_at=NOW + timedelta(minutes=minutes))


def test_only_the_latest_revision_is_scheduled_and_only_once(ana: User, ben: User) -> None:
    page = written_by(ana)
    with pytest.raises(ScheduleRefused, match="revision 2 was saved after you had opened revision 1"):
        scheduled(page, ben, number=1)
    scheduled(page, ben)
    with pytest.raises(ScheduleRefused, match="scheduled for 3 December 2026, 09:00 UTC already"):
        scheduled(page, ben)


def test_what_cannot_be_published_now_is_not_scheduled(ana: User, ben: User) -> None:
    with pytest.raises(ScheduleRefused, match="for an editor or a chief editor"):
        scheduled(written_by(None), ana)
    with pytest.raises(NotReviewed):
        scheduled(written_by(ben), ben)
    with pytest.raises(NotPublishable, match="Say what changed"):
        scheduled(written_by(ana), ben, terms=Terms(" "))
    with pytest.raises(NotPublishable, match="no text"):
        scheduled(written_by(ana, body=" "), ben)
    page = make_article()
    publish(page=page, by=None)
    with pytest.raises(PublishingRefused, match="Nothing has changed"):
        scheduled(page, ben, number=1)
    assert not Schedule.objects.exists()


def test_an_approval_that_is_taken_away_again_makes_the_schedule_fail_where_editors_see_it(
    ana: User, ben: User
) -> None:
    page = written_by(ben)
    chief = make_user(role=Role.CHIEF_EDITOR, display_name="Cleo")
    submit(page=page, by=ben)
    approve(page=page, by=chief, revision_number=2)
    schedule = scheduled(page, ben)
    request_changes(page=page, by=chief, revision_number=2, remarks=[RemarkDraft("Wait.")])
    (ran,) = run_due(at=DUE)
    assert ran.failure == "Cleo requested changes of revision 2 after this was scheduled."
    schedule.refresh_from_db()
    assert (schedule.standing, schedule.failure, schedule.ended_at) == ("failed", ran.failure, DUE)
    assert not Edition.objects.exists()
    assert LogEntry.objects.get(act="schedule_failed").note == ran.failure
    cancel_schedule(schedule=schedule, by=ben)
    assert (schedule.standing, schedule.failure) == ("cancelled", "")


@pytest.mark.parametrize("own", [True, False])
def test_what_a_reviewer_sent_back_after_it_was_scheduled_is_not_published(
    ana: User, ben: User, own: bool
) -> None:
    """Though who scheduled it wrote none of it, or gave a reason not to wait."""
    page, chief = written_by(ben if own else ana), make_user(role=Role.CHIEF_EDITOR, display_name="Cleo")
    submit(page=page, by=ana)
    schedule_publication(
        page=page,
        by=ben,
        due_at=DUE,
        revision_number=2,
        terms=Terms("New.", reason_for_bypass="An embargo." if own else ""),
    )
    request_changes(page=page, by=chief, revision_number=2, remarks=[RemarkDraft("This is wrong.")])
    assert "Cleo requested changes since" in next_step(page, ben).sentence
    (ran,) = run_due(at=DUE)
    assert ran.failure == "Cleo requested changes of revision 2 after this was scheduled."
    assert not Edition.objects.exists()
    assert not LogEntry.objects.filter(act="approved").exists()
    cancel_schedule(schedule=ran.schedule, by=ben)
    again = DUE + timedelta(days=1)
    schedule_publication(
        page=page, by=ben, due_at=again, revision_number=2, terms=Terms("New.", reason_for_bypass="Still.")
    )
    assert [ran.failure for ran in run_due(at=again)] == [""]  # who schedules it now knows of the remarks


def test_changes_that_were_requested_and_then_approved_do_not_stop_it(ana: User, ben: User) -> None:
    page, chief = written_by(ana), make_user(role=Role.CHIEF_EDITOR)
    submit(page=page, by=ana)
    scheduled(page, ben)
    request_changes(page=page, by=chief, revision_number=2, remarks=[RemarkDraft("This is wrong.")])
    approve(page=page, by=chief, revision_number=2)
    assert "requested changes" not in next_step(page, ben).sentence
    assert [ran.failure for ran in run_due(at=DUE)] == [""]


def test_an_approval_holds_for_its_revision_when_newer_ones_follow(ana: User, ben: User) -> None:
    page = written_by(ben)
    submit(page=page, by=ben)
    approve(page=page, by=make_user(role=Role.EDITOR), revision_number=2)
    scheduled(page, ben)
    edited(page, ben, body="Not yet.")
    assert [ran.failure for ran in run_due(at=DUE)] == [""]
    assert Edition.objects.get().text == "One\nA text."


def test_who_lost_the_right_meanwhile_publishes_nothing(ana: User, ben: User) -> None:
    scheduled(written_by(ana), ben)
    User.objects.filter(pk=ben.pk).update(role=Role.AUTHOR)
    (ran,) = run_due(at=DUE)
    assert ran.failure == "Publishing is for an editor or a chief editor."


def test_one_failure_stops_no_other(ana: User, ben: User) -> None:
    broken, whole = written_by(ana), written_by(ana)
    scheduled(broken, ben)
    scheduled(whole, ben)
    Schedule.objects.filter(page=broken).update(terms={"unknown": 1})
    assert [bool(ran.failure) for ran in run_due(at=DUE)] == [True, False]
    assert Edition.objects.get().page_id == whole.pk


def test_a_bypass_is_asked_for_when_scheduling_and_leads_to_a_second_review(ben: User) -> None:
    scheduled(written_by(ben), ben, terms=Terms("New.", reason_for_bypass="An embargo ends."))
    run_due(at=DUE)
    assert SecondReview.objects.get().reason == "An embargo ends."


def test_a_withdrawal_is_scheduled_with_its_reason_and_done(ben: User) -> None:
    page = make_article()
    with pytest.raises(NotPublished):
        schedule_withdrawal(page=page, by=ben, due_at=DUE, terms={"reason": "Old."}, at=NOW)
    publish(page=page, by=None)
    with pytest.raises(ReasonMissing):
        schedule_withdrawal(page=page, by=ben, due_at=DUE, terms={"reason": " "}, at=NOW)
    schedule_withdrawal(page=page, by=ben, due_at=DUE, terms={"reason": "Old."}, at=NOW)
    run_due(at=DUE)
    publication = Publication.objects.get()
    assert (publication.state, publication.reason, publication.withdrawn_by) == ("withdrawn", "Old.", ben)
    assert Schedule.objects.get().standing == "done"


def test_what_is_canceled_does_not_happen_and_is_canceled_once(ana: User, ben: User) -> None:
    schedule = scheduled(written_by(ana), ben)
    with pytest.raises(ScheduleRefused, match="for an editor"):
        cancel_schedule(schedule=schedule, by=ana)
    cancel_schedule(schedule=schedule, by=ben)
    assert run_due(at=DUE) == []
    with pytest.raises(ScheduleRefused, match="canceled already"):
        cancel_schedule(schedule=schedule, by=ben)


def test_a_schedule_goes_with_a_newer_revision_and_still_asks_for_its_review(ana: User, ben: User) -> None:
    page = written_by(ana)
    schedule = scheduled(page, ben)
    newer = edited(page, ben, body="Better.")
    with pytest.raises(ScheduleRefused, match="for an editor"):
        move_schedule(schedule=schedule, revision=newer, by=ana)
    move_schedule(schedule=schedule, revision=newer, by=ben)
    assert LogEntry.objects.get(act="schedule_moved").note == "From revision 2 to revision 3."
    submit(page=page, by=ben)
    approve(page=page, by=make_user(role=Role.EDITOR), revision_number=3)
    assert [ran.failure for ran in run_due(at=DUE)] == [""]
    assert Edition.objects.get().revision_number == 3


def test_a_moved_schedule_that_nobody_reviewed_fails_unless_a_reason_was_given(ana: User, ben: User) -> None:
    pages = [written_by(ana), written_by(ana)]
    for page, reason in zip(pages, ["", "A wrong name."], strict=True):
        schedule = scheduled(page, ben)
        newer = edited(page, ben, body="Better.")
        move_schedule(schedule=schedule, revision=newer, by=ben, reason_for_bypass=reason)
    assert [bool(ran.failure) for ran in run_due(at=DUE)] == [True, False]


def test_an_unexpected_error_is_kept_with_what_to_do(ana: User, ben: User) -> None:
    page = make_article(title="Due", sections=[section("One", "A text.")])
    publish(page=page, by=None)
    set_then = schedule_withdrawal(page=page, by=ben, due_at=DUE, terms={"reason": "Old."}, at=NOW)
    Schedule.objects.filter(pk=set_then.pk).update(terms={"whim": ""})
    (ran,) = run_due(at=DUE)
    assert ran.failure == (
        "An unexpected error stopped it (TypeError). Dismiss this and set a new time; if it fails again, "
        "ask whoever runs the server, whose log says more."
    )


def test_the_command_tells_what_it_did_and_its_status_whether_all_went_well(
    ana: User, ben: User, capsys: pytest.CaptureFixture[str]
) -> None:
    page = make_article(title="Due", sections=[section("One", "A text.")])
    scheduled(page, ben, number=1)
    Schedule.objects.update(due_at=NOW - timedelta(days=365))
    call_command("publish_due")
    assert capsys.readouterr().out == "article/due: publish, due 1 December 2025, 09:00 UTC: done\n"
    call_command("publish_due")
    assert capsys.readouterr().out == ""
    withdrawn = schedule_withdrawal(page=page, by=ben, due_at=DUE, terms={"reason": "Old."}, at=NOW)
    Schedule.objects.filter(pk=withdrawn.pk).update(due_at=NOW - timedelta(days=365), terms={"reason": ""})
    with pytest.raises(CommandError, match="1 of 1 failed") as failure:
        call_command("publish_due")
    assert failure.value.returncode == 1
    assert "Say why the page is withdrawn" in capsys.readouterr().err
