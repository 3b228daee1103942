"""The Markdown of a section's body, read into blocks: each with its canonical text and what is needed to draw it again."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from content.library.canonical import canonical, joins_the_letter_before, visible
from content.library.page_links import PageLink, hide_bars, page_links, show_bars

SIZE_LIMIT = 200_000
DEPTH_LIMIT = 20
BLOCK_LIMIT = 2_000

Kind = Literal["paragraph", "list_item", "quote", "table", "see_also"]

_RULES = ["paragraph", "list", "blockquote", "table", "emphasis", "link", "escape", "entity", "newline"]
_MARKUP_LIMIT = 2_048
_SAFE_ADDRESS = re.compile(r"(?:https?://[^/\s]|mailto:[^\s@]+@|/(?![/\\]))[^\s\\]*\Z", re.IGNORECASE)
_BETWEEN_SEE_ALSO = re.compile(r"\s*(?:[,;]|(?:[,;]\s*)?\band\b)\s*")


class BodyRefused(Exception):
    """The body is larger or deeper than can be drawn safely; `reason` is a sentence for the editor."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Run(NamedTuple):
    """A stretch of a block's text under the same marks; `href` is the author's own link, "" if none."""

    text: str
    em: bool = False
    strong: bool = False
    href: str = ""


class Container(NamedTuple):
    """A list, list item or quote around a block; `number` tells two of the same kind in one body apart."""

    tag: Literal["ul", "ol", "li", "blockquote"]
    number: int
    start: int = 1


class Cell(NamedTuple):
    """A table's cell as offsets into its block's text."""

    start: int
    end: int
    head: bool


