"""What cannot even be saved: a text with signs that nobody can see or type."""

import re
from collections.abc import Iterator
from typing import Any, Final

from content.editorial.requirements.finding import TITLE, Finding, Place, Tier, section_place

# Controls other than the tab and the line end, and halves of letters.
_MALFORMED: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_FIX: Final = "Delete it: it may have come with a copied text."


def malformed(text: str) -> str:
    """What is malformed in a text, as a sentence; "" where nothing is."""
    found = _MALFORMED.search(text)
    if found is None:
        return ""
    before = " ".join(text[: found.start()].split()[-4:])
    after = f" after “{before}”" if before else " at its beginning"
    return f"The text has a control character (U+{ord(found[0]):04X}){after}."


def cannot_save(taken: dict[str, Any]) -> Iterator[Finding]:
    """Every malformed text of the page."""
    yield from _control_characters(taken)


def _control_characters(taken: dict[str, Any]) -> Iterator[Finding]:
    texts: list[tuple[Place, str]] = [(TITLE, taken["title"]), (Place(field="summary"), taken["summary"])]
    for position, section in enumerate(taken["sections"], start=1):
        texts.append((section_place(position, section, "heading"), section["heading"]))
        texts.append((section_place(position, section), section["body"]))
    for place, text in texts:
        if message := malformed(text):
            yield Finding(Tier.CANNOT_SAVE, "control characters", message, _FIX, place)
