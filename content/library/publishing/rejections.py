"""The names that a page's editors do not want linked: one a line, on the whole page or in one section.

A line is `Name`, or `Name | section`, where the section is told by its heading or by its address.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from content.library.canonical import unified


def rejected_mentions(text: str, sections: Sequence[dict[str, Any]]) -> list[dict[str, str]]:
    """`{name, section}` by line; `section` is its address, or "" on the whole page."""
    addresses = _addresses(sections)
    return [
        {"name": name, "section": addresses.get(_folded(section), "") if section else ""}
        for name, section in _lines(text)
        if not section or _folded(section) in addresses
    ]


def unknown_sections(text: str, sections: Sequence[dict[str, Any]]) -> list[str]:
    """The sections that lines name and the page does not have."""
    addresses = _addresses(sections)
    return [section for _, section in _lines(text) if section and _folded(section) not in addresses]


def is_rejected(rows: Iterable[dict[str, str]], surface: str, section: str) -> bool:
    """Whether the words are no name of a page in the section with this address."""
    folded = _folded(surface)
    return any(_folded(row["name"]) == folded and row["section"] in ("", section) for row in rows)


def _lines(text: str) -> Iterable[tuple[str, str]]:
    for line in text.splitlines():
        name, _, section = line.partition("|")
        if name.strip():
            yield name.strip(), section.strip()


def _addresses(sections: Sequence[dict[str, Any]]) -> dict[str, str]:
    by_heading = {_folded(section["heading"]): section["slug"] for section in reversed(sections)}
    return by_heading | {_folded(section["slug"]): section["slug"] for section in sections}


def _folded(words: str) -> str:
    return " ".join(unified(words).split()).casefold()