@dataclass(frozen=True, slots=True)
class Block:
    """`text` is the runs joined; `path` the containers around the block, outermost first; `rows` only for tables."""

    kind: Kind
    text: str
    runs: tuple[Run, ...] = ()
    page_links: tuple[PageLink, ...] = ()
    path: tuple[Container, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()

    @property
    def parts(self) -> list[tuple[int, int]]:
        """Stretches of text that read on without a break: the cells of a table, else the whole. A name lies in one."""
        if self.kind != "table":
            return [(0, len(self.text))]
        return [(cell.start, cell.end) for row in self.rows for cell in row if cell.start < cell.end]


def parse(body: str) -> list[Block]:
    """The body's blocks in reading order; raises BodyRefused for a body that is too large or too deep."""
    tokens, _ = _tokens(body)
    blocks = list(_blocks(tokens))
    if len(blocks) > BLOCK_LIMIT:
        raise BodyRefused(
            f"The text has {len(blocks):,} paragraphs and list items; {BLOCK_LIMIT:,} is the most."
        )
    return blocks


def problems(body: str) -> list[str]:
    """What an editor has to mend before the body can be published: a sentence for each malformed page link."""
    try:
        _, found = _tokens(body)
    except BodyRefused as refused:
        return [refused.reason]
    return found


def plain_text(body: str) -> str:
    """The canonical texts of the body's blocks, one a line."""
    return "\n".join(block.text for block in parse(body))


def word_count(text: str) -> int:
    """What stands between spaces and has a letter or digit in it: "U.S.-India" is one word, a dash none."""
    return sum(1 for word in text.split() if word.isalnum() or any(map(str.isalnum, word)))


@cache
def _markdown() -> MarkdownIt:
    markdown = (
        MarkdownIt("zero", {"html": False, "maxNesting": 3 * DEPTH_LIMIT}).enable(_RULES).use(page_links)
    )
    markdown.validateLink = _any_address  # type: ignore[method-assign]
    return markdown


def _any_address(url: str) -> bool:
    """Every address makes a link at first; `_address` decides later, so that a refused one still leaves its words."""
    return bool(url) or True


def _tokens(body: str) -> tuple[list[Token], list[str]]:
    if len(body) > SIZE_LIMIT:
        raise BodyRefused(
            f"The text has {len(body):,} characters; {SIZE_LIMIT:,} is the most for one section."
        )
    environment: dict[str, Any] = {}
    lines = "\n".join(visible(line) for line in re.split(r"\r\n?|\n", body))
    tokens = _markdown().parse(hide_bars(lines), environment)
    depth = 0
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open", "blockquote_open"):
            depth += 1
            if depth > DEPTH_LIMIT:
                raise BodyRefused(f"Lists and quotes stand more than {DEPTH_LIMIT} deep in each other.")
        elif token.type in ("bullet_list_close", "ordered_list_close", "blockquote_close"):
            depth -= 1
    return tokens, environment.get("problems", [])


_TAGS: dict[str, Literal["ul", "ol", "li", "blockquote"]] = {
    "bullet_list": "ul",
    "ordered_list": "ol",
    "list_item": "li",
    "blockquote": "blockquote",
}


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    path: list[Container] = []
    begun: set[int] = set()  # containers that hold a block already
    table: _Table | None = None
    for number, token in enumerate(tokens):
        name, _, end = token.type.rpartition("_")
        if name in _TAGS and end == "open":
            path.append(Container(_TAGS[name], number, int(token.attrs.get("start", 1))))
        elif name in _TAGS:
            path.pop()
        elif token.type == "table_open":
            table = _Table()
        elif token.type == "table_close" and table is not None:
            if table.line.text:
                yield table.block(tuple(path))
                begun.update(container.number for container in path)
            table = None
        elif token.type == "tr_open" and table is not None:
            table.rows.append([])
        elif token.type == "inline" and table is not None:
            table.add(token, head=tokens[number - 1].type == "th_open")
        elif token.type == "inline":
            line = _Line()
            line.read(token)
            if line.text:
                yield _paragraph(line, path, begun)
                begun.update(container.number for container in path)


def _paragraph(line: "_Line", path: Sequence[Container], begun: set[int]) -> Block:
    kind: Kind = "paragraph"
    if path and path[-1].tag == "blockquote":
        kind = "quote"
    elif path and path[-1].number not in begun:
        kind = "list_item"
    elif _only_see_also(line):
        kind = "see_also"
    return Block(kind, line.text, line.joined(), tuple(line.links), tuple(path))


def _only_see_also(line: "_Line") -> bool:
    """Whether the line says "See also", names pages, and says nothing else."""
    links = line.links
    if not links or not re.fullmatch(r"see also\s*:?\s*", line.text[: links[0].start], re.IGNORECASE):
        return False
    between = (line.text[one.end : other.start] for one, other in zip(links, links[1:], strict=False))
    return all(map(_BETWEEN_SEE_ALSO.fullmatch, between)) and line.text[links[-1].end :].strip() in ("", ".")


@dataclass(slots=True)
class _Line:
    """Inline tokens written one after another into canonical text, with the marks and page links they carry."""

    runs: list[Run] = field(default_factory=list)
    links: list[PageLink] = field(default_factory=list)
    length: int = 0

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    def joined(self) -> tuple[Run, ...]:
        """The runs, neighbors under the same marks made one."""
        joined: list[Run] = []
        texts: list[list[str]] = []
        for run in self.runs:
            if joined and joined[-1][1:] == run[1:]:
                texts[-1].append(run.text)
            else:
                joined.append(run)
                texts.append([run.text])
        return tuple(run._replace(text="".join(parts)) for run, parts in zip(joined, texts, strict=True))

    def read(self, inline: Token) -> None:
        start = len(self.runs)
        em = strong = 0
        href = ""
        titles: list[tuple[int, str]] = []
        pieces: list[Run] = []
        for token in inline.children or ():
            if token.type in ("em_open", "em_close"):
                em += token.nesting
            elif token.type in ("strong_open", "strong_close"):
                strong += token.nesting
            elif token.type == "link_open":
                href = _address(str(token.attrGet("href") or ""))
            elif token.type == "link_close":
                href = ""
            else:
                if token.type == "page_link" and not href:
                    titles.append((len(pieces), token.meta["title"]))
                content = " " if token.type in ("softbreak", "hardbreak") else show_bars(token.content)
                pieces.append(Run(visible(content), em > 0, strong > 0, href))
        self._write(_stable(pieces), dict(titles))
        self._trim(start)

    def _write(self, pieces: Sequence[Run], titles: dict[int, str]) -> None:
        """Collapses white space across the pieces; a page link begins and ends with a letter, never with a space."""
        for number, piece in enumerate(pieces):
            words = " ".join(piece.text.split())
            if not words:
                self._space(piece) if piece.text else None
                continue
            if piece.text[0].isspace():
                self._space(piece)
            if number in titles:
                self.links.append(PageLink(titles[number], words, self.length, self.length + len(words)))
            self._put(piece._replace(text=words))
            if piece.text[-1].isspace():
                self._space(piece)

    def _space(self, piece: Run) -> None:
        if self.runs and not self.runs[-1].text.endswith(" "):
            self._put(piece._replace(text=" "))

    def _put(self, run: Run) -> None:
        self.runs.append(run)
        self.length += len(run.text)

    def _trim(self, start: int) -> None:
        """Takes the space off the end, which only the last run can have."""
        if len(self.runs) > start and self.runs[-1].text == " ":
            self.runs.pop()
            self.length -= 1


@dataclass(slots=True)
class _Table:
    """A table's cells written into one line, a space between them."""

    line: _Line = field(default_factory=_Line)
    rows: list[list[Cell]] = field(default_factory=list)

    def add(self, inline: Token, *, head: bool) -> None:
        cell = _Line()
        cell.read(inline)
        if cell.runs and self.line.runs:
            self.line._put(Run(" "))
        start = self.line.length
        self.line.links += [
            link._replace(start=start + link.start, end=start + link.end) for link in cell.links
        ]
        for run in cell.runs:
            self.line._put(run)
        self.rows[-1].append(Cell(start, self.line.length, head))

    def block(self, path: tuple[Container, ...]) -> Block:
        rows = tuple(tuple(row) for row in self.rows)
        return Block("table", self.line.text, self.line.joined(), tuple(self.line.links), path, rows)


def _stable(pieces: Sequence[Run]) -> list[Run]:
    """A mark that begins a piece moves to the piece whose last letter it changes: only then is the whole text NFC."""
    stable: list[Run] = []
    for piece in pieces:
        length = 0
        while length < len(piece.text) and stable and joins_the_letter_before(piece.text[length]):
            length += 1
        if length:
            before = next((n for n in range(len(stable) - 1, -1, -1) if stable[n].text), 0)
            stable[before] = stable[before]._replace(text=visible(stable[before].text + piece.text[:length]))
        stable.append(piece._replace(text=piece.text[length:]))
    return stable


def _address(href: str) -> str:
    """The address if it leads to the web, to mail or into this site; else "", and the link's words stand alone."""
    return (
        href if len(href) <= _MARKUP_LIMIT and canonical(href) == href and _SAFE_ADDRESS.match(href) else ""
    )
