"""What becomes of a waiting publication when the page is edited."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from content.editorial.actions.scheduling import CANCEL, MOVE
from content.editorial.forms.wording import NameField
from content.editorial.models import Schedule
from content.editorial.queries.schedules import in_utc

KEEP: Final = "keep"
_CHOOSE: Final = "Nothing is saved yet: say what becomes of the publication that is scheduled."


class ScheduledForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form that asks, without a preselection, while a publication waits and the person may publish."""

    waiting: Schedule | None = None
    must_choose = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.waiting is None:
            return
        self.fields |= choice_fields(self.waiting, required=False)

    def clean_schedule_choice(self) -> str:
        choice: str = self.cleaned_data["schedule_choice"]
        if self.must_choose and not choice:
            raise ValidationError(_CHOOSE, code="required")
        return choice


class GoingBackForm(forms.Form):
    """The revision that was seen; while a publication waits, and one may publish, what becomes of it."""

    seen = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, waiting: Schedule | None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.waiting = waiting
        if waiting is not None:
            self.fields |= choice_fields(waiting, required=True)


def choice_fields(waiting: Schedule, *, required: bool) -> dict[str, forms.Field]:
    """What becomes of the publication that waits, without a preselection, and why it cannot wait."""
    when, number = in_utc(waiting.due_at), waiting.revision_number
    choice = forms.ChoiceField(
        required=required,
        widget=forms.RadioSelect,
        label=f"Revision {number} will be published on {when}",
        choices=[
            (MOVE, f"Publish this version on {when}, once someone else has approved it"),
            (KEEP, f"Keep publishing revision {number} then"),
            (CANCEL, "Cancel the schedule"),
        ],
        error_messages={"required": _CHOOSE},
    )
    reason = NameField(
        required=False,
        max_length=500,
        label="If nobody has approved it by then: why it cannot wait",
        help_text="With a reason it is published all the same, and waits for its second review.",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    return {"schedule_choice": choice, "schedule_reason": reason}
