"""Spans carried from one text to the next: realistic edits by hand, then any edit, then hostile texts."""

import random
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.library.carry import Carried, carry

TITLE = "The role of defense diplomacy"
ALLIANCES = "Defense alliances share the burden of security. Partners train together and exchange officers."
EXERCISES = (
    "Joint exercises build trust between armed forces. They also reveal how each side plans and commands."
)
TREATIES = (
    "Arms control treaties need verification. Inspectors visit sites at short notice and report in public."
)
CLOSING = "Diplomacy by soldiers remains diplomacy. Ministers decide what it is for."
ARTICLE = "\n".join([TITLE, ALLIANCES, EXERCISES, TREATIES, CLOSING])


def place(text: str, words: str) -> tuple[int, int]:
    assert text.count(words) == 1, words
    start = text.index(words)
    return start, start + len(words)


def follow(old: str, new: str, words: str) -> tuple[str, str | None]:
    (result,) = carry(old, new, [place(old, words)])
    return result.status, None if result.start is None else new[result.start : result.end]


def test_a_passage_before_and_after_a_mended_word_stays_the_same() -> None:
    new = ARTICLE.replace("visit sites", "visit the sites")

    assert follow(ARTICLE, new, ALLIANCES) == ("same", ALLIANCES)
    assert follow(ARTICLE, new, CLOSING) == ("same", CLOSING)
    assert follow(ARTICLE, new, "report in public") == ("same", "report in public")


def test_a_mended_typo_changes_the_sentence_and_keeps_its_place() -> None:
    old = ARTICLE.replace("exchange officers", "exchagne officers")

    assert follow(old, ARTICLE, "Partners train together and exchagne officers.") == (
        "changed",
        "Partners train together and exchange officers.",
    )
    assert follow(old, ARTICLE, "exchagne officers") == ("changed", "exchange officers")


def test_a_change_of_quotation_marks_is_a_change_and_no_loss() -> None:
    old = 'The treaty\'s text says "peaceful means" and no more.'
    new = "The treaty’s text says “peaceful means” and no more."

    assert follow(old, new, old) == ("changed", new)
    assert follow(old, new, "peaceful means") == ("same", "peaceful means")


def test_a_sentence_put_before_does_not_pull_the_span_to_itself() -> None:
    new = ARTICLE.replace(
        "Joint exercises build trust", "Joint exercises build ships. Joint exercises build trust"
    )

    assert follow(ARTICLE, new, EXERCISES) == ("same", EXERCISES)
    assert follow(ARTICLE, new, "Joint exercises build trust") == ("same", "Joint exercises build trust")


def test_a_moved_paragraph_is_moved_and_those_it_passed_are_not() -> None:
    new = "\n".join([TITLE, EXERCISES, TREATIES, CLOSING, "Arms are for later.", ALLIANCES])

    assert follow(ARTICLE, new, ALLIANCES) == ("moved", ALLIANCES)
    assert follow(ARTICLE, new, "Partners train together") == ("moved", "Partners train together")
    assert follow(ARTICLE, new, EXERCISES) == ("same", EXERCISES)


def test_a_paragraph_that_moved_and_was_edited_is_found() -> None:
    edited = ALLIANCES.replace("share the burden of security", "share the heavy burden of common security")
    new = "\n".join([TITLE, EXERCISES, TREATIES, edited, CLOSING])

    assert follow(ARTICLE, new, ALLIANCES) == ("moved", edited)


def test_a_split_paragraph_keeps_each_of_its_sentences() -> None:
    first, second = EXERCISES.split(". ")
    new = ARTICLE.replace(EXERCISES, f"{first}.\n{second}")

    assert follow(ARTICLE, new, f"{first}.") == ("same", f"{first}.")
    assert follow(ARTICLE, new, second) == ("same", second)
    assert follow(ARTICLE, new, EXERCISES) == ("changed", f"{first}.\n{second}")


def test_joined_paragraphs_keep_both_their_texts() -> None:
    new = ARTICLE.replace(f"{EXERCISES}\n", f"{EXERCISES} ")

    assert follow(ARTICLE, new, EXERCISES) == ("same", EXERCISES)
    assert follow(ARTICLE, new, TREATIES) == ("same", TREATIES)


def test_a_deleted_paragraph_with_a_similar_one_elsewhere_is_lost() -> None:
    similar = EXERCISES.replace("armed forces", "coast guards")
    old = f"{ARTICLE}\n{similar}"
    new = old.replace(f"{EXERCISES}\n", "")

    assert follow(old, new, EXERCISES) == ("lost", None)
    assert follow(old, new, similar) == ("same", similar)


def test_a_deleted_paragraph_is_lost_though_its_words_stand_all_over_the_text() -> None:
    new = ARTICLE.replace(f"{EXERCISES}\n", "").replace("Ministers", "Between armed forces, ministers")

    assert follow(ARTICLE, new, EXERCISES) == ("lost", None)
    assert follow(ARTICLE, new, "reveal how each side plans") == ("lost", None)


def test_a_paragraph_written_anew_does_not_take_the_old_ones_notes() -> None:
    new = ARTICLE.replace(
        EXERCISES, "Navies call at ports. The visits are short and seldom free of ceremony."
    )

    assert follow(ARTICLE, new, EXERCISES) == ("lost", None)


