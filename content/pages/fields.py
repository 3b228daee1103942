"""The model field that holds a partial date."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from content.pages.partial_dates import PartialDate


class PartialDateField(models.CharField):  # type: ignore[type-arg]
    """Stores "2002", "2020-10" or "2016-08-29"; empty where it is unknown. Python sees a PartialDate."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 10
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        kwargs.setdefault("help_text", "A year (2002), a month (2020-10) or a day (2016-08-29).")
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: str | None, *_: Any) -> str | None:
        return PartialDate(value) if value else value

    def to_python(self, value: Any) -> str:
        if value in (None, ""):
            return ""
        try:
            return PartialDate.parse(str(value))
        except ValueError as refusal:
            raise ValidationError(str(refusal), code="invalid") from refusal

    def get_prep_value(self, value: Any) -> str:
        # The database is the last to refuse: nothing else than a partial date is ever stored.
        return str(self.to_python(value))
