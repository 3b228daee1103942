"""Which piece of one edition is which of another: by key, then by equal text, then by likeness."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

from content.library.carrying.anchoring import Pair, anchors

_WORD = re.compile(r"\w+")
_ALIKE = 0.5
# A word in more pieces than this tells none of them from the others.
_RARE = 8
_CANDIDATES = 3


class Piece(NamedTuple):
    """A heading or a passage of an edition; headings have no key."""

    kind: str
    text: str
    key: str | None


def pairs_of(old: Sequence[Piece], new: Sequence[Piece]) -> list[Pair]:
    """Places of the same piece in both, in the order of the old. A heading is never paired with a passage."""
    pairs = _by_key(old, new)
    for step in (_by_text, _by_likeness):
        taken, taken_there = {here for here, _ in pairs}, {there for _, there in pairs}
        here = [place for place in range(len(old)) if place not in taken]
        there = [place for place in range(len(new)) if place not in taken_there]
        if not here or not there:
            break
        found = step([old[place] for place in here], [new[place] for place in there])
        pairs += [(here[a], there[b]) for a, b in found]
    return sorted(pairs)


def _by_key(old: Sequence[Piece], new: Sequence[Piece]) -> list[Pair]:
    places = {piece.key: place for place, piece in enumerate(new) if piece.key}
    pairs = []
    for place, piece in enumerate(old):
        if piece.key and (there := places.pop(piece.key, None)) is not None:
            pairs.append((place, there))
    return pairs


def _by_text(old: Sequence[Piece], new: Sequence[Piece]) -> list[Pair]:
    """In step first, so that of equal pieces each finds its own; then whatever is left, first to first."""
    pairs = anchors(*(["\n".join(_compared(piece)) for piece in pieces] for pieces in (old, new)))
    taken, taken_there = {here for here, _ in pairs}, {there for _, there in pairs}
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place in range(len(new) - 1, -1, -1):
        if place not in taken_there:
            places[_compared(new[place])].append(place)
    for place, piece in enumerate(old):
        if place not in taken and (left := places.get(_compared(piece))):
            pairs.append((place, left.pop()))
    return pairs


def _compared(piece: Piece) -> tuple[str, str]:
    return "heading" if piece.kind == "heading" else "passage", piece.text


def _by_likeness(old: Sequence[Piece], new: Sequence[Piece]) -> list[Pair]:
    """The most alike first; of equals, those that lie nearest."""
    words, words_there = (
        [[_compared(piece)[0], *_WORD.findall(piece.text.lower())] for piece in pieces]
        for pieces in (old, new)
    )
    found = []
    for here, there in _candidates(words, words_there):
        if words[here][0] == words_there[there][0]:
            share = Indel.normalized_similarity(words[here][1:], words_there[there][1:], score_cutoff=_ALIKE)
            if share >= _ALIKE:
                found.append((-share, abs(here - there), here, there))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, here, there in sorted(found):
        if here not in pairs and there not in taken:
            pairs[here] = there
            taken.add(there)
    return list(pairs.items())


def _candidates(words: Sequence[Sequence[str]], words_there: Sequence[Sequence[str]]) -> set[Pair]:
    """Pairs that share most rare words, and pairs at the same place from either end."""
    places: dict[str, list[int]] = defaultdict(list)
    for there, some in enumerate(words_there):
        for word in set(some):
            places[word].append(there)
    candidates: set[Pair] = set()
    for here, some in enumerate(words):
        votes: Counter[int] = Counter()
        for word in sorted(set(some)):
            if len(found := places.get(word, [])) <= _RARE:
                votes.update(found)
        candidates.update((here, there) for there, _ in votes.most_common(_CANDIDATES))
        for there in (here, here + len(words_there) - len(words)):
            if 0 <= there < len(words_there):
                candidates.add((here, there))
    return candidates
