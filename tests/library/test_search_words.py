"""How search reads the words of texts and queries, and puts British and misspelled ones right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.library.search.marking import excerpt
from content.library.search.spellings import distance, meant
from content.library.search.words import stems, words
from content.library.spelling import american


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("negotiate", "negotiating"),
        ("defence", "defense"),
        ("organisations", "organizations"),
        ("U.S.", "US"),
        ("the U.S.-led force", "US led forces"),
        ("Europe's armies", "europe army"),
        ("Côte d’Ivoire", "cote d'ivoire"),
        ("programmes", "program"),
        ("ﬁle", "file"),
    ],
)
def test_words_in_other_forms_are_the_same(one: str, other: str) -> None:
    assert stems(one) == stems(other) != ()


@pytest.mark.parametrize(
    ("one", "other"),
    [("arms", "armed"), ("international", "internal"), ("exercise", "exert"), ("who", "WHO")],
)
def test_other_words_are_not(one: str, other: str) -> None:
    assert stems(one) != stems(other)


def test_function_words_are_left_out_unless_they_are_acronyms() -> None:
    assert stems("what is the US to us, and who is WHO to it?") == ("us", "who")
    assert [word.plain for word in words("to be", every=True)] == ["to", "be"]


@given(st.text(max_size=200))
def test_any_text_is_read_in_order_and_its_words_hold_no_sign(text: str) -> None:
    found = words(text, every=True)
    assert [word.start for word in found] == sorted(word.start for word in found)
    for word in found:
        assert word.stem.isalnum()
        assert len(word.stem) <= 80
        assert text[word.start : word.end].strip()


@pytest.mark.parametrize(
    ("british", "word"),
    [
        ("defence", "defense"),
        ("offences", "offenses"),
        ("labour", "labor"),
        ("neighbouring", "neighboring"),
        ("centres", "centers"),
        ("manoeuvres", "maneuvers"),
        ("travelled", "traveled"),
        ("counsellors", "counselors"),
        ("modernisation", "modernization"),
        ("recognising", "recognizing"),
        ("practised", "practiced"),
        ("judgement", "judgment"),
        ("skilful", "skillful"),
        ("dialogue", "dialog"),
        ("tyres", "tires"),
    ],
)
def test_british_spellings_are_american_ones(british: str, word: str) -> None:
    assert american(british) == word


@pytest.mark.parametrize("word", ["exercise", "promise", "fence", "four", "rise", "advise", "metric"])
def test_words_that_only_look_british_stay(word: str) -> None:
    assert american(word) == word


KNOWN = [
    ("sovereignty", 8),
    ("sovereign", 20),
    ("security", 90),
    ("treaty", 4),
    ("treaties", 9),
    ("peace", 7),
]


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("sovreignty", "sovereignty"),
        ("soverignity", "sovereignty"),
        ("secruity", "security"),
        ("traety", "treaty"),
        ("xyzzy", ""),
        ("peace", ""),
        ("paece", "peace"),
    ],
)
def test_the_nearest_known_word_was_meant(typed: str, word: str) -> None:
    assert meant(typed, KNOWN) == word


@given(st.text("abc", max_size=8), st.text("abc", max_size=8))
def test_the_distance_is_the_same_both_ways(one: str, other: str) -> None:
    assert distance(one, other, 9) == distance(other, one, 9)
    assert (distance(one, other, 9) == 0) == (one == other)


def marked(text: str, *needles: tuple[str, ...]) -> str:
    return "".join(f"[{part.text}]" if part.marked else part.text for part in excerpt(text, needles))


def test_words_are_marked_in_the_form_in_which_they_stand() -> None:
    assert (
        marked("They were negotiating; he negotiates.", ("negoti",))
        == "They were [negotiating]; he [negotiates]."
    )


def test_a_phrase_is_marked_as_one_and_only_where_it_stands_together() -> None:
    text = "Joint exercises, and a joint staff for exercises."
    assert marked(text, ("joint", "exercis")) == "[Joint exercises], and a joint staff for exercises."


def test_of_a_long_passage_the_part_with_most_marks_is_shown() -> None:
    text = f"{'Nothing here. ' * 40}Peace and peace again, for peace. {'Nothing there. ' * 40}"
    shown = marked(text, ("peac",))
    assert shown.count("[") == 3
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(shown) < 400


@given(st.text(max_size=600))
def test_a_short_text_is_shown_whole_whatever_it_holds(text: str) -> None:
    shown = "".join(part.text for part in excerpt(text, [stems(text)[:1]]))
    assert shown == text if len(text) <= 420 else shown.strip("… ") in text
