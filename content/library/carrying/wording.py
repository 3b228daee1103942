"""Two stretches of text, word by word: which words of the old are still there in the new."""

from collections.abc import Sequence

from rapidfuzz.distance import Indel, LCSseq

from content.library.carrying.anchoring import anchors
from content.library.carrying.cutting import Text, Words

Block = tuple[int, int, int]  # place in old, place in new, number of words
Run = tuple[int, int, int, int]  # start and end in old, start and end in new

# Cells of the comparison's table (a bit each): 8,000 words against 8,000 take 8 MB and some 10 ms.
_TABLE = 64_000_000
_SLIDE = 50
# Equal words count for so many times their length against what changed beside them.
_ISLAND = 1.5
_ALIKE = 0.6
_MENDED = 8


def align_words(old: Text, new: Text, here: Words, there: Words) -> list[Run]:
    blocks = common_words(here.keys, there.keys)
    if not blocks:
        return []
    blocks = without_islands(slid(blocks, old, new, here, there), here, there)
    return sorted(runs_of(blocks, old, new, here, there) + mended(blocks, here, there))


def common_words(old: Sequence[str], new: Sequence[str]) -> list[Block]:
    """Longest common subsequence as blocks; beyond bounds, split at words that occur once in both."""
    if not old or not new:
        return []
    if len(old) * len(new) <= _TABLE:
        found = LCSseq.editops(old, new).as_matching_blocks()
        return [(block.a, block.b, block.size) for block in found if block.size]
    blocks: list[Block] = []
    here, there = 0, 0
    for stop_here, stop_there in [*anchors(old, new), (len(old), len(new))]:
        # What remains too large here has no anchor in it at all: it is left unexplained.
        if 0 < (stop_here - here) * (stop_there - there) <= _TABLE:
            inner = common_words(old[here:stop_here], new[there:stop_there])
            blocks.extend((here + left, there + right, size) for left, right, size in inner)
        if stop_here < len(old):
            blocks.append((stop_here, stop_there, 1))
        here, there = stop_here + 1, stop_there + 1
    return _joined(blocks)


def _joined(blocks: Sequence[Block]) -> list[Block]:
    joined: list[Block] = []
    for here, there, size in blocks:
        if joined and (last := joined[-1])[0] + last[2] == here and last[1] + last[2] == there:
            joined[-1] = (last[0], last[1], last[2] + size)
        else:
            joined.append((here, there, size))
    return joined


def slid(blocks: Sequence[Block], old: Text, new: Text, here: Words, there: Words) -> list[Block]:
    """Insertions and deletions moved, where repeated words leave a choice, to begin with a sentence.

    "A b. A c." made from "A c." is a sentence put before, not "b. A" put into the middle.
    """
    moved = list(blocks)
    for index in range(len(moved) - 1):
        left, right, size = moved[index]
        next_left, next_right, next_size = moved[index + 1]
        deleted, inserted = next_left - left - size, next_right - right - size
        if deleted and inserted:
            continue
        text, words, edge = (old, here, left + size) if deleted else (new, there, right + size)
        shift = _shift(text, words, edge, deleted + inserted, size)
        if shift:
            moved[index] = (left, right, size - shift)
            moved[index + 1] = (next_left - shift, next_right - shift, next_size + shift)
    return [block for block in moved if block[2]]


def _shift(text: Text, words: Words, edge: int, width: int, size: int) -> int:
    """How many words to slide: to where a sentence opens, or all, so that a block joins the next."""
    keys, starts = words
    for shift in range(min(size, _SLIDE) + 1):
        if shift and keys[edge - shift] != keys[edge - shift + width]:
            return 0
        if text.opens_sentence(starts[edge - shift]):
            return shift
    return size if size <= _SLIDE else 0


def without_islands(blocks: Sequence[Block], here: Words, there: Words) -> list[Block]:
    """Chance finds removed: equal words between much longer stretches that differ say nothing."""
    bounds = [(0, 0, 0), *blocks, (len(here.keys), len(there.keys), 0)]
    while True:
        kept = bounds[:1]
        for index in range(1, len(bounds) - 1):
            left, right, size = bounds[index]
            length = _ISLAND * here.length(left, left + size)
            before_left, before_right, before_size = kept[-1]
            if length > here.length(before_left + before_size, left) and length > there.length(
                before_right + before_size, right
            ):
                kept.append(bounds[index])
                continue
            after_left, after_right, _ = bounds[index + 1]
            if length > here.length(left + size, after_left) and length > there.length(
                right + size, after_right
            ):
                kept.append(bounds[index])
        kept.append(bounds[-1])
        if len(kept) == len(bounds):
            return kept[1:-1]
        bounds = kept


def runs_of(blocks: Sequence[Block], old: Text, new: Text, here: Words, there: Words) -> list[Run]:
    """Blocks of words as stretches of text: whole as long as the spaces agree, else word by word."""
    runs: list[Run] = []
    for left, right, size in blocks:
        start, end = here.starts[left], here.end(left + size - 1)
        start_there, end_there = there.starts[right], there.end(right + size - 1)
        if old.folded[start:end] == new.folded[start_there:end_there]:
            runs.append((start, end, start_there, end_there))
        else:
            runs.extend(_word_run(here, there, left + step, right + step) for step in range(size))
    return runs


def _word_run(here: Words, there: Words, left: int, right: int) -> Run:
    return here.starts[left], here.end(left), there.starts[right], there.end(right)


def mended(blocks: Sequence[Block], here: Words, there: Words) -> list[Run]:
    """Words that were mended, not replaced: a like word at the like place between words that stayed."""
    runs: list[Run] = []
    left, right = 0, 0
    for stop, stop_there, size in [*blocks, (len(here.keys), len(there.keys), 0)]:
        if 0 < stop - left <= _MENDED and 0 < stop_there - right <= _MENDED:
            for word in range(left, stop):
                for other in range(right, stop_there):
                    if _alike(here.keys[word], there.keys[other]):
                        runs.append(_word_run(here, there, word, other))
                        right = other + 1
                        break
        left, right = stop + size, stop_there + size
    return runs


def _alike(left: str, right: str) -> bool:
    """Most letters in common; short words are too alike by chance."""
    if len(left) < 3 or len(right) < 3:
        return False
    return Indel.normalized_similarity(left, right, score_cutoff=_ALIKE) > 0
