"""What an editor says when withdrawing."""

from typing import Any, Final

from django import forms

from content.editorial.forms.published_page import PublishedPageField
from content.library.models import Publication

CAUSES: Final = (
    (Publication.Cause.IN_ERROR, "Published in error"),
    (Publication.Cause.SUPERSEDED, "Superseded by another page"),
    (Publication.Cause.OUTDATED, "Outdated"),
    (Publication.Cause.OTHER, "Another reason"),
)
TREATMENTS: Final = (
    (
        Publication.Treatment.GONE,
        "The reason only (410). The text can no longer be read, nor can its editions.",
    ),
    (
        Publication.Treatment.REDIRECT,
        "The page that takes its place: readers are led there. Once that one is withdrawn, they read why.",
    ),
    (
        Publication.Treatment.BANNER,
        "The text, below the reason. It stays readable and citable, and leaves lists, topics and search.",
    ),
)


class WithdrawForm(forms.Form):
    """Why a page is withdrawn, and what readers find in its place."""

    cause = forms.ChoiceField(
        choices=CAUSES,
        required=False,
        widget=forms.RadioSelect,
        initial=Publication.Cause.OTHER,
        label="Cause",
    )
    superseded_by = PublishedPageField(
        required=False,
        label="Takes its place",
        help_text="Title or address of a published page; needed where the page is superseded or leads on.",
    )
    treatment = forms.ChoiceField(
        choices=TREATMENTS,
        required=False,
        widget=forms.RadioSelect,
        initial=Publication.Treatment.GONE,
        label="What readers find at its address",
    )
    reason = forms.CharField(
        max_length=2000,
        label="Reason",
        help_text="For readers: the page’s address shows it.",
        widget=forms.Textarea(attrs={"class": "vLargeTextField", "rows": 4}),
        error_messages={"required": "Say why: the page’s address will show the reason to readers."},
    )

    def clean_cause(self) -> str:
        return self.cleaned_data["cause"] or Publication.Cause.OTHER

    def clean_treatment(self) -> str:
        return self.cleaned_data["treatment"] or Publication.Treatment.GONE

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        needs_successor = (
            said.get("cause") == Publication.Cause.SUPERSEDED
            or said.get("treatment") == Publication.Treatment.REDIRECT
        )
        if needs_successor and "superseded_by" in said and said["superseded_by"] is None:
            self.add_error("superseded_by", "Name the page that takes its place.")
        return said

    @property
    def terms(self) -> dict[str, Any]:
        """The arguments of the action."""
        names = ("reason", "cause", "treatment", "superseded_by")
        return {name: self.cleaned_data[name] for name in names}
