"""For whom a preview is shared, and for how long."""

from django import forms

from content.editorial.actions.sharing import DEFAULT_DAYS, MOST_DAYS
from content.editorial.forms.wording import NameField


class ShareForm(forms.Form):
    """A new link."""

    label = NameField(
        required=False,
        max_length=120,
        label="For whom",
        help_text="To tell the links apart; whoever has the link does not see it.",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    days = forms.IntegerField(
        min_value=1,
        max_value=MOST_DAYS,
        initial=DEFAULT_DAYS,
        label="Days",
        help_text=f"After them the link leads nowhere; at most {MOST_DAYS}.",
    )
