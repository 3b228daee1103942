"""Why a page cannot be published: every reason at once."""

from collections.abc import Iterator

from content.library.markdown import problems
from content.pages.models import Kind
from content.pages.snapshots import Snapshot


def reasons_against(taken: Snapshot) -> list[str]:
    """Sentences for the editor; an empty list means that the page can be published."""
    return [*_title(taken), *_order(taken), *_bodies(taken), *_links(taken)]


def _title(taken: Snapshot) -> Iterator[str]:
    if not taken["title"].strip():
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
