"""Signing in, signing up, and asking for a new password: the answers tell nobody who has an account."""

import secrets
from typing import Any, Final

from allauth.account import forms as account
from allauth.account.fields import EmailField
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils import timezone

from content.people.forms.fields import SHORTEST_PASSWORD, DisplayNameField, bounded
from content.people.models import User
from content.people.throttle import ANYWHERE, count_attempt

ADDRESS: Final = "E-mail address"


def _plain_address(field: Any) -> None:
    field.label = ADDRESS
    field.widget.attrs.pop("placeholder", None)


class SignInForm(account.LoginForm):
    """By e-mail address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain_address(self.fields["login"])
        self.fields["password"].help_text = ""
        bounded(self, "password")


class SignUpForm(account.SignupForm):
    """A known address gets the same answer as a new one, and its owner a letter of another kind."""

    display_name = DisplayNameField()
    field_order = ["display_name", "email", "password1"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain_address(self.fields["email"])
        self.fields["password1"].help_text = SHORTEST_PASSWORD
        bounded(self, "password1")

    def validate_unique_email(self, value: str) -> str:
        """Addresses that someone only wants to change to keep nobody from signing up."""
        self.account_already_exists = User.objects.filter(email__iexact=value).exists()
        return value

    def try_save(self, request: HttpRequest) -> Any:
        if self.account_already_exists:
            self._make_one_in_vain(request)
            return super().try_save(request)
        try:
            with transaction.atomic():
                return super().try_save(request)
        except IntegrityError:  # someone else was faster with the same address
            self.account_already_exists = True
            return super().try_save(request)

    def _make_one_in_vain(self, request: HttpRequest) -> None:
        """Takes the time of a new account: the same statements, taken back, and a small row that is kept."""
        typed, decoy = self.cleaned_data["email"], f"{secrets.token_hex(8)}@decoy.invalid"
        with transaction.atomic():
            with transaction.atomic():
                self.cleaned_data["email"], self.account_already_exists = decoy, False
                self.save(request)
                transaction.set_rollback(True)
            count_attempt(account=decoy, address=ANYWHERE, at=timezone.now())
        self.cleaned_data["email"], self.account_already_exists = typed, True


class ResetForm(account.ResetPasswordForm):
    """A letter goes to the address in any case: with a link, or with the news that it has no account."""

    email = EmailField(label=ADDRESS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain_address(self.fields["email"])

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        self.users = list(User.objects.filter(email__iexact=email, is_active=True))
        return email
