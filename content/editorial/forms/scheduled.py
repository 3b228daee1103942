"""What becomes of a waiting publication when the page is edited."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from content.editorial.forms.wording import NameField
from content.editorial.models import Schedule
from content.editorial.queries.schedules import in_utc

MOVE: Final = "move"
KEEP: Final = "keep"
CANCEL: Final = "cancel"
_CHOOSE: Final = "Nothing is saved yet: say what becomes of the publication that is scheduled."


class ScheduledForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form that asks, without a preselection, while a publication waits and the person may publish."""

    waiting: Schedule | None = None
    must_choose = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.waiting is None:
            return
        when, number = in_utc(self.waiting.due_at), self.waiting.revision_number
        self.fields["schedule_choice"] = forms.ChoiceField(
            required=False,
            widget=forms.RadioSelect,
            label=f"Revision {number} will be published on {when}",
            choices=[
                (MOVE, f"Publish this version on {when}, once someone else has approved it"),
                (KEEP, f"Keep publishing revision {number} then"),
                (CANCEL, "Cancel the schedule"),
            ],
        )
        self.fields["schedule_reason"] = NameField(
            required=False,
            max_length=500,
            label="If nobody has approved it by then: why it cannot wait",
            help_text="With a reason it is published all the same, and waits for its second review.",
            widget=forms.TextInput(attrs={"class": "vTextField"}),
        )

    def clean_schedule_choice(self) -> str:
        choice: str = self.cleaned_data["schedule_choice"]
        if self.must_choose and not choice:
            raise ValidationError(_CHOOSE, code="required")
        return choice
