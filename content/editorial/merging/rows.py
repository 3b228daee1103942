"""Rows with an identity, such as sections, names, members and topics, merged one by one and kept in order."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any

from content.editorial.merging.ledger import Ledger, Path, same

Row = dict[str, Any]
Rows = dict[str, Row]
Both = Callable[[Ledger, Path, Row, Row, Row], Row]


def keyed(rows: Iterable[Row], identity: Callable[[Row], Hashable]) -> Rows:
    """The rows by what they are; the second of two of one identity is called so."""
    found: Rows = {}
    for row in rows:
        name = key = str(identity(row))
        number = 1
        while key in found:
            number += 1
            key = f"{name} ({number})"
        found[key] = row
    return found


def by_column(ledger: Ledger, path: Path, base: Row, theirs: Row, mine: Row) -> Row:
    """Both have the row: its columns one by one."""
    return {
        name: ledger.settle((*path, name), base.get(name), theirs.get(name), mine.get(name))
        for name in {**theirs, **mine}
    }


def merged_rows(
    ledger: Ledger,
    path: Path,
    sides: tuple[Rows, Rows, Rows],
    *,
    both: Both = by_column,
    is_ordered: bool = True,
) -> list[Row]:
    """Base, theirs and mine; a row that one took away and the other changed is a conflict (None: away)."""
    base, theirs, mine = sides
    kept: Rows = {}
    for key in {**theirs, **mine}:
        row = _merged_row(ledger, (*path, key), base.get(key), theirs.get(key), mine.get(key), both)
        if row is not None:
            kept[key] = row
    order = _merged_order(ledger if is_ordered else None, path, sides, kept)
    return [kept[key] for key in order]


def _merged_row(
    ledger: Ledger, path: Path, base: Row | None, theirs: Row | None, mine: Row | None, both: Both
) -> Row | None:
    if theirs is None or mine is None:
        row: Row | None = ledger.settle(path, base, theirs, mine)
        return row
    if base is None and same(theirs, mine):
        return theirs
    return both(ledger, path, base or {}, theirs, mine)


def _merged_order(ledger: Ledger | None, path: Path, sides: tuple[Rows, Rows, Rows], kept: Rows) -> list[str]:
    """The order of the side that moved something; what only the other has follows what it followed there."""
    base, theirs, mine = map(list, sides)
    in_all = set(base) & set(theirs) & set(mine) & set(kept)
    base_order, their_order, my_order = ([key for key in side if key in in_all] for side in sides)
    if ledger:
        is_mine = ledger.settle((*path, "order"), base_order, their_order, my_order) == my_order
    else:  # a set: nobody has moved anything
        is_mine = their_order == base_order
    if is_mine:
        return _with(mine, theirs, kept, is_theirs=True)
    return _with(theirs, mine, kept, is_theirs=False)


def _with(
    frame: Sequence[str], others: Sequence[str], kept: Mapping[str, Row], *, is_theirs: bool
) -> list[str]:
    """The frame's rows with the others' among them."""
    order = [key for key in frame if key in kept]
    known, last = set(order), -1
    for key in others:
        if key not in kept:
            continue
        if key in known:
            last = order.index(key)
            continue
        last = _place(order, last + 1, key, set(others), kept, is_theirs)
        order.insert(last, key)
    return order


def _place(
    order: Sequence[str], place: int, key: str, others: set[str], kept: Mapping[str, Row], is_theirs: bool
) -> int:
    """Where a row is put among those that only the frame has there: what lies deeper stays under its own."""
    level = kept[key].get("level") or 0
    while place < len(order) and order[place] not in others:
        there = kept[order[place]].get("level") or 0
        if there < level or (there == level and is_theirs):
            break
        place += 1
    return place
