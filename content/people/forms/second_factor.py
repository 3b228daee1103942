"""Codes and passkeys: codes are counted and used once, what a browser says of a passkey is not trusted."""

from typing import Any, Final, cast

from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as codes
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.core.exceptions import ValidationError

from content.people.models import User
from content.people.names import NotAName, tidied
from content.people.refusing import too_many
from content.people.second_factor import count_code, forget_codes, use_once

LONGEST_CREDENTIAL: Final = 20_000
LONGEST_NAME: Final = 60


def _code_field(form: Any, label: str) -> None:
    field = form.fields["code"]
    field.label = label
    field.max_length = 40
    field.widget.attrs = {"autocomplete": "one-time-code", "maxlength": 40, "autocapitalize": "none"}


class _Counted(forms.Form):
    """Counts a code before it is looked at."""

    user: Any

    def clean_code(self) -> str:
        request, person = context.request, cast(User, self.user)
        if wait := count_code(request, person):
            raise ImmediateHttpResponse(too_many(request, wait))
        code: str = super().clean_code()  # type: ignore[misc]
        if self.is_of_the_app() and not use_once(person, code):
            raise get_adapter().validation_error("incorrect_code")
        forget_codes(request, person)
        return code

    def is_of_the_app(self) -> bool:
        return bool(self.authenticator.type == Authenticator.Type.TOTP)  # type: ignore[attr-defined]


class CodeForm(_Counted, codes.AuthenticateForm):
    """After the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code_field(self, "Code of your app, or a recovery code")


class CodeAgainForm(_Counted, codes.ReauthenticateForm):
    """Asked before something that a stolen session must not do."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code_field(self, "Code of your app, or a recovery code")


class FirstCodeForm(_Counted, totp.ActivateTOTPForm):
    """The app proves that it has the key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code_field(self, "Code that the app shows")

    def is_of_the_app(self) -> bool:
        return True


class CredentialField(forms.JSONField):
    """What a browser says of a passkey: bounded, and hostile JSON is a wrong one, not a failure."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        wrong = ValidationError("Your browser’s answer could not be read. Try again.", code="invalid")
        if isinstance(value, str) and len(value) > LONGEST_CREDENTIAL:
            raise wrong
        try:
            read = super().to_python(value)
        except (RecursionError, ValueError, ValidationError) as error:
            raise wrong from error
        if read is not None and not isinstance(read, dict):
            raise wrong
        return read


def _refused(error: Exception) -> ValidationError:
    """Whatever a library trips over in a forged answer is a passkey that does not fit."""
    if isinstance(error, ValidationError):
        return error
    return ValidationError("This passkey does not fit. Try again.", code="incorrect_code")


def passkey_name(typed: str) -> str:
    try:
        return tidied(typed)[:LONGEST_NAME]
    except NotAName as refusal:
        raise ValidationError(str(refusal), code="invalid") from refusal


class NewPasskeyForm(webauthn.AddWebAuthnForm):
    """A passkey for this site."""

    name = forms.CharField(
        required=False,
        max_length=LONGEST_NAME,
        help_text="To tell it from others: your phone, a key on your ring.",
    )
    credential = CredentialField()

    def clean_name(self) -> str:
        name: str = super().clean_name()
        return passkey_name(name)

    def clean(self) -> dict[str, Any]:
        try:
            cleaned: dict[str, Any] = super().clean()
        except Exception as error:
            raise _refused(error) from error
        return cleaned


class PasskeyNameForm(webauthn.EditWebAuthnForm):
    """Its name is for its owner."""

    name = forms.CharField(max_length=LONGEST_NAME)

    def clean_name(self) -> str:
        return passkey_name(self.cleaned_data["name"])


class PasskeyForm(webauthn.AuthenticateWebAuthnForm):
    """After the password."""

    credential = CredentialField()

    def clean_credential(self) -> Authenticator:
        try:
            authenticator: Authenticator = super().clean_credential()
        except Exception as error:
            raise _refused(error) from error
        return authenticator


class PasskeyAgainForm(PasskeyForm, webauthn.ReauthenticateWebAuthnForm):
    """Asked before something that a stolen session must not do."""
