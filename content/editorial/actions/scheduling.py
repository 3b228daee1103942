"""Setting a time at which one revision is published, or a page withdrawn: an act with a state of its own."""

from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from content.editorial.actions.log import record_act
from content.editorial.actions.publishing import Terms, check_terms
from content.editorial.models import Act, Schedule
from content.editorial.queries.schedules import in_utc
from content.library.actions import NotPublishable, NotPublished, ReasonMissing
from content.library.models import Publication
from content.library.publishing.checks import reasons_against
from content.pages.models import Page, Revision
from content.people.models import User
from content.people.roles import who_may

_VERBS = {Schedule.What.PUBLISH.value: "publish", Schedule.What.WITHDRAW.value: "withdraw"}


# What becomes of a publication that waits when its page is saved
MOVE: Final = "move"
CANCEL: Final = "cancel"


class ScheduleRefused(Exception):
    """The schedule is not made, moved or canceled; it says why in a sentence."""


@transaction.atomic
def schedule_publication(
    *,
    page: Page,
    by: User,
    due_at: datetime,
    revision_number: int,
    terms: Terms,
    at: datetime | None = None,
) -> Schedule:
    """Set when the revision that was looked at is published; it must be the latest, and reviewed by now.

    Raises ScheduleRefused, NotReviewed, PublishingRefused and NotPublishable.
    """
    at = at or timezone.now()
    _check(page, Schedule.What.PUBLISH, by, due_at, at)
    latest = Revision.objects.latest_of(page)
    if latest is None or latest.number != revision_number:
        raise ScheduleRefused(
            f"Not scheduled: revision {latest.number if latest else 0} was saved after you had opened "
            f"revision {revision_number}. Look again, then schedule."
        )
    check_terms(page=page, by=by, revision=latest, terms=terms)
    if reasons := reasons_against(latest.taken):
        raise NotPublishable(page, reasons)
    return _made(
        Schedule(
            page=page, what=Schedule.What.PUBLISH, revision_number=revision_number, terms=terms.arguments()
        ),
        by=by,
        due_at=due_at,
        at=at,
        note=terms.note,
    )


@transaction.atomic
def schedule_withdrawal(
    *, page: Page, by: User, due_at: datetime, terms: dict[str, Any], at: datetime | None = None
) -> Schedule:
    """Set when the page is withdrawn; `terms` are the arguments of `library.actions.withdraw`.

    Raises ScheduleRefused, ReasonMissing and NotPublished.
    """
    at = at or timezone.now()
    _check(page, Schedule.What.WITHDRAW, by, due_at, at)
    if not str(terms.get("reason", "")).strip():
        raise ReasonMissing(page)
    if not Publication.objects.public().filter(page=page).exists():
        raise NotPublished(page)
    successor = terms.get("superseded_by")
    stored = {**terms, "superseded_by": successor.pk if successor else None}
    schedule = Schedule(page=page, what=Schedule.What.WITHDRAW, terms=stored)
    return _made(schedule, by=by, due_at=due_at, at=at, note=terms["reason"])


@transaction.atomic
def cancel_schedule(*, schedule: Schedule, by: User, at: datetime | None = None) -> Schedule:
    """Cancel what waits, or dismiss what failed. Raises ScheduleRefused."""
    at = at or timezone.now()
    _check_right(schedule.what, by)
    page = Page.objects.select_for_update().get(pk=schedule.page_id)
    open_ones = (Schedule.Standing.WAITING, Schedule.Standing.FAILED)
    changed = Schedule.objects.filter(pk=schedule.pk, standing__in=open_ones).update(
        standing=Schedule.Standing.CANCELLED, ended_at=at, failure=""
    )
    schedule.refresh_from_db()
    if not changed:
        raise ScheduleRefused(f"Not canceled: it is {schedule.get_standing_display().lower()} already.")
    _record(Act.SCHEDULE_CANCELLED, schedule, page, by=by, at=at)
    return schedule


