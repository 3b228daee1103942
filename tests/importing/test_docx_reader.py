"""How a Word document is taken apart."""

import pytest

from content.importing.documents import ParsedDocument, UnreadableDocument
from content.importing.docx_reader import read as read_bytes
from content.importing.markdown import section_body
from tests.importing.docx_files import docx, paragraph, relationship, run, table, text

NOTICE = "Please note: AI tools were used in crafting this content."


def read(body: str, rels: str = "") -> ParsedDocument:
    return read_bytes(docx(body, rels=rels), "a.docx")


def levels(document: ParsedDocument) -> list[tuple[int, str | None, str]]:
    return [(section.level, section.heading, section.level_reason) for section in document.sections]


def test_styles_give_title_levels_and_reasons() -> None:
    document = read(
        text("Arms and Words", "Title")
        + text(f"⚠️ {NOTICE}")
        + text("They meet.")
        + text("First", "heading1")
        + text("Text.")
        + text("Deep", "heading3")
        + text("Text.")
        + text("Deepest", "heading6")
        + text("Text.")
    )
    assert (document.title, document.standfirst, document.encoding) == (
        "Arms and Words",
        "They meet.",
        "docx",
    )
    assert [notice.text for notice in document.notices] == [NOTICE]
    assert levels(document) == [
        (2, "First", "styled as Heading 1 in the document"),
        (3, "Deep", "styled as Heading 3 in the document"),
        (4, "Deepest", "styled as Heading 5 in the document"),
    ]


def test_the_first_heading_is_the_title_where_none_is_styled_as_title() -> None:
    document = read(text("Arms", "heading1") + text("They meet.") + text("One", "heading2") + text("Text."))
    assert (document.title, levels(document)) == ("Arms", [(2, "One", "styled as Heading 2 in the document")])


def test_a_document_without_styles_is_read_by_its_looks() -> None:
    document = read(text("Arms and Words") + text("They meet.") + text("How They Meet") + text("They talk."))
    assert (document.title, levels(document)) == (
        "Arms and Words",
        [(2, "How They Meet", "the first heading")],
    )


def test_marks_links_tables_and_see_also_lines_stay() -> None:
    document = read(
        text("T", "Title")
        + text("One", "heading1")
        + paragraph(
            run("They "),
            run("meet", "<w:b/>"),
            run(" at "),
            f'<w:hyperlink r:id="r9">{run("the site")}</w:hyperlink>',
            f'<w:hyperlink r:id="r8">{run(", now")}</w:hyperlink>',
            run("."),
        )
        + table(("a", "b"), ("1", "2"))
        + text("See also: Arms Control")
        + text("So they said.", "Quote"),
        rels=relationship("hyperlink", "https://example.org/")
        + relationship("hyperlink", "javascript:x()", 8),
    )
    assert section_body(document.sections[0].blocks) == (
        "They **meet** at [the site](https://example.org/), now.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n"
        "See also [[Arms Control]]\n\n> So they said."
    )


def test_a_line_is_a_paragraph_of_the_text_as_received() -> None:
    document = read(
        text("T", "Title") + text("One", "heading1") + table(("a", "b"), ("c", "d")) + text("It meets.Then.")
    )
    assert document.received == "T\nOne\na\nb\nc\nd\nIt meets.Then.\n"
    assert [(found.line, found.kind) for found in document.defects] == [
        (2, "short_section"),
        (7, "missing_space"),
    ]


def test_a_picture_elsewhere_is_left_out_and_never_fetched() -> None:
    picture = (
        '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        '<wp:docPr id="1" name="p" descr="A map"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        '<a:graphicData><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill>'
        '<a:blip r:link="r9"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r>"
    )
    document = read(
        text("T", "Title") + paragraph(run("They meet."), picture),
        rels=relationship("image", "file:///etc/passwd"),
    )
    assert [paragraph.text for paragraph in document.texts()] == ["They meet."]
    assert ("picture_left_out", "The picture “A map” was left out.") in [
        (f.kind, f.text) for f in document.defects
    ]


def test_a_document_without_text_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match=r"^the document has no text$"):
        read("<w:p/>")
