"""The outline of a document as an editor decides it: rows with roles, changed step by step.

The steps are plain data. They are applied to the document as it was read, so that taking one back means
applying the others anew.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from content.importing.assembling import MAX_TITLE
from content.importing.defects import defects_of
from content.importing.documents import (
    Block,
    Defect,
    Paragraph,
    ParsedDocument,
    ParsedSection,
    UnreadableDocument,
)
from content.importing.fixes import FIXED_KINDS, Fix, fixed, fixes_of
from content.importing.levels import DEEPEST, TOP
from content.importing.runs import joined
from content.library.prose import sentences_of

Step = Mapping[str, Any]

TEXT: Final = "text"
STANDFIRST: Final = "standfirst"
UNTITLED: Final = "untitled"
OUT: Final = "out"
JOIN: Final = "join"
LEVELS: Final = {str(level): level for level in range(TOP, DEEPEST + 1)}
SPLITS: Final = {f"split{level}": level for level in range(TOP, DEEPEST)}
LABELS: Final = {
    "2": "Section",
    "3": "Subsection",
    "4": "Sub-subsection",
    TEXT: "Paragraph",
    STANDFIRST: "Standfirst",
    UNTITLED: "Begins an untitled section",
    JOIN: "Joined to what stands above",
    "split2": "First sentence becomes a section",
    "split3": "First sentence becomes a subsection",
    OUT: "Left out",
}
BY_HAND: Final = "set by hand"
MAX_STEPS: Final = 2_000


class NotPossible(Exception):
    """A step that the outline does not allow. Says why, as a sentence."""


@dataclass(frozen=True, slots=True)
class Row:
    """One heading or block with its role: one of LABELS, or "" for what was joined to another row.

    A row without words stands for the place where an untitled section begins.
    """

    key: str
    role: str
    block: Block | None
    line: int
    level: int = 0
    proposed: str = ""
    reason: str = ""
    score: float = 0.0

    @property
    def is_heading(self) -> bool:
        return self.role in LEVELS

    @property
    def roles(self) -> list[str]:
        """What the row may be."""
        if self.block is None:
            return [UNTITLED, TEXT]
        if not isinstance(self.block, Paragraph):
            return [TEXT, UNTITLED, OUT]
        roles = [TEXT, STANDFIRST, UNTITLED, JOIN, OUT]
        if len(self.block.text) <= MAX_TITLE:
            return [*LEVELS, *roles]
        first = next(iter(sentences_of(self.block.text)), (0, ""))[1]
        return [*roles, *SPLITS] if len(first) <= MAX_TITLE and len(first) < len(self.block.text) else roles


@dataclass(frozen=True, slots=True)
class Outline:
    """A document under decision."""

    document: ParsedDocument
    title: str
    rows: tuple[Row, ...]

    def row(self, key: str) -> Row:
        found = next((row for row in self.rows if row.key == key), None)
        if found is None:
            raise NotPossible("This row is not in the document.")
        return found

    def with_rows(self, key: str, *rows: Row) -> "Outline":
        """The same outline with other rows in the place of one."""
        kept = [new for row in self.rows for new in (rows if row.key == key else (row,))]
        return replace(self, rows=tuple(_leveled(kept)))


def outline_of(document: ParsedDocument, steps: Iterable[Step] = ()) -> Outline:
    """The outline that the reader proposes, with the steps applied in their order."""
    outline = Outline(document, document.title, tuple(_leveled(_rows(document))))
    for step in steps:
        outline = taken(outline, step)
    return outline


def taken(outline: Outline, step: Step) -> Outline:
    """The outline after one step; raises NotPossible."""
    if "title" in step:
        return replace(outline, title=_checked_title(step["title"]))
    if "fix" in step:
        return _with_fix(outline, step["fix"])
    row, role = outline.row(step["row"]), step["role"]
    if role not in row.roles:
        raise NotPossible(f"{LABELS.get(role, 'This')} is not possible here.")
    if role == JOIN:
        return _joined(outline, row)
    if role in SPLITS:
        return _split(outline, row, SPLITS[role])
    changed = outline.with_rows(row.key, replace(row, role=role, reason=BY_HAND, score=1.0))
    if role != STANDFIRST:
        return changed
    rows = [replace(r, role=TEXT) if r.role == STANDFIRST and r.key != row.key else r for r in changed.rows]
    return replace(changed, rows=tuple(_leveled(rows)))


def document_of(outline: Outline, more: Sequence[Defect] = ()) -> ParsedDocument:
    """The document as decided, with the defects that it has now, those of its reader and `more`.

    Raises UnreadableDocument when no text is left.
    """
    document = outline.document
    opening = next((row.block for row in outline.rows if row.role == STANDFIRST), None)
    decided = replace(
        document,
        title=outline.title,
        opening=opening if isinstance(opening, Paragraph) else None,
        sections=tuple(_sections(outline.rows)),
        defects=(),
    )
    if not any(True for _ in decided.texts()):
        raise UnreadableDocument("no text is left: every paragraph is a heading or left out")
    noticed = [defect for defect in document.defects if defect.kind not in FIXED_KINDS]
    return decided.with_defects([*defects_of(decided), *noticed, *more])


def fixes(outline: Outline) -> dict[str, Fix]:
    """The safe fixes that can be applied now, by their keys."""
    texts = [(row.key, row.block) for row in outline.rows if row.block and row.role not in (OUT, "")]
    return {fix.key: fix for fix in fixes_of(texts)}


def promoted(row: Row, by: int) -> Step:
    """The step that moves a heading up (-1) or down (1)."""
    return {"row": row.key, "role": str(row.level + by)}


def _rows(document: ParsedDocument) -> Iterator[Row]:
    if document.opening:
        yield Row("o", STANDFIRST, document.opening, document.opening.line, proposed=STANDFIRST)
    for number, section in enumerate(document.sections):
        role = UNTITLED if section.heading is None else str(section.level)
        heading = None if section.heading is None else Paragraph(section.heading, section.line)
        told = {"proposed": role, "reason": section.level_reason, "score": section.level_score}
        yield Row(f"s{number}", role, heading, section.line, **told)  # type: ignore[arg-type]
        for place, block in enumerate(section.blocks):
            yield Row(f"s{number}b{place}", TEXT, block, block.line, proposed=TEXT)


def _leveled(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows with the levels that they end up with: none more than one below the heading before it."""
    before = TOP - 1
    for row in rows:
        level = min(LEVELS[row.role], before + 1) if row.is_heading else TOP if row.role == UNTITLED else 0
        before = level or before
        yield replace(row, level=level, role=str(level) if row.is_heading else row.role)