def test_of_a_repeated_sentence_each_keeps_its_own_place() -> None:
    refrain = "This is not new."
    old = "\n".join([f"{paragraph} {refrain}" for paragraph in (ALLIANCES, EXERCISES, TREATIES)])
    new = old.replace(ALLIANCES, ALLIANCES.replace("share", "spread")).replace(f"{EXERCISES} {refrain}\n", "")
    spans = [(at, at + len(refrain)) for at in range(len(old)) if old.startswith(refrain, at)]

    first, second, third = carry(old, new, spans)

    assert (first.status, first.start) == ("same", new.index(refrain))
    assert second == Carried("lost", None, None, 0.0)
    assert (third.status, third.start) == ("same", new.rindex(refrain))


def test_a_span_within_a_sentence_grows_with_words_put_into_it() -> None:
    new = ARTICLE.replace("trust between armed forces", "trust, slowly, between armed forces")

    assert follow(ARTICLE, new, "trust between armed forces") == (
        "changed",
        "trust, slowly, between armed forces",
    )


def test_a_whole_sentence_stays_whole_when_a_clause_is_added() -> None:
    longer = "Ministers decide what it is for, and parliaments pay for it."
    new = ARTICLE.replace("Ministers decide what it is for.", longer)

    assert follow(ARTICLE, new, "Ministers decide what it is for.") == ("changed", longer)


def test_a_sentence_does_not_grow_over_another_old_sentence_that_was_joined_to_it() -> None:
    old = "Inspectors visit sites at short notice. They report to the ministers in public."
    new = "Inspectors visit sites at short notice; they report to the ministers in public."

    status, words = follow(old, new, "Inspectors visit sites at short notice.")

    assert (status, words) == ("changed", "Inspectors visit sites at short notice")


def test_text_without_spaces_between_words_is_followed() -> None:
    old = "国防外交是安全战略的一部分。军队之间的交流增进信任。"
    new = "国防外交一直是安全战略的一部分。军队之间的交流增进信任。"

    assert follow(old, new, "军队之间的交流增进信任。") == ("same", "军队之间的交流增进信任。")
    assert follow(old, new, "国防外交是安全战略的一部分。") == ("changed", "国防外交一直是安全战略的一部分。")


def test_a_heading_of_one_word_stays_where_it_stands() -> None:
    old, new = f"Treaties\n{TREATIES}", f"Treaties\n{TREATIES} They do so every year."

    assert follow(old, new, "Treaties") == ("same", "Treaties")


def test_nothing_is_left_of_a_text_that_was_emptied() -> None:
    assert carry(ARTICLE, "", [(0, 5), (3, 3)]) == [Carried("lost", None, None, 0.0)] * 2
    assert carry("", ARTICLE, [(0, 0)]) == [Carried("lost", None, None, 0.0)]


@pytest.mark.parametrize("span", [(-1, 2), (3, 2), (0, 6), (6, 6)])
def test_a_span_outside_the_old_text_is_refused(span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="outside a text of 5 characters"):
        carry("words", "words", [span])


def test_no_spans_give_no_results() -> None:
    assert carry(ARTICLE, "", []) == []


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


@settings(max_examples=30)
@given(edits_with_spans())
def test_carrying_to_the_same_text_changes_nothing(case: tuple[str, str, list[tuple[int, int]]]) -> None:
    old, _, spans = case

    assert carry(old, old, spans) == [Carried("same", start, end, 1.0) for start, end in spans]


@settings(max_examples=100)
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


@settings(max_examples=40)
@given(edits_with_spans())
def test_a_span_is_carried_alike_alone_and_among_others(case: tuple[str, str, list[tuple[int, int]]]) -> None:
    old, new, spans = case

    assert carry(old, new, spans) == [carry(old, new, [span])[0] for span in spans]


def test_lines_put_around_a_text_do_not_change_where_its_lines_are() -> None:
    lines = [f"Line {number} says {number * 7919}." for number in range(50)]
    new = "\n".join(["Line 12.", "War. It came.", *lines, "It says 7919."])

    assert [follow("\n".join(lines), new, line) for line in lines] == [("same", line) for line in lines]


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


UNIQUE = [f"{number:x}{'ghij'[number % 4]}" for number in range(100_000)]
HOSTILE: dict[str, Callable[[], tuple[str, str]]] = {
    "equal words": lambda: ("a " * 100_000, "b " + "a " * 90_000 + "c"),
    "equal sentences": lambda: ("A b. " * 100_000, "A b. " * 90_000 + "c"),
    "equal lines": lambda: ("a b c d e f g\n" * 100_000, "x\n" + "a b c d e f g\n" * 90_000 + "y"),
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
    "nothing but newlines": lambda: ("\n" * 1_000_000, "x" + "\n" * 999_998 + "x"),
    "nothing but stops": lambda: ("." * 300_000, ". " * 150_000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_takes_bounded_time(name: str) -> None:
    # A few seconds at most, with room for a slow machine: what is not bounded takes minutes here.
    assert seconds(*HOSTILE[name]()) < 10.0
