"""Dates that are known to the year, the month or the day, as EDTF-like text that sorts in time's order."""

import calendar
import re
from typing import Literal

Precision = Literal["year", "month", "day"]
_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_ADVICE = "Write a year (2002), a month (2020-10) or a day (2016-08-29)."


class PartialDate(str):
    """A date such as "2002", "2020-10" or "2016-08-29": a text, so that it sorts and stores as it is written.

    Text order is time's order; a year sorts before its own months, a month before its own days.
    """

    __slots__ = ()

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read a partial date; raises ValueError with advice for what is not one (2023-02-30, 23-1, 0000)."""
        form = _FORM.fullmatch(text.strip())
        if form is None:
            raise ValueError(f"“{text}” is not a date. {_ADVICE}")
        year, month, day = (int(part) if part else None for part in form.groups())
        if not year:
            raise ValueError(f"“{text}” is not a date: there is no year 0000. {_ADVICE}")
        if month is not None and not 1 <= month <= 12:
            raise ValueError(f"“{text}” is not a date: there is no month {month:02}. {_ADVICE}")
        if day is not None and not 1 <= day <= calendar.monthrange(year, month or 1)[1]:
            raise ValueError(f"“{text}” is not a date: that month has no day {day:02}. {_ADVICE}")
        return cls(text.strip())

    @property
    def precision(self) -> Precision:
        return {4: "year", 7: "month", 10: "day"}[len(self)]  # type: ignore[return-value]

    @property
    def year(self) -> int:
        return int(self[:4])

    def display(self) -> str:
        """The date as a person reads it: "29 August 2016", "October 2020" or "2002"."""
        if self.precision == "year":
            return self[:4]
        month = calendar.month_name[int(self[5:7])]
        return f"{month} {self[:4]}" if self.precision == "month" else f"{int(self[8:])} {month} {self[:4]}"
