"""What keeps a page from being published: what the library refuses, and sources that nobody keeps."""

import re
from collections.abc import Iterator
from typing import Any, Final

from content.editorial.requirements.finding import TITLE, Finding, Place, Tier, section_place
from content.library.publishing.checks import reasons

# There are no records of sources yet: whatever `[@key]` names is unknown, and readers would see the brackets.
_SOURCE: Final = re.compile(r"(?<!\\)\[@([A-Za-z0-9_][^\s\[\]]{0,79})\]")
_NO_SOURCE: Final = "Name the source in words, or link to it."


def cannot_publish(taken: dict[str, Any]) -> Iterator[Finding]:
    """Every reason against publishing the snapshot."""
    yield from _refused_by_the_library(taken)
    yield from unknown_sources(taken)


def _refused_by_the_library(taken: dict[str, Any]) -> Iterator[Finding]:
    for reason in reasons(taken):
        place = Place(field=reason.field) if reason.field else TITLE
        if reason.section:
            place = section_place(reason.section, taken["sections"][reason.section - 1], reason.field)
        yield Finding(Tier.CANNOT_PUBLISH, reason.check, reason.message, reason.fix, place)


def unknown_sources(taken: dict[str, Any]) -> Iterator[Finding]:
    """`[@key]` where no source has the key."""
    for position, section in enumerate(taken["sections"], start=1):
        for key in dict.fromkeys(_SOURCE.findall(section["body"])):
            place = section_place(position, section)
            message = f"{place} cites “[@{key}]”, and no source has that name."
            yield Finding(Tier.CANNOT_PUBLISH, "unknown source", message, _NO_SOURCE, place)
