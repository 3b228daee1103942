"""Text fields that tidy what comes in: composed letters, nothing that turns or hides what is read."""

import re
import unicodedata
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from content.editorial.requirements.saving import malformed
from content.library.canonical import canonical
from content.pages.partial_dates import PartialDate


class NameField(forms.CharField):
    """A title, a heading or a name: one line, and two that look alike are alike."""

    def to_python(self, value: Any) -> Any:
        return canonical(super().to_python(value) or "")


class TextField(forms.CharField):
    """Running text: its lines stay, line ends are of one kind."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value) or ""
        if message := malformed(text):
            raise ValidationError(message, code="malformed")
        return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


# The common forms of BCP 47: a language, and subtags.
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class LanguageField(forms.CharField):
    """The tag of a language, which a page bears as `lang`."""

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and not _LANGUAGE.fullmatch(value):
            raise ValidationError("Write a language tag, such as en-US or fr.")


class DayField(forms.DateField):
    """A day of the calendar."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        options.setdefault("input_formats", ["%Y-%m-%d"])
        options.setdefault("error_messages", {"invalid": "Write a day, such as 2026-05-03."})
        super().__init__(**options)


class PartialDateInput(forms.CharField):
    """A year, a month or a day as text; what is none is refused with advice."""

    def __init__(self, **options: Any) -> None:
        options.pop("max_length", None)  # the advice says more than a length
        options.setdefault(
            "widget", forms.TextInput(attrs={"size": 12, "class": "partial-date", "autocomplete": "off"})
        )
        super().__init__(**options)

    def to_python(self, value: Any) -> Any:
        text = (super().to_python(value) or "").strip()
        if not text:
            return ""
        try:
            return PartialDate.parse(text)
        except ValueError as refusal:
            raise ValidationError(str(refusal), code="invalid") from refusal
