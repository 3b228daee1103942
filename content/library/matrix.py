"""The picture of which organization is named in which section, as SVG that follows the page's colors."""

from collections.abc import Mapping, Sequence
from html import escape
from math import sqrt
from typing import NamedTuple

WIDTH = 600
LABELS = 64  # what the names take on the left
ROW = 30
TOP = 41  # the middle of the first row


class Column(NamedTuple):
    """A section: its number and the anchor that a circle leads to."""

    number: str
    slug: str


class RowData(NamedTuple):
    """An organization and how often each section, by its slug, names it."""

    label: str
    counts: Mapping[str, int]


def matrix_svg(columns: Sequence[Column], rows: Sequence[RowData], title: str) -> str:
    """A row an organization, a column a section, a circle where it is named, its area by the count."""
    left = max(LABELS, 12 + max((len(row.label) for row in rows), default=0) * 8)
    width = max(WIDTH, left + 36 * len(columns))
    step = (width - left) / max(1, len(columns))
    middles = [left + step * (index + 0.5) for index in range(len(columns))]
    parts = [
        f'<svg viewBox="0 0 {width} {TOP + ROW * len(rows) - 7}" role="group" aria-labelledby="matrix-title">',
        f'<title id="matrix-title">{escape(title)}</title>',
    ]
    for column, x in zip(columns, middles, strict=True):
        parts.append(
            f'<text x="{x:.1f}" y="14" text-anchor="middle" fill="var(--soft)">{escape(column.number)}</text>'
        )
    for index, row in enumerate(rows):
        y = TOP + ROW * index
        parts.append(f'<line x1="{left}" x2="{width}" y1="{y}" y2="{y}" stroke="var(--rule)"/>')
        parts.append(f'<text x="0" y="{y + 4.5}" fill="var(--ink)" font-size="13">{escape(row.label)}</text>')
        for column, x in zip(columns, middles, strict=True):
            count = row.counts.get(column.slug, 0)
            if count:
                parts.append(_circle(row.label, column, count, x, y))
    return "".join(parts) + "</svg>"


def _circle(label: str, column: Column, count: int, x: float, y: int) -> str:
    radius = min(14.0, 6.3 + 2 * sqrt(count))
    name = escape(f"{label}, section {column.number}: {count}")
    return (
        f'<a href="#{escape(column.slug)}" aria-label="{name}">'
        f'<circle cx="{x:.1f}" cy="{y}" r="{radius:.1f}" fill="var(--link)"/>'
        f'<text x="{x:.1f}" y="{y + 4}" text-anchor="middle" fill="var(--bg)" font-size="11" pointer-events="none">'
        f"{count}</text></a>"
    )
