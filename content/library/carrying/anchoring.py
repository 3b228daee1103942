"""Pieces that two texts share beyond doubt: those that stand once in both, and what follows them in step."""

from bisect import bisect_left
from collections.abc import Hashable, Sequence
from itertools import pairwise

Pair = tuple[int, int]


def unique_pairs(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """Places (in old, in new) of what occurs once in each, in the order of the old."""
    place_in_new = _once(new)
    return [
        (here, there)
        for piece, here in _once(old).items()
        if here >= 0 and (there := place_in_new.get(piece, -1)) >= 0
    ]


def _once(pieces: Sequence[Hashable]) -> dict[Hashable, int]:
    """Piece to its only place; -1 where it occurs more than once."""
    places: dict[Hashable, int] = {}
    for place, piece in enumerate(pieces):
        places[piece] = -1 if piece in places else place
    return places


def heaviest_in_order(pairs: Sequence[Pair], weights: Sequence[int]) -> list[Pair]:
    """The pairs that keep their order in both texts and weigh most together (a weighted patience).

    Weight, not number, decides: of a heading and a long paragraph that changed places, the heading moved.
    """
    if all(left[1] < right[1] for left, right in pairwise(pairs)):
        return list(pairs)
    # A staircase: the farther a chain reaches, the more it weighs; a new step removes what it overshadows.
    ends: list[int] = []
    totals: list[int] = []
    last: list[int] = []
    before = [-1] * len(pairs)
    for index, (_, there) in enumerate(pairs):
        step = bisect_left(ends, there)
        total = weights[index] + (totals[step - 1] if step else 0)
        before[index] = last[step - 1] if step else -1
        over = step
        while over < len(ends) and totals[over] <= total:
            over += 1
        ends[step:over] = [there]
        totals[step:over] = [total]
        last[step:over] = [index]
    chain = []
    index = last[-1]
    while index >= 0:
        chain.append(pairs[index])
        index = before[index]
    return chain[::-1]


def in_step(old: Sequence[Hashable], new: Sequence[Hashable], pairs: Sequence[Pair]) -> list[Pair]:
    """Anchors, and the equal neighbors that follow or lead them, or the ends of the texts, without a gap."""
    found: list[Pair] = []
    here, there = 0, 0
    for stop_here, stop_there in [*pairs, (len(old), len(new))]:
        while here < stop_here and there < stop_there and old[here] == new[there]:
            found.append((here, there))
            here, there = here + 1, there + 1
        backwards: list[Pair] = []
        left, right = stop_here - 1, stop_there - 1
        while left >= here and right >= there and old[left] == new[right]:
            backwards.append((left, right))
            left, right = left - 1, right - 1
        found.extend(reversed(backwards))
        if stop_here < len(old):
            found.append((stop_here, stop_there))
        here, there = stop_here + 1, stop_there + 1
    return found


def anchors(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    pairs = unique_pairs(old, new)
    return in_step(old, new, heaviest_in_order(pairs, [len(old[here]) + 1 for here, _ in pairs]))
