"""Signing in to the desk, at its door and in the middle of a save."""

from typing import Any, Final

from django.contrib.admin.forms import AdminAuthenticationForm

LONGEST_PASSWORD: Final = 1024  # hashing what is longer would only cost time


class SignInForm(AdminAuthenticationForm):
    """Signs in by e-mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].widget.attrs["maxlength"] = LONGEST_PASSWORD

    def clean(self) -> dict[str, Any]:
        if len(self.cleaned_data.get("password", "")) > LONGEST_PASSWORD:
            raise self.get_invalid_login_error()
        return super().clean()


class SignInToSaveForm(SignInForm):
    """The same beside the fields of a page's form, whose names are others."""

    def add_prefix(self, field_name: str) -> str:
        return f"sign-in-{field_name}"
