"""Two snapshots of one page, compared as a whole."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from content.editorial.comparison.rows import is_one, rows_between
from content.editorial.comparison.saying import (
    alias_words,
    fact_name,
    fact_value,
    notice_words,
    row_words,
    source_words,
)
from content.editorial.comparison.sections import ComparedSection, compare_sections
from content.library.compare import Row, Run, runs_between
from content.pages.schemas import Snapshot, words_between

_SHARED: Final = ("title", "summary", "slug", "language", "provenance", "not_linked")
# Lists whose order says something; in the others nothing moves.
_ORDERED: Final = frozenset({"notices", "members", "parties", "participants"})
_NAMES: Final = {
    "notices": "Notices",
    "tags": "Topics",
    "aliases": "Other names",
    "told_by": "Sections that tell it",
}


@dataclass(frozen=True)
class ComparedFact:
    """A fact that is not the same in both."""

    name: str
    runs: list[Run]


@dataclass(frozen=True)
class ComparedList:
    """The rows of a list that came, went, changed or moved."""

    name: str
    rows: list[Row]


@dataclass(frozen=True)
class Comparison:
    """What differs. Words are those that the page gained and lost, wherever they stand."""

    sections: list[ComparedSection]
    facts: list[ComparedFact]
    lists: list[ComparedList]
    words_added: int
    words_removed: int

    @property
    def is_same(self) -> bool:
        return not self.facts and not self.lists and all(section.is_quiet for section in self.sections)

    @property
    def sections_moved(self) -> int:
        return sum(section.has_moved for section in self.sections)


def compare_snapshots(old: Snapshot, new: Snapshot) -> Comparison:
    """Both of one kind of page and in today's schema."""
    added, removed = words_between(old, new)
    return Comparison(
        sections=compare_sections(old["sections"], new["sections"]),
        facts=list(_facts(old, new)),
        lists=list(_lists(old, new)),
        words_added=added,
        words_removed=removed,
    )


def _facts(old: Snapshot, new: Snapshot) -> Iterable[ComparedFact]:
    kind = new["kind"]
    pairs = [(name, old[name], new[name]) for name in _SHARED]
    pairs += [(name, old["fields"].get(name), value) for name, value in new["fields"].items()]
    for name, before, after in pairs:
        words, words_after = fact_value(kind, name, before), fact_value(kind, name, after)
        if words != words_after and not is_one(before, after):
            yield ComparedFact(fact_name(kind, name), runs_between(words, words_after))
    documents = source_words(old["source"]), source_words(new["source"])
    if documents[0] != documents[1]:
        yield ComparedFact("Source document", runs_between(*documents))


def _lists(old: Snapshot, new: Snapshot) -> Iterable[ComparedList]:
    lists: list[tuple[str, Callable[[dict[str, Any]], str], Any, Any]] = [
        ("notices", notice_words, old["notices"], new["notices"]),
        ("tags", row_words, old["tags"], new["tags"]),
        ("aliases", alias_words, old["aliases"], new["aliases"]),
    ]
    relations = {**old["relations"], **new["relations"]}
    lists += [
        (name, row_words, old["relations"].get(name, []), new["relations"].get(name, []))
        for name in relations
    ]
    for name, say, before, after in lists:
        rows = rows_between(before, after, say, in_order=name in _ORDERED)
        if rows:
            yield ComparedList(_NAMES.get(name, name.capitalize()), rows)
