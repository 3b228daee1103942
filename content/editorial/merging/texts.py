"""Two versions of a text merged block by block."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

from content.editorial.merging.blocks import Chunk, split
from content.editorial.merging.ledger import Ledger, Path
from content.library.carrying.anchoring import heaviest_in_order
from content.library.carrying.pairing import Piece, pairs_of

_WORD = re.compile(r"\w+")
_ALIKE = 0.5
_GAP = "\n\n"


class Alignment(NamedTuple):
    """One side beside the base: what became of each block, and what was put before each, and at the end."""

    partner: list[int | None]
    added: list[list[int]]


def merged_text(ledger: Ledger, path: Path, base: str, theirs: str, mine: str) -> str:
    """Changes to different blocks stand side by side; a block that both changed is a conflict of its own."""
    if theirs in (base, mine):
        return mine
    if mine == base:
        _take(ledger, path, base, theirs)
        return theirs
    lead, blocks = split(base)
    lead_of_theirs, blocks_of_theirs = split(theirs)
    lead_of_mine, blocks_of_mine = split(mine)
    merger = _Merger(ledger, path, blocks, blocks_of_theirs, blocks_of_mine)
    merged = merger.blocks()
    end = _three(*(chunks[-1].gap if chunks else "" for chunks in (blocks, blocks_of_theirs, blocks_of_mine)))
    return _three(lead, lead_of_theirs, lead_of_mine) + _joined(merged, end)


def align(base: Sequence[str], side: Sequence[str]) -> Alignment:
    """By equal text, then by likeness, in order; what stands between in equal numbers is paired by place."""
    pairs = pairs_of(*([Piece("paragraph", text, None) for text in texts] for texts in (base, side)))
    pairs = heaviest_in_order(pairs, [len(base[here]) + 1 for here, _ in pairs])
    partner: list[int | None] = [None] * len(base)
    added: list[list[int]] = [[] for _ in range(len(base) + 1)]
    here = there = 0
    for stop_here, stop_there in [*pairs, (len(base), len(side))]:
        if stop_here - here == stop_there - there:
            partner[here:stop_here] = range(there, stop_there)
        else:
            added[here] = list(range(there, stop_there))
        if stop_here < len(base):
            partner[stop_here] = stop_there
        here, there = stop_here + 1, stop_there + 1
    return Alignment(partner, added)


def alike(one: str, other: str) -> bool:
    words, others = (_WORD.findall(text.lower()) for text in (one, other))
    return Indel.normalized_similarity(words, others, score_cutoff=_ALIKE) >= _ALIKE


class _Merger:
    """Goes through the base's blocks and the gaps between them."""

    def __init__(
        self, ledger: Ledger, path: Path, base: list[Chunk], theirs: list[Chunk], mine: list[Chunk]
    ) -> None:
        self.ledger, self.path = ledger, path
        self.base, self.theirs, self.mine = base, theirs, mine
        texts = [chunk.text for chunk in base]
        self.to_theirs = align(texts, [chunk.text for chunk in theirs])
        self.to_mine = align(texts, [chunk.text for chunk in mine])

    def blocks(self) -> list[Chunk]:
        merged: list[Chunk] = []
        for place in range(len(self.base) + 1):
            merged += self._added(place)
            if place < len(self.base):
                merged += self._block(place)
        return merged

    def _block(self, place: int) -> list[Chunk]:
        base = self.base[place]
        theirs, mine = (
            None if there is None else chunks[there]
            for chunks, there in (
                (self.theirs, self.to_theirs.partner[place]),
                (self.mine, self.to_mine.partner[place]),
            )
        )
        text = self.ledger.settle((*self.path, str(place)), base.text, _text(theirs), _text(mine))
        gap = _three(base.gap, theirs.gap if theirs else base.gap, mine.gap if mine else base.gap)
        return [] if not text else [Chunk(text, gap)]

    def _added(self, place: int) -> list[Chunk]:
        """What both put into one gap: the same once, what is alike as a conflict, else theirs before mine."""
        theirs = [self.theirs[there] for there in self.to_theirs.added[place]]
        mine = [self.mine[there] for there in self.to_mine.added[place]]
        path = (*self.path, f"+{place}")
        if not theirs or [chunk.text for chunk in theirs] == [chunk.text for chunk in mine]:
            return mine
        before, theirs, mine, after = _without_what_both_say(theirs, mine)
        if any(alike(one.text, other.text) for one in theirs for other in mine):
            text = self.ledger.settle(path, None, _joined(theirs, ""), _joined(mine, ""))
            return [*before, *([Chunk(text, _GAP)] if text else []), *after]
        for chunk in theirs:
            self.ledger.settle(path, None, chunk.text, None)  # on the record as taken
        return [*before, *theirs, *mine, *after]


def _without_what_both_say(
    theirs: list[Chunk], mine: list[Chunk]
) -> tuple[list[Chunk], list[Chunk], list[Chunk], list[Chunk]]:
    """What both begin with, what is left of each, what both end with."""
    start = 0
    while start < min(len(theirs), len(mine)) and theirs[start].text == mine[start].text:
        start += 1
    end = 0
    while end < min(len(theirs), len(mine)) - start and theirs[-1 - end].text == mine[-1 - end].text:
        end += 1
    stop, stop_of_mine = len(theirs) - end, len(mine) - end
    return theirs[:start], theirs[start:stop], mine[start:stop_of_mine], theirs[stop:]


def _take(ledger: Ledger, path: Path, base: str, theirs: str) -> None:
    """Put on the record, block by block, what only the other side changed."""
    blocks, others = ([chunk.text for chunk in split(text)[1]] for text in (base, theirs))
    aligned = align(blocks, others)
    for place in range(len(blocks) + 1):
        for there in aligned.added[place]:
            ledger.settle((*path, f"+{place}"), None, others[there], None)
        if place < len(blocks):
            there_now = aligned.partner[place]
            now = None if there_now is None else others[there_now]
            ledger.settle((*path, str(place)), blocks[place], now, blocks[place])


def _text(chunk: Chunk | None) -> str | None:
    return chunk.text if chunk else None


def _three(base: str, theirs: str, mine: str) -> str:
    """White space: whoever changed it; theirs if both did."""
    return mine if theirs == base else theirs


def _joined(chunks: Sequence[Chunk], end: str) -> str:
    """The blocks with a blank line at least between two."""
    parts = [chunk.text + (chunk.gap if chunk.gap.count("\n") > 1 else _GAP) for chunk in chunks[:-1]]
    return "".join([*parts, chunks[-1].text + end]) if chunks else ""
