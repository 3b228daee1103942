"""How a Markdown document is taken apart."""

import pytest

from content.importing.documents import ParsedDocument, UnreadableDocument
from content.importing.markdown import section_body
from content.importing.markdown_reader import read as read_bytes

PROSE = "Nations meet in forums and speak about common concerns there."


def read(text: str) -> ParsedDocument:
    return read_bytes(text.encode(), "a.md")


def body(text: str) -> str:
    """The Markdown of the one section of a document with this text below its heading."""
    document = read(f"# Title\n\nStandfirst.\n\n## Heading\n\n{text}")
    assert len(document.sections) == 1
    return section_body(document.sections[0].blocks)


def levels(text: str) -> list[tuple[int, str | None, str]]:
    return [(section.level, section.heading, section.level_reason) for section in read(text).sections]


def noticed(text: str) -> list[tuple[int, str, str]]:
    ours = ("front_matter", "html_left_out", "picture_left_out", "code_as_text")
    return [(found.line, found.kind, found.text) for found in read(text).defects if found.kind in ours]


def refusal(text: str) -> str:
    with pytest.raises(UnreadableDocument) as refused:
        read(text)
    return str(refused.value)


def test_marked_headings_keep_their_levels_with_the_reason() -> None:
    assert levels(f"# Title\n\n## One\n\n{PROSE}\n\n### Two\n\n{PROSE}\n\nThree\n---\n\n{PROSE}") == [
        (2, "One", "marked as level 2 in the document"),
        (3, "Two", "marked as level 3 in the document"),
        (2, "Three", "marked as level 2 in the document"),
    ]
    assert [section.level_score for section in read(f"# Title\n\n## One\n\n{PROSE}").sections] == [1.0]


def test_levels_that_skip_are_drawn_together_and_the_deepest_end_at_the_fourth() -> None:
    marked = "# Title\n\n#### One\n\n###### Two\n\n## Three\n\n### Four\n\n#### Five\n\n##### Six\n\nText."
    assert levels(marked) == [
        (2, "One", "marked as level 4 in the document"),
        (3, "Two", "marked as level 6 in the document"),
        (2, "Three", "marked as level 2 in the document"),
        (3, "Four", "marked as level 3 in the document"),
        (4, "Five", "marked as level 4 in the document"),
        (4, "Six", "marked as level 5 in the document; level 4 is the deepest here"),
    ]


def test_several_headings_of_the_first_level_follow_the_title_as_sections() -> None:
    assert [level for level, *_ in levels("# Title\n\n# One\n\nText.\n\n## In it\n\n# Two\n\nText.")] == [
        2,
        3,
        2,
    ]


def test_a_short_line_is_no_heading_where_headings_are_marked() -> None:
    assert [heading for _, heading, _ in levels(f"# Title\n\nStand.\n\n## One\n\nShort Line\n\n{PROSE}")] == [
        "One"
    ]


def test_a_document_without_marked_headings_is_read_by_its_looks() -> None:
    text = "Title\n\nStandfirst.\n\nTrust\n\nTrust needs meetings, and **meetings** need trust."
    text += f"\n\nMeetings\n\n{PROSE}"
    assert levels(text) == [
        (2, "Trust", "the first heading"),
        (3, "Meetings", "announced in line 7: 1 of 1 content words in one sentence"),
    ]


def test_front_matter_names_title_and_standfirst_and_the_rest_is_told() -> None:
    text = "---\ntitle: 'Arms: Words'\nsummary: They meet.\nauthor: Ana\ntags: [a]\n---\n\n"
    text += f"# Arms: Words\n\n{PROSE}"
    document = read(text)
    assert (document.title, document.title_line, document.standfirst) == ("Arms: Words", 2, "They meet.")
    assert [section.line for section in document.sections] == [10]
    told = "The front matter also states author, tags, which the article does not take over."
    assert noticed(text) == [(1, "front_matter", told)]


def test_what_stands_between_two_rules_and_is_no_mapping_is_text() -> None:
    assert read(f"---\nTitle\n---\n\n{PROSE}").title == "Title"


