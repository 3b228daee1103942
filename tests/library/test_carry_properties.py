"""Spans carried from one text to the next: what holds for any texts, and how long hostile ones take."""

import random
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.library.carry import Carried, carry

WORDS = [
    "peace",
    "war",
    "the",
    "of",
    "treaty",
    "a",
    "Ünïon",
    "İ",
    "U.S.-India",
    "it’s",
    "和平",
    "12",
    "\t",
    " ",
    "",
]
SENTENCES = (
    st.lists(st.sampled_from(WORDS), max_size=8)
    .map(" ".join)
    .flatmap(lambda words: st.sampled_from([".", "", "?", "。", '."']).map(lambda stop: words + stop))
)
LINES = st.lists(SENTENCES, max_size=4).map(" ".join)
TEXTS = st.one_of(st.lists(LINES, max_size=6).map("\n".join), st.text(max_size=60))


@st.composite
def edits(draw: st.DrawFn) -> tuple[str, str]:
    """A text, and what became of it after lines were taken out, put in and moved, or an unrelated text."""
    old = draw(TEXTS)
    if draw(st.booleans()):
        return old, draw(TEXTS)
    lines = draw(st.permutations(old.split("\n"))) if draw(st.booleans()) else old.split("\n")
    at = draw(st.integers(0, len(lines)))
    new = "\n".join([*lines[:at], draw(LINES), *lines[at + draw(st.integers(0, 2)) :]])
    return old, new


@st.composite
def edits_with_spans(draw: st.DrawFn) -> tuple[str, str, list[tuple[int, int]]]:
    old, new = draw(edits())
    edge = st.integers(0, len(old))
    spans = draw(st.lists(st.tuples(edge, edge).map(lambda ends: (min(ends), max(ends))), max_size=6))
    return old, new, spans


@given(edits_with_spans())
def test_carrying_to_the_same_text_changes_nothing(case: tuple[str, str, list[tuple[int, int]]]) -> None:
    old, _, spans = case

    assert carry(old, old, spans) == [Carried("same", start, end, 1.0) for start, end in spans]


@given(edits_with_spans())
def test_results_lie_inside_the_text_and_say_what_is_true(
    case: tuple[str, str, list[tuple[int, int]]],
) -> None:
    old, new, spans = case

    results = carry(old, new, spans)

    assert len(results) == len(spans)
    for (start, end), result in zip(spans, results, strict=True):
        assert 0.0 <= result.score <= 1.0
        if result.status == "lost":
            assert result.start is None
            assert result.end is None
            continue
        assert result.start is not None
        assert result.end is not None
        assert 0 <= result.start <= result.end <= len(new)
        assert start == end or result.start < result.end
        if result.status == "same":
            assert new[result.start : result.end] == old[start:end]


@given(edits_with_spans())
def test_a_span_is_carried_alike_alone_and_among_others(case: tuple[str, str, list[tuple[int, int]]]) -> None:
    old, new, spans = case

    assert carry(old, new, spans) == [carry(old, new, [span])[0] for span in spans]


def seconds(old: str, new: str) -> float:
    dice = random.Random(1)
    starts = [dice.randrange(len(old)) for _ in range(2000)]
    spans = [(start, min(len(old), start + dice.choice([0, 10, 80, 400, len(old)]))) for start in starts]
    before = time.process_time()
    assert len(carry(old, new, spans)) == len(spans)
    return time.process_time() - before


def long_prose(seed: int, sentences: int) -> list[str]:
    """Sentences of some 80 characters."""
    dice = random.Random(seed)
    words = ["".join(dice.choices("abcdefghiklmnoprstu", k=dice.randint(2, 9))) for _ in range(5000)]
    return [" ".join(dice.choices(words, k=dice.randint(6, 18))).capitalize() + "." for _ in range(sentences)]


def test_half_a_million_characters_with_two_thousand_spans_take_less_than_a_second() -> None:
    sentences = long_prose(1, 6_500)
    edited = [one.replace("a", "o", 1) if number % 9 == 0 else one for number, one in enumerate(sentences)]
    edited[500:500] = edited[4000:4200]
    del edited[4200:4400]

    old, new = as_lines(sentences), as_lines(edited)
    assert len(old) > 500_000
    # The better of two: other work on the machine is not what is measured.
    assert min(seconds(old, new), seconds(old, new)) < 1.0


def as_lines(sentences: list[str]) -> str:
    return "\n".join(" ".join(sentences[at : at + 4]) for at in range(0, len(sentences), 4))


def shuffled(words: list[str]) -> list[str]:
    return random.Random(2).sample(words, len(words))


UNIQUE = [f"{number:x}{'ghij'[number % 4]}" for number in range(50_000)]
HOSTILE: dict[str, Callable[[], tuple[str, str]]] = {
    "equal words": lambda: ("a " * 100_000, "b " + "a " * 90_000 + "c"),
    "equal sentences": lambda: ("A b. " * 100_000, "A b. " * 90_000 + "c"),
    "equal lines": lambda: ("a b c d e f g\n" * 50_000, "x\n" + "a b c d e f g\n" * 45_000 + "y"),
    "two words in any order": lambda: (
        " ".join(random.Random(3).choices("ab", k=100_000)),
        " ".join(random.Random(4).choices("ab", k=100_000)),
    ),
    "all unique, shuffled": lambda: (" ".join(UNIQUE), " ".join(shuffled(UNIQUE))),
    "all unique, shuffled lines": lambda: ("\n".join(UNIQUE), "\n".join(shuffled(UNIQUE))),
    "one line of a megabyte": lambda: (
        " ".join(long_prose(5, 12_500)),
        " ".join(long_prose(6, 12_500)),
    ),
    "no spaces": lambda: ("x" * 1_000_000, "x" * 500_000 + "y" + "x" * 499_999),
    "nothing but spaces": lambda: (" " * 1_000_000, " " * 999_999 + "x"),
    "nothing but newlines": lambda: ("\n" * 300_000, "x" + "\n" * 299_998 + "x"),
    "nothing but stops": lambda: ("." * 300_000, ". " * 150_000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_takes_bounded_time(name: str) -> None:
    # A few seconds at most, with room for a slow machine: what is not bounded takes minutes here.
    assert seconds(*HOSTILE[name]()) < 10.0
