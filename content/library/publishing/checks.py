"""Why a page cannot be published: every reason at once."""

from collections.abc import Iterator
from typing import Final

from content.library.canonical import canonical
from content.library.markdown import problems
from content.pages.models import Kind
from content.pages.snapshots import Snapshot

# As much as an imported document may have: about 75,000 words. Publishing holds the database for as long as a
# page takes to compose, comparing two editions takes a reader's time, and both grow with these.
MOST_CHARACTERS: Final = 500_000
MOST_LINES: Final = 5_000


def reasons_against(taken: Snapshot) -> list[str]:
    """Sentences for the editor; an empty list means that the page can be published."""
    large = too_large(taken)
    texts = [large] if large else [*_bodies(taken), *_links(taken)]
    return [*_title(taken), *_order(taken), *texts]


def too_large(taken: Snapshot) -> str:
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


def _title(taken: Snapshot) -> Iterator[str]:
    if not any(map(str.isalnum, canonical(taken["title"]))):
        yield "The page has no title. Give it one."


def _order(taken: Snapshot) -> Iterator[str]:
    before = 1
    for position, section in enumerate(taken["sections"], start=1):
        if section["level"] > before + 1:
            yield f"{_name(section, position)} skips a level. Raise it, or put a section above it."
        before = section["level"]


def _bodies(taken: Snapshot) -> Iterator[str]:
    sections = taken["sections"]
    if taken["kind"] == Kind.ARTICLE and not any(section["body"].strip() for section in sections):
        yield "The page has no text. Write at least one section."
        return
    for position, section in enumerate(sections, start=1):
        below = sections[position]["level"] if position < len(sections) else 0
        if not section["body"].strip() and not (section["heading"].strip() and below > section["level"]):
            yield f"{_name(section, position)} has no text. Write it, or delete the section."


def _links(taken: Snapshot) -> Iterator[str]:
    for position, section in enumerate(taken["sections"], start=1):
        for problem in problems(section["body"]):
            yield f"{_name(section, position)}: {problem}"


def _name(section: dict[str, str], position: int) -> str:
    heading = section["heading"].strip()
    return f"Section {position} (“{heading}”)" if heading else f"Section {position} (untitled)"
