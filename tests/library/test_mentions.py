"""Names are found in texts: whole words, the longest, the leftmost, without overlaps and in linear time."""

import random
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.library.mentions import NAME_LIMIT, Lexicon, Mention, Name

measured = pytest.mark.skipif(sys.gettrace() is not None, reason="coverage makes every line slower")
US, INDIA, COOPERATION, ASEAN, FORUM, AFRICA, NATO, WHO, CONGO = range(9)
LEXICON = Lexicon(
    [
        Name("U.S.", US, case_sensitive=True),
        Name("US", US, case_sensitive=True),
        Name("India", INDIA),
        Name("U.S.-India", COOPERATION),
        Name("ASEAN", ASEAN),
        Name("ASEAN Regional Forum", FORUM),
        Name("Africa", AFRICA),
        Name("NATO", NATO),
        Name("WHO", WHO, case_sensitive=True),
        Name("Cote d'Ivoire", CONGO),
    ]
)


def found(text: str, lexicon: Lexicon = LEXICON) -> list[tuple[str, int]]:
    return [(text[mention.start : mention.end], mention.page) for mention in lexicon.find(text)]


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("U.S.-India Defense Cooperation", [("U.S.-India", COOPERATION)]),
        ("U.S.–India and U.S.\u2011India", [("U.S.–India", COOPERATION), ("U.S.\u2011India", COOPERATION)]),
        ("The U.S. and India", [("U.S.", US), ("India", INDIA)]),
        ("In the U.S.", [("U.S.", US)]),
        ("(U.S.)", [("U.S.", US)]),
        ("U.S.A. and U.S.x", []),
        ("US us Us", [("US", US)]),
        ("Who of the WHO", [("WHO", WHO)]),
        ("nato Nato NATO", [("nato", NATO), ("Nato", NATO), ("NATO", NATO)]),
        ("NATO's, NATO’s, NATO-led, “NATO”", [("NATO", NATO)] * 4),
        ("African Africas _Africa Africa_ 1Africa Africa1 Africaé", []),
        ("Africa\u0301 \u0301Africa", []),
        ("Africa, Africa.", [("Africa", AFRICA)] * 2),
        ("ASEAN Regional Forum", [("ASEAN Regional Forum", FORUM)]),
        ("ASEAN  Regional\u00a0\nForum", [("ASEAN  Regional\u00a0\nForum", FORUM)]),
        ("ASEAN Regional Forums", [("ASEAN", ASEAN)]),
        (
            "ASEAN ASEAN Regional Forum ASEAN",
            [("ASEAN", ASEAN), ("ASEAN Regional Forum", FORUM), ("ASEAN", ASEAN)],
        ),
        ("ASEAN-Regional Forum", [("ASEAN", ASEAN)]),
        ("Cote d’Ivoire, COTE D'IVOIRE", [("Cote d’Ivoire", CONGO), ("COTE D'IVOIRE", CONGO)]),
        ("Cote d' Ivoire", []),
        ("", []),
        ("...", []),
    ],
)
def test_names_are_found_as_whole_words(text: str, mentions: list[tuple[str, int]]) -> None:
    assert found(text) == mentions


def test_a_mention_tells_the_name_it_was_found_by() -> None:
    assert LEXICON.find("the asean  regional forum") == [Mention(4, 25, FORUM, "ASEAN Regional Forum")]


def test_offsets_hold_where_lower_case_is_longer() -> None:
    assert found("İİ STRASSE Straße NATO", Lexicon([Name("straße", 1), Name("NATO", 2)])) == [
        ("STRASSE", 1),
        ("Straße", 1),
        ("NATO", 2),
    ]


def test_the_leftmost_name_wins_over_a_longer_one_that_overlaps_it() -> None:
    lexicon = Lexicon([Name("African Union", 1), Name("Union Commission of Africa", 2)])
    assert found("African Union Commission of Africa", lexicon) == [("African Union", 1)]


def test_a_longer_name_that_breaks_off_leaves_the_shorter_one() -> None:
    lexicon = Lexicon([Name("a b", 1), Name("a b c d", 2), Name("b c", 3)])
    assert found("a b c x", lexicon) == [("a b", 1)]


