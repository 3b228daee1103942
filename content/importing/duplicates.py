"""Paragraphs of a document that nearly repeat a paragraph of another article."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from content.importing.documents import Defect, Paragraph, ParsedDocument
from content.importing.words import excerpt, words_of

SHARE: Final = (
    0.3  # of the shorter paragraph's phrases; measured: the one pair of the seeds 0.35, all others < 0.2
)
FEWEST_SHARED: Final = 10
_PHRASE: Final = 3  # words
_COMMON: Final = 20  # a phrase in more paragraphs than this is a habit of the author, and tells nothing

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Match:
    shared: int
    of: int
    title: str
    text: str


def near_duplicates(document: ParsedDocument, others: Iterable[tuple[str, str]]) -> list[Defect]:
    """A defect for each paragraph that shares many three-word phrases with one of `others` (title, text).

    `others` is read once and may be long: the work is one look-up a word.
    """
    texts = list(document.texts())
    phrases = [_phrases(text.text) for text in texts]
    holders = _holders(phrases)
    best: dict[int, _Match] = {}
    for title, other in others:
        theirs = _phrases(other)
        counts: Counter[int] = Counter()
        for phrase in theirs:
            counts.update(holders.get(phrase, ()))
        for index, shared in counts.items():
            match = _Match(shared, min(len(theirs), len(phrases[index])), title, other)
            if _is_near(match) and (index not in best or _share(match) > _share(best[index])):
                best[index] = match
    return [_defect(texts[index], match) for index, match in sorted(best.items())]


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


def _share(match: _Match) -> float:
    return match.shared / match.of


def _is_near(match: _Match) -> bool:
    return match.shared >= FEWEST_SHARED and _share(match) >= SHARE


def _defect(text: Paragraph, match: _Match) -> Defect:
    message = (
        f"The paragraph “{excerpt(text.text)}” is close to one in “{match.title}”, “{excerpt(match.text)}”: "
        f"they share {match.shared} of {match.of} phrases of three words."
    )
    return Defect(text.line, "near_duplicate", message)
