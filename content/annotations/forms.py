"""The forms in which notes are written."""

from collections.abc import Sequence
from typing import Any

from django import forms

from content.annotations.actions import NoteRefused, Said
from content.annotations.models import LONGEST_BODY, Note

Kind, Visibility = Note.NoteKind, Note.Visibility
KINDS = [(kind.value, kind.label) for kind in Kind if kind != Kind.REPLY]


class ReplyForm(forms.Form):
    """An answer to a note."""

    body = forms.CharField(
        label="Your reply",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "maxlength": LONGEST_BODY}),
    )

    def refuse(self, refusal: NoteRefused) -> None:
        """Show the refusal where it can be mended."""
        self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal))


class NoteForm(ReplyForm):
    """A note: what it is for, what it says, who may see it."""

    kind = forms.ChoiceField(
        label="What is it?", choices=KINDS, initial=Kind.COMMENT, widget=forms.RadioSelect, required=False
    )
    replacement = forms.CharField(
        label="Instead of the quoted words",
        help_text="For a correction: how the words should read.",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST_BODY}),
    )
    reference = forms.CharField(
        label="Where the source is",
        help_text="For a source: its address, or how to find it.",
        required=False,
        max_length=500,
    )
    visibility = forms.ChoiceField(
        label="Who may see it?",
        choices=Visibility.choices,
        initial=Visibility.PUBLIC,
        widget=forms.RadioSelect,
        required=False,
    )
    field_order: Sequence[str] = ("kind", "body", "replacement", "reference", "visibility")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["body"].label = "Your note"

    @property
    def said(self) -> Said:
        names = ("kind", "visibility", "body", "replacement", "reference")
        return Said(**{name: self.cleaned_data.get(name) or "" for name in names})


class NewNoteForm(NoteForm):
    """A note on words of an edition: a selection by its place, or words of a paragraph, or all of it."""

    quote = forms.CharField(
        label="On these words",
        help_text="Some words of the paragraph; left empty, the note is on all of it.",
        required=False,
        strip=True,
        max_length=LONGEST_BODY,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    edition = forms.IntegerField(min_value=1, max_value=10**7, widget=forms.HiddenInput)
    start = forms.IntegerField(min_value=0, max_value=2**31 - 1, required=False, widget=forms.HiddenInput)
    end = forms.IntegerField(min_value=0, max_value=2**31 - 1, required=False, widget=forms.HiddenInput)
    exact = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    before = forms.CharField(required=False, strip=False, max_length=200, widget=forms.HiddenInput)
    after = forms.CharField(required=False, strip=False, max_length=200, widget=forms.HiddenInput)
    field_order = ("quote", "kind", "body", "replacement", "reference", "visibility")


class ReasonForm(forms.Form):
    """Why a note does not belong here."""

    reason = forms.CharField(label="What is wrong with it?", max_length=500)


class EditForm(NoteForm):
    """A note written anew, on the version that was seen."""

    seen_version = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)
