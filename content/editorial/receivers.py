"""What the desk notes down of every publication and withdrawal, also of those that a command makes."""

from datetime import datetime, timedelta
from typing import Any, Final

from django.dispatch import receiver

from content.editorial.actions.log import record_act
from content.editorial.actions.reviews_due import set_next_review
from content.editorial.actions.scheduling import end_schedule
from content.editorial.models import Act, Draft, Schedule, SecondReview
from content.editorial.queries.schedules import in_utc
from content.editorial.queries.standing import Review, review_of, seen_before
from content.editorial.transitions import TABLE
from content.library.models import Edition, Publication
from content.library.signals import published, withdrawn
from content.pages.models import Page

PAST_THE_DESK: Final = "Published by a command, past the desk."
_LATE: Final = timedelta(minutes=2)


@receiver(published)
def note_publication(
    *, page: Page, edition: Edition, previous: Edition | None, **signal: Any
) -> None:  # inside the transaction of publishing
    """Log the edition, lead its draft back to the beginning, end what was scheduled for it."""
    bypass = _bypass_of(page, edition, previous)
    standings = (Schedule.Standing.DONE, Schedule.Standing.WAITING)
    schedules = Schedule.objects.filter(page=page, what=Schedule.What.PUBLISH, standing__in=standings)
    by_standing = {(schedule.standing, schedule.ended_at): schedule for schedule in schedules}
    schedule = by_standing.get((Schedule.Standing.DONE, edition.published_at))
    detail: dict[str, Any] = {"minor": edition.minor, "correction": edition.correction}
    if schedule is not None:
        detail |= {"schedule": schedule.pk, "due_at": schedule.due_at.isoformat()}
    record_act(
        page=page,
        act=Act.PUBLISHED_UNREVIEWED if bypass else Act.PUBLISHED,
        by=edition.published_by,
        at=edition.published_at,
        states=_draft_ends(page, edition),
        revision_number=edition.revision_number,
        edition_number=edition.number,
        note="\n\n".join(filter(None, [edition.note, bypass, _when(schedule, edition.published_at)])),
        detail=detail,
    )
    if not edition.minor:
        set_next_review(page=page, at=edition.published_at)
    waiting = by_standing.get((Schedule.Standing.WAITING, None))  # there is one at most
    if waiting and (waiting.revision_number or 0) <= edition.revision_number:
        why, at = f"Edition {edition.number} was published before it.", edition.published_at
        end_schedule(schedule=waiting, page=page, by=None, why=why, at=at)


@receiver(withdrawn)
def note_withdrawal(*, page: Page, **signal: Any) -> None:
    """Log the withdrawal and its reason, end what was scheduled for it."""
    publication = Publication.objects.select_related("edition", "withdrawn_by").get(page=page)
    at = publication.withdrawn_at
    if at is None:
        raise RuntimeError(f"“{page}” is said to be withdrawn and is not.")
    record_act(
        page=page,
        act=Act.WITHDRAWN,
        by=publication.withdrawn_by,
        at=at,
        edition_number=publication.edition.number,
        note=publication.reason,
        detail={"cause": publication.cause, "treatment": publication.treatment},
    )
    waiting = Schedule.objects.filter(
        page=page, what=Schedule.What.WITHDRAW, standing=Schedule.Standing.WAITING
    ).first()
    if waiting:
        why = "The page was withdrawn before it."
        end_schedule(schedule=waiting, page=page, by=None, why=why, at=at)


def _bypass_of(page: Page, edition: Edition, previous: Edition | None) -> str:
    """Why nobody but its authors saw the edition; "" where someone did. The operator needs no reviewer."""
    by = edition.published_by
    if by is None:
        return ""
    second = SecondReview.objects.filter(page=page, edition_number=edition.number).first()
    if second is None:
        since, number = seen_before(previous), edition.revision_number
        if review_of(page, by, since=since, number=number) == Review.NONE:
            second = SecondReview.objects.create(
                page=page,
                edition_number=edition.number,
                reason=PAST_THE_DESK,
                bypassed_by=by,
                bypassed_at=edition.published_at,
            )
    return f"Without second review: {second.reason}" if second else ""


def _draft_ends(page: Page, edition: Edition) -> tuple[str, str]:
    """The states before and after; what is newer than the edition goes on as it stands."""
    draft = Draft.objects.filter(page=page).first()
    if draft is None or draft.revision_number > edition.revision_number:
        return ("", "")
    before, draft.state = draft.state, TABLE[Act.PUBLISHED].target
    draft.since = edition.published_at
    draft.save(update_fields=["state", "since"])
    return (before, draft.state)


def _when(schedule: Schedule | None, at: datetime) -> str:
    if schedule is None:
        return ""
    due = in_utc(schedule.due_at)
    late = at - schedule.due_at > _LATE
    return f"It was scheduled for {due}{', and is late' if late else ''}."