@transaction.atomic
def move_schedule(
    *,
    schedule: Schedule,
    revision: Revision,
    by: User,
    reason_for_bypass: str = "",
    at: datetime | None = None,
) -> Schedule:
    """Bind a waiting publication to a newer revision. Its review is asked for when it runs.

    Without a reason it is published only if someone else has approved the revision by then.
    Raises ScheduleRefused.
    """
    at = at or timezone.now()
    _check_right(schedule.what, by)
    page = Page.objects.select_for_update().get(pk=schedule.page_id)
    if reason_for_bypass and not by.may("publish unreviewed"):
        raise ScheduleRefused(f"Publishing without second review is for {who_may('publish unreviewed')}.")
    terms = {**schedule.terms, "reason_for_bypass": reason_for_bypass.strip()}
    moved = Schedule.objects.filter(
        pk=schedule.pk, standing=Schedule.Standing.WAITING, what=Schedule.What.PUBLISH
    ).update(revision_number=revision.number, terms=terms, made_by=by)
    before = schedule.revision_number
    schedule.refresh_from_db()
    if not moved:
        raise ScheduleRefused(f"Not moved: it is {schedule.get_standing_display().lower()} already.")
    note = f"From revision {before} to revision {revision.number}."
    _record(Act.SCHEDULE_MOVED, schedule, page, by=by, at=at, note=note)
    return schedule


@transaction.atomic(savepoint=False)  # it is part of the act
def lead_schedule(
    *, schedule: Schedule, choice: str, revision: Revision, by: User, reason_for_bypass: str = ""
) -> None:
    """What was chosen for a waiting publication when its page was saved; otherwise it stays as it was set.

    Raises ScheduleRefused where it was done or canceled meanwhile.
    """
    if choice == MOVE:
        move_schedule(schedule=schedule, revision=revision, by=by, reason_for_bypass=reason_for_bypass)
    elif choice == CANCEL:
        cancel_schedule(schedule=schedule, by=by)


def end_schedule(*, schedule: Schedule, page: Page, by: User | None, why: str, at: datetime) -> None:
    """Cancel what waits because something else happened to its page."""
    schedule.standing, schedule.ended_at = Schedule.Standing.CANCELLED, at
    schedule.save(update_fields=["standing", "ended_at"])
    _record(Act.SCHEDULE_CANCELLED, schedule, page, by=by, at=at, note=why)


def _check(page: Page, what: str, by: User, due_at: datetime, at: datetime) -> None:
    """Whether it may be scheduled at all; locks the page."""
    _check_right(what, by)
    if due_at <= at:
        raise ScheduleRefused(f"{in_utc(due_at)} is past; it is {in_utc(at)} now.")
    Page.objects.select_for_update().get(pk=page.pk)
    waiting = Schedule.objects.filter(page=page, what=what, standing=Schedule.Standing.WAITING).first()
    if waiting is not None:
        raise ScheduleRefused(f"It is scheduled for {in_utc(waiting.due_at)} already: cancel that first.")


def _check_right(what: str, by: User) -> None:
    verb = _VERBS[what]
    if not by.may(verb):
        raise ScheduleRefused(f"This is for {who_may(verb)}.")


def _made(schedule: Schedule, *, by: User, due_at: datetime, at: datetime, note: str) -> Schedule:
    schedule.due_at, schedule.made_by, schedule.made_at = due_at, by, at
    schedule.save(force_insert=True)
    _record(Act.SCHEDULED, schedule, schedule.page, by=by, at=at, note=note)
    return schedule


def _record(
    act: Act, schedule: Schedule, page: Page, *, by: User | None, at: datetime, note: str = ""
) -> None:
    record_act(
        page=page,
        act=act,
        by=by,
        at=at,
        revision_number=schedule.revision_number,
        note=note,
        detail={"schedule": schedule.pk, "what": schedule.what, "due_at": schedule.due_at.isoformat()},
    )