def _sections(rows: Iterable[Row]) -> Iterator[ParsedSection]:
    """The sections that the rows make; what stands before the first one makes an untitled section."""
    section: ParsedSection | None = None
    for row in rows:
        begins = row.is_heading or row.role == UNTITLED
        if row.role in (OUT, STANDFIRST, "") or (row.block is None and not begins):
            continue
        blocks = () if row.is_heading or row.block is None else (row.block,)
        if begins or section is None:
            if section is not None:
                yield section
            heading = row.block.text if row.is_heading and isinstance(row.block, Paragraph) else None
            section = ParsedSection(row.level or TOP, heading, blocks, row.line, row.reason, row.score)
        else:
            section = replace(section, blocks=(*section.blocks, *blocks))
    if section is not None:
        yield section


def _checked_title(title: str) -> str:
    if not any(character.isalnum() for character in title):
        raise NotPossible("A title needs words.")
    if len(title) > MAX_TITLE:
        raise NotPossible(f"A title has at most {MAX_TITLE} characters; this one has {len(title)}.")
    return title


def _joined(outline: Outline, row: Row) -> Outline:
    """The row's words behind those of the nearest heading or paragraph above it."""
    above = outline.rows[: outline.rows.index(row)]
    last = next((other for other in reversed(above) if other.block and other.role not in (OUT, "")), None)
    if last is None or not isinstance(last.block, Paragraph) or not isinstance(row.block, Paragraph):
        raise NotPossible("Above it stands nothing that it can be joined to.")
    words = joined([last.block, row.block])
    if last.is_heading and len(words.text) > MAX_TITLE:
        raise NotPossible("Together they are too long for a heading.")
    changed = outline.with_rows(last.key, replace(last, block=words))
    return changed.with_rows(row.key, replace(row, role=""))


def _split(outline: Outline, row: Row, level: int) -> Outline:
    """The row's first sentence as a heading of its own, without its stop, and the rest as a paragraph."""
    if not isinstance(row.block, Paragraph):
        raise NotPossible("Only a paragraph can be split.")
    start, first = next(iter(sentences_of(row.block.text)))
    heading = Row(
        f"{row.key}h",
        str(level),
        Paragraph(first.rstrip(".:"), row.line),
        row.line,
        reason=BY_HAND,
        score=1.0,
    )
    rest = fixed(row.block, 0, start + len(first), "")
    return outline.with_rows(row.key, heading, replace(row, role=TEXT, block=rest))


def _with_fix(outline: Outline, key: str) -> Outline:
    fix = fixes(outline).get(key)
    if fix is None:
        raise NotPossible("This place is mended already, or no longer there.")
    row = outline.row(fix.row)
    block = fix.applied(row.block) if row.block else None
    return outline.with_rows(row.key, replace(row, block=block) if block else replace(row, role=OUT))
