"""What a reader finds in a document: title, notices, sections and blocks, each with its line in the file."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Literal, NamedTuple

Json = dict[str, Any]
NoticeKind = Literal["ai_disclosure", "correction", "content"]


class UnreadableDocument(Exception):
    """The document is refused as a whole. Says why, and in which line (from 1) where there is one to name."""

    def __init__(self, message: str, line: int | None = None) -> None:
        self.message, self.line = message, line
        super().__init__(message if line is None else f"line {line}: {message}")

    def in_file(self, file_name: str) -> str:
        """The refusal as one line for a person: file, line, reason."""
        place = file_name if self.line is None else f"{file_name}, line {self.line}"
        return f"{place}: {self.message}"


class Run(NamedTuple):
    """A stretch of text under the same marks. `title` names the page that it links to, `href` any other."""

    text: str
    em: bool = False
    strong: bool = False
    href: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text in its canonical form. `wraps`: offsets at which further lines of the file begin.

    `runs`, joined, are the text; a paragraph without marks and links has none.
    """

    text: str
    line: int
    wraps: tuple[int, ...] = ()
    runs: tuple[Run, ...] = ()

    def line_at(self, offset: int) -> int:
        return self.line + bisect_right(self.wraps, offset)


@dataclass(frozen=True, slots=True)
class Item:
    """A list item; `number` is the printed one, None for a bullet."""

    own: Paragraph
    number: int | None = None
    children: tuple["Item", ...] = ()

    def as_json(self) -> Json:
        return {"text": self.own.text, "children": [child.as_json() for child in self.children]}

    def walk(self) -> Iterator["Item"]:
        """The item and everything below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list whose items may hold further items."""

    items: tuple[Item, ...]
    line: int

    def walk(self) -> Iterator[Item]:
        for item in self.items:
            yield from item.walk()


@dataclass(frozen=True, slots=True)
class SeeAlso:
    """A "See also" line: the title that it names, as printed."""

    target: str
    line: int


@dataclass(frozen=True, slots=True)
class Quotation:
    """Blocks that the document sets apart as quoted."""

    blocks: tuple["Block", ...]
    line: int


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, each row as long as the others; the first names the columns."""

    rows: tuple[tuple[Paragraph, ...], ...]
    line: int


Block = Paragraph | ItemList | SeeAlso | Quotation | Table


def texts_of(block: Block) -> Iterator[Paragraph]:
    """Every paragraph, item and cell of the block in reading order; "See also" lines are not text."""
    if isinstance(block, Paragraph):
        yield block
    elif isinstance(block, ItemList):
        yield from (item.own for item in block.walk())
    elif isinstance(block, Quotation):
        for inner in block.blocks:
            yield from texts_of(inner)
    elif isinstance(block, Table):
        for row in block.rows:
            yield from row


@dataclass(frozen=True, slots=True)
class ParsedNotice:
    """Words that the source puts before or after its text, without the warning sign."""

    text: str
    kind: NoticeKind
    line: int


@dataclass(frozen=True, slots=True)
class ParsedSection:
    """A section with its proposed level. `heading` is None where the text goes on without one."""

    level: int
    heading: str | None
    blocks: tuple[Block, ...]
    line: int
    level_reason: str = ""
    level_score: float = 0.0

    def texts(self) -> Iterator[Paragraph]:
        """All running text of the section, in reading order; "See also" lines are not text."""
        for block in self.blocks:
            yield from texts_of(block)

    def as_json(self) -> Json:
        return {"level": self.level, "heading": self.heading, "blocks": [_block_json(b) for b in self.blocks]}


@dataclass(frozen=True, slots=True)
class Defect:
    """Something noticed and not mended. `text` is a sentence that quotes the place."""

    line: int
    kind: str
    text: str

    def as_json(self) -> Json:
        return {"line": self.line, "kind": self.kind, "text": self.text}


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """A whole document; `sections` are flat, in reading order; `received` is its text exactly as decoded."""

    file_name: str
    title: str
    title_line: int
    notices: tuple[ParsedNotice, ...]
    opening: Paragraph | None
    sections: tuple[ParsedSection, ...]
    encoding: str
    received: str = field(repr=False)
    defects: tuple[Defect, ...] = ()

    @property
    def standfirst(self) -> str:
        return self.opening.text if self.opening else ""

    def texts(self) -> Iterator[Paragraph]:
        """The standfirst and all running text of the sections."""
        if self.opening:
            yield self.opening
        for section in self.sections:
            yield from section.texts()

    def with_defects(self, defects: list[Defect]) -> "ParsedDocument":
        """The same document with these defects besides its own, by line."""
        told = sorted((*self.defects, *defects), key=lambda defect: (defect.line, defect.kind))
        return replace(self, defects=tuple(told))

    def as_json(self) -> Json:
        return {
            "file": self.file_name,
            "title": self.title,
            "notices": [notice.text for notice in self.notices],
            "standfirst": self.standfirst,
            "sections": [section.as_json() for section in self.sections],
            "defects": [defect.as_json() for defect in self.defects],
        }


def _block_json(block: Block) -> Json:
    if isinstance(block, Paragraph):
        return {"type": "paragraph", "text": block.text}
    if isinstance(block, SeeAlso):
        return {"type": "see_also", "target": block.target}
    if isinstance(block, Quotation):
        return {"type": "quotation", "blocks": [_block_json(inner) for inner in block.blocks]}
    if isinstance(block, Table):
        return {"type": "table", "rows": [[cell.text for cell in row] for row in block.rows]}
    return {"type": "list", "items": [item.as_json() for item in block.items]}
