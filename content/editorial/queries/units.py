"""The units of a merge in words: where in the page they stand, and what they say."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import Model

from content.editorial.comparison.saying import choices_of, field_name
from content.editorial.merging import Path, Snapshot, Taken
from content.library.compare import Run, runs_between
from content.pages.models import Section
from content.pages.partial_dates import PartialDate


class Arrival(NamedTuple):
    """One thing that came in from the other side, and its words before and after."""

    place: str
    runs: list[Run]


def arrivals(model: type[Model], taken: Sequence[Taken], snapshots: Sequence[Snapshot]) -> list[Arrival]:
    return [
        Arrival(
            place_of(model, path, snapshots),
            runs_between(*(words_of(model, path, value, snapshots) or "" for value in (before, after))),
        )
        for path, before, after in taken
    ]


def place_of(model: type[Model], path: Path, snapshots: Sequence[Snapshot]) -> str:
    """Where the unit stands, as an editor would say it; `snapshots` are asked for headings and titles."""
    room, rest = path[0], path[1:]
    if room == "summary":
        return f"Standfirst, {_paragraph(rest[0])}"
    if room == "sections":
        return _place_in_text(rest, snapshots)
    if room == "fields":
        return ", ".join([field_name(model, rest[0]), *rest[1:]])
    if room == "relations":
        return ": ".join([rest[0].replace("_", " ").capitalize(), *_place_of_row(rest, snapshots)])
    if room == "tags":
        return "Topics"
    if room in ("aliases", "notices"):
        name = "Other name" if room == "aliases" else "Notice"
        named = f" “{rest[0]}”" if room == "aliases" else ""
        return ", ".join([name + named, *(column.replace("_", " ") for column in rest[1:])])
    return field_name(model, room)


def words_of(model: type[Model], path: Path, value: Any, snapshots: Sequence[Snapshot]) -> str | None:
    """What the unit says; None where it does not stand there."""
    if value is None:
        return None
    if path[-1] == "order":
        return "\n".join(_heading(key, snapshots) if path[0] == "sections" else key for key in value)
    if path[0] == "sections" and path[-1] == "level":
        return str(dict(Section._meta.get_field("level").flatchoices).get(value, value))
    if isinstance(value, dict):
        return _row(value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    choices = choices_of(model, path[-1])
    return choices.get(value) or _plain(value)


def _place_in_text(rest: Path, snapshots: Sequence[Snapshot]) -> str:
    if rest[0] == "order":
        return "The order of the sections"
    section = f"“{_heading(rest[0], snapshots)}”"
    if len(rest) == 1:
        return f"The section {section}"
    return f"{section}, {_paragraph(rest[2]) if rest[1] == 'body' else rest[1]}"


def _paragraph(place: str) -> str:
    return "a new paragraph" if place.startswith("+") else f"paragraph {int(place) + 1}"


def _heading(slug: str, snapshots: Sequence[Snapshot]) -> str:
    rows = (row for taken in snapshots for row in taken["sections"])
    return next((row["heading"] for row in rows if row["slug"] == slug), "") or "(untitled)"


def _place_of_row(rest: Path, snapshots: Sequence[Snapshot]) -> list[str]:
    key = rest[1].partition(" ")[0] if len(rest) > 1 else ""
    rows = (row for taken in snapshots for row in taken["relations"].get(rest[0], []))
    found = (row for row in rows if str(row.get("tag", row.get("page"))) == key)
    row: dict[str, Any] = next(found, {})
    named = [row.get("title") or row.get("name") or key]
    return [", ".join([*named, *(column.replace("_", " ") for column in rest[2:])])]


def _row(row: dict[str, Any]) -> str:
    """A section says its text; any other row what it names and what it says of it."""
    if "body" in row:
        return "\n\n".join(filter(None, [row["heading"], row["body"]]))
    named = row.get("title") or row.get("name")
    own = {name: value for name, value in row.items() if name not in ("page", "tag", "title", "slug", "name")}
    return ", ".join(str(part) for part in [named, *own.values()] if part not in (None, "", False, True))


def _plain(value: Any) -> str:
    try:
        return PartialDate.parse(value).display() if isinstance(value, str) else str(value)
    except ValueError:
        return str(value)
