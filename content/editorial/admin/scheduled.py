"""Editing a page whose publication is scheduled: whether the schedule goes with the new revision is asked."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest

from content.editorial.actions.scheduling import ScheduleRefused, lead_schedule
from content.editorial.queries.schedules import waiting_publication
from content.pages.models import Page, Revision
from content.people.models import User


class ScheduleChoiceMissing(Exception):
    """The save changes a page whose publication waits, and does not say what becomes of that."""


class ScheduledPages:
    """A ModelAdmin of pages whose form asks those who may publish what becomes of a waiting publication."""

    def get_form(
        self, request: HttpRequest, obj: Page | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change, **kwargs)  # type: ignore[misc]
        may = isinstance(request.user, User) and request.user.may("publish")
        form.waiting = waiting_publication(obj) if obj and obj.pk and may else None
        form.must_choose = getattr(request, "must_choose", False)
        return form

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().changeform_view(request, *args, **kwargs)  # type: ignore[misc]
        except ScheduleChoiceMissing:
            # Only saving tells whether something changed. It is undone, and the form says what it misses.
            request.must_choose = True  # type: ignore[attr-defined]
            return super().changeform_view(request, *args, **kwargs)  # type: ignore[misc]

    def lead_schedule(self, request: HttpRequest, form: Any, revision: Revision) -> None:
        """Do what was chosen, in the transaction of the save. Raises ScheduleChoiceMissing."""
        by = request.user
        if form.waiting is None or not isinstance(by, User):
            return
        choice = form.cleaned_data["schedule_choice"]
        if not choice:
            raise ScheduleChoiceMissing
        try:
            lead_schedule(
                schedule=form.waiting,
                choice=choice,
                revision=revision,
                by=by,
                reason_for_bypass=form.cleaned_data["schedule_reason"],
            )
        except ScheduleRefused as refusal:  # it was done or canceled meanwhile
            messages.warning(request, str(refusal))
