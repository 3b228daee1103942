"""Blocks become HTML: anchors and numbers for passages, links to pages; nh3 has the last word."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from itertools import groupby
from typing import Literal, NamedTuple

import nh3

from content.library.blocks import Block, Container, Run
from content.library.lines import safe_address

LinkClass = Literal["ent", "ref", "see-link"]


class LinkSpan(NamedTuple):
    """`text[start:end]` of a block leads to the edition's link of this number."""

    start: int
    end: int
    number: int
    css: LinkClass = "ent"


@dataclass(frozen=True, slots=True)
class Marks:
    """What a block carries on the page; without a key (see-also lines, drafts) it has no anchor."""

    key: str = ""
    number: int = 0
    links: Sequence[LinkSpan] = ()


def render(blocks: Sequence[Block], marks: Sequence[Marks] | None = None) -> str:
    """The HTML of a section's body, already cleaned; internal links say `link:N` until the page is served.

    Links that overlap an earlier one, cross the border of a cell or touch an author's own link are left out.
    """
    html: list[str] = []
    around: tuple[Container, ...] = ()
    for block, mark in zip(blocks, [Marks()] * len(blocks) if marks is None else marks, strict=True):
        shared = _shared(around, block.path)
        html += [f"</{container.tag}>" for container in reversed(around[shared:])]
        for depth, container in enumerate(block.path[shared:], shared + 1):
            own = block.kind == "list_item" and depth == len(block.path)
            html.append(_opening(container, _id(mark) if own else "", outer=depth == 1))
        html.append(_DRAWN[block.kind](block, mark))
        around = block.path
    html += [f"</{container.tag}>" for container in reversed(around)]
    return clean("".join(html))


def clean(html: str) -> str:
    """Lets through only what `render` writes."""
    return _cleaner().clean(html)


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags={"a", "b", "blockquote", "div", "em", "li", "ol", "p", "strong", "ul"}
        | {"table", "tbody", "td", "th", "thead", "tr"},
        attributes={
            "*": set(),  # without it, nh3 lets title and lang pass everywhere
            "a": {"href", "aria-label", "rel"},
            "div": {"aria-label"},
            "li": {"id"},
            "ol": {"start"},
            "p": {"id"},
            "table": {"id"},
        },
        tag_attribute_values={"th": {"scope": {"col"}}, "div": {"role": {"region"}, "tabindex": {"0"}}},
        allowed_classes={
            "a": {"pn", "ent", "ref", "see-link"},
            "div": {"scroll"},
            "ol": {"lst"},
            "p": {"see"},
            "ul": {"lst"},
        },
        url_schemes={"http", "https", "mailto", "link"},
        url_relative=_within_the_site,
        link_rel=None,
    )


def _within_the_site(url: str) -> str | None:
    return url if safe_address(url) else None


def _shared(around: tuple[Container, ...], path: tuple[Container, ...]) -> int:
    """How many containers stay open between one block and the next."""
    shared = 0
    while shared < min(len(around), len(path)) and around[shared] == path[shared]:
        shared += 1
    return shared


def _opening(container: Container, own_id: str, *, outer: bool) -> str:
    css = ' class="lst"' if outer and container.tag in ("ul", "ol") else ""
    start = f' start="{container.start}"' if container.tag == "ol" and container.start != 1 else ""
    return f"<{container.tag}{css}{start}{own_id}>"


def _id(mark: Marks) -> str:
    return f' id="p-{escape(mark.key)}"' if mark.key else ""


def _permalink(mark: Marks, what: str = "paragraph") -> str:
    if not mark.key:
        return ""
    href = f"/passages/{escape(mark.key)}/"
    return f'<a class="pn" href="{href}" aria-label="Link to {what} {mark.number}">¶{mark.number}</a>'


def _paragraph(block: Block, mark: Marks) -> str:
    return f"<p{_id(mark)}>{_list_item(block, mark)}</p>"


def _list_item(block: Block, mark: Marks) -> str:
    return _permalink(mark) + "".join(_words(block, mark.links, block.parts))


def _see_also(block: Block, mark: Marks) -> str:
    numbers = {link.start: link.number for link in mark.links}
    links = []
    for link in block.page_links:
        words, number = escape(link.words, quote=False), numbers.get(link.start)
        links.append(words if number is None else f'<a class="see-link" href="link:{number}">{words}</a>')
    return f'<p class="see"><b>See also</b> {", ".join(links)}</p>'


