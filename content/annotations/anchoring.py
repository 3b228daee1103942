"""What a note hangs on: a stretch of an edition's text, taken at its word and at nothing less."""

from typing import Final, NamedTuple

CONTEXT: Final = 32  # characters of the text kept before and after the quote


class Anchor(NamedTuple):
    """A stretch of a text in code points, its words, and what stands around it."""

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


class NotAnchored(Exception):
    """The selection is not in the text as it was described; the message says what does not match."""


def anchored(
    text: str, start: int, end: int, *, exact: str, prefix: str = "", suffix: str = "", longest: int
) -> Anchor:
    """The stretch as the text itself has it. Raises NotAnchored: an anchor is verified or not made at all.

    `exact` has to be the words between the offsets; `prefix` and `suffix`, where they are given, the words
    beside them. Blank ends of the selection are left off.
    """
    if not 0 <= start < end <= len(text):
        raise NotAnchored(f"The edition has {len(text)} characters; {start} to {end} is no stretch of it.")
    if text[start:end] != exact:
        raise NotAnchored("The edition does not say this at that place. Select the words again.")
    if not text[:start].endswith(prefix) or not text[end:].startswith(suffix):
        raise NotAnchored("The words stand in another place of the edition. Select them again.")
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        raise NotAnchored("Nothing is selected: a note needs words to stand on.")
    if end - start > longest:
        raise NotAnchored(f"The selection is too long: a note takes up to {longest:,} characters.")
    return at(text, start, end)


def at(text: str, start: int, end: int) -> Anchor:
    """The anchor of a stretch that is known to lie in the text."""
    return Anchor(
        start, end, text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    )
