"""A section's body becomes blocks of canonical text, and what is malformed in it is told."""

import re
import time
from contextlib import suppress
from pathlib import Path

import pytest

from content.library.blocks import Block
from content.library.markdown import (
    BLOCK_LIMIT,
    BRACKET_LIMIT,
    DEPTH_LIMIT,
    LINE_LIMIT,
    SIZE_LIMIT,
    BodyRefused,
    parse,
    plain_text,
    problems,
    word_count,
)
from content.library.page_links import PageLink

SEEDS = Path(__file__).parents[2] / "seeds"


def kinds(body: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in parse(body)]


def only(body: str) -> Block:
    (block,) = parse(body)
    return block


def test_paragraphs_are_separated_by_an_empty_line() -> None:
    assert kinds("One\ntwo.\n\nThree.") == [("paragraph", "One two."), ("paragraph", "Three.")]


def test_each_item_of_a_nested_list_is_a_block_of_its_own() -> None:
    assert kinds("- a\n  - b\n    1. c\n- d") == [(("list_item"), text) for text in "abcd"]
    assert [[container.tag for container in block.path] for block in parse("- a\n  1. b")] == [
        ["ul", "li"],
        ["ul", "li", "ol", "li"],
    ]


def test_the_second_paragraph_of_an_item_is_a_paragraph() -> None:
    assert kinds("- a\n\n  b") == [("list_item", "a"), ("paragraph", "b")]


def test_an_item_without_words_of_its_own_is_no_block() -> None:
    assert kinds("- - a\n-\n- &#8203;") == [("list_item", "a")]


def test_a_list_in_an_item_before_its_own_words_leaves_them_a_paragraph() -> None:
    assert kinds("- - a\n\n  b") == [("list_item", "a"), ("paragraph", "b")]


def test_an_ordered_list_keeps_its_start() -> None:
    assert only("0. a").path[0].start == 0
    assert only("7. a").path[0].start == 7


def test_each_paragraph_of_a_quote_is_one_block() -> None:
    assert kinds("> a\n>\n> b\n> - c") == [("quote", "a"), ("quote", "b"), ("list_item", "c")]


def test_a_quote_that_begins_an_item_keeps_its_kind() -> None:
    assert kinds("- > a") == [("quote", "a")]


def test_a_table_is_one_block_with_its_cells_joined_by_spaces() -> None:
    block = only("| a | b |\n|---|---|\n| c *d* | |\n| | e |")
    assert (block.kind, block.text) == ("table", "a b c d e")
    cells = [(block.text[cell.start : cell.end], cell.head) for row in block.rows for cell in row]
    assert cells == [("a", True), ("b", True), ("c d", False), ("", False), ("", False), ("e", False)]
    assert [block.text[start:end] for start, end in block.parts] == ["a", "b", "c d", "e"]


def test_a_table_without_words_is_no_block() -> None:
    assert parse("| |\n|-|\n| |") == []


def test_a_page_link_in_a_table_may_have_words_of_its_own() -> None:
    block = only("| a |\n|---|\n| x [[B|c]] [[D\\|e]] |")
    assert block.text == "a x c e"
    assert block.page_links == (PageLink("B", "c", 4, 5), PageLink("D", "e", 6, 7))


def test_white_space_collapses_across_marks_and_lines() -> None:
    assert only(" *a*\u00a0\u2003 **b** \n *c*\u00a0 d\te\\\nf  \ng\u2028h").text == "a b c d e f g h"
    assert only("a *&nbsp;b&nbsp;* c&nbsp;").text == "a b c"


def test_marks_are_kept_in_runs() -> None:
    runs = only("a *b **c*** [d *e*](https://x.org/)").runs
    assert [(run.text, run.em, run.strong, run.href) for run in runs] == [
        ("a ", False, False, ""),
        ("b ", True, False, ""),
        ("c", True, True, ""),
        (" ", False, False, ""),
        ("d ", False, False, "https://x.org/"),
        ("e", True, False, "https://x.org/"),
    ]


@pytest.mark.parametrize(
    "body",
    ["# a", "a\n===", "---", "```\na\n```", "`a`", "![a](/b.png)", "<b>a</b>", "<https://a.org>", "~~a~~"],
)
def test_what_is_not_in_the_subset_stays_text(body: str) -> None:
    assert [(block.kind, block.text.split()) for block in parse(body)] == [
        ("paragraph", body.replace("![a](/b.png)", "!a").split())
    ]


def test_indented_text_is_no_code() -> None:
    assert kinds("    a") == [("paragraph", "a")]


def test_text_is_composed_even_where_a_mark_begins_a_new_run() -> None:
    block = only("cafe*\u0301s* na\u0069\u0308ve &#x65;&#x301;")
    assert block.text == "cafés naïve é"
    assert [run.text for run in block.runs] == ["café", "s", " naïve é"]


