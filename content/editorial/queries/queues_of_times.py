"""The queues of what has a time: scheduled, failed, due for review, published without second review."""

from datetime import UTC
from typing import Any, Final

from django.db.models import QuerySet

from content.editorial.models import Schedule, SecondReview
from content.editorial.queries.naming import desk_address
from content.editorial.queries.own_work import is_own_edition
from content.editorial.queries.queues import Asked, Cut, Item, Queue, ago, cut, of_kind
from content.editorial.queries.reviews_due import due_for_review
from content.editorial.queries.schedules import in_utc
from content.pages.models import Page

BY_TIME: Final = "the earliest time first"


def _schedules(asked: Asked, standing: str) -> QuerySet[Schedule]:
    schedules = Schedule.objects.filter(standing=standing).select_related("page", "made_by")
    if asked.mine(otherwise=False):
        schedules = schedules.filter(made_by=asked.person)
    return of_kind(schedules, asked).order_by("due_at", "pk")


def _scheduled(asked: Asked, start: int, stop: int) -> Cut:
    def item(schedule: Schedule) -> Item:
        said = f"{schedule.get_what_display()} on {in_utc(schedule.due_at)}, set by {schedule.made_by}"
        return _at_a_time(schedule, said, "Cancel …")

    return cut(_schedules(asked, Schedule.Standing.WAITING), start, stop, item)


def _failed(asked: Asked, start: int, stop: int) -> Cut:
    def item(schedule: Schedule) -> Item:
        said = f"{schedule.get_what_display()} on {in_utc(schedule.due_at)}: {schedule.failure}"
        return _at_a_time(schedule, said, "Dismiss …")

    return cut(_schedules(asked, Schedule.Standing.FAILED), start, stop, item)


def _at_a_time(schedule: Schedule, said: str, word: str) -> Item:
    page = schedule.page
    address = desk_address(page, "cancel_schedule", schedule.pk)
    return Item(str(page), desk_address(page), said, word, address, key=str(schedule.pk))


def _due(asked: Asked, start: int, stop: int) -> Cut:
    pages = of_kind(due_for_review(asked.at.astimezone(UTC).date()), asked, "kind")

    def item(page: Page) -> Item:
        by = f"{page.review_by:%-d %B %Y}" if page.review_by else ""
        said = f"{page.get_kind_display()}, to be read again by {by}"
        address = desk_address(page, "reviewed")
        return Item(str(page), desk_address(page), said, "Reviewed …", address, key=str(page.pk))

    return cut(pages, start, stop, item)


def _unreviewed(asked: Asked, start: int, stop: int) -> Cut:
    """What someone else published without a second pair of eyes; on request, one's own too."""
    waiting = SecondReview.objects.filter(outcome=SecondReview.Outcome.WAITING)
    waiting = of_kind(waiting.select_related("page", "bypassed_by"), asked)
    if asked.mine(otherwise=False):
        waiting = waiting.filter(bypassed_by=asked.person)
    waiting = waiting.annotate(is_own=is_own_edition(asked.person))
    if not asked.mine(otherwise=False) and asked.mine(otherwise=True):
        waiting = waiting.filter(is_own=False)

    def item(second: Any) -> Item:
        when = ago(second.bypassed_at, asked.at)
        said = f"Edition {second.edition_number}, {when} by {second.bypassed_by}: {second.reason}"
        page, own = second.page, second.is_own
        address = "" if own else desk_address(page, "second_review", second.edition_number)
        return Item(str(page), desk_address(page), said, "" if own else "Review …", address)

    return cut(waiting.order_by("bypassed_at", "pk"), start, stop, item)


FAILURES: Final = (
    Queue(
        key="failed",
        label="Failed at its time",
        empty="Everything that was set happened.",
        verb="publish",
        read=_failed,
        order=BY_TIME,
    ),
)
TIMES: Final = (
    Queue(
        key="second-review",
        label="Published without second review",
        empty="Someone else has looked at every edition.",
        verb="review",
        read=_unreviewed,
    ),
    Queue("scheduled", "Scheduled", "Nothing is set to happen.", "publish", _scheduled, order=BY_TIME),
    Queue("due", "Due for review", "Every public page was read in time.", "review", _due, order=BY_TIME),
)
