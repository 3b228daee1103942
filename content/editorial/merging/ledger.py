"""What a merge found: the one rule by which a unit is settled, and the record of what it led to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

Snapshot = dict[str, Any]
# Where a unit stands: ("title",), ("sections", slug, "body", "3"), ("relations", "members", "7", "since").
Path = tuple[str, ...]

_FOREIGN = {"page": frozenset({"title", "heading"}), "tag": frozenset({"slug", "name"})}


class Conflict(NamedTuple):
    """A unit that both sides changed, each in its own way. None: it does not stand there."""

    path: Path
    base: Any
    theirs: Any
    mine: Any


class Taken(NamedTuple):
    """A unit that only the other side changed, and that came into the result."""

    path: Path
    before: Any
    after: Any


class Adjusted(NamedTuple):
    """A section that was raised because the one above it is gone."""

    slug: str
    heading: str
    level_before: int
    level: int


class Merged(NamedTuple):
    """The page as merged; a unit in conflict stands in it as theirs until someone has decided."""

    snapshot: Snapshot
    conflicts: list[Conflict]
    taken: list[Taken]
    adjusted: list[Adjusted]


@dataclass
class Ledger:
    """Collects what one merge finds; `decided` holds what an editor chose for units in conflict."""

    decided: Mapping[Path, Any]
    conflicts: list[Conflict] = field(default_factory=list)
    taken: list[Taken] = field(default_factory=list)
    adjusted: list[Adjusted] = field(default_factory=list)

    def settle(self, path: Path, base: Any, theirs: Any, mine: Any) -> Any:
        """The side that changed the unit; theirs, and a conflict on the record, where both did."""
        if same(theirs, base):
            return mine
        if same(mine, theirs):
            return theirs
        if same(mine, base):
            self.taken.append(Taken(path, base, theirs))
            return theirs
        if path in self.decided:
            return self.decided[path]
        self.conflicts.append(Conflict(path, base, theirs, mine))
        return theirs


def same(one: Any, other: Any) -> bool:
    """Equal, whatever the pages and topics that both refer to are called by now."""
    return bool(own(one) == own(other))


def own(value: Any) -> Any:
    """The value without the names of what it refers to."""
    if isinstance(value, dict):
        foreign = next(
            (names for key, names in _FOREIGN.items() if isinstance(value.get(key), int)), frozenset()
        )
        return {key: own(part) for key, part in value.items() if key not in foreign}
    if isinstance(value, list):
        return [own(part) for part in value]
    return value
