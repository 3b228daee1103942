"""The reader of DOCX: counted first, converted by its styles, sanitized, headings with their levels."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

import mammoth

from content.importing.assembling import Origin, assemble
from content.importing.documents import (
    Block,
    Defect,
    Item,
    ItemList,
    Paragraph,
    ParsedDocument,
    Quotation,
    SeeAlso,
    Table,
    UnreadableDocument,
)
from content.importing.docx_census import check_docx
from content.importing.gathering import Piece
from content.importing.html_blocks import pieces
from content.importing.html_reader import sanitized
from content.library.prose import excerpt

# One level below what HTML would say: so a title that is styled as such stands above the first headings.
_STYLES: Final = "\n".join(
    [
        "p[style-name='Title'] => h1:fresh",
        "p[style-name='Subtitle'] => p:fresh",
        "p[style-name='Quote'] => blockquote > p:fresh",
        "p[style-name='Intense Quote'] => blockquote > p:fresh",
        *(
            f"p[style-name='{name} {n}'] => h{min(n + 1, 6)}:fresh"
            for n in range(1, 7)
            for name in ("Heading", "heading")
        ),
    ]
)


def read(data: bytes, file_name: str) -> ParsedDocument:
    """Read a DOCX document; raises UnreadableDocument. A line is a paragraph, counted from 1."""
    check_docx(data)
    html, pictures = _html(data)
    numbers = _Numbers()
    found = [replace(piece, block=numbers.block(piece.block)) for piece in pieces(sanitized(html))]
    if not found:
        raise UnreadableDocument("the document has no text")
    return assemble(
        _from_the_top(found),
        Origin(file_name, "docx", "\n".join(numbers.lines) + "\n"),
        noticed=list(_left_out(pictures)),
    )


def _html(data: bytes) -> tuple[str, list[str]]:
    """The document as HTML, and the words that stand for its pictures, which are not opened."""
    pictures: list[str] = []

    def leave_out(image: Any) -> list[Any]:
        pictures.append(image.alt_text or "without words")
        return []

    try:
        converted = mammoth.convert_to_html(
            io.BytesIO(data),
            style_map=_STYLES,
            include_embedded_style_map=False,
            convert_image=leave_out,
            external_file_access=False,
        )
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # whatever a damaged part makes the converter raise
        raise UnreadableDocument("it is damaged; open it in Word and save it anew") from error
    return str(converted.value), pictures


def _from_the_top(found: list[Piece]) -> list[Piece]:
    """The pieces, Heading 1 as their first level where no paragraph is styled as the title."""
    lift = 0 if any(piece.mark == 1 for piece in found) else 1
    return [
        replace(
            piece, mark=piece.mark - lift, marked_as=f"styled as Heading {piece.mark - 1} in the document"
        )
        if piece.mark
        else piece
        for piece in found
    ]


def _left_out(pictures: Sequence[str]) -> Iterator[Defect]:
    for words in pictures:
        yield Defect(1, "picture_left_out", f"The picture “{excerpt(words)}” was left out.")


class _Numbers:
    """Gives every text a line of its own: the document's text as received has one paragraph a line."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def block(self, block: Block) -> Block:
        line = len(self.lines) + 1
        if isinstance(block, Paragraph):
            return self._text(block)
        if isinstance(block, SeeAlso):
            self.lines.append(f"See also {block.target}")
            return replace(block, line=line)
        if isinstance(block, ItemList):
            return ItemList(tuple(map(self._item, block.items)), line)
        if isinstance(block, Quotation):
            return Quotation(tuple(map(self.block, block.blocks)), line)
        return Table(tuple(tuple(map(self._text, row)) for row in block.rows), line)

    def _text(self, paragraph: Paragraph) -> Paragraph:
        self.lines.append(paragraph.text)
        return replace(paragraph, line=len(self.lines))

    def _item(self, item: Item) -> Item:
        own = self._text(item.own)
        return Item(own, item.number, tuple(map(self._item, item.children)))
