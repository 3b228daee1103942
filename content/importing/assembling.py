"""Pieces become a document: notices, title, standfirst, sections with proposed levels, defects."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from content.importing.defects import defects_of
from content.importing.documents import (
    Block,
    Defect,
    Paragraph,
    ParsedDocument,
    ParsedNotice,
    ParsedSection,
    UnreadableDocument,
)
from content.importing.gathering import Piece
from content.importing.levels import TOP, with_conclusion, with_levels, with_marked_levels
from content.importing.lines import closes
from content.importing.notices import as_notice

MAX_SECTIONS: Final = 500
MAX_TITLE: Final = 250


@dataclass(frozen=True, slots=True)
class Origin:
    """The file that the pieces come from: its name, its encoding, its text as received."""

    file_name: str
    encoding: str
    received: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with the level that the document marks it with, None where it marks none."""

    text: Paragraph
    mark: int | None
    marked_as: str


def assemble(
    pieces: list[Piece],
    origin: Origin,
    *,
    title: Paragraph | None = None,
    standfirst: Paragraph | None = None,
    noticed: Sequence[Defect] = (),
) -> ParsedDocument:
    """The document of these pieces; raises UnreadableDocument.

    `title` and `standfirst` are what the file states outside of its text, `noticed` what its reader saw.
    """
    early, pieces = _leading_notices(pieces, is_titled=title is not None)
    if title is None:
        title, pieces = title_of(pieces)
    marked = any(piece.mark is not None for piece in pieces)
    headings = [_heading(piece, marked=marked) for piece in pieces]
    head = next((index for index, heading in enumerate(headings) if heading), len(pieces))
    late, pieces = _trailing_notice(pieces)
    middle, before_headings = _notices_among(pieces[:head])
    opening, untitled = _opening(before_headings, standfirst, is_all=head >= len(pieces))
    headed = _sections(list(zip(pieces, headings, strict=False))[head:])
    if marked:
        sections = [*untitled, *with_marked_levels(headed)]
    else:
        sections = with_levels([*untitled, *(section for section, _ in headed)])
        sections = with_conclusion(title.text, sections) if sections else sections
    _refuse_without_text(title, opening, sections)
    document = ParsedDocument(
        file_name=origin.file_name,
        title=title.text,
        title_line=title.line,
        notices=(*early, *middle, *late),
        opening=opening,
        sections=tuple(sections),
        encoding=origin.encoding,
        received=origin.received,
    )
    return document.with_defects([*defects_of(document), *noticed])


def title_of(pieces: list[Piece]) -> tuple[Paragraph, list[Piece]]:
    """The title and the rest: a heading of the first level, else the first line if it reads as a title."""
    marks = [piece.mark for piece in pieces if piece.mark is not None]
    first = next((index for index, piece in enumerate(pieces) if piece.mark is not None), 0)
    block = pieces[first].block
    stands_out = marks and (marks[0] == 1 or (first == 0 and marks.count(marks[0]) == 1))
    if stands_out and isinstance(block, Paragraph):
        return _checked(block), [*pieces[:first], *pieces[first + 1 :]]
    return _title(pieces)


def _title(pieces: list[Piece]) -> tuple[Paragraph, list[Piece]]:
    first = pieces[0].block
    if pieces[0].mark is not None:
        raise UnreadableDocument("there is no title: mark it as a heading of the first level", first.line)
    if not isinstance(first, Paragraph):
        raise UnreadableDocument("there is no title: the text begins with a list or “See also”", first.line)
    if closes(first.text, ".:;,…"):
        raise UnreadableDocument("there is no title: the first line reads as a sentence", first.line)
    return _checked(first), pieces[1:]


def _checked(title: Paragraph) -> Paragraph:
    if len(title.text) > MAX_TITLE:
        reason = f"there is no title: the first line has {len(title.text):,} characters"
        raise UnreadableDocument(f"{reason}, a title has at most {MAX_TITLE}", title.line)
    if not any(character.isalnum() for character in title.text):
        raise UnreadableDocument("there is no title: the first line has no words", title.line)
    return title


def _heading(piece: Piece, *, marked: bool) -> Heading | None:
    """The piece as a heading; one that is too long for a heading, or a notice, is running text."""
    text = piece.heading(marked=marked)
    if text is None or len(text.text) > MAX_TITLE or _notice(piece):
        return None
    return Heading(text, piece.mark, piece.marked_as or f"marked as level {piece.mark} in the document")


def _leading_notices(pieces: list[Piece], *, is_titled: bool) -> tuple[list[ParsedNotice], list[Piece]]:
    """Notices above the title, and everything from the title on."""
    notices: list[ParsedNotice] = []
    for index, piece in enumerate(pieces):
        notice = _notice(piece)
        if notice is None:
            return notices, pieces[index:]
        notices.append(notice)
    if is_titled:
        return notices, []
    raise UnreadableDocument("there is no title", notices[0].line if notices else 1)


def _trailing_notice(pieces: list[Piece]) -> tuple[list[ParsedNotice], list[Piece]]:
    notice = _notice(pieces[-1]) if pieces else None
    return ([notice], pieces[:-1]) if notice else ([], pieces)


def _notices_among(pieces: Sequence[Piece]) -> tuple[list[ParsedNotice], list[Piece]]:
    told = [(piece, _notice(piece)) for piece in pieces]
    notices = [notice for _, notice in told if notice is not None]
    return notices, [piece for piece, notice in told if notice is None]


def _notice(piece: Piece) -> ParsedNotice | None:
    return as_notice(piece.block) if isinstance(piece.block, Paragraph) else None


def _opening(
    pieces: list[Piece], standfirst: Paragraph | None, *, is_all: bool
) -> tuple[Paragraph | None, list[ParsedSection]]:
    """The standfirst, and an untitled section for what else stands before the first heading.

    A standfirst stands before something: the only paragraph of a document is its text.
    """
    opening, rest = standfirst, pieces
    if pieces and standfirst is None:
        first = pieces[0].block
        opening = first if isinstance(first, Paragraph) and not (is_all and len(pieces) == 1) else None
        rest = pieces[1:] if opening else pieces
    blocks = tuple(piece.block for piece in rest)
    if not blocks:
        return opening, []
    return opening, [ParsedSection(TOP, None, blocks, blocks[0].line, "text before the first heading")]


def _sections(pieces: Sequence[tuple[Piece, Heading | None]]) -> list[tuple[ParsedSection, int]]:
    """A section for each heading with the heading's mark, 0 for none; the first piece is a heading."""
    groups: list[tuple[Heading, list[Block]]] = []
    for piece, heading in pieces:
        if heading:
            groups.append((heading, []))
        else:
            groups[-1][1].append(piece.block)
    if len(groups) > MAX_SECTIONS:
        line = groups[MAX_SECTIONS][0].text.line
        raise UnreadableDocument(f"there are {len(groups):,} headings; at most {MAX_SECTIONS} are read", line)
    return [
        (ParsedSection(TOP, head.text.text, tuple(blocks), head.text.line, head.marked_as), head.mark or 0)
        for head, blocks in groups
    ]


def _refuse_without_text(
    title: Paragraph, opening: Paragraph | None, sections: Sequence[ParsedSection]
) -> None:
    if opening is None and not any(True for section in sections for _ in section.texts()):
        what = "a title and headings" if sections else "a title"
        raise UnreadableDocument(f"there is {what} and no text", title.line)
