"""The picture of which organization is named in which section, as SVG that follows the page's colors."""

import re
from collections.abc import Mapping, Sequence
from html import escape
from math import sqrt
from typing import NamedTuple

WIDTH = 600
LABELS = 64  # what the names take on the left, at least
LETTER = 8
LONGEST = 24  # letters of a name that are drawn; links, description and table have it whole
COLUMN = 36  # at least, so that the largest circles stay apart and each is easy to hit
ROW = 30
TOP = 41  # the middle of the first row

# What XML cannot hold in any spelling; HTML would show nothing for it.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class Column(NamedTuple):
    """A section: its number and the anchor that a circle leads to."""

    number: str
    slug: str


class RowData(NamedTuple):
    """An organization and how often each section, by its slug, names it."""

    label: str
    counts: Mapping[str, int]


class Table(NamedTuple):
    """The same for those who would rather read it; nothing stands where nothing is named."""

    header: list[str]
    rows: list[list[str]]


def matrix_svg(columns: Sequence[Column], rows: Sequence[RowData], title: str) -> str:
    """A row an organization, a column a section, a circle where it is named, its area by the count.

    Empty where there is nothing to draw. A picture too wide for the page has the class `wide` and
    its own size, so that the figure around it can scroll.
    """
    if not columns or not rows:
        return ""
    left = max(LABELS, 12 + LETTER * max(len(_shortened(row.label)) for row in rows))
    width = max(WIDTH, left + COLUMN * len(columns))
    height = TOP + ROW * len(rows) - 7
    wide = f' class="wide" width="{width}" height="{height}"' if width > WIDTH else ""
    step = (width - left) / len(columns)
    middles = [left + step * (index + 0.5) for index in range(len(columns))]
    named = 'role="group" aria-labelledby="matrix-title" aria-describedby="matrix-desc"'
    parts = [
        f'<svg viewBox="0 0 {width} {height}"{wide} {named}>',
        f'<title id="matrix-title">{_escaped(title)}</title>',
        f'<desc id="matrix-desc">{_escaped(_description(columns, rows))}</desc>',
    ]
    for column, x in zip(columns, middles, strict=True):
        parts.append(_text(column.number, x, 14, 'text-anchor="middle" fill="var(--soft)"'))
    for index, row in enumerate(rows):
        y = TOP + ROW * index
        parts.append(f'<line x1="{left}" x2="{width}" y1="{y}" y2="{y}" stroke="var(--rule)"/>')
        parts.append(_text(_shortened(row.label), 0, y + 4.5, 'fill="var(--ink)" font-size="13"'))
        for column, x in zip(columns, middles, strict=True):
            if count := row.counts.get(column.slug, 0):
                parts.append(_circle(row.label, column, count, x, y))
    return "".join(parts) + "</svg>"


def matrix_table(columns: Sequence[Column], rows: Sequence[RowData], corner: str = "Organization") -> Table:
    return Table(
        [corner, *(column.number for column in columns)],
        [[row.label, *(str(row.counts.get(column.slug, 0) or "") for column in columns)] for row in rows],
    )


def _circle(label: str, column: Column, count: int, x: float, y: int) -> str:
    radius = min(14.0, 6.3 + 2 * sqrt(count))
    attributes = 'text-anchor="middle" fill="var(--bg)" font-size="11" pointer-events="none"'
    return (
        f'<a href="#{_escaped(column.slug)}"'
        f' aria-label="{_escaped(f"{label}, section {column.number}: {count}")}">'
        f'<circle cx="{x:.1f}" cy="{y}" r="{radius:.1f}" fill="var(--link)"/>'
        f"{_text(str(count), x, y + 4, attributes)}</a>"
    )


def _text(words: str, x: float, y: float, attributes: str) -> str:
    return f'<text x="{round(x, 1):g}" y="{y:g}" {attributes}>{_escaped(words)}</text>'


def _description(columns: Sequence[Column], rows: Sequence[RowData]) -> str:
    """'NATO: section 3 (6), section 6 (2); EU: section 6 (4)'."""
    named = []
    for row in rows:
        counts = [(column.number, row.counts.get(column.slug, 0)) for column in columns]
        sections = ", ".join(f"section {number} ({count})" for number, count in counts if count)
        if sections:
            named.append(f"{row.label}: {sections}")
    return "; ".join(named)


def _shortened(label: str) -> str:
    return label if len(label) <= LONGEST else f"{label[: LONGEST - 1].rstrip()}…"


def _escaped(words: str) -> str:
    return escape(_UNPRINTABLE.sub("\ufffd", words))
