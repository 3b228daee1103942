"""The rows of a list in two snapshots: which came, went, changed, and where order says something, moved."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, Literal

from content.library.carrying.anchoring import heaviest_in_order
from content.library.compare import Piece, Row, Run, compare, runs_between

_CALLED = ("title", "name", "slug", "heading")
Say = Callable[[dict[str, Any]], str]


def rows_between(
    old: Sequence[dict[str, Any]], new: Sequence[dict[str, Any]], say: Say, *, in_order: bool
) -> list[Row]:
    """Those that are not the same. What a page or a topic is called by now is no change of the row."""
    before, after = _by_identity(old), _by_identity(new)
    if before is None or after is None:
        rows = compare(
            [Piece("row", say(row), None) for row in old], [Piece("row", say(row), None) for row in new]
        )
        return [row for row in rows if row.change != "same"]
    places = {identity: place for place, identity in enumerate(after)}
    pairs = [(place, places[identity]) for place, identity in enumerate(before) if identity in places]
    stay = set(heaviest_in_order(pairs, [1] * len(pairs)) if pairs and in_order else pairs)
    moved = {there for here, there in pairs if (here, there) not in stay}
    changed = [_lone("removed", say(row)) for identity, row in before.items() if identity not in after]
    for place, (identity, row) in enumerate(after.items()):
        if identity not in before:
            changed.append(_lone("added", say(row)))
            continue
        runs = runs_between(say(_called_the_same(before[identity], row)), say(row))
        is_same = all(run.change == "same" for run in runs)
        if place in moved or not is_same:
            changed.append(Row("moved" if place in moved else "changed", "row", runs, None, None))
    return changed


def is_one(before: Any, after: Any) -> bool:
    """Whether both refer to the same page, whatever it is called."""
    both = isinstance(before, dict) and isinstance(after, dict)
    return both and isinstance(before.get("page"), int) and before["page"] == after.get("page")


def _lone(change: Literal["added", "removed"], text: str) -> Row:
    return Row(change, "row", [Run(change, text)], None, None)


def _called_the_same(row: dict[str, Any], now: dict[str, Any]) -> dict[str, Any]:
    names: dict[str, Any] = {name: now[name] for name in _CALLED if name in now}
    return {**row, **names} if "page" in row or "tag" in row else row


def _by_identity(rows: Sequence[dict[str, Any]]) -> dict[str, dict[str, Any]] | None:
    """The rows by what they refer to, a second one of a page as its second; None if they refer to nothing."""
    seen: Counter[str] = Counter()
    found = {}
    for row in rows:
        key = row.get("page") or row.get("tag") or row.get("surface")
        if not key:
            return None
        identity = f"{key}/{row.get('section', '')}"
        seen[identity] += 1
        found[f"{identity}/{seen[identity]}"] = row
    return found
