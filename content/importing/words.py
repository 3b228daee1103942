"""Words, content words and sentences of English text."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

import snowballstemmer

_WORD: Final = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’][^\W_]+)*")
_POSSESSIVE: Final = re.compile(r"['’]s?$")
_STOP: Final = re.compile(r"[.!?…]+[”’\"')\]]*\s")
_SHORTENED = """
adm art capt cf col dr e.g etc fig gen gov i.e inc jr lt ltd maj mr mrs ms mt no nos p pp prof sen sgt sr st
u.s u.k u.n vol vs
"""
_FUNCTION_WORDS = """
a about above across after again against all also although always am among an and another any are around as
at away be because been before behind being below between beyond both but by can cannot could did do does
doing down during each either else especially even ever every few for from further had has have having he
hence her here hers him his how however i if in indeed instead into is it its itself just least less like
made mainly many may me might more moreover most much must my near neither nevertheless no nor not now of
off often on once one only onto or other others our ours out over own per perhaps quite rather same shall
she should since so some still such than that the their theirs them then there thereby these they this those
though through throughout thus to together too toward towards under unless until up upon very via was we
well were what when whenever where whereas whether which while who whom whose why will with within without
would yet you your
"""
ABBREVIATIONS: Final = frozenset(_SHORTENED.split())
STOP_WORDS: Final = frozenset(_FUNCTION_WORDS.split())
_LONGEST_STEMMED: Final = 30
_stemmer: Final = snowballstemmer.stemmer("english")


def words_of(text: str) -> list[str]:
    """The words as they stand; an initialism with its stops (U.S.) is one word."""
    return _WORD.findall(text)


def content_stems(text: str) -> frozenset[str]:
    """The stems of all words that carry meaning: no function words, no bare numbers of one or two digits."""
    return frozenset(_stem(word) for word in _content_words(text))


def sentences_of(text: str) -> Iterator[tuple[int, str]]:
    """The sentences with their offsets. No sentence ends with an abbreviation or before a small letter."""
    start = 0
    for stop in _STOP.finditer(text):
        if _ends_a_sentence(text, stop.start(), stop.end()):
            yield start, text[start : stop.end()].strip()
            start = stop.end()
    yield start, text[start:]


def excerpt(text: str, words: int = 8) -> str:
    """The first words of a text, for quoting a place in a message."""
    parts = text.split(" ", words)
    short = " ".join(parts[:words])
    return short[:120] + "…" if len(parts) > words or len(short) > 120 else short


def _content_words(text: str) -> Iterator[str]:
    for word in _WORD.findall(text.casefold()):
        bare = _POSSESSIVE.sub("", word)
        if bare and bare not in STOP_WORDS and not (bare.isdigit() and len(bare) <= 2):
            yield bare


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    return word if len(word) > _LONGEST_STEMMED else str(_stemmer.stemWord(word))


def _ends_a_sentence(text: str, stop: int, after: int) -> bool:
    following = text[after : after + 1]
    if following.islower():
        return False
    before = text[max(0, stop - 12) : stop].rpartition(" ")[2].lstrip("“‘\"'([").casefold()
    return text[stop] != "." or not (before in ABBREVIATIONS or (len(before) == 1 and before.isalpha()))
