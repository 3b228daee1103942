"""Slips that a text shows by itself: marks that nobody closed, words that stand where others stood before."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from content.library.prose import content_stems, excerpt, sentences_of, words_of

REPEATS_TITLE: Final = (
    0.7  # shared of all content words; the seeds' headings reach 0.75 once, else at most 0.57
)
SHARE: Final = (
    0.3  # of the shorter paragraph's phrases; measured: the one pair of the seeds 0.35, all others < 0.2
)
FEWEST_SHARED: Final = 10
_SENTENCE_WORDS: Final = 5
_PHRASE: Final = 3  # words
_COMMON: Final = 20  # a phrase in more paragraphs than this is a habit of the author, and tells nothing

_PAIRS: Final = {"“": "”", "«": "»"}
_GLUED: Final = re.compile(
    r"(?P<before>[^\W_]+)[”’\"')\]]?\.[”’\"')\]]?[“‘\"'(]?(?P<after>[^\W\d_]+)(?P<rest>\S?)"
)
_SHORTENED = (
    "adm art capt cf col dr etc fig gen gov lt ltd maj mr mrs ms mt no nos ph pp prof sen sgt sr st vol vs"
)
_ABBREVIATED: Final = frozenset(_SHORTENED.split())
_ADDRESS: Final = re.compile(
    r"://|www\.|@|\.(?:com|org|net|int|gov|mil|edu|io|eu|uk|pdf|txt|html?|docx?)\b", re.IGNORECASE
)


Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """A paragraph elsewhere that shares many phrases with one here."""

    shared: int
    of: int
    place: int  # among the paragraphs elsewhere
    text: str


def unpaired_quotations(text: str) -> Iterator[tuple[int, bool]]:
    """The offsets of quotation marks without a partner, and whether each one opens."""
    waiting: dict[str, list[int]] = {mark: [] for mark in _PAIRS}
    straight: list[int] = []
    for offset, character in enumerate(text):
        if character in _PAIRS:
            waiting[character].append(offset)
        elif character == '"':
            straight.append(offset)
        else:
            for opening, closing in _PAIRS.items():
                if character == closing and not waiting[opening]:
                    yield offset, False
                elif character == closing:
                    waiting[opening].pop()
    yield from ((offsets[0], True) for offsets in waiting.values() if offsets)
    if len(straight) % 2:
        yield straight[-1], True


def quotation_message(text: str, offset: int, opens: bool) -> str:
    """What is wrong with the mark, by the words beside it."""
    if opens:
        return f"The quotation mark before “{excerpt(text[offset + 1 :].strip())}” is never closed."
    return f"The quotation mark after “{text[max(0, offset - 40) : offset].strip()}” closes nothing."


def missing_spaces(text: str) -> Iterator[tuple[int, str]]:
    """Two sentences without a space between them: where, and the two words around the stop."""
    for token in re.finditer(r"\S+", text):
        if "." not in token[0] or _ADDRESS.search(token[0]):
            continue
        for glued in _GLUED.finditer(token[0]):
            if _are_two_sentences(glued["before"], glued["after"], glued["rest"]):
                yield token.start() + glued.start(), glued[0]


def _are_two_sentences(before: str, after: str, rest: str) -> bool:
    """A word, a stop, a capitalized word: "effectively.Embracing", but not "U.S.-India" or "Ph.D."."""
    if len(before) < 2 or before.casefold() in _ABBREVIATED or not after[0].isupper():
        return False
    if len(after) == 1:
        return after in "AI" and rest != "."
    return after[1:].islower() or after.isupper()


def repeats_title(title: str, heading: str) -> tuple[int, int] | None:
    """How many of how many content words the two share, where the heading nearly repeats the title."""
    of_title, of_heading = content_stems(title), content_stems(heading)
    shared, of = len(of_title & of_heading), len(of_title | of_heading)
    if shared / max(1, of) >= REPEATS_TITLE or (len(of_title) > 2 and of_title <= of_heading):
        return shared, of
    return None


def repeated_sentences(texts: Iterable[str]) -> list[tuple[str, list[tuple[int, int]]]]:
    """Each sentence of five words or more that stands more than once: (text, offset) of all its places."""
    places: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    shown: dict[tuple[str, ...], str] = {}
    for number, text in enumerate(texts):
        for offset, sentence in sentences_of(text):
            key = tuple(words_of(sentence.casefold()))
            if len(key) >= _SENTENCE_WORDS:
                places[key].append((number, offset))
                shown.setdefault(key, sentence)
    return [(shown[key], found) for key, found in places.items() if len(found) > 1]


def near_texts(texts: Sequence[str], others: Iterable[str]) -> dict[int, Near]:
    """For each text that shares many three-word phrases with one of `others`, the nearest of them.

    `others` is read once and may be long: the work is one look-up a word.
    """
    phrases = [_phrases(text) for text in texts]
    holders = _holders(phrases)
    best: dict[int, Near] = {}
    for place, other in enumerate(others):
        theirs = _phrases(other)
        counts: Counter[int] = Counter()
        for phrase in theirs:
            counts.update(holders.get(phrase, ()))
        for index, shared in counts.items():
            near = Near(shared, min(len(theirs), len(phrases[index])), place, other)
            if _is_near(near) and (index not in best or _share(near) > _share(best[index])):
                best[index] = near
    return dict(sorted(best.items()))


def _phrases(text: str) -> set[Phrase]:
    words = [word.casefold() for word in words_of(text)]
    return set(zip(*(words[start:] for start in range(_PHRASE)), strict=False))


def _holders(phrases: list[set[Phrase]]) -> dict[Phrase, list[int]]:
    """For each phrase, the paragraphs that hold it; habitual phrases are left out."""
    holders: dict[Phrase, list[int]] = defaultdict(list)
    for index, of_one in enumerate(phrases):
        for phrase in of_one:
            holders[phrase].append(index)
    return {phrase: indexes for phrase, indexes in holders.items() if len(indexes) <= _COMMON}


def _share(near: Near) -> float:
    return near.shared / near.of


def _is_near(near: Near) -> bool:
    return near.shared >= FEWEST_SHARED and _share(near) >= SHARE
