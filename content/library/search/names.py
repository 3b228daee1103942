"""Other names of what a search names: ARF is ASEAN Regional Forum, U.S. is United States."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from content.library.search.matching import spans
from content.library.search.parsing import Asked, Needle, Term, with_others
from content.library.search.words import stems

_CASE_COUNTS: Final = "="
_ANY_CASE: Final = "~"
_NAMES_NOTHING: Final = "?"  # other pages have the name too
_MOST: Final = 6  # other names that are looked for in the place of one


class PageName(NamedTuple):
    """A name of a page, and whether texts that use it mean the page."""

    surface: str
    case_sensitive: bool
    mentions: bool


def written(names: Iterable[PageName]) -> str:
    """The names as a row of the index keeps them."""
    lines = []
    for name in names:
        sign = _CASE_COUNTS if name.case_sensitive else _ANY_CASE
        lines.append((sign if name.mentions else _NAMES_NOTHING) + " ".join(name.surface.split()))
    return "\n".join(lines)


def read(lines: str) -> list[PageName]:
    return [
        PageName(line[1:], line[0] == _CASE_COUNTS, line[0] != _NAMES_NOTHING)
        for line in lines.split("\n")
        if line
    ]


def with_other_names(asked: Asked, pages: Iterable[Sequence[PageName]]) -> Asked:
    """The search, with the other names of each page that a run of its terms names.

    What stands in quotes is looked for as it is. One word whose case counts is known by its case: "alliance"
    is no other name of NATO, "nato" is.
    """
    by_stems: dict[Needle, list[tuple[PageName, Sequence[PageName]]]] = {}
    for names in pages:
        meaning = [name for name in names if name.mentions]
        for name in meaning:
            by_stems.setdefault(stems(name.surface), []).append((name, meaning))
    others: list[list[Needle]] = [[] for _ in asked.terms]
    for needle, start, end in spans(asked.terms):
        run = asked.terms[start:end]
        if needle in by_stems and not any(term.quoted for term in run):
            meant = [names for name, names in by_stems[needle] if _is_named(name, run)]
            if len(meant) == 1:
                for place in range(start, end):
                    others[place] += _needles(meant[0], needle)
    terms = tuple(with_others(term, more) for term, more in zip(asked.terms, others, strict=True))
    return replace(asked, terms=terms)


def _is_named(name: PageName, run: Sequence[Term]) -> bool:
    """Names of several words are known in any case, and so are acronyms."""
    if not name.case_sensitive or len(run) > 1 or name.surface.isupper():
        return True
    return _letters(name.surface) == _letters(run[0].written)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _needles(names: Sequence[PageName], known: Needle) -> list[Needle]:
    return [
        other for other in dict.fromkeys(stems(name.surface) for name in names) if other and other != known
    ][:_MOST]
