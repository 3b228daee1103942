"""Which passages come first: the words that are asked for, how often, how close, and in which heading.

BM25 (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009) over stems, with the usual
constants; on top of it, terms that follow each other and terms in the heading count. It is computed here and
not by the databases, which each have their own formula: so both show the same order.
"""

import math
from collections.abc import Sequence
from operator import itemgetter
from typing import Final, NamedTuple

from content.library.search import marks
from content.library.search.parsing import Asked, Needle, Term

_SATURATION: Final = 1.2
_LENGTH: Final = 0.75
_USUAL_LENGTH: Final = 40.0  # content words of a paragraph
_HEADING: Final = 0.8
_IN_PLACE: Final = 0.9  # of what is found in the place of a term: a synonym, a compound
_PAIR: Final = 0.6
_PHRASE: Final = 2.0
_MISSING: Final = 4.0


class Row(NamedTuple):
    """A passage in the index: its stems and marks, each in one line."""

    passage: int
    publication: int
    body: str
    marks: str


class _Probe(NamedTuple):
    """A term as it is looked for in a line of stems, in its place, and in a line of marks."""

    own: str
    others: tuple[str, ...]
    headings: tuple[tuple[str, ...], ...]


def ranked(rows: Sequence[Row], asked: Asked) -> list[Row]:
    """The best first; equal ones in the order in which they were published."""
    probes = [_probe(term) for term in asked.terms]
    pairs = [_together(one, other) for one, other in zip(asked.terms, asked.terms[1:], strict=False)]
    bodies = [f" {row.body} " for row in rows]
    tables = [
        [_held(probe, body, f" {row.marks} ") for probe in probes]
        for row, body in zip(rows, bodies, strict=True)
    ]
    weights = [_weight(sum(map(bool, column)), len(rows)) for column in zip(*tables, strict=True)]
    scored = [
        (-_score(held, weights, body) - _closeness(body, pairs), row.passage, row)
        for row, body, held in zip(rows, bodies, tables, strict=True)
    ]
    scored.sort(key=itemgetter(0, 1))
    return [row for _, _, row in scored]


def _probe(term: Term) -> _Probe:
    return _Probe(
        _line(term.needle),
        tuple(map(_line, term.others)),
        tuple(tuple(f" {marks.heading(stem)} " for stem in needle) for needle in term.needles),
    )


def _line(needle: Needle) -> str:
    return f" {' '.join(needle)} "


def _held(probe: _Probe, body: str, marked: str) -> float:
    """How often a passage holds a term; its heading counts as a part of once.

    Hundreds of passages are looked at for each search: plain loops take half the time of generators.
    """
    held = float(body.count(probe.own))
    most = 0
    for other in probe.others:
        most = max(most, body.count(other))
    for heading in probe.headings:
        if heading[0] in marked and (len(heading) == 1 or all(stem in marked for stem in heading)):
            return held + _IN_PLACE * most + _HEADING
    return held + _IN_PLACE * most


def _weight(holding: int, passages: int) -> float:
    """A term that few of the passages hold says more."""
    return 1.0 + math.log(1.0 + (passages - holding + 0.5) / (holding + 0.5))


def _score(held: Sequence[float], weights: Sequence[float], body: str) -> float:
    length = _SATURATION * (1.0 - _LENGTH + _LENGTH * body.count(" ") / _USUAL_LENGTH)
    score = 0.0
    for often, weight in zip(held, weights, strict=True):
        score += weight * often * (_SATURATION + 1.0) / (often + length) if often else -_MISSING
    return score


def _together(one: Term, other: Term) -> tuple[str, ...]:
    """How two terms stand together: one after the other, or in one that is found in the place of both."""
    return (
        _line((one.needle[-1], other.needle[0])),
        *(_line(both) for both in one.others if both in other.others),
    )


def _closeness(body: str, pairs: Sequence[Sequence[str]]) -> float:
    """Terms that follow each other count, and more so if all of them do."""
    adjacent = 0
    for pair in pairs:
        for words in pair:
            if words in body:
                adjacent += 1
                break
    return _PAIR * adjacent + (_PHRASE if pairs and adjacent == len(pairs) else 0.0)