@pytest.mark.parametrize(
    ("matter", "message"),
    [
        ("title: a: b", "line 2: the front matter is no valid YAML: mapping values are not allowed here"),
        ("a: &x [1]\nb: *x", "line 2: the front matter uses an alias; write the value out"),
        ("a: !!python/object/apply:os.system ['ls']", "line 2: the front matter is no valid YAML: could not"),
        ("a: " + "[" * 50 + "]" * 50, "line 2: the front matter is too deep or too long; keep title and"),
        ("a: " + "x" * 30_000, "line 1: the front matter has more than 20,000 characters; shorten it"),
        ("a: [" + "1," * 3_000 + "1]", "line 2: the front matter is too deep or too long; keep title and"),
        ("a: 2026-13-45", "line 1: the front matter is no valid YAML"),
    ],
)
def test_front_matter_with_errors_or_tricks_is_refused(matter: str, message: str) -> None:
    assert refusal(f"---\n{matter}\n---\n\n# Title\n\n{PROSE}").startswith(message)


def test_emphasis_links_and_page_links_stay() -> None:
    line = "Some *soft* and **hard** words, a [link](https://example.org/a) and [[NATO|the alliance]]."
    assert body(line) == line
    assert body("See [this](/there) and [that](javascript:alert(1)).") == (
        "See [this](/there) and \\[that\\](javascript:alert(1))."
    )


def test_lists_quotations_and_tables_stay() -> None:
    text = "- One\n  - Inner\n- Two\n\n> A word.\n>\n> - said\n\n| Year | Act |\n|---|---|"
    text += "\n| 1949 | [[NATO\\|Treaty]] |"
    assert body(text) == text
    assert body("3. Three\n4. Four") == "3. Three\n4. Four"


def test_lists_below_the_deepest_level_stand_beside_it() -> None:
    deep = "\n".join("  " * depth + f"- item {depth}" for depth in range(12))
    assert body(deep).splitlines()[-2:] == ["              - item 10", "              - item 11"]


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("See also [[Arms Control]]", "See also [[Arms Control]]"),
        ("See also: [[Arms Control|it]]", "See also [[Arms Control]]"),
        ("See also Arms Control", "See also [[Arms Control]]"),
        ("See also [[A]] and [[B]].", "See also [[A]] and [[B]]."),
        (
            "See also *the* chapter on exercises, which says more.",
            "See also *the* chapter on exercises, which says more.",
        ),
    ],
)
def test_see_also_lines_are_known(line: str, written: str) -> None:
    assert body(line) == written


def test_notices_are_found_as_in_plain_text() -> None:
    notice = "Please note: AI tools were used in crafting this content."
    document = read(f"# Title\n\n{notice}\n\nStandfirst.\n\n## One\n\n{PROSE}")
    assert [(found.text, found.kind, found.line) for found in document.notices] == [
        (notice, "ai_disclosure", 3)
    ]
    assert document.standfirst == "Standfirst."


def test_html_pictures_and_code_are_told() -> None:
    text = "# Title\n\n<div onclick='x()'>Kept <b>words</b>.</div>\n\n![A map](m.png) "
    text += "Text.<br>More <u>text</u>.\n\n```\ncode\n```"
    assert noticed(text) == [
        (3, "html_left_out", "The tags around “Kept words.” were left out."),
        (5, "picture_left_out", "The picture “A map” was left out."),
        (7, "code_as_text", "The code block became paragraphs of text."),
    ]
    assert [paragraph.text for paragraph in read(text).texts()] == ["Kept words.", "Text. More text.", "code"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "line 1: the file is empty"),
        ("<!-- only -->", "line 1: there is no title"),
        (
            "## One\n\nText.\n\n## Two\n\nText.",
            "line 1: there is no title: mark it as a heading of the first level",
        ),
        ("# Title", "line 1: there is a title and no text"),
        ("# " + "x" * 300 + "\n\nText.", "line 1: there is no title: the first line has 300 characters"),
        (
            "# Title\n\n" + "## H\n\nText.\n\n" * 600,
            "line 2003: there are 600 headings; at most 500 are read",
        ),
    ],
)
def test_documents_without_title_or_text_are_refused(text: str, message: str) -> None:
    assert refusal(text).startswith(message)


def test_a_heading_that_is_too_long_for_one_is_text() -> None:
    words = "word " * 60
    assert [heading for _, heading, _ in levels(f"# Title\n\n## One\n\nText.\n\n## {words}\n\nText.")] == [
        "One"
    ]