def _table(block: Block, mark: Marks) -> str:
    cells = _words(block, mark.links, [(cell.start, cell.end) for row in block.rows for cell in row])
    html = []
    for head, rows in groupby(block.rows, key=lambda row: any(cell.head for cell in row)):
        part, opening, closing = (
            ("thead", '<th scope="col">', "</th>") if head else ("tbody", "<td>", "</td>")
        )
        lines = ("".join(f"{opening}{next(cells)}{closing}" for _ in row) for row in rows)
        html.append(f"<{part}>{''.join(f'<tr>{line}</tr>' for line in lines)}</{part}>")
    name = f"Table, paragraph {mark.number}" if mark.key else "Table"
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{name}">{_permalink(mark, "table")}'
        f"<table{_id(mark)}>{''.join(html)}</table></div>"
    )


_DRAWN: dict[str, Callable[[Block, Marks], str]] = {
    "paragraph": _paragraph,
    "quote": _paragraph,
    "list_item": _list_item,
    "see_also": _see_also,
    "table": _table,
}


def _words(block: Block, links: Sequence[LinkSpan], parts: Sequence[tuple[int, int]]) -> Iterator[str]:
    """The HTML of each part in turn; tags that would cross each other are closed and opened again."""
    links = _drawable(block, links)
    borders = {border for part in parts for border in part} | {link.start for link in links}
    pieces = _linked(_cut(block.runs, sorted(borders | {link.end for link in links})), links)
    waiting = next(pieces, None)
    for start, end in parts:
        inside = []
        while waiting and waiting.start < end:
            if waiting.start >= start:
                inside.append(waiting)
            waiting = next(pieces, None)
        around = groupby(inside, key=lambda piece: (piece.link, piece.run.href))
        yield "".join(_anchored(*group) for group in around)


class _Piece(NamedTuple):
    start: int
    run: Run
    link: LinkSpan | None


def _cut(runs: Iterable[Run], borders: Sequence[int]) -> Iterator[tuple[int, Run]]:
    """The runs, each with its offset, cut at the borders."""
    start, coming = 0, 0
    for run in runs:
        end = start + len(run.text)
        here = start
        while here < end:
            while coming < len(borders) and borders[coming] <= here:
                coming += 1
            stop = min(end, borders[coming]) if coming < len(borders) else end
            yield here, run._replace(text=run.text[here - start : stop - start])
            here = stop
        start = end


def _linked(pieces: Iterable[tuple[int, Run]], links: Sequence[LinkSpan]) -> Iterator[_Piece]:
    coming = 0
    for start, run in pieces:
        while coming < len(links) and links[coming].end <= start:
            coming += 1
        inside = coming < len(links) and links[coming].start <= start
        yield _Piece(start, run, links[coming] if inside else None)


def _anchored(around: tuple[LinkSpan | None, str], pieces: Iterable[_Piece]) -> str:
    link, href = around
    words = "".join(_marked(piece.run) for piece in pieces)
    if link:
        return f'<a class="{link.css}" href="link:{link.number}">{words}</a>'
    if href:
        outside = href[:4].lower() == "http"
        rel = ' rel="nofollow noopener"' if outside else ""
        return f'<a href="{escape(href)}"{rel}>{words}</a>'
    return words


def _marked(run: Run) -> str:
    words = escape(run.text, quote=False)
    if run.em:
        words = f"<em>{words}</em>"
    return f"<strong>{words}</strong>" if run.strong else words


def _drawable(block: Block, links: Sequence[LinkSpan]) -> list[LinkSpan]:
    """The links in order, without those that cannot be drawn as one anchor of their own."""
    parts = block.parts
    starts = [start for start, _ in parts]
    drawable: list[LinkSpan] = []
    free_from = 0
    authored = _authored(block.runs)
    author = next(authored, None)
    for link in sorted(links):
        while author and author[1] <= link.start:
            author = next(authored, None)
        part = bisect_right(starts, link.start) - 1
        in_part = part >= 0 and link.start < link.end <= parts[part][1]
        if in_part and link.start >= free_from and not (author and author[0] < link.end):
            drawable.append(link)
            free_from = link.end
    return drawable


def _authored(runs: Iterable[Run]) -> Iterator[tuple[int, int]]:
    """Where the author's own links stand."""
    start = 0
    for run in runs:
        if run.href:
            yield start, start + len(run.text)
        start += len(run.text)
