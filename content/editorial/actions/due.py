"""Doing what was scheduled and is due: each once, whoever else does it at the same time."""

import logging
from dataclasses import dataclass
from datetime import datetime

from django.db import OperationalError, transaction
from django.utils import timezone

from content.editorial.actions.log import record_act
from content.editorial.actions.publishing import PublishingRefused, Terms, publish_reviewed
from content.editorial.models import Act, LogEntry, Schedule
from content.library.actions import NotPublishable, NotPublished, ReasonMissing, SuccessorMissing, withdraw
from content.pages.models import Page, Revision
from content.people.roles import who_may

logger = logging.getLogger(__name__)
_REFUSALS = (NotPublishable, PublishingRefused, NotPublished, ReasonMissing, SuccessorMissing)
_BROKEN = (
    "An unexpected error stopped it ({}). Dismiss this and set a new time; if it fails again, ask "
    "whoever runs the server, whose log says more."
)


@dataclass(frozen=True)
class Ran:
    """One schedule that was due, and why it could not be done; "" where it was."""

    schedule: Schedule
    failure: str


class SentBack(PublishingRefused):
    """A reviewer requested changes of the revision after its publication had been scheduled."""


class MakerMayNot(PublishingRefused):
    """Who scheduled it has lost the right to do it."""


def run_due(*, at: datetime | None = None) -> list[Ran]:
    """Everything that is due, the longest overdue first; what another process does meanwhile is left out.

    Each stands in a transaction of its own, so that one failure stops no other.
    """
    due = Schedule.objects.filter(standing=Schedule.Standing.WAITING, due_at__lte=at or timezone.now())
    keys = list(due.order_by("due_at", "pk").values_list("pk", flat=True))
    return [ran for key in keys if (ran := _run(key, at or timezone.now())) is not None]


def _run(key: int, at: datetime) -> Ran | None:
    try:
        with transaction.atomic():
            schedule = _claimed(key, at)
            if schedule is None:
                return None
            _do(schedule, at)
    except _REFUSALS as refusal:
        return _failed(key, str(refusal), at)
    except OperationalError:
        raise  # the database is away or busy: nothing was done, and the next run finds it waiting
    except Exception as error:
        logger.exception("Schedule %s failed", key)
        return _failed(key, _BROKEN.format(type(error).__name__), at)
    return Ran(schedule, "")


def _claimed(key: int, at: datetime) -> Schedule | None:
    """The schedule, if it still waits: now it is done, unless this transaction comes to nothing.

    The page is locked first, as everything that publishes does it, so that nobody waits in a circle.
    """
    page = Page.objects.select_for_update().filter(pk__in=Schedule.objects.filter(pk=key).values("page"))
    if not list(page):
        return None
    claimed = Schedule.objects.filter(pk=key, standing=Schedule.Standing.WAITING, due_at__lte=at).update(
        standing=Schedule.Standing.DONE, ended_at=at
    )
    return Schedule.objects.select_related("page", "made_by").get(pk=key) if claimed else None


def _do(schedule: Schedule, at: datetime) -> None:
    page, by = schedule.page, schedule.made_by
    if schedule.what == Schedule.What.WITHDRAW:
        if not by.may("withdraw"):
            raise MakerMayNot(f"{by}, who scheduled it, may not withdraw: that is for {who_may('withdraw')}.")
        successor = Page.objects.filter(pk=schedule.terms.get("superseded_by")).first()
        withdraw(page=page, by=by, at=at, **{**schedule.terms, "superseded_by": successor})
        return
    revision = Revision.objects.filter(page=page, number=schedule.revision_number or 0).first()
    if revision is None:
        raise PublishingRefused(f"There is no revision {schedule.revision_number}.")
    if (by_name := _sent_back_by(schedule)) is not None:
        raise SentBack(f"{by_name} requested changes of revision {revision.number} after this was scheduled.")
    publish_reviewed(page=page, by=by, revision=revision, at=at, **Terms.read(schedule.terms).arguments())


def _sent_back_by(schedule: Schedule) -> str | None:
    """Who had the last word about the revision since it was scheduled, where that was to request changes."""
    acts = LogEntry.objects.filter(page=schedule.page_id).order_by("-pk")
    scheduled = acts.filter(
        act__in=(Act.SCHEDULED, Act.SCHEDULE_MOVED),
        detail__schedule=schedule.pk,
    )
    decisions = acts.filter(
        revision_number=schedule.revision_number, act__in=(Act.APPROVED, Act.CHANGES_REQUESTED)
    )
    last = decisions.filter(pk__gt=scheduled.values_list("pk", flat=True).first() or 0).first()
    return last.by_name if last and last.act == Act.CHANGES_REQUESTED else None


@transaction.atomic
def _failed(key: int, failure: str, at: datetime) -> Ran | None:
    """Keep the failure where editors see it; None where another process has ended the schedule meanwhile."""
    ended = Schedule.objects.filter(pk=key, standing=Schedule.Standing.WAITING).update(
        standing=Schedule.Standing.FAILED, ended_at=at, failure=failure
    )
    if not ended:
        return None
    schedule = Schedule.objects.select_related("page", "made_by").get(pk=key)
    record_act(
        page=schedule.page,
        act=Act.SCHEDULE_FAILED,
        by=schedule.made_by,
        at=at,
        revision_number=schedule.revision_number,
        note=failure,
        detail={"schedule": key, "what": schedule.what, "due_at": schedule.due_at.isoformat()},
    )
    return Ran(schedule, failure)
