"""What is scheduled for a page, and how a sentence says it."""

from datetime import UTC, datetime

from django.db.models import QuerySet
from django.utils.dateformat import format as in_words

from content.editorial.models import Schedule
from content.pages.models import Page


def in_utc(time: datetime) -> str:
    """A day and a time with the zone: "3 December 2026, 09:00 UTC"."""
    return f"{in_words(time.astimezone(UTC), 'j F Y, H:i')} UTC"


def open_schedules(page: Page) -> QuerySet[Schedule]:
    """What waits, and what failed and nobody has dismissed; what is due first stands first."""
    standings = (Schedule.Standing.WAITING, Schedule.Standing.FAILED)
    return Schedule.objects.filter(page=page, standing__in=standings).select_related("made_by")


def waiting_publication(page: Page) -> Schedule | None:
    """The publication that waits; there is one at most."""
    return (
        Schedule.objects.filter(page=page, what=Schedule.What.PUBLISH, standing=Schedule.Standing.WAITING)
        .select_related("made_by")
        .first()
    )


def said(schedule: Schedule) -> str:
    """What happens when, or what did not, as a sentence."""
    is_publication = schedule.what == Schedule.What.PUBLISH
    what = f"Revision {schedule.revision_number}" if is_publication else "The page"
    done, when = "published" if is_publication else "withdrawn", in_utc(schedule.due_at)
    if schedule.standing == Schedule.Standing.FAILED:
        return f"{what} was to be {done} on {when}, and was not: {schedule.failure}"
    return f"{what} will be {done} on {when} (set by {schedule.made_by})."
