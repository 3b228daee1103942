"""`[[Title]]` in a body: what it links, what it says, and what is malformed."""

import re

import pytest

from content.library.blocks import Block
from content.library.markdown import parse, problems
from content.library.page_links import TITLE_LIMIT, PageLink

UNCLOSED = "is never closed. Close it with ]], or write \\[[ for two plain brackets."
UNTITLED = "has no title. Write the page's title between [[ and ]]."
WORDLESS = "has no words after the |. Write the words to show, or leave out the |."
NESTED = "holds another bracket. Close it with ]] before the next [, or write \\[[ for plain brackets."


def kinds(body: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in parse(body)]


def only(body: str) -> Block:
    (block,) = parse(body)
    return block


def test_a_page_link_shows_its_title_or_its_words() -> None:
    block = only("See [[ African\nUnion ]] and [[European Union|the  EU]].")
    assert block.text == "See African Union and the EU."
    assert block.page_links == (
        PageLink("African Union", "African Union", 4, 17),
        PageLink("European Union", "the EU", 22, 28),
    )


def test_a_page_link_stands_within_emphasis() -> None:
    block = only("**a [[B]]**")
    assert block.page_links == (PageLink("B", "B", 2, 3),)
    assert [run.strong for run in block.runs] == [True]


def test_a_page_link_takes_its_words_literally() -> None:
    assert only("[[A & *b*|c &amp; _d_]]").page_links == (PageLink("A & *b*", "c &amp; _d_", 0, 11),)


def test_escaped_brackets_are_plain() -> None:
    assert only("\\[[sic] a\\]").text == "[[sic] a]"
    assert problems("\\[[sic] a\\]") == []


def test_an_escaped_backslash_does_not_hide_a_page_link() -> None:
    assert only("\\\\[[A]]").page_links == (PageLink("A", "A", 1, 2),)


@pytest.mark.parametrize(
    "body",
    [
        "See also [[A]]",
        "See also [[A]].",
        "see also: [[A]]",
        "See also\u00a0 [[A]]",
        "See also [[A]], [[B]]",
        "See also [[A]]; [[B]] and [[C]]",
        "See also [[A]], and [[B]]",
    ],
)
def test_a_paragraph_that_only_says_see_also_is_its_own_kind(body: str) -> None:
    block = only(body)
    assert block.kind == "see_also"
    assert [link.title for link in block.page_links] == re.findall(r"\[\[(.)\]\]", body)


@pytest.mark.parametrize(
    "body",
    ["See also A", "See also [[A]] for more.", "See also the [[A]]", "See also [[A]] or [[B]]", "Also [[A]]"],
)
def test_a_paragraph_that_says_more_than_see_also_is_a_paragraph(body: str) -> None:
    assert only(body).kind == "paragraph"


def test_see_also_in_an_item_or_quote_is_part_of_it() -> None:
    assert kinds("- See also [[A]]\n\n  See also [[B]]\n\n> See also [[C]]") == [
        ("list_item", "See also A"),
        ("see_also", "See also B"),
        ("quote", "See also C"),
    ]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("Of [[A and\n\nB]].", f"“[[A and” {UNCLOSED}"),
        ("[[a]", f"“[[a]” {UNCLOSED}"),
        ("x [[ ]] y", f"“[[ ]]” {UNTITLED}"),
        ("[[|b]]", f"“[[|b]]” {UNTITLED}"),
        ("[[a|]]", f"“[[a|]]” {WORDLESS}"),
        ("[[a| ]]", f"“[[a| ]]” {WORDLESS}"),
        ("[[a|b|c]]", "“[[a|b|c]]” has more than one |. Write it as [[Title|words]]."),
        ("[[a [[b]] c]]", f"“[[a [[b]]” {NESTED}"),
        ("[[[a]]]", f"“[[[a]]” {NESTED}"),
        ("[a [[b]] c](/d/)", "“[[b]]” stands inside another link. Take it out of that link."),
    ],
)
def test_a_malformed_page_link_is_told_with_its_place_and_a_remedy(body: str, message: str) -> None:
    assert problems(body) == [f"The page link {message}"]


def test_a_title_that_is_too_long_is_told_by_its_beginning() -> None:
    assert problems(f"[[{'a' * TITLE_LIMIT}]]") == []
    (message,) = problems(f"[[{'a' * (TITLE_LIMIT + 1)}]]")
    assert message.startswith(f"The page link “[[{'a' * 58}…” has a title of more than 200 characters.")


def test_every_malformed_page_link_is_told_once() -> None:
    assert len(problems("[[a\n\n- [[]]\n\n| x |\n|---|\n| [[b |\n\n> [[c|]]")) == 4


def test_a_malformed_page_link_stays_text() -> None:
    block = only("a [[b c")
    assert (block.text, block.page_links) == ("a [[b c", ())


def test_a_page_link_inside_another_link_keeps_only_its_words() -> None:
    block = only("[a [[B|c]]](/d/)")
    assert (block.text, block.page_links) == ("a c", ())


def test_a_hundred_problems_are_enough() -> None:
    assert len(problems("[[a\n\n" * 150)) == 100
