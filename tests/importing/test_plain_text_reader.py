"""How a plain-text document is taken apart."""

from typing import Any

import pytest

from content.importing.documents import ParsedDocument, UnreadableDocument
from content.importing.readers import read_document

PROSE = "Nations meet in forums and speak about common concerns there."


def read(text: str) -> ParsedDocument:
    return read_document(text.encode(), "a.txt")


def blocks(text: str) -> list[dict[str, Any]]:
    """The blocks of the one section of a document with this text below its heading."""
    document = read(f"Title\n\nStandfirst here.\n\nHeading\n\n{text}")
    assert len(document.sections) == 1
    found: list[dict[str, Any]] = document.sections[0].as_json()["blocks"]
    return found


def headings(text: str) -> list[tuple[int, str | None]]:
    return [(section.level, section.heading) for section in read(text).sections]


def refusal(text: str) -> str:
    with pytest.raises(UnreadableDocument) as refused:
        read(text)
    return str(refused.value)


def paragraph(text: str) -> dict[str, Any]:
    return {"type": "paragraph", "text": text}


def items(*texts: str) -> dict[str, Any]:
    return {"type": "list", "items": [{"text": text, "children": []} for text in texts]}


def test_the_json_has_exactly_the_agreed_shape() -> None:
    document = read(
        "Arms and Words\n\n⚠️ Please note: AI tools were used in crafting this content.\n\nThey meet.\n\n"
        f"How They Meet\n\n{PROSE}\n\n• One:\n  • Inner\nSee also\u00a0 Other Page\n"
    )
    assert document.as_json() == {
        "file": "a.txt",
        "title": "Arms and Words",
        "notices": ["Please note: AI tools were used in crafting this content."],
        "standfirst": "They meet.",
        "sections": [
            {
                "level": 2,
                "heading": "How They Meet",
                "blocks": [
                    paragraph(PROSE),
                    {
                        "type": "list",
                        "items": [{"text": "One:", "children": [{"text": "Inner", "children": []}]}],
                    },
                    {"type": "see_also", "target": "Other Page"},
                ],
            }
        ],
        "defects": [
            {
                "line": 7,
                "kind": "short_section",
                "text": "The section “How They Meet” has only 12 words.",
            }
        ],
    }


def test_a_file_of_another_kind_is_refused() -> None:
    known = r"\.docx, \.htm, \.html, \.markdown, \.md, \.text, \.txt are"
    with pytest.raises(UnreadableDocument, match=rf"files of the kind \.xlsx are not read; {known}$"):
        read_document(b"Title\n\nText.", "paper.XLSX")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("This is a sentence.\n\nAnd another one.", "line 1: there is no title: the first line reads as a s"),
        ("\n\n• item\n\nText.", "line 3: there is no title: the text begins with a list or “See also”"),
        ("See also: Other\n\nText.", "line 1: there is no title: the text begins with a list or “See also”"),
        ("?!\n\nText.", "line 1: there is no title: the first line has no words"),
        ("x " * 200 + "\n\nText.", "line 1: there is no title: the first line has 399 characters"),
        ("⚠️ Note: AI tools wrote this text.", "line 1: there is no title"),
        ("Title\n", "line 1: there is a title and no text"),
        ("\n\nTitle", "line 3: there is a title and no text"),
        ("Title\n\n⚠️ AI tools wrote this text.", "line 1: there is a title and no text"),
        ("Title\n\nHeading One\n\nHeading Two", "line 1: there is a title and headings and no text"),
        ("Title\n\nHeading\n\nSee also: Other", "line 1: there is a title and headings and no text"),
    ],
)
def test_a_document_without_a_title_or_a_text_is_refused(text: str, message: str) -> None:
    assert refusal(text).startswith(message)


def test_a_paragraph_before_the_first_heading_is_the_standfirst() -> None:
    document = read(f"Title\n\nThe standfirst.\n\n{PROSE}\n\nHeading\n\n{PROSE}")
    assert document.standfirst == "The standfirst."
    assert headings(f"Title\n\nThe standfirst.\n\n{PROSE}\n\nHeading\n\n{PROSE}") == [
        (2, None),
        (2, "Heading"),
    ]


def test_the_only_paragraph_of_a_document_is_its_text() -> None:
    document = read(f"Title\n\n{PROSE}")
    assert document.standfirst == ""
    assert [section.as_json()["blocks"] for section in document.sections] == [[paragraph(PROSE)]]


def test_a_document_may_do_without_a_standfirst() -> None:
    assert read(f"Title\n\nHeading\n\n{PROSE}").standfirst == ""


@pytest.mark.parametrize(
    "line",
    [
        "This short paragraph ends with a stop.",
        "It has a lead-in:",
        "A line of this many words is more than twelve words and no heading",
        "and a line that begins with a small letter",
        "• Item",
        "See also: Another Page",
        "1945",
    ],
)
def test_these_lines_are_no_headings(line: str) -> None:
    assert len(headings(f"Title\n\nStandfirst.\n\nHeading\n\n{PROSE}\n\n{line}\n\n{PROSE}")) == 1


@pytest.mark.parametrize(
    "line",
    [
        "What Is Defense Diplomacy?",
        "U.S.-India Ties",
        "“Soft” Power",
        "2 Reasons",
        "The Cold War (1947–1991)",
    ],
)
def test_these_lines_are_headings(line: str) -> None:
    found = headings(f"Title\n\nStandfirst.\n\nHeading\n\n{PROSE}\n\n{line}\n\n{PROSE}")
    assert found == [(2, "Heading"), (2, line)]


