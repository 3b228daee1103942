"""What an editor says of wanted titles."""

from django import forms

from content.editorial.actions.wanted import KINDS
from content.editorial.forms.published_page import PublishedPageField
from content.library.addresses import KIND_LABELS


class StartForm(forms.Form):
    """Begin a page with the title."""

    kind = forms.ChoiceField(choices=[(kind.value, KIND_LABELS[kind]) for kind in KINDS], initial=KINDS[0])


class SameAsForm(forms.Form):
    """The title is another name of a page."""

    page = PublishedPageField(with_drafts=True, label="Same as the page")


class DeclineForm(forms.Form):
    """No page will have the title."""

    reason = forms.CharField(
        max_length=500,
        label="Declined because",
        error_messages={"required": "Say why: whoever meets the title again will ask."},
    )
