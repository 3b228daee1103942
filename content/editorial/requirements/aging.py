"""When a count of members is old: more than a year after the last day that its date can mean."""

from datetime import date
from typing import Final

MONTHS_A_COUNT_HOLDS: Final = 12


def is_old(as_of: str, today: date) -> bool:
    """Whether the partial date is too long ago; a year counts as its last month: 2025 is old from 2027 on."""
    year, month = _bound(today)
    return as_of < year or year < as_of < month


def old_between(today: date) -> tuple[str, str]:
    """The rule for a database that compares texts: old is what is less than the first, or between both."""
    return _bound(today)


def _bound(today: date) -> tuple[str, str]:
    months = today.year * 12 + today.month - 1 - MONTHS_A_COUNT_HOLDS
    return f"{months // 12:04}", f"{months // 12:04}-{months % 12 + 1:02}"
