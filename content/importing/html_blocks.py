"""Sanitized HTML becomes blocks: headings with their levels, paragraphs, lists, quotations, tables."""

import re
from collections.abc import Iterator
from typing import Final

from lxml.html import HtmlElement

from content.importing.documents import Block, Item, ItemList, Paragraph, Quotation, Run, Table
from content.importing.flattening import flat, see_also_or_text, unquoted
from content.importing.gathering import MAX_DEPTH, Piece, in_list
from content.importing.runs import joined, paragraph_of
from content.library.lines import safe_address

LINE: Final = "data-line"  # where a block's line in the file is kept while its HTML is sanitized
_HEADING: Final = re.compile(r"h([1-6])")
_BLOCK_TAGS = """
address article aside blockquote body center details div dl dd dt fieldset figcaption figure
footer form h1 h2 h3 h4 h5 h6 header hr html li main ol p pre section summary table tbody td tfoot
th thead tr ul caption
"""
_BLOCKS: Final = frozenset(_BLOCK_TAGS.split())
_LISTS: Final = ("ul", "ol", "dl")
_EM: Final = frozenset(["em", "i", "cite", "dfn", "var"])
_STRONG: Final = frozenset(["strong", "b"])
_BREAK: Final = Run("\n")
_ELSEWHERE: Final = re.compile(r"https?://|mailto:", re.IGNORECASE)


def pieces(root: HtmlElement) -> Iterator[Piece]:
    """The blocks in reading order; every paragraph may be a heading by its looks."""
    for block, mark in _flow(root):
        yield Piece(block, stands_alone=isinstance(block, Paragraph), mark=mark)


def _flow(element: HtmlElement) -> Iterator[tuple[Block, int | None]]:
    """What stands in the element: its blocks, and paragraphs for the words that stand in no block."""
    runs: list[Run] = [Run(element.text or "")]
    line = _line(element)
    for child in element:
        if _is_block(child):
            yield from _paragraphs(runs, line)
            yield from _block(child)
            runs, line = [], _line(child)
        else:
            runs += _runs(child, Run(""))
        runs.append(Run(child.tail or ""))
    yield from _paragraphs(runs, line)


def _is_block(element: HtmlElement) -> bool:
    return element.tag in _BLOCKS or any(inner.tag in _BLOCKS for inner in element.iterdescendants())


def _block(element: HtmlElement) -> Iterator[tuple[Block, int | None]]:
    heading = _HEADING.fullmatch(element.tag)
    if heading:
        text = paragraph_of(_inner(element, Run("")), _line(element))
        if text.text:
            yield text, int(heading[1])
    elif element.tag in _LISTS:
        items = _items(element, 0)
        if items:
            yield ItemList(items, _line(element)), None
    elif element.tag == "blockquote":
        blocks = tuple(unquoted([block for block, _ in _flow(element)]))
        if blocks:
            yield Quotation(blocks, _line(element)), None
    elif element.tag == "table" and (rows := _rows(element)):
        yield Table(rows, _line(element)), None
    elif element.tag == "pre":
        for number, words in enumerate(element.text_content().split("\n")):
            yield from _paragraphs([Run(words)], _line(element) + number)
    else:
        yield from _flow(element)


def _paragraphs(runs: list[Run], line: int) -> Iterator[tuple[Block, None]]:
    """The paragraphs that the runs make: two breaks in a row end one."""
    parts: list[list[Run]] = [[]]
    is_after_break = False
    for run in runs:
        if run is _BREAK and is_after_break:
            parts.append([])
        elif run is _BREAK:
            parts[-1].append(Run(" "))
        else:
            parts[-1].append(run)
        is_after_break = run is _BREAK or (is_after_break and not run.text.strip())
    for part in parts:
        for block in see_also_or_text(paragraph_of(part, line)):
            yield block, None


def _items(element: HtmlElement, depth: int) -> tuple[Item, ...]:
    """The list's items. What lies too deep stands beside the deepest, a definition below its term."""
    found: list[Item] = []
    number = _start(element) if element.tag == "ol" else None
    for child in element:
        own, below = _item(child, depth)
        if child.tag == "dd" and found:
            last = found[-1]
            found[-1] = Item(last.own, last.number, (*last.children, Item(own, None, below)))
        else:
            found += in_list(own, number, below, depth)
        number = None if number is None else number + 1
    return tuple(item for item in found if item.own.text or item.children)


def _start(element: HtmlElement) -> int:
    start = element.get("start", "")
    return int(start) if re.fullmatch(r"\d{1,8}", start) else 1


def _item(element: HtmlElement, depth: int) -> tuple[Paragraph, tuple[Item, ...]]:
    if element.tag in _LISTS:  # a list right in a list
        return Paragraph("", _line(element)), _items(element, min(depth + 1, MAX_DEPTH))
    below: list[Item] = []
    for inner in [inner for inner in element if inner.tag in _LISTS]:
        below += _items(inner, min(depth + 1, MAX_DEPTH))
        inner.drop_tree()
    texts = [text for block, _ in _flow(element) for text in flat(block) if text.text]
    return (joined(texts) if texts else Paragraph("", _line(element))), tuple(below)


def _rows(table: HtmlElement) -> tuple[tuple[Paragraph, ...], ...]:
    """The cells of a table that holds data; nothing for one that only lays out the page."""
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    rows = [row for row in rows if row]
    width = max(map(len, rows), default=0)
    lays_out = any(
        inner is not table for inner in table.iter("table", "h1", "h2", "h3", "ul", "ol", "blockquote")
    )
    if len(rows) < 2 or width < 2 or lays_out:
        return ()
    return tuple(
        tuple(
            _cell(row[place]) if place < len(row) else Paragraph("", _line(table)) for place in range(width)
        )
        for row in rows
    )


def _cell(cell: HtmlElement) -> Paragraph:
    texts = [text for block, _ in _flow(cell) for text in flat(block) if text.text]
    return joined(texts) if texts else Paragraph("", _line(cell))


def _inner(element: HtmlElement, marks: Run) -> Iterator[Run]:
    yield marks._replace(text=element.text or "")
    for child in element:
        yield from _runs(child, marks)
        yield marks._replace(text=child.tail or "")


def _runs(element: HtmlElement, marks: Run) -> Iterator[Run]:
    """The words of an inline element with its marks. A link that leads into its own site is none here."""
    if element.tag == "br":
        yield _BREAK
        return
    href = element.get("href", "").strip() if element.tag == "a" else ""
    if _ELSEWHERE.match(href):
        marks = marks._replace(href=safe_address(href))
    if element.tag in _EM or element.tag in _STRONG:
        marks = marks._replace(
            em=marks.em or element.tag in _EM, strong=marks.strong or element.tag in _STRONG
        )
    if element.tag == "q":
        yield marks._replace(text="“")
    yield from _inner(element, marks)
    if element.tag == "q":
        yield marks._replace(text="”")


def _line(element: HtmlElement) -> int:
    for holder in (element, *element.iterancestors()):
        if line := holder.get(LINE):
            return int(line)
    return 1
