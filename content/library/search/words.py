"""The words of a text as search knows them: stems, with their places.

Texts and queries are read by this one module, on both databases: so both find the same passages, and
negotiate finds negotiating, defence finds defense, U.S. finds US.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple

from content.library.canonical import unified
from content.library.wording import STOP_WORDS, stem_of

LONGEST: Final = 40  # no word is longer
_ACRONYM: Final = r"(?:[^\W\d_]\.){2,6}(?:[^\W\d_](?![\w.]))?(?!\w)"
_WORD: Final = re.compile(rf"{_ACRONYM}|[^\W_]+(?:'[^\W\d_]+)*")


class Word(NamedTuple):
    """`text[start:end]` is the word; `stem` is what it is found by, `plain` how it is spelled."""

    stem: str
    plain: str
    start: int
    end: int


def words(text: str, *, every: bool = False) -> list[Word]:
    """The words in their order, without function words unless `every` one is wanted.

    A function word in capitals is an acronym: US, WHO, IT.
    """
    found = []
    for match in _WORD.finditer(unified(text)):
        stem, plain, is_function = _read(match.group())
        if stem and (every or not is_function):
            found.append(Word(stem, plain, match.start(), match.end()))
    return found


def stems(text: str) -> tuple[str, ...]:
    return tuple(word.stem for word in words(text))


@lru_cache(maxsize=100_000)
def _read(written: str) -> tuple[str, str, bool]:
    """Stem, plain spelling, and whether it is a function word; empty for what cannot be searched."""
    plain = plain_word(written)
    if not plain or len(plain) > LONGEST:
        return "", "", False
    is_acronym = "." in written or (len(written) > 1 and written.isupper())
    return stem_of(plain), plain, plain in STOP_WORDS and not is_acronym


def plain_word(written: str) -> str:
    """Small letters and digits without accents, dots and apostrophes: Côte is cote, U.S. is us."""
    word = written.lower().removesuffix("'s")
    if not word.isascii():
        word = unicodedata.normalize("NFKD", word.casefold()).lower()
    return word if word.isalnum() and word.isascii() else "".join(filter(str.isalnum, word))
