"""The sections of two snapshots: which moved, came, went; in each, its paragraphs by words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from content.library.carrying.anchoring import Pair, heaviest_in_order
from content.library.compare import Piece, Row, Run, compare, runs_between, summary

_BREAK: Final = re.compile(r"\n[^\S\n]*\n\s*")
# A paragraph of fewer letters than this stands in many places: that it went here and came there is chance.
_MOVABLE: Final = 30
Change = Literal["same", "changed", "added", "removed"]


@dataclass
class Paragraph:
    """A paragraph, list, quote or table as written; `where` tells from or to which section it moved."""

    change: str
    runs: list[Run]
    where: str = ""

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass
class ComparedSection:
    """A section at its place in the newer snapshot; one that is gone stands behind what it followed."""

    change: Change
    has_moved: bool
    heading: list[Run]
    level: int
    level_before: int
    paragraphs: list[Paragraph] = field(default_factory=list)
    words_added: int = 0
    words_removed: int = 0

    @property
    def name(self) -> str:
        return "".join(run.text for run in self.heading if run.change != "removed") or "(untitled)"

    @property
    def is_quiet(self) -> bool:
        return self.change == "same" and not self.has_moved


def compare_sections(old: Sequence[dict[str, Any]], new: Sequence[dict[str, Any]]) -> list[ComparedSection]:
    """Every section of both once, in the new order. A section is the same one by its permanent address."""
    place_in_new = {section["slug"]: place for place, section in enumerate(new)}
    pairs = [
        (place, place_in_new[section["slug"]])
        for place, section in enumerate(old)
        if section["slug"] in place_in_new
    ]
    in_order = set(heaviest_in_order(pairs, [_weight(new[there]) for _, there in pairs]) if pairs else ())
    partner = {there: here for here, there in pairs}
    gone = _gone_after(len(old), {here for here, _ in pairs}, in_order)
    compared = [_lone("removed", old[place]) for place in gone.get(-1, [])]
    for there, section in enumerate(new):
        here = partner.get(there)
        if here is None:
            compared.append(_lone("added", section))
            continue
        stays = (here, there) in in_order
        compared.append(_pair(old[here], section, has_moved=not stays))
        compared += [_lone("removed", old[place]) for place in gone.get(here, [])] if stays else []
    _follow_paragraphs(compared)
    return compared


def _weight(section: dict[str, Any]) -> int:
    return len(section["heading"]) + len(section["body"]) + 1


def _gone_after(count: int, paired: set[int], in_order: set[Pair]) -> dict[int, list[int]]:
    """What is gone, by the section before it that kept its place; -1 where there is none."""
    standing = {here for here, _ in in_order}
    gone: dict[int, list[int]] = {}
    last = -1
    for place in range(count):
        if place in standing:
            last = place
        elif place not in paired:
            gone.setdefault(last, []).append(place)
    return gone


def _lone(change: Literal["added", "removed"], section: dict[str, Any]) -> ComparedSection:
    heading = [Run(change, section["heading"])] if section["heading"] else []
    paragraphs = [Paragraph(change, [Run(change, piece.text)]) for piece in _pieces(section["body"])]
    return _counted(ComparedSection(change, False, heading, section["level"], section["level"], paragraphs))


def _pair(old: dict[str, Any], new: dict[str, Any], *, has_moved: bool) -> ComparedSection:
    heading = runs_between(old["heading"], new["heading"])
    if old["body"] == new["body"]:
        paragraphs = [Paragraph("same", [Run("same", piece.text)]) for piece in _pieces(new["body"])]
    else:
        rows = compare(_pieces(old["body"]), _pieces(new["body"]))
        paragraphs = [Paragraph(row.change, row.runs) for row in rows]
    is_same = all(run.change == "same" for run in heading) and old["level"] == new["level"]
    is_same = is_same and old["body"] == new["body"]
    change: Change = "same" if is_same else "changed"
    return _counted(ComparedSection(change, has_moved, heading, new["level"], old["level"], paragraphs))


def _pieces(body: str) -> list[Piece]:
    return [Piece("passage", text, None) for text in _BREAK.split(body.strip("\n")) if text.strip()]


def _counted(section: ComparedSection) -> ComparedSection:
    every = [section.heading, *(paragraph.runs for paragraph in section.paragraphs)]
    counts = summary([Row("changed", "", runs, None, None) for runs in every])
    section.words_added, section.words_removed = counts.words_added, counts.words_removed
    return section


def _follow_paragraphs(sections: Sequence[ComparedSection]) -> None:
    """What went in one section and came in another, letter for letter, moved."""
    gone: dict[str, tuple[ComparedSection, Paragraph]] = {}
    for section in sections:
        for paragraph in section.paragraphs:
            if paragraph.change == "removed" and len(paragraph.text) >= _MOVABLE:
                gone[paragraph.text] = (section, paragraph)
    for section in sections:
        for paragraph in section.paragraphs:
            if paragraph.change == "added" and paragraph.text in gone:
                source, before = gone.pop(paragraph.text)
                before.where, paragraph.where = f"to “{section.name}”", f"from “{_name_before(source)}”"


def _name_before(section: ComparedSection) -> str:
    return "".join(run.text for run in section.heading if run.change != "added") or "(untitled)"
