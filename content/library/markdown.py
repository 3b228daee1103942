"""The Markdown of a section's body, read into blocks; and what an editor has to mend in it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from content.library.blocks import Block, Cell, Container, Kind, Tag
from content.library.canonical import visible
from content.library.lines import Line, read_line
from content.library.page_links import PageLink, hide_bars, page_links

__all__ = ["Block", "BodyRefused", "PageLink", "parse", "plain_text", "problems", "word_count"]

# The cost of parsing grows with each of these: together they hold the worst text under two seconds.
SIZE_LIMIT = 100_000
LINE_LIMIT = 5_000
BRACKET_LIMIT = 2_000
DEPTH_LIMIT = 20
BLOCK_LIMIT = 2_000

_RULES = ["paragraph", "list", "blockquote", "table", "emphasis", "link", "escape", "entity", "newline"]
_TAGS: dict[str, Tag] = {
    "bullet_list": "ul",
    "ordered_list": "ol",
    "list_item": "li",
    "blockquote": "blockquote",
}
# What the parser would find out only after reading every following line once for each level.
_DEEP_QUOTE = re.compile(rf"^[ \t]*(?:>[ \t]*){{{DEPTH_LIMIT + 1}}}", re.MULTILINE)
_TOO_DEEP = f"Lists and quotes stand more than {DEPTH_LIMIT} deep in each other."
_SEE_ALSO = re.compile(r"see also\s*:?\s*", re.IGNORECASE)
_BETWEEN_SEE_ALSO = re.compile(r"\s*[,;]\s*(?:and\s+)?|\s+and\s+")


class BodyRefused(Exception):
    """The body is larger or deeper than can be drawn safely; `reason` is a sentence for the editor."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def parse(body: str) -> list[Block]:
    """The body's blocks in reading order; raises BodyRefused for a body that is too large or too deep."""
    tokens, _ = _tokens(body)
    return list(_Reader().blocks(tokens))


def problems(body: str) -> list[str]:
    """Sentences for the editor: each malformed page link, or the reason why the body would be refused."""
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
    # Beyond markdown-it's limit, where a list counts twice, text is dropped in silence: our own limit, which
    # tells the editor, has to come first.
    markdown = MarkdownIt("zero", {"html": False, "maxNesting": 3 * DEPTH_LIMIT}).enable(_RULES)
    markdown.validateLink = _any_address  # type: ignore[method-assign]
    return markdown.use(page_links)


def _any_address(url: str) -> bool:
    """Every address makes a link at first; a refused one is taken off later and still leaves its words."""
    return isinstance(url, str)


def _tokens(body: str) -> tuple[list[Token], list[str]]:
    lines = re.split(r"\r\n?|\n", body)
    _limit(len(body), SIZE_LIMIT, "characters")
    _limit(len(lines), LINE_LIMIT, "lines")
    _limit(body.count("["), BRACKET_LIMIT, "opening brackets")
    if _DEEP_QUOTE.search(body):
        raise BodyRefused(_TOO_DEEP)
    environment: dict[str, Any] = {}
    tokens = _markdown().parse(hide_bars("\n".join(map(visible, lines))), environment)
    blocks = sum(token.type in ("paragraph_open", "table_open") for token in tokens)
    _limit(blocks, BLOCK_LIMIT, "paragraphs and items")
    depth = 0
    for token in tokens:
        if token.type.startswith(("bullet_list", "ordered_list", "blockquote")):
            depth += token.nesting
            if depth > DEPTH_LIMIT:
                raise BodyRefused(_TOO_DEEP)
    return tokens, environment.get("problems", [])


def _limit(found: int, limit: int, what: str) -> None:
    if found > limit:
        raise BodyRefused(f"The text has {found:,} {what}; {limit:,} is the most for a section.")


@dataclass(slots=True)
class _Reader:
    path: list[Container] = field(default_factory=list)
    begun: set[int] = field(default_factory=set)  # containers that hold a block already

    def blocks(self, tokens: Sequence[Token]) -> Iterator[Block]:
        table: _Table | None = None
        for number, token in enumerate(tokens):
            name, _, end = token.type.rpartition("_")
            block: Block | None = None
            if name in _TAGS:
                self._surround(token, _TAGS[name], number)
            elif name == "table":
                block = table.block(self.path) if table and end == "close" else None
                table = _Table() if end == "open" else None
            elif table:
                table.read(token, head=tokens[number - 1].type == "th_open")
            elif token.type == "inline":
                block = self._paragraph(read_line(token))
            if block and block.text:
                yield block
                self.begun.update(container.number for container in self.path)

    def _surround(self, token: Token, tag: Tag, number: int) -> None:
        if token.nesting > 0:
            self.path.append(Container(tag, number, int(token.attrs.get("start", 1))))
        else:
            self.path.pop()

    def _paragraph(self, line: Line) -> Block:
        kind: Kind = "paragraph"
        if self.path and self.path[-1].tag == "blockquote":
            kind = "quote"
        elif self.path and self.path[-1].number not in self.begun:
            kind = "list_item"
        elif _only_see_also(line):
            kind = "see_also"
        return Block(kind, line.text, line.joined(), tuple(line.links), tuple(self.path))


def _only_see_also(line: Line) -> bool:
    """Whether the line says "See also", names pages, and says nothing else."""
    links, text = line.links, line.text
    if not links or not _SEE_ALSO.fullmatch(text[: links[0].start]):
        return False
    between = all(_BETWEEN_SEE_ALSO.fullmatch(text[one.end : other.start]) for one, other in pairwise(links))
    return between and text[links[-1].end :] in ("", ".")


@dataclass(slots=True)
class _Table:
    """A table's cells written into one line."""

    line: Line = field(default_factory=Line)
    rows: list[list[Cell]] = field(default_factory=list)

    def read(self, token: Token, *, head: bool) -> None:
        if token.type == "tr_open":
            self.rows.append([])
        elif token.type == "inline":
            start = self.line.append(read_line(token))
            self.rows[-1].append(Cell(start, self.line.length, head))

    def block(self, path: Sequence[Container]) -> Block:
        rows = tuple(map(tuple, self.rows))
        return Block("table", self.line.text, self.line.joined(), tuple(self.line.links), tuple(path), rows)
