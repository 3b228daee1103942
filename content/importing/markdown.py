"""Parsed blocks written as Markdown in which every character of the source stays literal."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from content.importing.documents import Block, Item, Paragraph, Quotation, Run, SeeAlso, Table
from content.library.markdown import BodyRefused, parse
from content.library.page_links import TITLE_LIMIT

_ANYWHERE: Final = re.compile(r"[\\`*_\[\]<~]|&(?=#?\w+;)")
_AT_START: Final = re.compile(r"[#>+=|:-]")
_NUMBER_AT_START: Final = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_NO_TITLE: Final = re.compile(r"[\[\]|\\]")
_IN_ADDRESS: Final = str.maketrans({"(": "%28", ")": "%29", "<": "%3C", ">": "%3E", "*": "%2A", "`": "%60"})


def section_body(blocks: Sequence[Block]) -> str:
    """A section's blocks as one Markdown text, a blank line between them."""
    return "\n\n".join(_block(block) for block in blocks)


def escaped(text: str) -> str:
    """One line of text whose Markdown reading is the text itself."""
    return _guarded(_literal(text))


def _literal(text: str) -> str:
    return _ANYWHERE.sub(r"\\\g<0>", text)


def _guarded(line: str) -> str:
    """The line, so that it begins neither a list nor a quotation nor a table."""
    if _AT_START.match(line):
        return f"\\{line}"
    return _NUMBER_AT_START.sub(r"\1\\\2", line, count=1) if line[:1].isdigit() else line


def _block(block: Block) -> str:
    if isinstance(block, Paragraph):
        return _line(block)
    if isinstance(block, SeeAlso):
        return _see_also(block.target)
    if isinstance(block, Quotation):
        lines = section_body(block.blocks).split("\n")
        return "\n".join(f"> {line}".rstrip() for line in lines)
    if isinstance(block, Table):
        return _table(block)
    return "\n".join(_items(block.items, ""))


def _line(paragraph: Paragraph) -> str:
    """The paragraph with its marks; where they would change the words, with its links alone, else with none.

    Asterisks mark only between certain neighbors, so that what was written is read once to see.
    """
    if not paragraph.runs:
        return escaped(paragraph.text)
    unmarked = [run._replace(em=False, strong=False) for run in paragraph.runs]
    for runs in (paragraph.runs, unmarked):
        line = _guarded("".join(map(_marked, runs)))
        if _reads_as(line, paragraph.text):
            return line
    return escaped(paragraph.text)


def _marked(run: Run) -> str:
    if run.title and len(run.title) <= TITLE_LIMIT and not _NO_TITLE.search(run.title + run.text):
        words = f"[[{run.title}]]" if run.title == run.text else f"[[{run.title}|{run.text}]]"
    elif run.href:
        words = f"[{_literal(run.text)}]({run.href.translate(_IN_ADDRESS)})"
    else:
        words = _literal(run.text)
    stars = "*" * (run.em + 2 * run.strong)
    room = len(words) - len(words.lstrip()), len(words.rstrip())
    return f"{words[: room[0]]}{stars}{words.strip()}{stars}{words[room[1] :]}" if words.strip() else words


def _reads_as(markdown: str, text: str) -> bool:
    try:
        return [block.text for block in parse(markdown)] == [text]
    except BodyRefused:
        return False


def _table(table: Table) -> str:
    """A table as rows of cells; one that Markdown cannot hold, as a list of its rows."""
    rows = [[_line(cell).replace("|", "\\|") for cell in row] for row in table.rows]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    lines.insert(1, "|" + "---|" * len(rows[0]))
    markdown = "\n".join(lines)
    if _reads_as(markdown, " ".join(cell.text for row in table.rows for cell in row if cell.text)):
        return markdown
    texts = ["; ".join(cell.text for cell in row if cell.text) for row in table.rows]
    return "\n".join(f"- {escaped(text)}" for text in texts if text)


def _see_also(target: str) -> str:
    """A page link; a title with brackets or a bar cannot be one, and is kept as plain words."""
    if len(target) > TITLE_LIMIT or _NO_TITLE.search(target):
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
        yield f"{indent}{marker}{_line(item.own)}"
        yield from _items(item.children, indent + " " * len(marker))
        above = item
