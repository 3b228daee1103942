"""Fields of account forms: names tidied, passwords bounded."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from content.people.names import LONGEST, NotAName, tidied

LONGEST_PASSWORD: Final = 1024  # hashing what is longer would only cost time
SHORTEST_PASSWORD: Final = "At least 12 characters, not only digits, no common password."  # noqa: S105


class DisplayNameField(forms.CharField):
    """One line of visible letters."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", "Display name")
        options.setdefault("help_text", "The name that others see.")
        options.setdefault(
            "widget", forms.TextInput(attrs={"autocomplete": "nickname", "maxlength": LONGEST})
        )
        super().__init__(**options)

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        try:
            return tidied(typed)
        except NotAName as refusal:
            raise ValidationError(str(refusal), code="invalid") from refusal


def bounded(form: forms.Form, *names: str) -> None:
    """Passwords are read to a length that can be hashed; no placeholder takes the place of a label."""
    for name in names:
        field: Any = form.fields[name]
        field.validators.append(_short_enough)
        field.widget.attrs["maxlength"] = LONGEST_PASSWORD
        field.widget.attrs.pop("placeholder", None)


def _short_enough(password: str) -> None:
    if len(password) > LONGEST_PASSWORD:
        raise ValidationError(f"Write at most {LONGEST_PASSWORD} characters.", code="max_length")
