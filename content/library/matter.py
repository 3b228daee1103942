"""The matter at the end of a page: who is named where, and where the text comes from."""

from collections import Counter
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from content.library.addresses import LIST_LABELS
from content.library.matrix import Column, RowData, Table, matrix_svg, matrix_table
from content.library.models import Edition
from content.library.queries.targets import Target, Targets
from content.pages.models import Kind, Provenance

_NAMING = ("mention", "page_link")
_UNSTATED = "Not stated in the source"


@dataclass(frozen=True)
class NamedPage:
    """A page that the text names, and how often."""

    title: str
    href: str
    count: int


@dataclass(frozen=True)
class Named:
    """The named pages of one kind."""

    label: str
    items: list[NamedPage]


@dataclass(frozen=True)
class About:
    """A row of what is known about a text."""

    label: str
    value: str
    href: str | None = None


@dataclass(frozen=True)
class Matrix:
    """The picture of organizations by section, and the same as a table."""

    svg: SafeString
    table: Table


def named(edition: Edition, targets: Targets) -> list[Named]:
    """The public pages that the text names, by kind, the most named first."""
    counts = Counter(target for _, target in _namings(edition, targets))
    groups = []
    for kind in (Kind.ORGANIZATION, Kind.COUNTRY, Kind.AGREEMENT, Kind.CASE_STUDY, Kind.ARTICLE):
        found = sorted((t for t in counts if t.kind == kind), key=lambda t: (-counts[t], t.title))
        if found:
            groups.append(Named(LIST_LABELS[kind], [NamedPage(t.short, t.href, counts[t]) for t in found]))
    return groups


def matrix(edition: Edition, targets: Targets) -> Matrix:
    """How often each organization is named in each section of the first level."""
    sections = edition.content["sections"]
    tops = [index for index, section in enumerate(sections) if section["top"] == index]
    columns = [Column(sections[index]["number"] or "–", sections[index]["slug"]) for index in tops]
    counts: dict[Target, Counter[int]] = {}
    for section, target in _namings(edition, targets):
        if target.kind == Kind.ORGANIZATION:
            counts.setdefault(target, Counter())[sections[section]["top"]] += 1
    if not counts or len(columns) < 2:
        return Matrix(SafeString(""), Table([], []))
    ordered = sorted(counts, key=lambda target: (-counts[target].total(), target.title))
    rows = [
        RowData(target.short, {sections[index]["slug"]: counts[target][index] for index in counts[target]})
        for target in ordered
    ]
    svg = matrix_svg(columns, rows, "Where each organization is named")
    return Matrix(mark_safe(svg), matrix_table(columns, rows))  # noqa: S308


def _namings(edition: Edition, targets: Targets) -> list[tuple[int, Target]]:
    """(section, page) of every time the text names a public page."""
    found = ((link, targets.of(link)) for link in edition.content["links"] if link["kind"] in _NAMING)
    return [(link["section"], target) for link, target in found if target is not None]


def about(edition: Edition, *, published_on: str, edition_href: str, preview: bool) -> list[About]:
    """Where the text comes from. What is not known reads as not stated."""
    source = edition.content["source"]
    rows = []
    if source:
        rows += [
            About("Source", source["file_name"]),
            About("Fingerprint", f"SHA-256 {source['sha256']}"),
            About("Author", _UNSTATED),
            About("License", _UNSTATED),
        ]
    rows.append(About("AI tools", _ai_tools(edition)))
    if not preview:
        by = f", by {edition.published_by_name}" if edition.published_by_name else ""
        rows.append(About("Edition", f"{edition.number}, {published_on}{by}", edition_href))
        if edition.note:
            rows.append(About("What changed", edition.note))
    return rows


def _ai_tools(edition: Edition) -> str:
    if edition.provenance == Provenance.UNKNOWN:
        return _UNSTATED if edition.content["source"] else "Not stated"
    disclosed = any(
        n["kind"] == "ai_disclosure" and n["origin"] == "source" for n in edition.content["notices"]
    )
    label = str(Provenance(edition.provenance).label)
    return f"{label}; disclosed by the source" if disclosed else label