def test_a_heading_may_stand_right_above_its_text_or_right_below_a_list() -> None:
    text = f"Title\n\nStandfirst.\n\nHeading\n{PROSE}\n\n• One\n• Two\nNext Heading\n\n{PROSE}"
    assert headings(text) == [(2, "Heading"), (2, "Next Heading")]


def test_short_lines_below_each_other_are_no_headings() -> None:
    assert blocks("Embassy of France\n12 Main Street\nLondon") == [
        paragraph("Embassy of France"),
        paragraph("12 Main Street"),
        paragraph("London"),
    ]


def test_a_numbered_line_alone_above_text_is_a_heading() -> None:
    text = f"Title\n\nStandfirst.\n\n1. Introduction\n\n{PROSE}\n\n2. Instruments\n\n{PROSE}"
    assert headings(text) == [(2, "1. Introduction"), (2, "2. Instruments")]


def test_rules_and_underlines_are_no_text() -> None:
    assert headings(f"Title\n=====\n\nStandfirst.\n\nHeading\n-------\n\n{PROSE}\n\n* * *\n\n{PROSE}") == [
        (2, "Heading")
    ]


def test_a_text_wrapped_by_hand_is_joined_and_keeps_its_lines() -> None:
    document = read(
        "A Title that is Long Enough\n\nNations meet in forums and speak there\nabout common concerns, "
        "such as\ntransparency.Trust follows from that, and\nmore.\n\nHeading\n\nNations meet in the forums."
    )
    assert document.standfirst == (
        "Nations meet in forums and speak there about common concerns, such as transparency.Trust follows "
        "from that, and more."
    )
    assert [(defect.line, defect.kind) for defect in document.defects if defect.kind == "missing_space"] == [
        (5, "missing_space")
    ]


def test_one_paragraph_a_line_stays_one_paragraph_a_line() -> None:
    first, second = f"{PROSE} {PROSE} {PROSE}", f"{PROSE} {PROSE}"
    assert blocks(f"{first}\n{second}") == [paragraph(first), paragraph(second)]


@pytest.mark.parametrize("marker", ["•", "◦", "▪", "-", "–", "*", "+", "1.", "(1)", "1)"])
def test_every_usual_marker_makes_an_item(marker: str) -> None:
    assert blocks(f"{marker} One thing\n{marker} Another") == [items("One thing", "Another")]


def test_blank_lines_between_items_do_not_end_the_list() -> None:
    assert blocks("• One\n\n• Two\n\n\n• Three") == [items("One", "Two", "Three")]


def test_items_nest_by_their_indentation_whatever_its_width() -> None:
    nested = blocks("• A\n\t• B\n\t\t• C\n   • D\n• E")
    assert nested == [
        {
            "type": "list",
            "items": [
                {
                    "text": "A",
                    "children": [
                        {"text": "B", "children": [{"text": "C", "children": []}]},
                        {"text": "D", "children": []},
                    ],
                },
                {"text": "E", "children": []},
            ],
        }
    ]


def test_an_indented_line_below_an_item_goes_on_with_it() -> None:
    assert blocks("• One thing\n  that goes on\n• Two") == [items("One thing that goes on", "Two")]


def test_a_list_nested_without_end_is_refused() -> None:
    lines = "\n".join(" " * depth + "• item" for depth in range(9))
    assert refusal(f"Title\n\nHeading\n\n{lines}") == "line 13: the list is nested deeper than 8 levels"


@pytest.mark.parametrize(
    "line",
    [
        "See also\u00a0 Another Page",
        "See also\u00a0Another Page",
        "See also  Another Page",
        "See also: Another Page",
        "See also Another Page",
        "SEE ALSO:  Another  Page",
        "• See also: Another Page",
        "    See also\u00a0 Another Page",
    ],
)
def test_a_see_also_line_is_known_by_its_words_and_the_gap_after_them(line: str) -> None:
    assert blocks(f"{PROSE}\n\n• One\n{line}\n\n{PROSE}") == [
        paragraph(PROSE),
        items("One"),
        {"type": "see_also", "target": "Another Page"},
        paragraph(PROSE),
    ]


def test_a_sentence_that_begins_with_see_also_stays_a_sentence() -> None:
    sentence = "See also the chapter on exercises, which says more about this."
    assert blocks(sentence) == [paragraph(sentence)]


@pytest.mark.parametrize(
    ("notice", "kind", "words"),
    [
        ("⚠ AI tools wrote this article.", "ai_disclosure", "AI tools wrote this article."),
        ("Note: Drafted with AI assistance.", "ai_disclosure", "Note: Drafted with AI assistance."),
        ("This text was generated by artificial intelligence.", "ai_disclosure", None),
        ("Correction: The year was 1967.", "correction", None),
        ("Disclaimer: The views are the author’s own.", "content", None),
        ("ℹ️ First printed in a journal.", "content", "First printed in a journal."),
    ],
)
@pytest.mark.parametrize(
    "place", ["above the title", "below the title", "below the standfirst", "at the end"]
)
def test_notices_at_the_edges_are_found_and_kept_word_for_word(
    notice: str, kind: str, words: str | None, place: str
) -> None:
    parts = ["Title", "Standfirst here.", "Heading", PROSE]
    places = ("above the title", "below the title", "below the standfirst", "", "at the end")
    parts.insert(places.index(place), notice)
    document = read("\n\n".join(parts))
    assert [(found.text, found.kind) for found in document.notices] == [(words or notice, kind)]
    assert (document.title, document.standfirst) == ("Title", "Standfirst here.")


@pytest.mark.parametrize(
    "text",
    [
        "Artificial intelligence will change how armies create plans and content.",
        "The document was helped by officers.",
    ],
)
def test_a_text_about_the_subject_is_no_notice(text: str) -> None:
    assert read(f"Title\n\n{text}\n\nHeading\n\n{PROSE}").notices == ()
