"""What a section's body consists of: blocks of canonical text with their marks, links and surroundings."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from content.library.page_links import PageLink

Kind = Literal["paragraph", "list_item", "quote", "table", "see_also"]
Tag = Literal["ul", "ol", "li", "blockquote"]


class Run(NamedTuple):
    """A stretch of a block's text under the same marks; `href` is the author's own link, "" if none."""

    text: str
    em: bool = False
    strong: bool = False
    href: str = ""


class Container(NamedTuple):
    """A list, list item or quote around a block; `number` tells two of the same tag in one body apart."""

    tag: Tag
    number: int
    start: int = 1


class Cell(NamedTuple):
    """A table's cell as offsets into its block's text."""

    start: int
    end: int
    head: bool


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a body: a passage, unless its kind is see_also.

    `text` is the runs joined; `path` holds the containers around the block, the outermost first; only tables
    have rows.
    """

    kind: Kind
    text: str
    runs: tuple[Run, ...] = ()
    page_links: tuple[PageLink, ...] = ()
    path: tuple[Container, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()

    @property
    def parts(self) -> list[tuple[int, int]]:
        """Where the text reads on without a break, as a name must: each cell of a table, else the whole."""
        if self.kind != "table":
            return [(0, len(self.text))]
        return [(cell.start, cell.end) for row in self.rows for cell in row if cell.start < cell.end]