def test_what_cannot_be_seen_is_taken_out() -> None:
    hidden = "\u200b\u202e\u2066\u00ad\ufeff\x00\x07\u200e\U000e0041\u2060\ufdd0"
    assert only(f"N{hidden}A{hidden}TO &#x202e;a").text == "NATO a"


def test_joiners_stay_where_they_shape_a_script_or_an_emoji() -> None:
    assert only("می\u200cخواهم 👩\u200d🚀 ⚠\ufe0f").text == "می\u200cخواهم 👩\u200d🚀 ⚠\ufe0f"
    assert only("N\u200dA\u200cTO").text == "NATO"


def test_a_lone_surrogate_becomes_the_replacement_character() -> None:
    assert only("a\ud800b").text == "a\ufffdb"


def test_only_white_space_gives_no_block() -> None:
    assert parse("") == parse(" \n\u00a0\n\t") == []


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("a" * (SIZE_LIMIT + 1), "The text has 100,001 characters; 100,000 is the most for a section."),
        ("a\n" * LINE_LIMIT, "The text has 5,001 lines; 5,000 is the most for a section."),
        ("[" * (BRACKET_LIMIT + 1), "The text has 2,001 opening brackets; 2,000 is the most for a section."),
        (
            "- a\n" * (BLOCK_LIMIT + 1),
            "The text has 2,001 paragraphs and items; 2,000 is the most for a section.",
        ),
        ("> " * (DEPTH_LIMIT + 1) + "a", "Lists and quotes stand more than 20 deep in each other."),
        ("- " * (DEPTH_LIMIT + 1) + "a", "Lists and quotes stand more than 20 deep in each other."),
        ("> 1. " * 5_000 + "a", "Lists and quotes stand more than 20 deep in each other."),
    ],
    ids=["characters", "lines", "brackets", "blocks", "quotes", "lists", "both"],
)
def test_a_body_beyond_a_limit_is_refused_with_a_reason(body: str, reason: str) -> None:
    with pytest.raises(BodyRefused) as refused:
        parse(body)
    assert refused.value.reason == reason
    assert problems(body) == [reason]


def test_a_body_at_the_limits_is_read() -> None:
    assert len(parse("- a\n" * BLOCK_LIMIT)) == BLOCK_LIMIT
    assert len(only("> " * DEPTH_LIMIT + "a").path) == DEPTH_LIMIT
    assert len(only("- " * DEPTH_LIMIT + "a").path) == 2 * DEPTH_LIMIT


@pytest.mark.parametrize(
    "unit",
    [
        "[[a",
        "[a](",
        "*a**b",
        "***a",
        "> ",
        "- ",
        "1. ",
        "|a",
        "&",
        "<a ",
        "\\",
        "a\\\n",
        "`",
        "*\u0301*",
        "\u200d",
        "_",
    ],
)
def test_hostile_text_is_read_in_bounded_time(unit: str) -> None:
    body = (unit * 20_000)[:20_000]
    begun = time.process_time()
    with suppress(BodyRefused):
        parse(body)
    assert time.process_time() - begun < 3


def test_lines_that_lazily_continue_a_deep_quote_are_read_in_bounded_time() -> None:
    begun = time.process_time()
    with pytest.raises(BodyRefused):
        parse(">" * 1_000 + "\n" + "a\n" * (LINE_LIMIT - 2))
    assert time.process_time() - begun < 8


def test_plain_text_is_one_block_a_line() -> None:
    assert plain_text("a\nb\n\n- c\n\nSee also [[D]]") == "a b\nc\nSee also D"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("—", 0),
        ("a", 1),
        ("U.S.-India ties", 2),
        ("NATO’s 9/11", 2),
        ("a – b", 2),
        ("2,000", 1),
        ("• a", 1),
    ],
)
def test_a_word_stands_between_spaces_and_has_a_letter_or_digit(text: str, words: int) -> None:
    assert word_count(text) == words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("enhancing-defense-cooperation-through-military-diplomacy", 3_332),
        ("the-role-of-defense-diplomacy-in-enhancing-national-security-strategies", 1_982),
    ],
)
def test_the_source_documents_have_the_words_that_are_printed_above_them(name: str, words: int) -> None:
    """Standfirst, paragraphs and items; without title, notice, headings and see-also lines."""
    lines = [line.strip() for line in (SEEDS / f"{name}.txt").read_text("utf-8").splitlines()]
    prose = [line for line in lines[1:] if re.search(r"[.:”]$", line) and not re.match(r"See also|⚠", line)]
    assert sum(map(word_count, prose)) == words