def test_a_name_in_its_own_spelling_comes_before_one_in_any() -> None:
    lexicon = Lexicon([Name("it", 1), Name("IT", 2, case_sensitive=True)])
    assert found("It it IT", lexicon) == [("It", 1), ("it", 1), ("IT", 2)]


def test_a_form_that_two_pages_claim_names_neither() -> None:
    lexicon = Lexicon([Name("Congo", 1), Name("congo", 2), Name("Congo River", 3), Name("Congo River", 3)])
    assert found("Congo, Congo River", lexicon) == [("Congo River", 3)]


def test_names_without_words_or_with_too_many_are_not_looked_for() -> None:
    long = " ".join(["a"] * (NAME_LIMIT + 1))
    assert found(f"{long} b", Lexicon([Name("", 1), Name(" ", 2), Name(long, 3), Name("b", 4)])) == [("b", 4)]
    assert found(long[2:], Lexicon([Name(long[2:], 3)])) == [(long[2:], 3)]


def test_a_name_may_begin_and_end_with_a_sign() -> None:
    lexicon = Lexicon([Name("“Quad”", 1), Name("AT&T", 2), Name("(EU)", 3)])
    assert found('the "Quad", AT&T (EU) x(EU)', lexicon) == [('"Quad"', 1), ("AT&T", 2), ("(EU)", 3)]


def naive(names: list[Name], text: str) -> list[tuple[int, int]]:
    """The same by brute force, for plain lower-case words."""
    spans, position = [], 0
    while position < len(text):
        ends = [
            position + len(name.surface)
            for name in names
            if text.startswith(name.surface, position)
            and not (position and text[position - 1].isalnum())
            and not text[position + len(name.surface) : position + len(name.surface) + 1].isalnum()
        ]
        if ends:
            spans.append((position, max(ends)))
        position = max(ends, default=position + 1)
    return spans


NAMES = st.lists(
    st.text("ab.", min_size=1, max_size=5) | st.sampled_from(["a b", "a b a", "b.a b"]), max_size=8
)


@settings(max_examples=3 * settings().max_examples // 2)
@given(NAMES, st.text("ab. -", max_size=60))
def test_the_lexicon_finds_what_trying_every_name_everywhere_finds(surfaces: list[str], text: str) -> None:
    names = [Name(surface, 1) for surface in surfaces]
    canonical = " ".join(text.split())
    assert [(mention.start, mention.end) for mention in Lexicon(names).find(canonical)] == naive(
        names, canonical
    )


@given(st.lists(st.text(max_size=8)), st.text(max_size=80), st.booleans())
def test_mentions_of_any_names_in_any_text_never_overlap(surfaces: list[str], text: str, exact: bool) -> None:
    names = [Name(surface, number, exact) for number, surface in enumerate(surfaces)]
    last = 0
    for mention in Lexicon([*names, Name("NATO", -1)]).find(text):
        assert last <= mention.start < mention.end <= len(text)
        last = mention.end


def spent(lexicon: Lexicon, text: str) -> float:
    begun = time.process_time()
    lexicon.find(text)
    return time.process_time() - begun


@measured
def test_a_hundred_times_the_names_cost_less_than_ten_times_the_time() -> None:
    chance = random.Random(7)
    words = [f"word{number}" for number in range(3_000)]
    text = " ".join(chance.choices(words, k=3_300))
    names = [Name(" ".join(chance.choices(words, k=chance.randint(1, 4))), number) for number in range(5_000)]
    few, many = Lexicon(names[:50]), Lexicon(names)
    slow = min(spent(many, text) for _ in range(5))
    assert slow < 10 * min(spent(few, text) for _ in range(5))
    assert slow < 0.1


@pytest.mark.parametrize(
    "names",
    [
        [Name("a " * words + "b", words) for words in range(NAME_LIMIT)],
        [Name("a " * words, words, words % 2 == 0) for words in range(NAME_LIMIT)],
        [Name(f"a x{number}", number) for number in range(5_000)],
    ],
    ids=["never ending", "ending everywhere", "one first word"],
)
def test_hostile_names_and_texts_take_bounded_time(names: list[Name]) -> None:
    assert spent(Lexicon(names), "a " * 10_000) < 3
