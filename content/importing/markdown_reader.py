"""The reader of Markdown: CommonMark with tables, page links and front matter; HTML in it is left out."""

import html
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

import nh3
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from content.importing.assembling import Origin, assemble
from content.importing.decoding import decode, lines_of
from content.importing.documents import (
    Block,
    Defect,
    Item,
    ItemList,
    Paragraph,
    ParsedDocument,
    Quotation,
    Run,
    Table,
    UnreadableDocument,
)
from content.importing.flattening import flat, see_also_or_text, unquoted
from content.importing.front_matter import front_matter
from content.importing.gathering import Piece, in_list
from content.importing.runs import joined, paragraph_of
from content.library.lines import safe_address
from content.library.page_links import hide_bars, page_links, show_bars
from content.library.prose import excerpt

_NESTING: Final = 60  # markdown-it leaves out what lies deeper
_DEEP: Final = re.compile(rf"^[ \t]*(?:>[ \t]*){{{_NESTING // 3}}}", re.MULTILINE)
_BREAK: Final = re.compile(r"<br\s*/?>", re.IGNORECASE)


def read(data: bytes, file_name: str) -> ParsedDocument:
    """Read a Markdown document; raises UnreadableDocument. Marked headings keep their levels."""
    decoded = decode(data)
    lines = lines_of(decoded.text)
    stated = front_matter(lines)
    text = "\n" * stated.length + "\n".join(lines[stated.length :])
    if deep := _DEEP.search(text):
        raise UnreadableDocument(
            "quotations stand too deep in each other", text.count("\n", 0, deep.start()) + 1
        )
    reader = _Reader()
    pieces = list(reader.pieces(SyntaxTreeNode(_markdown().parse(hide_bars(text))).children))
    if stated.title and pieces and _repeats(pieces[0], stated.title):
        pieces = pieces[1:]
    if not pieces and not stated.title:
        raise UnreadableDocument("there is no title", 1)
    return assemble(
        pieces,
        Origin(file_name, decoded.encoding, decoded.text),
        title=stated.title,
        standfirst=stated.standfirst,
        noticed=(*stated.noticed, *reader.noticed),
    )


@cache
def _markdown() -> MarkdownIt:
    # HTML is told apart from text so that it can be left out; nothing here is ever drawn.
    return MarkdownIt("commonmark", {"maxNesting": _NESTING}).enable("table").use(page_links)


def _repeats(piece: Piece, title: Paragraph) -> bool:
    return piece.mark == 1 and isinstance(piece.block, Paragraph) and piece.block.text == title.text


class _Reader:
    """Turns nodes into blocks and remembers what it had to leave out."""

    def __init__(self) -> None:
        self.noticed: list[Defect] = []
        self.line = 1

    def pieces(self, nodes: Sequence[SyntaxTreeNode]) -> Iterator[Piece]:
        for node in nodes:
            for block in self.blocks(node):
                mark = int(node.tag[1]) if node.type == "heading" else None
                yield Piece(block, stands_alone=isinstance(block, Paragraph), mark=mark)

    def blocks(self, node: SyntaxTreeNode, depth: int = 0) -> Iterator[Block]:
        """The blocks that a node of the document's flow makes; none for a rule or a comment."""
        self.line = node.map[0] + 1 if node.map else self.line
        line = self.line
        if node.type == "heading":
            yield from (text for text in [self.inline(node)] if text.text)
        elif node.type == "paragraph":
            yield from see_also_or_text(self.inline(node))
        elif node.type in ("bullet_list", "ordered_list"):
            items = self.items(node, depth)
            if items:
                yield ItemList(items, line)
        elif node.type == "blockquote":
            blocks = tuple(block for child in node.children for block in self.blocks(child, depth))
            if blocks:
                yield Quotation(tuple(unquoted(blocks)), line)
        elif node.type == "table":
            yield self.table(node, line)
        elif node.type in ("fence", "code_block"):
            yield from self.code(node)
        elif node.type == "html_block":
            yield from self.html(node)

    def items(self, node: SyntaxTreeNode, depth: int) -> tuple[Item, ...]:
        """The list's items; what lies deeper than the deepest list stands beside it."""
        found: list[Item] = []
        number = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else None
        for child in node.children:
            self.line = child.map[0] + 1 if child.map else self.line
            own, below = self.item(child, depth)
            found += in_list(own, number, below, depth)
            number = None if number is None else number + 1
        return tuple(item for item in found if item.own.text or item.children)

    def item(self, node: SyntaxTreeNode, depth: int) -> tuple[Paragraph, tuple[Item, ...]]:
        line = self.line
        below: list[Item] = []
        texts: list[Paragraph] = []
        for child in node.children:
            if child.type in ("bullet_list", "ordered_list"):
                below += self.items(child, depth + 1)
            else:
                texts += [text for block in self.blocks(child, depth) for text in flat(block)]
        texts = [text for text in texts if text.text]
        return (joined(texts) if texts else Paragraph("", line)), tuple(below)

    def table(self, node: SyntaxTreeNode, line: int) -> Table:
        rows = []
        for row in (row for part in node.children for row in part.children):
            self.line = row.map[0] + 1 if row.map else self.line
            rows.append(tuple(self.inline(cell) for cell in row.children))
        return Table(tuple(rows), line)

    def code(self, node: SyntaxTreeNode) -> Iterator[Paragraph]:
        """Code is not used here: its lines become text."""
        first = self.line + (node.type == "fence")
        self.noticed.append(Defect(self.line, "code_as_text", "The code block became paragraphs of text."))
        for number, line in enumerate(node.content.splitlines()):
            if line.strip():
                yield paragraph_of([Run(line)], first + number)

    def html(self, node: SyntaxTreeNode) -> Iterator[Paragraph]:
        text = html.unescape(nh3.clean(node.content, tags=set()))
        paragraph = paragraph_of([Run(text)], self.line)
        if paragraph.text:
            self._left_out("html", f"The tags around “{excerpt(paragraph.text)}” were left out.")
            yield paragraph

    def inline(self, node: SyntaxTreeNode) -> Paragraph:
        """The words of a paragraph, heading or cell, with their marks."""
        line = self.line
        return paragraph_of((run for child in node.children for run in self._runs(child, Run(""))), line)

    def _runs(self, node: SyntaxTreeNode, marks: Run) -> Iterator[Run]:
        if node.type == "em":
            marks = marks._replace(em=True)
        elif node.type == "strong":
            marks = marks._replace(strong=True)
        elif node.type == "link":
            marks = marks._replace(href=safe_address(str(node.attrs.get("href") or "")))
        elif node.type == "image":
            self._left_out(
                "picture", f"The picture “{excerpt(node.content) or 'without words'}” was left out."
            )
            return
        if node.type in ("softbreak", "hardbreak") or (
            node.type == "html_inline" and _BREAK.match(node.content)
        ):
            yield marks._replace(text=" ")
        elif node.type == "page_link":
            title = str(node.meta["title"])
            yield marks._replace(text=show_bars(node.content), title="" if marks.href else title)
        elif node.type in ("text", "code_inline", "text_special"):
            yield marks._replace(text=show_bars(node.content))
        for child in node.children:
            yield from self._runs(child, marks)

    def _left_out(self, what: str, text: str) -> None:
        self.noticed.append(Defect(self.line, f"{what}_left_out", text))
