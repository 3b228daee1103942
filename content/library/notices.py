"""On which days readers see a notice, the first and the last included, and the words that say so. In UTC."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from content.library.dates import day

Notice = dict[str, Any]


def is_shown(notice: Notice, on: date) -> bool:
    begins, ends = _days(notice)
    return not (begins and on < begins) and not (ends and ends < on)


def has_ended(notice: Notice, on: date) -> bool:
    _, ends = _days(notice)
    return ends is not None and ends < on


def shown_words(notice: Notice) -> str:
    """“shown from 3 May 2026 to 1 June 2026”; nothing where it is always shown."""
    begins, ends = _days(notice)
    if begins and ends:
        return f"shown from {day(begins)} to {day(ends)}"
    if begins:
        return f"shown from {day(begins)}"
    return f"shown until {day(ends)}" if ends else ""


def last_turn(notices: Iterable[Notice], at: datetime) -> datetime | None:
    """When a notice last came or went by its days, up to that time."""
    turns = []
    for begins, ends in map(_days, notices):
        turns += [begins] if begins and begins <= at.date() else []
        turns += [ends + timedelta(days=1)] if ends and ends < at.date() else []
    return datetime.combine(max(turns), time(), UTC) if turns else None


def _days(notice: Notice) -> tuple[date | None, date | None]:
    """Editions from before there were any have none."""
    begins, ends = (notice.get(name) for name in ("shown_from", "shown_to"))
    return date.fromisoformat(begins) if begins else None, date.fromisoformat(ends) if ends else None
