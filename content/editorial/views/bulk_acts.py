"""What can be done to several items of a queue at once; each act tells what became of one item."""

from typing import Final

from content.editorial.actions.defects import handle_defects
from content.editorial.actions.review import ReviewRefused, submit
from content.editorial.actions.reviews_due import NotReviewable, reviewed_unchanged
from content.editorial.actions.scheduling import ScheduleRefused, cancel_schedule
from content.editorial.models import Schedule
from content.editorial.queries.queues import BulkAct
from content.pages.models import Defect, Page
from content.people.models import User


def _gone(key: str) -> str:
    return f"Item {key} is gone."


def _submit(key: str, person: User) -> str:
    page = Page.objects.filter(pk=key).first()
    if page is None:
        return _gone(key)
    try:
        submit(page=page, by=person)
    except ReviewRefused as refusal:
        return f"“{page}”: {refusal}"
    return f"“{page}”: submitted."


def _reviewed(key: str, person: User) -> str:
    page = Page.objects.filter(pk=key).first()
    if page is None:
        return _gone(key)
    try:
        reviewed_unchanged(page=page, by=person)
    except NotReviewable as refusal:
        return f"“{page}”: {refusal}"
    return f"“{page}”: reviewed, nothing to change."


def _cancel(key: str, person: User) -> str:
    schedule = Schedule.objects.select_related("page").filter(pk=key).first()
    if schedule is None:
        return _gone(key)
    said = "dismissed" if schedule.standing == Schedule.Standing.FAILED else "canceled"
    try:
        cancel_schedule(schedule=schedule, by=person)
    except ScheduleRefused as refusal:
        return f"“{schedule.page}”: {refusal}"
    return f"“{schedule.page}”: {said}."


def _handled(key: str, person: User) -> str:
    """The open defects of one document on one page, of which the key names one."""
    first = Defect.objects.select_related("page", "source_document").filter(pk=key).first()
    if first is None:
        return _gone(key)
    defects = Defect.objects.filter(page=first.page, source_document=first.source_document)
    return f"“{first.page or first.source_document}”: {handle_defects(defects=defects, by=person)} handled."


BULK: Final[dict[str, BulkAct]] = {
    "changed": BulkAct("Submit for review", "submit", _submit),
    "never-published": BulkAct("Submit for review", "submit", _submit),
    "due": BulkAct("Reviewed, nothing to change", "review", _reviewed),
    "scheduled": BulkAct("Cancel", "publish", _cancel),
    "failed": BulkAct("Dismiss", "publish", _cancel),
    "defects": BulkAct("Mark as handled", "import", _handled),
}
