"""Changing what an account holds: password, e-mail address, display name."""

from typing import Any, cast

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.account.fields import EmailField, PasswordField
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from django import forms

from content.people.actions import DELETED_READER
from content.people.forms.fields import SHORTEST_PASSWORD, DisplayNameField, bounded
from content.people.models import User
from content.people.refusing import too_many
from content.people.throttle import count_sign_in, forget_sign_in


class NameForm(forms.Form):
    """The name that others see."""

    display_name = DisplayNameField(help_text="The name that others see, on what you wrote before too.")


class DeletionForm(forms.Form):
    """The password, and what becomes of what the person wrote for others, if there is any of it."""

    keep_notes = forms.ChoiceField(
        label="Your notes that others can read",
        choices=[("keep", f"Stay, under “{DELETED_READER}”"), ("delete", "Go with the account")],
        widget=forms.RadioSelect,
    )
    password = PasswordField(label="Your password", autocomplete="current-password")

    def __init__(self, *args: Any, person: User, notes: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        if not notes:
            del self.fields["keep_notes"]
        bounded(self, "password")

    def clean_password(self) -> str:
        """Counted as at the doors."""
        password: str = self.cleaned_data["password"]
        if not get_adapter().reauthenticate(self.person, password):
            raise get_adapter().validation_error("incorrect_password")
        return password


class NewPasswordForm(account.ResetPasswordKeyForm):
    """Written once: browsers show it on request."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        _described(self)


class ChangePasswordForm(account.ChangePasswordForm):
    """The old password is counted as at the doors."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        self.fields["oldpassword"].label = "Current password"
        self.fields["oldpassword"].help_text = ""
        bounded(self, "oldpassword")
        _described(self)

    def clean_oldpassword(self) -> str:
        request, email = context.request, cast(User, self.user).email
        if wait := count_sign_in(request, email):
            raise ImmediateHttpResponse(too_many(request, wait))
        password: str = super().clean_oldpassword()
        forget_sign_in(request, email)
        return password


class PasswordAgainForm(account.ReauthenticateForm):
    """Asked before something that a stolen session must not do."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""
        bounded(self, "password")


class ChangeAddressForm(account.AddEmailForm):
    """The new address takes the place of the old one when its owner has confirmed it."""

    email = EmailField(label="New e-mail address")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].widget.attrs.pop("placeholder", None)


def _described(form: Any) -> None:
    form.fields["password1"].label = "New password"
    form.fields["password1"].help_text = SHORTEST_PASSWORD
    bounded(form, "password1")
