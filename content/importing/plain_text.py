"""The reader of plain text: one paragraph a line or wrapped by hand, headings on lines of their own."""

from collections.abc import Sequence
from typing import Final

from content.importing.decoding import decode, lines_of
from content.importing.defects import defects_of
from content.importing.documents import (
    Block,
    ItemList,
    Paragraph,
    ParsedDocument,
    ParsedNotice,
    ParsedSection,
    UnreadableDocument,
)
from content.importing.gathering import Piece, gather
from content.importing.levels import TOP, with_conclusion, with_levels
from content.importing.lines import classify, closes
from content.importing.notices import as_notice

MAX_SECTIONS: Final = 500
MAX_TITLE: Final = 250


def read(data: bytes, file_name: str) -> ParsedDocument:
    """Read a plain-text document; raises UnreadableDocument. Levels and the conclusion are proposals."""
    decoded = decode(data)
    pieces = gather(classify(lines_of(decoded.text)))
    early, pieces = _leading_notices(pieces)
    title, pieces = _title(pieces)
    head = next((i for i, piece in enumerate(pieces) if piece.heading and not _notice(piece)), len(pieces))
    late, pieces = _trailing_notice(pieces)
    middle, before_headings = _notices_among(pieces[:head])
    opening, untitled = _opening(before_headings, is_all=head >= len(pieces))
    sections = with_levels([*untitled, *_sections(pieces[head:])])
    _refuse_without_text(title, opening, sections)
    document = ParsedDocument(
        file_name=file_name,
        title=title.text,
        title_line=title.line,
        notices=(*early, *middle, *late),
        opening=opening,
        sections=tuple(with_conclusion(title.text, sections) if sections else sections),
        encoding=decoded.encoding,
        received=decoded.text,
    )
    return document.with_defects(defects_of(document))


def _leading_notices(pieces: list[Piece]) -> tuple[list[ParsedNotice], list[Piece]]:
    """Notices above the title, and everything from the title on."""
    notices: list[ParsedNotice] = []
    for index, piece in enumerate(pieces):
        notice = _notice(piece)
        if notice is None:
            return notices, pieces[index:]
        notices.append(notice)
    raise UnreadableDocument("there is no title", notices[0].line if notices else 1)


def _title(pieces: list[Piece]) -> tuple[Paragraph, list[Piece]]:
    first = pieces[0].block
    if not isinstance(first, Paragraph):
        raise UnreadableDocument("there is no title: the text begins with a list or “See also”", first.line)
    if closes(first.text, ".:;,…"):
        raise UnreadableDocument("there is no title: the first line reads as a sentence", first.line)
    if len(first.text) > MAX_TITLE:
        reason = f"there is no title: the first line has {len(first.text):,} characters"
        raise UnreadableDocument(f"{reason}, a title has at most {MAX_TITLE}", first.line)
    if not any(character.isalnum() for character in first.text):
        raise UnreadableDocument("there is no title: the first line has no words", first.line)
    return first, pieces[1:]


def _trailing_notice(pieces: list[Piece]) -> tuple[list[ParsedNotice], list[Piece]]:
    notice = _notice(pieces[-1]) if pieces else None
    return ([notice], pieces[:-1]) if notice else ([], pieces)


def _notices_among(pieces: Sequence[Piece]) -> tuple[list[ParsedNotice], list[Piece]]:
    told = [(piece, _notice(piece)) for piece in pieces]
    notices = [notice for _, notice in told if notice is not None]
    return notices, [piece for piece, notice in told if notice is None]


def _notice(piece: Piece) -> ParsedNotice | None:
    return as_notice(piece.block) if isinstance(piece.block, Paragraph) else None


def _opening(pieces: list[Piece], *, is_all: bool) -> tuple[Paragraph | None, list[ParsedSection]]:
    """The standfirst, and an untitled section for what else stands before the first heading.

    A standfirst stands before something: the only paragraph of a document is its text.
    """
    if not pieces:
        return None, []
    first = pieces[0].block
    opening = first if isinstance(first, Paragraph) and not (is_all and len(pieces) == 1) else None
    rest = tuple(piece.block for piece in (pieces[1:] if opening else pieces))
    if not rest:
        return opening, []
    return opening, [ParsedSection(TOP, None, rest, rest[0].line, "text before the first heading")]


def _sections(pieces: Sequence[Piece]) -> list[ParsedSection]:
    """A section for each heading, all of level 2 as yet; the first piece is a heading."""
    groups: list[tuple[Paragraph, list[Block]]] = []
    for piece in pieces:
        if piece.heading:
            groups.append((piece.heading, []))
        else:
            groups[-1][1].append(piece.block)
    if len(groups) > MAX_SECTIONS:
        line = groups[MAX_SECTIONS][0].line
        raise UnreadableDocument(f"there are {len(groups):,} headings; at most {MAX_SECTIONS} are read", line)
    return [ParsedSection(TOP, heading.text, tuple(blocks), heading.line) for heading, blocks in groups]


def _refuse_without_text(
    title: Paragraph, opening: Paragraph | None, sections: Sequence[ParsedSection]
) -> None:
    has_text = any(
        isinstance(block, Paragraph | ItemList) for section in sections for block in section.blocks
    )
    if opening is None and not has_text:
        what = "a title and headings" if sections else "a title"
        raise UnreadableDocument(f"there is {what} and no text", title.line)
