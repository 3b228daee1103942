"""Why a page cannot be published: every reason at once, with its place and what mends it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from content.library.canonical import canonical
from content.library.markdown import problems
from content.library.publishing.rejections import unknown_sections

# As much as an imported document may have: about 75,000 words. Publishing holds the database for as long as a
# page takes to compose, comparing two editions takes a reader's time, and both grow with these.
MOST_CHARACTERS: Final = 500_000
MOST_LINES: Final = 5_000
_ARTICLE: Final = "article"
# There are no records of sources yet: whatever `[@key]` names is unknown, and readers would see the brackets.
_SOURCE: Final = re.compile(r"(?<!\\)\[@([A-Za-z0-9_][^\s\[\]]{0,79})\]")
_NO_SOURCE: Final = "Name the source in words, or link to it."


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason. `section` counts from 1, 0 is the page itself; `field` is the one to mend."""

    check: str
    message: str
    fix: str = ""
    section: int = 0
    field: str = "title"

    def __str__(self) -> str:
        return f"{self.message} {self.fix}".rstrip()


def reasons_against(taken: dict[str, Any]) -> list[str]:
    """Sentences for the editor; an empty list means that the page can be published."""
    return [str(reason) for reason in reasons(taken)]


def reasons(taken: dict[str, Any]) -> Iterator[Reason]:
    """The same, each with its place."""
    yield from _title(taken)
    yield from _order(taken)
    yield from _rejections(taken)
    if large := too_large(taken):
        yield Reason("too large", large)
    else:
        yield from _bodies(taken)
        yield from _links(taken)
        yield from _sources(taken)


def too_large(taken: dict[str, Any]) -> str:
    """Why the page is larger than can be drawn; "" if it is not. Costs little, however large it is."""
    bodies = [section["body"] for section in taken["sections"]]
    beside = [taken["title"], taken["summary"], *(notice["text"] for notice in taken["notices"])]
    characters = sum(map(len, [*beside, *bodies]))
    if characters > MOST_CHARACTERS:
        return _limit("characters", characters, MOST_CHARACTERS)
    lines = sum(1 for body in bodies for line in body.split("\n") if line.strip())
    return _limit("lines", lines, MOST_LINES) if lines > MOST_LINES else ""


def _limit(what: str, found: int, most: int) -> str:
    return f"The page has {found:,} {what}; {most:,} is the most. Make several pages of it."


def _title(taken: dict[str, Any]) -> Iterator[Reason]:
    if not any(map(str.isalnum, canonical(taken["title"]))):
        yield Reason("no title", "The page has no title.", "Give it one.")


def _order(taken: dict[str, Any]) -> Iterator[Reason]:
    before = 1
    for position, section in enumerate(taken["sections"], start=1):
        if section["level"] > before + 1:
            message = f"{_name(section, position)} skips a level."
            fix = "Raise it, or put a section above it."
            yield Reason("skipped level", message, fix, position, "level")
        before = section["level"]


def _rejections(taken: dict[str, Any]) -> Iterator[Reason]:
    for section in unknown_sections(taken["not_linked"], taken["sections"]):
        message = f"Names that are not linked: no section is called “{section}”."
        yield Reason("unknown section", message, "Write its heading or its address.", field="not_linked")


def _bodies(taken: dict[str, Any]) -> Iterator[Reason]:
    sections = taken["sections"]
    if taken["kind"] == _ARTICLE and not any(section["body"].strip() for section in sections):
        yield Reason("no text", "The page has no text.", "Write at least one section.")
        return
    for position, section in enumerate(sections, start=1):
        below = sections[position]["level"] if position < len(sections) else 0
        if not section["body"].strip() and not (section["heading"].strip() and below > section["level"]):
            message = f"{_name(section, position)} has no text."
            yield Reason("empty section", message, "Write it, or delete the section.", position, "body")


def _links(taken: dict[str, Any]) -> Iterator[Reason]:
    for position, section in enumerate(taken["sections"], start=1):
        for problem in problems(section["body"]):
            message = f"{_name(section, position)}: {problem}"
            yield Reason("broken page link", message, section=position, field="body")


def _sources(taken: dict[str, Any]) -> Iterator[Reason]:
    """`[@key]` where no source has the key, each key once a section."""
    for position, section in enumerate(taken["sections"], start=1):
        for key in dict.fromkeys(_SOURCE.findall(section["body"])):
            message = f"{_name(section, position)} cites “[@{key}]”, and no source has that name."
            yield Reason("unknown source", message, _NO_SOURCE, position, "body")


def _name(section: dict[str, Any], position: int) -> str:
    heading = section["heading"].strip()
    return f"Section {position} (“{heading}”)" if heading else f"Section {position} (untitled)"
