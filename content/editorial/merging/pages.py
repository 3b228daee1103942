"""Three snapshots of one page made into one: the base that both sides opened, theirs and mine."""

from collections.abc import Callable, Hashable, Mapping
from typing import Any, Final

from content.editorial.merging.ledger import Adjusted, Ledger, Merged, Path, Snapshot
from content.editorial.merging.rows import Row, Rows, keyed, merged_rows
from content.editorial.merging.texts import align, merged_text

# What is no single value: these are merged part by part.
_IN_PARTS: Final = frozenset({"summary", "sections", "notices", "aliases", "tags", "fields", "relations"})
_ORDERED: Final = frozenset({"members", "parties", "participants"})


def merge(
    base: Snapshot, theirs: Snapshot, mine: Snapshot, *, decided: Mapping[Path, Any] | None = None
) -> Merged:
    """What only one side changed is taken; what both changed alike is taken once; the rest is in `conflicts`.

    All three are of today's schema. `decided` holds the editor's choice for paths that were in conflict.
    """
    ledger = Ledger(decided or {})
    merged: Snapshot = {
        name: ledger.settle((name,), base.get(name), theirs.get(name), mine.get(name))
        for name in {**theirs, **mine}
        if name not in _IN_PARTS
    }
    merged["summary"] = merged_text(ledger, ("summary",), base["summary"], theirs["summary"], mine["summary"])
    merged["fields"] = _mapping(ledger, ("fields",), base["fields"], theirs["fields"], mine["fields"])
    merged["sections"] = _sections(ledger, base, theirs, mine)
    merged["notices"] = _notices(ledger, base["notices"], theirs["notices"], mine["notices"])
    for name, identity in (("aliases", _surface), ("tags", _tag)):
        merged[name] = _listed(ledger, (name,), (base[name], theirs[name], mine[name]), identity)
    relations = (base["relations"], theirs["relations"], mine["relations"])
    merged["relations"] = {
        name: _relation(ledger, name, relations) for name in {**relations[1], **relations[2]}
    }
    return Merged(merged, ledger.conflicts, ledger.taken, ledger.adjusted)


def _mapping(ledger: Ledger, path: Path, base: Any, theirs: Any, mine: Any) -> Any:
    """Facts one by one; so are the entries of a fact that is a mapping itself. None: no such entry."""
    if not all(
        isinstance(side, dict) and not isinstance(side.get("page"), int) for side in (base, theirs, mine)
    ):
        return ledger.settle(path, base, theirs, mine)
    found = {
        name: _mapping(ledger, (*path, name), base.get(name), theirs.get(name), mine.get(name))
        for name in {**theirs, **mine}
    }
    absent = {name for name, value in found.items() if value is None and len(path) > 1}
    return {name: value for name, value in found.items() if name not in absent}


def _sections(ledger: Ledger, base: Snapshot, theirs: Snapshot, mine: Snapshot) -> list[Row]:
    of_base, of_theirs, of_mine = (keyed(side["sections"], _slug) for side in (base, theirs, mine))
    rows = merged_rows(ledger, ("sections",), (of_base, of_theirs, of_mine), both=_section)
    return _with_levels_that_follow(ledger, rows)


def _section(ledger: Ledger, path: Path, base: Row, theirs: Row, mine: Row) -> Row:
    row = {
        name: ledger.settle((*path, name), base.get(name), theirs[name], mine[name])
        for name in theirs
        if name != "body"
    }
    row["body"] = merged_text(ledger, (*path, "body"), base.get("body", ""), theirs["body"], mine["body"])
    return row


def _with_levels_that_follow(ledger: Ledger, rows: list[Row]) -> list[Row]:
    """None more than one level below the one before it: what lost its parent is raised, and put on record."""
    before, followed = 1, []
    for row in rows:
        level = min(row["level"], before + 1)
        if level != row["level"]:
            ledger.adjusted.append(Adjusted(row["slug"], row["heading"], row["level"], level))
        followed.append({**row, "level": level})
        before = level
    return followed


def _notices(ledger: Ledger, base: list[Row], theirs: list[Row], mine: list[Row]) -> list[Row]:
    """A notice has no name: it is known again by its words."""
    words = [notice["text"] for notice in base]
    of_base, of_theirs, of_mine = (_known_again(words, side) for side in (base, theirs, mine))
    return merged_rows(ledger, ("notices",), (of_base, of_theirs, of_mine))


def _known_again(words: list[str], side: list[Row]) -> Rows:
    partner = align(words, [notice["text"] for notice in side]).partner
    names = {there: str(here) for here, there in enumerate(partner) if there is not None}
    places = iter(range(len(side)))
    return keyed(side, lambda notice: names.get(next(places), "+" + notice["text"]))


def _relation(
    ledger: Ledger, name: str, sides: tuple[dict[str, list[Row]], dict[str, list[Row]], dict[str, list[Row]]]
) -> list[Row]:
    base, theirs, mine = (side.get(name, []) for side in sides)
    return _listed(ledger, ("relations", name), (base, theirs, mine), _related)


def _listed(
    ledger: Ledger,
    path: Path,
    sides: tuple[list[Row], list[Row], list[Row]],
    identity: Callable[[Row], Hashable],
) -> list[Row]:
    base, theirs, mine = (keyed(side, identity) for side in sides)
    return merged_rows(ledger, path, (base, theirs, mine), is_ordered=path[-1] in _ORDERED)


def _slug(section: Row) -> str:
    return str(section["slug"])


def _surface(alias: Row) -> str:
    return str(alias["surface"])


def _tag(tag: Row) -> int:
    return int(tag["tag"])


def _related(row: Row) -> Hashable:
    """The page, or the topic, that a relation names; of a page's sections, which."""
    if "tag" in row:
        return int(row["tag"])
    return f"{row['page']} {row['section']}" if "section" in row else int(row["page"])
