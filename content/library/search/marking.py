"""The stretch of a passage that a result shows, with the words that were looked for marked."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from content.library.search.parsing import Needle
from content.library.search.words import Word, words

WHOLE: Final = 420  # characters: a passage that is not longer is shown whole
SHOWN: Final = 320
_BEFORE: Final = 80


class Part(NamedTuple):
    """Some of the text, marked or not."""

    text: str
    marked: bool


def excerpt(text: str, needles: Iterable[Needle]) -> list[Part]:
    """The part of the text in which most is marked; three dots stand for what is left out."""
    marked = _marked(words(text), set(needles))
    start, end = _window(text, marked)
    parts = [Part("… ", False)] if start else []
    place = start
    for begin, stop in marked:
        if start <= begin and stop <= end:
            parts += [Part(text[place:begin], False), Part(text[begin:stop], True)]
            place = stop
    parts.append(Part(text[place:end], False))
    parts += [Part(" …", False)] if end < len(text) else []
    return [part for part in parts if part.text]


def _marked(found: list[Word], needles: set[Needle]) -> list[tuple[int, int]]:
    """Where needles stand; they never overlap, and the longest one wins."""
    by_length = sorted({len(needle) for needle in needles if needle}, reverse=True)
    stems = [word.stem for word in found]
    marked: list[tuple[int, int]] = []
    place = 0
    while place < len(found):
        left = len(found) - place
        length = next((n for n in by_length if n <= left and tuple(stems[place : place + n]) in needles), 0)
        if length:
            marked.append((found[place].start, found[place + length - 1].end))
        place += length or 1
    return marked


def _window(text: str, marked: list[tuple[int, int]]) -> tuple[int, int]:
    if len(text) <= WHOLE:
        return 0, len(text)
    starts = [max(0, begin - _BEFORE) for begin, _ in marked] or [0]
    start = max(starts, key=lambda one: (sum(one <= b and e <= one + SHOWN for b, e in marked), -one))
    start = _after_space(text, start) if start else 0
    end = text.rfind(" ", start + SHOWN // 2, start + SHOWN) if start + SHOWN < len(text) else len(text)
    return start, end if end > 0 else min(len(text), start + SHOWN)


def _after_space(text: str, position: int) -> int:
    space = text.find(" ", position, position + _BEFORE)
    return space + 1 if space >= 0 else position
