"""Two editions of a page compared word by word, as rows to read from top to bottom."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from content.library.carrying.anchoring import Pair, heaviest_in_order
from content.library.carrying.pairing import Piece, pairs_of
from content.library.carrying.wording import common_words

__all__ = ["Piece", "Row", "Run", "Summary", "compare", "runs_between", "summary"]

# Words, marks and the space between them; joined, they are the text again.
_TOKEN = re.compile(r"\w+(?:['’]\w+)*|\s+|[^\w\s]")
_WORD = re.compile(r"\w+(?:['’]\w+)*")
# Equal words between two changes are read as part of one change if they have no more letters than this, or if
# the smaller of the changes has more than so many times theirs.
_ISLAND = 4
_TIMES = 3


class Run(NamedTuple):
    change: Literal["same", "added", "removed"]
    text: str


class Row(NamedTuple):
    """A piece of the page, and its places in the two editions; one that moved stands at its new one."""

    change: Literal["same", "changed", "added", "removed", "moved"]
    kind: str
    runs: list[Run]
    old: int | None
    new: int | None


class Summary(NamedTuple):
    words_added: int
    words_removed: int
    pieces_moved: int


def compare(old: Sequence[Piece], new: Sequence[Piece]) -> list[Row]:
    """Every piece of both once, in the new order; what was removed stands behind what it followed."""
    pairs = pairs_of(old, new)
    in_order = set(heaviest_in_order(pairs, [len(new[there].text) + 1 for _, there in pairs]))
    partner = {there: here for here, there in pairs}
    removed = _removed_after(len(old), {here for here, _ in pairs}, in_order)
    rows = [_lone_row("removed", old, place) for place in removed.get(-1, [])]
    for there, piece in enumerate(new):
        here = partner.get(there)
        if here is None:
            rows.append(_lone_row("added", new, there))
            continue
        runs = runs_between(old[here].text, piece.text)
        changed = any(run.change != "same" for run in runs)
        stays = (here, there) in in_order
        rows.append(
            Row("moved" if not stays else "changed" if changed else "same", piece.kind, runs, here, there)
        )
        if stays:
            rows += [_lone_row("removed", old, place) for place in removed.get(here, [])]
    return rows


def summary(rows: Sequence[Row]) -> Summary:
    """What changed, in numbers."""
    words = {"added": 0, "removed": 0, "same": 0}
    for row in rows:
        for run in row.runs:
            if run.change != "same":
                words[run.change] += len(_WORD.findall(run.text))
    return Summary(words["added"], words["removed"], sum(row.change == "moved" for row in rows))


def runs_between(old: str, new: str) -> list[Run]:
    """`same` and `removed` runs together are the old text, `same` and `added` ones the new."""
    if old == new:
        return [Run("same", new)] if new else []
    here, there = _TOKEN.findall(old), _TOKEN.findall(new)
    runs: list[Run] = []
    for removed, added, same in _steps(_tidy(common_words(here, there), here, there), here, there):
        runs += [Run("removed", removed)] if removed else []
        runs += [Run("added", added)] if added else []
        runs += [Run("same", same)] if same else []
    return runs


def _lone_row(change: Literal["added", "removed"], pieces: Sequence[Piece], place: int) -> Row:
    kind, text, _ = pieces[place]
    is_new = change == "added"
    return Row(
        change,
        kind,
        [Run(change, text)] if text else [],
        None if is_new else place,
        place if is_new else None,
    )


def _removed_after(count: int, paired: set[int], in_order: set[Pair]) -> dict[int, list[int]]:
    """Removed pieces by the piece before them that kept its order; -1 where there is none."""
    standing = {here for here, _ in in_order}
    removed: dict[int, list[int]] = {}
    last = -1
    for place in range(count):
        if place in standing:
            last = place
        elif place not in paired:
            removed.setdefault(last, []).append(place)
    return removed


Block = tuple[int, int, int]


def _tidy(blocks: Sequence[Block], here: Sequence[str], there: Sequence[str]) -> list[Block]:
    """Blocks without tiny ones between two changes, which would make a reader jump from word to word."""
    kept: list[Block] = []
    left = right = 0
    for place, (start, start_there, size) in enumerate(blocks):
        end, end_there = start + size, start_there + size
        after, after_there, _ = blocks[place + 1] if place + 1 < len(blocks) else (len(here), len(there), 0)
        before_it = max(_letters(here[left:start]), _letters(there[right:start_there]))
        after_it = max(_letters(here[end:after]), _letters(there[end_there:after_there]))
        letters = _letters(here[start:end])
        if not min(before_it, after_it) or (
            letters > _ISLAND and _TIMES * letters > min(before_it, after_it)
        ):
            kept.append((start, start_there, size))
            left, right = end, end_there
    return kept


def _letters(tokens: Sequence[str]) -> int:
    return sum(len(token) for token in tokens if token[0].isalnum())


def _steps(
    blocks: Sequence[Block], here: Sequence[str], there: Sequence[str]
) -> Iterator[tuple[str, str, str]]:
    """What was removed, what was added, and what follows unchanged."""
    left = right = 0
    for start, start_there, size in [*blocks, (len(here), len(there), 0)]:
        same = "".join(here[start : start + size])
        yield "".join(here[left:start]), "".join(there[right:start_there]), same
        left, right = start + size, start_there + size
