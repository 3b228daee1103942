"""What rows of the index must hold, written in the language of a database.

Every word and mark is quoted, so that no query is ever read as the database's own syntax.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from content.library.search import marks
from content.library.search.parsing import Asked, Needle, Term

_MOST_SPANS: Final = 8
Choices = Sequence[Sequence[str]]


class Dialect(NamedTuple):
    """How a database writes a phrase, the beginning of a mark, and, or, but not."""

    phrase: Callable[[Needle], str]
    beginning: Callable[[str], str]
    both: str
    either: str
    without: str

    def all_of(self, parts: Iterable[str]) -> str:
        return self._joined(self.both, parts)

    def any_of(self, parts: Iterable[str]) -> str:
        return self._joined(self.either, parts)

    def _joined(self, sign: str, parts: Iterable[str]) -> str:
        known = [part for part in dict.fromkeys(parts) if part]
        return known[0] if len(known) == 1 else f"({sign.join(known)})" if known else ""


def all_words(write: Dialect, asked: Asked, chosen: Choices = ()) -> str:
    """Every term, in the words or in the heading above them."""
    return _narrowed(write, write.all_of(_term(write, term) for term in asked.terms), asked, chosen)


def any_word(write: Dialect, asked: Asked, chosen: Choices = ()) -> str:
    return _narrowed(write, write.any_of(_term(write, term) for term in asked.terms), asked, chosen)


def best_words(write: Dialect, asked: Asked, chosen: Choices = ()) -> str:
    """The terms one after the other, or all of them in the heading."""
    headed = write.all_of(_heading(write, term.needle) for term in asked.terms)
    best = write.any_of([write.phrase(asked.needle) if len(asked.needle) > 1 else "", headed])
    return _narrowed(
        write, write.all_of([best, *(_term(write, term) for term in asked.terms)]), asked, chosen
    )


def all_in_names(write: Dialect, asked: Asked) -> str:
    """Pages that all terms name together."""
    return write.all_of(write.any_of(map(write.phrase, term.needles)) for term in asked.terms)


def any_name(write: Dialect, asked: Asked) -> str:
    """Pages whose whole name is a part of what is asked for."""
    return write.any_of(
        write.phrase((marks.exactly(part),)) for part in {span for span, _, _ in spans(asked.terms)}
    )


def beginnings(write: Dialect, typed: Sequence[str]) -> str:
    """Names with these words, the last of which is still being typed."""
    whole = [write.phrase((marks.spelled(word),)) for word in typed[:-1]]
    return write.all_of([*whole, write.beginning(marks.spelled(typed[-1]))])


def spans(terms: Sequence[Term]) -> list[tuple[Needle, int, int]]:
    """Each run of terms that may be a name, with the places where it begins and ends."""
    return [
        (tuple(stem for term in terms[start:end] for stem in term.needle), start, end)
        for start in range(len(terms))
        for end in range(start + 1, min(len(terms), start + _MOST_SPANS) + 1)
    ]


def _term(write: Dialect, term: Term) -> str:
    parts = list(map(write.phrase, term.needles))
    return write.any_of(parts if term.quoted else [*parts, _heading(write, term.needle)])


def _heading(write: Dialect, needle: Needle) -> str:
    return write.all_of(write.phrase((marks.heading(stem),)) for stem in needle)


def _narrowed(write: Dialect, wanted: str, asked: Asked, chosen: Choices) -> str:
    narrowing = [write.any_of(write.phrase((mark,)) for mark in choices) for choices in chosen]
    expression = write.all_of([wanted, *narrowing])
    if asked.excluded and expression:
        return f"({expression}){write.without}{write.any_of(map(write.phrase, asked.excluded))}"
    return expression
