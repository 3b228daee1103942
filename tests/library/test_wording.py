"""Passages name topics by the stems of their words; titles find their pages by a key."""

import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.library.wording import TopicWordings, stems, title_key

measured = pytest.mark.skipif(sys.gettrace() is not None, reason="coverage makes every line slower")
ARMS, SHARING, PREVENTION, CYBER, ORGANIZATIONS, EXERCISES, OPERATIONS, TRADE = range(8)
TOPICS = TopicWordings(
    [
        (ARMS, "arms transfers"),
        (TRADE, "defense trade"),
        (SHARING, "intelligence sharing"),
        (PREVENTION, "conflict prevention"),
        (CYBER, "cyber security"),
        (CYBER, "cyberattacks"),
        (ORGANIZATIONS, "international organizations"),
        (EXERCISES, "joint exercises"),
        (OPERATIONS, "multi-domain operations"),
    ]
)


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("They rely on intelligence sharing.", {SHARING}),
        ("They share timely and reliable intelligence.", {SHARING}),
        ("Partners shared what their intelligence found.", {SHARING}),
        ("Sharing burdens is fair. Intelligence is scarce.", set()),
        ("Sharing the costs of a long war between many members makes intelligence scarce.", set()),
        ("It helps to prevent conflicts.", {PREVENTION}),
        ("Preventing and resolving regional conflict", {PREVENTION}),
        (
            "Conflicts grew; prevention of disease was another matter.",
            set(),
        ),
        ("Arms were transferred.", {ARMS}),
        ("Armed forces were transferred.", set()),
        ("Trade in defence goods", {TRADE}),
        ("Cybersecurity, cyber-security and cyber security", {CYBER}),
        ("The cyber-attack was one of many cyberattacks", {CYBER}),
        ("International organisations", {ORGANIZATIONS}),
        ("Internal organs", set()),
        ("Joint military and civilian exercises", {EXERCISES}),
        ("Multi-domain operations; multidomain operation", {OPERATIONS}),
        ("", set()),
    ],
)
def test_a_topic_is_named_by_its_words_close_together_in_one_sentence(text: str, topics: set[int]) -> None:
    assert TOPICS.find(text) == topics


def test_a_phrase_of_function_words_names_nothing() -> None:
    assert TopicWordings([(1, "of the"), (2, "")]).find("of the people") == set()


def test_stems_leave_out_function_words_and_fold_british_spelling() -> None:
    assert stems("The Defence of organisations and their modernisation’s programmes") == (
        "defens",
        "organization",
        "modern",
        "program",
    )
    assert stems("stabilise analysed harbours centres manoeuvres") == stems(
        "stabilize analyzed harbors centers maneuvers"
    )


def test_words_written_together_or_apart_have_the_same_stems() -> None:
    assert stems("peace-keeping") == stems("peace keeping") == stems("peacekeeping")
    assert stems("co-operation with a non member") == stems("cooperation with nonmember")
    assert stems("post and pre") == ("post", "pre")


def test_words_of_different_meaning_keep_different_stems() -> None:
    assert (
        len({stems(word) for word in ("arms", "armed", "internal", "international", "organ", "organization")})
        == 6
    )


def test_what_is_too_long_to_be_a_word_has_no_stem() -> None:
    assert stems("a" * 41) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("African Union", " african\u00a0 UNION "),
        ("Côte d'Ivoire", "Co\u0302te d’Ivoire"),
        ("U.S.-India", "u.s.–india"),
        ("“Quad”", '"quad"'),
        ("Straße", "STRASSE"),
        ("What next?", "What next"),
        ("U.S.", "U.S"),
        ("N\u200bATO", "NATO"),
    ],
)
def test_titles_in_different_spellings_have_the_same_key(one: str, other: str) -> None:
    assert title_key(one) == title_key(other)


def test_titles_of_different_pages_have_different_keys() -> None:
    assert (
        len(
            {
                title_key(title)
                for title in ("NATO", "NATO+", "Mali", "Malí", "Guinea-Bissau", "Guinea Bissau")
            }
        )
        == 6
    )


def test_a_title_of_nothing_but_stops_keeps_them() -> None:
    assert title_key("...") == "..."


@given(st.text(max_size=40))
def test_the_key_of_a_key_is_the_key(title: str) -> None:
    assert title_key(title_key(title)) == title_key(title)


@given(st.text(max_size=200))
def test_any_text_is_searched_for_topics(text: str) -> None:
    assert TOPICS.find(text) <= set(range(8))
    assert all(stems(text))


@measured
def test_sixty_topics_are_found_in_sixty_passages_quickly() -> None:
    firsts, seconds = ["joint", "arms", "sharing", "aid"] * 15, ["exercises", "transfers", "building"] * 20
    topics = TopicWordings(
        [
            (number, f"{first} {second}")
            for number, (first, second) in enumerate(zip(firsts, seconds, strict=True))
        ]
    )
    sentence = (
        "Partners hold joint exercises and dialogues on defense, sharing what they learn of arms transfers. "
    )
    passages = [sentence * 3 for _ in range(60)]
    spent = []
    for _ in range(5):
        begun = time.process_time()
        for passage in passages:
            topics.find(passage)
        spent.append(time.process_time() - begun)
    assert min(spent) < 0.06


@pytest.mark.parametrize("unit", ["joint ", "joint exercises ", "cyber ", "a' ", "co-", "intelligence x. "])
def test_hostile_texts_are_searched_in_bounded_time(unit: str) -> None:
    begun = time.process_time()
    TOPICS.find((unit * 100_000)[:100_000])
    assert time.process_time() - begun < 3
