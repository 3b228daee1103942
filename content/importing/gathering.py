"""Lines become blocks: paragraphs, lists with their nesting, "See also" lines."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from content.importing.documents import Block, Item, ItemList, Paragraph, SeeAlso, UnreadableDocument
from content.importing.lines import Line, closes, goes_on, reads_as_heading, wrap_width

MAX_DEPTH: Final = 8  # Markdown readers stop at a depth of twenty, which is ten lists in each other


def in_list(own: Paragraph, number: int | None, below: Sequence[Item], depth: int) -> list[Item]:
    """The item with the items below it; what lies deeper than the deepest list stands beside it."""
    if depth + 1 >= MAX_DEPTH:
        return [Item(own, number), *below]
    return [Item(own, number, tuple(below))]


@dataclass(frozen=True, slots=True)
class Piece:
    """A block, whether it stands alone, between blank lines, and the level that the document marks it with.

    Marked levels begin at 1, which is the title's; `marked_as` says how the document marks it.
    """

    block: Block
    stands_alone: bool = False
    mark: int | None = None
    marked_as: str = ""

    def heading(self, *, marked: bool) -> Paragraph | None:
        """The block, if it is a heading: a marked one where headings are marked, else by its looks."""
        if not isinstance(self.block, Paragraph):
            return None
        if marked:
            return self.block if self.mark is not None else None
        return self.block if self.stands_alone and reads_as_heading(self.block.text) else None


@dataclass(slots=True)
class _Run:
    """Lines that make up one paragraph or one item's own text."""

    lines: list[Line]

    def paragraph(self) -> Paragraph:
        wraps, length = [], len(self.lines[0].text)
        for line in self.lines[1:]:
            wraps.append(length + 1)
            length += 1 + len(line.text)
        return Paragraph(" ".join(line.text for line in self.lines), self.lines[0].number, tuple(wraps))


@dataclass(slots=True)
class _Node:
    """An item while its children are still being found."""

    run: _Run
    children: list["_Node"] = field(default_factory=list)

    def item(self) -> Item:
        return Item(self.run.paragraph(), self.run.lines[0].ordinal, tuple(c.item() for c in self.children))


@dataclass(frozen=True, slots=True)
class _Gathered:
    """A block with the lines that it spans."""

    block: Block
    first: int
    last: int


def gather(lines: Sequence[Line]) -> list[Piece]:
    """The blocks of the document in order. Raises UnreadableDocument for lists nested too deep."""
    gathered = _Gatherer(wrap_width(lines)).gather(lines)
    return [Piece(one.block, _stands_alone(gathered, index)) for index, one in enumerate(gathered)]


class _Gatherer:
    """Reads the lines one by one; `runs` are the open paragraph (one) or the open list's items."""

    def __init__(self, width: int | None) -> None:
        self.width = width
        self.done: list[_Gathered] = []
        self.runs: list[_Run] = []
        self.previous: Line | None = None

    def gather(self, lines: Sequence[Line]) -> list[_Gathered]:
        for line in lines:
            self._take(line)
            self.previous = line
        self._close()
        return self.done

    def _take(self, line: Line) -> None:
        if line.kind == "item":
            if not self._in_list():
                self._close()
            self.runs.append(_Run([line]))
        elif line.kind == "see_also":
            self._close()
            self.done.append(_Gathered(SeeAlso(line.text, line.number), line.number, line.number))
        elif line.kind == "blank":
            if not self._in_list():
                self._close()
        elif self._continues(line):
            self.runs[-1].lines.append(line)
        else:
            self._close()
            self.runs.append(_Run([line]))

    def _in_list(self) -> bool:
        return bool(self.runs) and self.runs[0].lines[0].kind == "item"

    def _continues(self, line: Line) -> bool:
        """Whether the line belongs to the paragraph or item right above it."""
        if not self.runs or self.previous is None or self.previous.kind == "blank":
            return False
        indented = self._in_list() and line.indent > self.runs[-1].lines[0].indent
        return indented or goes_on(self.previous, line, self.width)

    def _close(self) -> None:
        if not self.runs:
            return
        first, last = self.runs[0].lines[0].number, self.runs[-1].lines[-1].number
        block = ItemList(_nested(self.runs), first) if self._in_list() else self.runs[0].paragraph()
        self.done.append(_Gathered(block, first, last))
        self.runs = []


def _nested(runs: Sequence[_Run]) -> tuple[Item, ...]:
    """The items as a tree: an item stands below the nearest one before it that is indented less."""
    top: list[_Node] = []
    open_nodes: list[tuple[int, _Node]] = []
    for run in runs:
        line = run.lines[0]
        while open_nodes and line.indent <= open_nodes[-1][0]:
            open_nodes.pop()
        if len(open_nodes) >= MAX_DEPTH:
            raise UnreadableDocument(f"the list is nested deeper than {MAX_DEPTH} levels", line.number)
        node = _Node(run)
        (open_nodes[-1][1].children if open_nodes else top).append(node)
        open_nodes.append((line.indent, node))
    return tuple(node.item() for node in top)


def _stands_alone(gathered: Sequence[_Gathered], index: int) -> bool:
    """Whether a paragraph has room around it. A heading may touch a list above it, or its own text below."""
    this, above = gathered[index], gathered[index - 1] if index else None
    if above and isinstance(above.block, Paragraph) and above.last + 1 == this.first:
        return False
    if index + 1 == len(gathered) or gathered[index + 1].first > this.last + 1:
        return True
    below = gathered[index + 1].block
    return isinstance(below, SeeAlso) or (isinstance(below, Paragraph) and closes(below.text, ".!?…:"))
