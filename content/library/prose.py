"""Words, content words and sentences of a text, and how a place in it is quoted."""

import re
from collections.abc import Iterator
from typing import Final

from content.library.sentences import sentences
from content.library.wording import stems

_WORD: Final = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’][^\W_]+)*")


def words_of(text: str) -> list[str]:
    """The words as they stand; an initialism with its stops (U.S.) is one word."""
    return _WORD.findall(text)


def content_stems(text: str) -> frozenset[str]:
    """The stems of all words that carry meaning: no function words, no figures of one or two digits."""
    return frozenset(stem for stem in stems(text) if not (stem.isdigit() and len(stem) <= 2))


def sentences_of(text: str) -> Iterator[tuple[int, str]]:
    """The sentences with their offsets."""
    for start, end in sentences(text):
        yield start, text[start:end]


def excerpt(text: str, words: int = 8) -> str:
    """The first words of a text, for quoting a place in a message."""
    parts = text.split(" ", words)
    short = " ".join(parts[:words])
    return short[:120] + "…" if len(parts) > words or len(short) > 120 else short
