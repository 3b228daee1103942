"""What an editor says when publishing."""

from django import forms

from content.editorial.forms.wording import NameField


class PublishForm(forms.Form):
    """The words about an edition. `seen_version` is the version of the draft that the editor saw."""

    note = NameField(
        required=False,
        max_length=500,
        label="What changed",
        help_text="For readers: it stands in the page’s list of editions.",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    minor = forms.BooleanField(
        required=False,
        label="A minor edition",
        help_text="A slip of the pen: the date of the last change stays.",
    )
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
