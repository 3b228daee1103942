"""Parsed blocks written as Markdown in which every character of the source stays literal."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from content.importing.documents import Block, Item, Paragraph, SeeAlso
from content.library.page_links import TITLE_LIMIT

_ANYWHERE: Final = re.compile(r"[\\`*_\[\]<~]|&(?=#?\w+;)")
_AT_START: Final = re.compile(r"[#>+=|:-]")
_NUMBER_AT_START: Final = re.compile(r"(\d{1,9})([.)])(?=\s|$)")


def section_body(blocks: Sequence[Block]) -> str:
    """A section's blocks as one Markdown text, a blank line between them."""
    return "\n\n".join(_block(block) for block in blocks)


def escaped(text: str) -> str:
    """One line of text whose Markdown reading is the text itself."""
    literal = _ANYWHERE.sub(r"\\\g<0>", text)
    if _AT_START.match(literal):
        return f"\\{literal}"
    return _NUMBER_AT_START.sub(r"\1\\\2", literal, count=1) if literal[:1].isdigit() else literal


def _block(block: Block) -> str:
    if isinstance(block, Paragraph):
        return escaped(block.text)
    if isinstance(block, SeeAlso):
        return _see_also(block.target)
    return "\n".join(_items(block.items, ""))


def _see_also(target: str) -> str:
    """A page link; a title with brackets or a bar cannot be one, and is kept as plain words."""
    if len(target) > TITLE_LIMIT or re.search(r"[\[\]|\\]", target):
        return escaped(f"See also {target}")
    return f"See also [[{target}]]"


def _items(items: Sequence[Item], indent: str) -> Iterator[str]:
    """The lines of a list. Printed numbers stay: where they jump, another delimiter begins a new list."""
    delimiter = ")"
    above: Item | None = None
    for item in items:
        if item.number is not None and not (above and above.number == item.number - 1):
            delimiter = ")" if delimiter == "." else "."
            if item.number != 1 and (above or indent):
                yield ""  # only a list that begins with 1 may follow a text without a blank line
        marker = "- " if item.number is None else f"{item.number}{delimiter} "
        yield f"{indent}{marker}{escaped(item.own.text)}"
        yield from _items(item.children, indent + " " * len(marker))
        above = item
