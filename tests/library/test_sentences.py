"""Texts are cut into sentences, so that a mention can be shown in its own."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.library.sentences import sentence_at, sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "One. Two! Three? Four… Five",
        "He said “No.” She left.",
        "It grew (by half). It fell.",
        "It ended in 2009. In 2010 it began.",
        "He met the U.S. This helped.",
        "In the U.S. The fleet left.",
        "So say I. Then it ended.",
        "They trade, share, etc. Others do not.",
        "It is over... They left.",
        "Really?! Yes.",
        "It ended. 12 members left.",
    ],
)
def test_a_stop_before_a_capital_or_figure_ends_a_sentence(text: str) -> None:
    assert len(cut(text)) == 5 if text.startswith("One") else len(cut(text)) == 2
    assert " ".join(cut(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "The U.S. Navy left.",
        "U.S.-India ties grew.",
        "Mr. Smith, Dr. Who and Gen. Lee met.",
        "Forums, e.g. ASEAN, i.e. Asia, vs. Europe.",
        "It is 3.5 km and 1,000.25 m long.",
        "See Art. 5 and No. 7, pp. 3.",
        "J. R. Smith wrote it.",
        "“Stop!” she said.",
        "It was long ... and dull.",
        "A visit to www.example.org/a.html today",
    ],
)
def test_abbreviations_decimals_and_initials_end_no_sentence(text: str) -> None:
    assert cut(text) == [text]


def test_a_missing_space_after_a_stop_still_ends_the_sentence() -> None:
    assert cut("They act effectively.Embracing it helps.") == ["They act effectively.", "Embracing it helps."]


def test_no_text_has_no_sentences() -> None:
    assert sentences("") == sentences(" ") == []
    assert sentence_at("", 0, 0) == (0, 0)


def test_a_stretch_is_shown_in_its_sentence() -> None:
    text = "It began. NATO grew in the U.S. Then it rested."
    start, end = sentence_at(text, 10, 14)
    assert text[start:end] == "NATO grew in the U.S."
    start, end = sentence_at(text, 27, 31)
    assert text[start:end] == "NATO grew in the U.S."


def test_a_stretch_over_a_stop_is_shown_in_its_sentences() -> None:
    assert sentence_at("One. Two. Three.", 3, 6) == (0, 9)


@given(st.text('aA. "”?!U5)(', max_size=80), st.integers(0, 80), st.integers(0, 80))
def test_sentences_cover_every_letter_in_order(text: str, start: int, end: int) -> None:
    last = 0
    for begin, stop in sentences(text):
        assert not text[last:begin].strip()
        assert text[begin:stop].strip() == text[begin:stop] != ""
        last = stop
    assert not text[last:].strip()
    first, final = sentence_at(text, *sorted((start, end)))
    assert first <= final


@pytest.mark.parametrize("unit", ["a.", ".", ".)", "A. ", "Mr. ", "”", "a", ". ", "?!", "\u2003"])
def test_hostile_texts_are_cut_in_bounded_time(unit: str) -> None:
    begun = time.process_time()
    sentences((unit * 100_000)[:100_000] + "a")
    assert time.process_time() - begun < 3
