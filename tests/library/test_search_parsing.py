"""What a reader types is understood, or searched as plain words; never an error, on neither database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.library.search import backend
from content.library.search.backend import Wanted
from content.library.search.matching import all_words, any_name, any_word, best_words
from content.library.search.names import PageName, read, with_other_names, written
from content.library.search.parsing import LONGEST, MOST_TERMS, parse

TAGS = {"joint-exercises"}
ODD = [
    *('"', '""', '"""', "'", "\\", "*", "^", "-", "--", "- -", "(", ")", "((", "NEAR(", "AND", "OR NOT"),
    *("a* ^b", "col:", "body:peace", "marks:k", "{a b}: c", "+", "a+b", "h/peac", "k/article", "%s %% %"),
    *(";--", "' OR 1=1", "tag:", "tag:none", "in:", "in:--", "-tag:x", "\x00", "\ud800", "&!|<->", ":*"),
    *("a:*", "'a':*", "💥", "１２", "peace " * 500, "(" * 300, '"' * 301, "-a " * 200, "中文 字", "ß", "ﷺ"),
    *("a" * 10_000, "1e5", "-5.5e10", "@@"),
]


def test_words_phrases_exclusions_and_filters_are_told_apart() -> None:
    asked = parse('joint "rules of engagement" -China -"cold war" tag:joint-exercises in:on-peace', TAGS)
    assert [(term.needle, term.quoted) for term in asked.terms] == [
        (("joint",), False),
        (("rule", "engag"), True),
    ]
    assert asked.excluded == (("china",), ("cold", "war"))
    assert (asked.tags, asked.within) == (("joint-exercises",), "on-peace")


@pytest.mark.parametrize("typed", ["tag:unknown", "tag:", "IN:?", "in:a--b"])
def test_malformed_and_unknown_filters_are_plain_words(typed: str) -> None:
    asked = parse(typed, TAGS)
    assert not asked.tags
    assert not asked.within
    assert asked.terms


@pytest.mark.parametrize("typed", ["", "  ", "-", "--", '""', "***", "!?", "\x00"])
def test_what_holds_no_word_asks_for_nothing(typed: str) -> None:
    assert parse(typed, TAGS).is_empty


def test_function_words_alone_are_looked_for() -> None:
    assert parse("to be or not to be").needle == ("to", "be", "or", "not", "to", "be")


@pytest.mark.parametrize("typed", ["cybersecurity", "cyber-security", "cyber security"])
def test_a_compound_is_found_however_it_is_written(typed: str) -> None:
    needles = {needle for term in parse(typed).terms for needle in term.needles}
    assert {("cybersecur",)} <= needles
    assert ("cyber", "secur") in needles or {("cyber",), ("secur",)} <= needles


def test_a_long_query_is_bounded() -> None:
    asked = parse("peace war " * 1_000)
    assert len(asked.text) <= LONGEST
    assert len(asked.terms) <= MOST_TERMS


ARF = [PageName("ASEAN Regional Forum", True, True), PageName("ARF", True, True)]
STATES = [
    PageName("United States", True, True),
    PageName("U.S.", True, True),
    PageName("Uncle Sam", False, True),
]
NATO = [PageName("NATO", True, True), PageName("Alliance", True, True)]


def needles(typed: str, *pages: list[PageName]) -> list[set[tuple[str, ...]]]:
    return [set(term.needles) for term in with_other_names(parse(typed), pages).terms]


def test_an_acronym_finds_the_name_and_the_name_the_acronym() -> None:
    assert needles("ARF", ARF) == [{("arf",), ("asean", "region", "forum")}]
    assert needles("asean regional forum", ARF) == [
        {("asean",), ("arf",)},
        {("region",), ("arf",)},
        {("forum",), ("arf",)},
    ]
    assert ("unit", "state") in needles("U.S.", STATES)[0]


def test_an_ordinary_word_is_no_name_and_a_phrase_in_quotes_is_what_it_says() -> None:
    assert needles("alliance", NATO) == [{("allianc",)}]
    assert needles("Alliance", NATO) == [{("allianc",), ("nato",)}]
    assert needles("nato", NATO) == [{("nato",), ("allianc",)}]
    assert needles('"NATO"', NATO) == [{("nato",)}]


def test_a_name_of_two_pages_means_neither() -> None:
    other = [PageName("ARF", True, True), PageName("Another Regional Fund", True, True)]
    assert needles("ARF", ARF, other) == [{("arf",)}]
    unsure = [PageName("ARF", True, False), *ARF[:1]]
    assert needles("ARF", unsure) == [{("arf",)}]


def test_names_are_kept_as_they_are() -> None:
    assert read(written([*ARF, *STATES, *NATO])) == [*ARF, *STATES, *NATO]


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ODD)
def test_no_query_is_an_error_of_the_database(typed: str) -> None:
    match(typed)


@pytest.mark.django_db
@given(st.text(max_size=60))
def test_no_text_is_an_error_of_the_database(typed: str) -> None:
    match(typed)


def match(typed: str) -> None:
    asked, write = parse(typed, TAGS), backend.dialect()
    if asked.terms:
        backend.passages(
            Wanted(best_words(write, asked), 5, a_sample=True), Wanted(all_words(write, asked), 5)
        )
        backend.passages(Wanted(any_word(write, asked), 5))
        backend.pages(Wanted(any_name(write, asked), 5))
