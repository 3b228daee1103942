"""What is said when a draft is submitted, and when someone decides about it."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from content.editorial.actions.review import RemarkDraft
from content.editorial.forms.versions import AskedAgain
from content.editorial.forms.wording import NameField, TextField
from content.people.models import User

LONGEST_REMARK = 5_000
MOST_GONE = 50


class SubmitForm(forms.Form):
    """Of whom a review is asked, and a word to them."""

    reviewer = forms.ModelChoiceField(
        queryset=User.objects.none(), required=False, empty_label="Any editor", label="Reviewer"
    )
    note = NameField(
        required=False,
        max_length=500,
        label="To the reviewer",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    def __init__(self, *args: Any, reviewers: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["reviewer"]
        field.queryset = reviewers


def _remark_field(label: str) -> TextField:
    rows = forms.Textarea(attrs={"class": "vLargeTextField", "rows": 3})
    return TextField(required=False, max_length=LONGEST_REMARK, label=label, widget=rows)


class ReviewForm(AskedAgain):
    """Approval, or remarks on sections and on the whole page."""

    APPROVE, REQUEST_CHANGES = "approve", "request_changes"

    decision = forms.ChoiceField(choices=[(APPROVE, "Approve"), (REQUEST_CHANGES, "Request changes")])
    seen_revision = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)
    whole = TextField(
        required=False,
        max_length=LONGEST_REMARK,
        label="On the whole page",
        widget=forms.Textarea(attrs={"class": "vLargeTextField", "rows": 4}),
    )

    def __init__(self, *args: Any, sections: list[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.slugs = {f"on-{section['slug']}": section["slug"] for section in sections}
        for position, section in enumerate(sections, start=1):
            heading = section["heading"].strip() or "(untitled)"
            self.fields[f"on-{section['slug']}"] = _remark_field(f"On section {position}, “{heading}”")
        for name in self._on_sections_that_went():
            self.slugs[name] = ""
            self.fields[name] = _remark_field(f"On “{name.removeprefix('on-')}”, which is gone")

    def _on_sections_that_went(self) -> list[str]:
        """Remarks that were written before someone took their section away: they are on the page then."""
        names = [name for name in self.data if name.startswith("on-") and name not in self.slugs]
        return [name for name in names if self.data[name].strip()][:MOST_GONE]

    @property
    def remark_fields(self) -> list[Any]:
        return [self["whole"], *(self[name] for name in self.slugs)]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("decision") == self.REQUEST_CHANGES and not self.remarks():
            self.add_error("whole", "Say what to change, here or on a section.")
        if cleaned.get("decision") == self.APPROVE and self.remarks():
            self.add_error(
                "whole", "These remarks would be lost with an approval. Request changes, or delete them."
            )
        return cleaned

    def remarks(self) -> list[RemarkDraft]:
        said = {"whole": "", **self.slugs}
        return [
            RemarkDraft(self.cleaned_data[name], slug)
            for name, slug in said.items()
            if self.cleaned_data.get(name, "").strip()
        ]
