"""What an editor says when publishing, now or at a set time."""

from datetime import UTC, datetime
from typing import Any

from django import forms

from content.editorial.forms.versions import AskedAgain
from content.editorial.forms.wording import NameField
from content.library.models import Correction


class PublishForm(AskedAgain):
    """The words about an edition. `seen_revision` is the number of the revision that the editor saw."""

    note = NameField(
        required=False,
        max_length=500,
        label="What changed",
        help_text="For readers: it stands in the page’s list of editions. Only a minor edition needs none.",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    minor = forms.BooleanField(
        required=False,
        label="A minor edition",
        help_text="A slip of the pen: the date of the last change stays.",
    )
    correction = forms.ChoiceField(
        required=False,
        choices=Correction.choices,
        label="Kind of correction",
        help_text="Readers find corrections, with their notes, on the page and in a list.",
    )
    reason_for_bypass = NameField(
        required=False,
        max_length=500,
        label="Why it cannot wait",
        help_text="For editors: the edition waits at the desk until someone else has reviewed it.",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    seen_revision = forms.IntegerField(
        required=False, min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, is_public: bool, needs_reason: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_public:
            del self.fields["minor"], self.fields["correction"]  # there is nothing to mend yet
        if not needs_reason:
            del self.fields["reason_for_bypass"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "note" in cleaned and not cleaned["note"]:
            if cleaned.get("correction"):
                self.add_error("note", "Say what the edition corrects.")
            elif not cleaned.get("minor"):
                self.add_error("note", "Say what changed, or call the edition a minor one.")
        if "reason_for_bypass" in self.fields and not cleaned.get("reason_for_bypass"):
            self.add_error("reason_for_bypass", "Say why it cannot wait for a second review.")
        return cleaned


class TimeInUtc(forms.Form):
    """A day and a time; both are in UTC, whatever the clock of the browser says."""

    day = forms.DateField(label="Day", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    time = forms.TimeField(
        label="Time, in UTC",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text="Coordinated Universal Time, not the clock of this computer.",
    )

    def due_at(self) -> datetime:
        return datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"], tzinfo=UTC)


class ScheduleForm(TimeInUtc, PublishForm):
    """When to publish, and the words about the edition."""

    field_order = ("day", "time", "note", "minor", "correction", "reason_for_bypass", "seen_revision")


class NoteForm(forms.Form):
    """One note for every edition of many that are published at once."""

    note = NameField(
        max_length=500,
        label="What changed",
        help_text="For readers: it stands in each page’s list of editions.",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        error_messages={"required": "Say what changed: readers find it in each page’s list of editions."},
    )
