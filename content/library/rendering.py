"""Blocks become HTML: each passage with its anchor and number, links where passages name pages; nh3 has the last word."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from itertools import groupby
from typing import Literal, NamedTuple

import nh3

from content.library.markdown import Block, Container, Run

LinkClass = Literal["ent", "ref", "see-link"]


class LinkSpan(NamedTuple):
    """`text[start:end]` of a block leads to the edition's link of this number."""

    start: int
    end: int
    number: int
    css: LinkClass = "ent"


@dataclass(frozen=True, slots=True)
class Marks:
    """What a block carries on the page. Without a key (see-also lines, texts never published) it has no anchor."""

    key: str = ""
    number: int = 0
    links: Sequence[LinkSpan] = ()


def render(blocks: Sequence[Block], marks: Sequence[Marks] | None = None) -> str:
    """The HTML of a section's body, already cleaned; internal links lead to `link:N` until the page is served.

    Links that overlap an earlier one, cross the border of a cell or touch an author's own link are left out.
    """
    html: list[str] = []
    around: tuple[Container, ...] = ()
    for block, mark in zip(blocks, marks or [Marks()] * len(blocks), strict=True):
        shared = _shared(around, block.path)
        html += [f"</{container.tag}>" for container in reversed(around[shared:])]
        item = block.kind == "list_item"
        for container in block.path[shared:]:
            own = _id(mark) if item and container is block.path[-1] else ""
            html.append(_opening(container, own, outer=container is block.path[0]))
        html.append(_BODIES.get(block.kind, _paragraph)(block, mark))
        around = block.path
    html += [f"</{container.tag}>" for container in reversed(around)]
    return clean("".join(html))


def clean(html: str) -> str:
    """Lets through only what `render` writes."""
    return _cleaner().clean(html)


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags={*"a b blockquote div em li ol p strong table tbody td th thead tr ul".split()},
        attributes={
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
        link_rel=None,
    )


def _shared(around: tuple[Container, ...], path: tuple[Container, ...]) -> int:
    """How many containers stay open between one block and the next."""
    shared = 0
    while shared < min(len(around), len(path)) and around[shared] == path[shared]:
        shared += 1
    return shared


def _opening(container: Container, own: str, *, outer: bool) -> str:
    css = ' class="lst"' if outer and container.tag in ("ul", "ol") else ""
    start = f' start="{container.start}"' if container.tag == "ol" and container.start != 1 else ""
    return f"<{container.tag}{css}{start}{own}>"


def _id(mark: Marks) -> str:
    return f' id="p-{escape(mark.key)}"' if mark.key else ""


def _permalink(mark: Marks, what: str = "paragraph") -> str:
    if not mark.key:
        return ""
    return (
        f'<a class="pn" href="/passages/{escape(mark.key)}/" aria-label="Link to {what} {mark.number}">'
        f"¶{mark.number}</a>"
    )


def _paragraph(block: Block, mark: Marks) -> str:
    return f"<p{_id(mark)}>{_permalink(mark)}{_words(block, mark.links)}</p>"


def _list_item(block: Block, mark: Marks) -> str:
    return _permalink(mark) + _words(block, mark.links)


def _see_also(block: Block, mark: Marks) -> str:
    numbers = {link.start: link.number for link in mark.links}
    links = []
    for link in block.page_links:
        words, number = escape(link.words, quote=False), numbers.get(link.start)
        links.append(words if number is None else f'<a class="see-link" href="link:{number}">{words}</a>')
    return f'<p class="see"><b>See also</b> {", ".join(links)}</p>'


def _table(block: Block, mark: Marks) -> str:
    html = []
    for head, rows in groupby(block.rows, key=lambda row: any(cell.head for cell in row)):
        tag, attribute = ("th", ' scope="col"') if head else ("td", "")
        html.append("<thead>" if head else "<tbody>")
        for row in rows:
            cells = (_words(block, mark.links, cell.start, cell.end) for cell in row)
            html.append("<tr>" + "".join(f"<{tag}{attribute}>{words}</{tag}>" for words in cells) + "</tr>")
        html.append("</thead>" if head else "</tbody>")
    name = f"Table, paragraph {mark.number}" if mark.key else "Table"
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{name}">{_permalink(mark, "table")}'
        f"<table{_id(mark)}>{''.join(html)}</table></div>"
    )


_BODIES = {"list_item": _list_item, "see_also": _see_also, "table": _table}


class _Piece(NamedTuple):
    run: Run
    link: LinkSpan | None


def _words(block: Block, links: Sequence[LinkSpan], start: int = 0, end: int | None = None) -> str:
    """The block's text from start to end with its marks; tags that cross each other are closed and opened again."""
    pieces = list(_pieces(block, _drawable(block, links), start, len(block.text) if end is None else end))
    html: list[str] = []
    for (link, href), group in groupby(pieces, key=lambda piece: (piece.link, piece.run.href)):
        words = "".join(_marked(piece.run) for piece in group)
        if link is not None:
            words = f'<a class="{link.css}" href="link:{link.number}">{words}</a>'
        elif href:
            rel = "" if href.startswith("/") or href[:7].lower() == "mailto:" else ' rel="nofollow noopener"'
            words = f'<a href="{escape(href)}"{rel}>{words}</a>'
        html.append(words)
    return "".join(html)


def _marked(run: Run) -> str:
    words = escape(run.text, quote=False)
    if run.em:
        words = f"<em>{words}</em>"
    return f"<strong>{words}</strong>" if run.strong else words


def _pieces(block: Block, links: Sequence[LinkSpan], start: int, end: int) -> Iterator[_Piece]:
    """The runs between start and end, cut where a link begins or ends."""
    waiting = iter(links)
    link = next(waiting, None)
    position = 0
    for run in block.runs:
        here, stop = max(position, start), min(position + len(run.text), end)
        while here < stop:
            while link is not None and link.end <= here:
                link = next(waiting, None)
            inside = link is not None and link.start <= here
            border = stop if link is None else min(stop, link.end if inside else link.start)
            yield _Piece(
                run._replace(text=run.text[here - position : border - position]), link if inside else None
            )
            here = border
        position += len(run.text)


def _drawable(block: Block, links: Sequence[LinkSpan]) -> list[LinkSpan]:
    """The links in order, without those that cannot be drawn as one anchor of their own."""
    if not links:
        return []
    taken = [(start, end) for start, end, run in _spans(block.runs) if run.href]
    parts = block.parts
    drawable: list[LinkSpan] = []
    last = 0
    for link in sorted(links):
        one_part = any(start <= link.start < link.end <= end for start, end in parts)
        free = link.start >= last and not any(start < link.end and link.start < end for start, end in taken)
        if one_part and free:
            drawable.append(link)
            last = link.end
    return drawable


def _spans(runs: Sequence[Run]) -> Iterator[tuple[int, int, Run]]:
    position = 0
    for run in runs:
        yield position, position + len(run.text), run
        position += len(run.text)
