"""The proposed level of each heading, and where a text returns to its title after the last section."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from content.importing.documents import ItemList, Paragraph, ParsedSection
from content.library.prose import content_stems, sentences_of

TOP: Final = 2
SUBSECTION: Final = 3
DEEPEST: Final = 4
THRESHOLD: Final = 0.9  # measured: subsections reach 1.00, top headings at most 0.75
_CLOSING: Final = re.compile(
    r"(?:overall|in (?:conclusion|summary|short|sum|closing|the end)|to (?:conclude|summarize|sum up)"
    r"|ultimately|finally|all in all|taken together)\b",
    re.IGNORECASE,
)
_CLOSING_HEADING: Final = frozenset({"conclus", "summari", "summar", "close", "final", "outlook", "epilogu"})
_RETURN: Final = 0.75


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence or a list item, which may announce a subsection."""

    line: int
    what: str


class _Announcements:
    """A section's own text, asked for the sentence or item that holds most of a heading's words."""

    def __init__(self, section: ParsedSection) -> None:
        self.units: list[_Unit] = []
        self.holders: dict[str, list[int]] = defaultdict(list)
        self.seen: set[frozenset[str]] = set()
        for block in section.blocks:
            if isinstance(block, Paragraph):
                for offset, sentence in sentences_of(block.text):
                    self._add(block.line_at(offset), "sentence", sentence)
            elif isinstance(block, ItemList):
                for item in block.walk():
                    self._add(item.own.line, "list item", item.own.text)

    def _add(self, line: int, what: str, text: str) -> None:
        stems = content_stems(text)
        if stems and stems not in self.seen:
            self.seen.add(stems)
            for stem in stems:
                self.holders[stem].append(len(self.units))
            self.units.append(_Unit(line, what))

    def best(self, stems: frozenset[str]) -> tuple[int, _Unit | None]:
        """How many of the stems one unit holds at most, and the first unit that holds them."""
        counts: Counter[int] = Counter()
        for stem in stems:
            counts.update(self.holders.get(stem, ()))
        if not counts:
            return 0, None
        most = max(counts.values())
        return most, self.units[min(unit for unit, count in counts.items() if count == most)]


def with_levels(sections: Sequence[ParsedSection]) -> list[ParsedSection]:
    """Every headed section with its proposed level, the score and the reason. Sections come with level 2.

    A heading is a subsection when one sentence or item of the top section above holds all its content words.
    """
    proposed: list[ParsedSection] = []
    open_top: _Announcements | None = None
    for section in sections:
        told = _proposal(section, open_top)
        if told.level == TOP and told.heading is not None:
            open_top = _Announcements(section)
        proposed.append(told)
    return proposed


def with_marked_levels(sections: Sequence[tuple[ParsedSection, int]]) -> list[ParsedSection]:
    """Sections with the levels that the document marks them with, drawn together so that none is skipped.

    They come with their marks, and with the reason that says how the document marks them.
    """
    leveled: list[ParsedSection] = []
    above: list[int] = []
    for section, mark in sections:
        while above and above[-1] >= mark:
            above.pop()
        level = min(TOP + len(above), DEEPEST)
        above.append(mark)
        reason = section.level_reason
        if TOP + len(above) - 1 > DEEPEST:
            reason += f"; level {DEEPEST} is the deepest here"
        leveled.append(replace(section, level=level, level_reason=reason, level_score=1.0))
    return leveled


def _proposal(section: ParsedSection, open_top: _Announcements | None) -> ParsedSection:
    if section.heading is None:
        return section
    if open_top is None:
        return replace(section, level_reason="the first heading")
    stems = content_stems(section.heading)
    found, unit = open_top.best(stems)
    if unit is None:
        return replace(section, level_reason="no content word of it stands in the section above")
    score = found / len(stems)
    if score >= THRESHOLD:
        reason = f"announced in line {unit.line}: {found} of {len(stems)} content words in one {unit.what}"
        return replace(section, level=SUBSECTION, level_score=score, level_reason=reason)
    most = f"at most {found} of {len(stems)} content words in one {unit.what}"
    reason = f"{most} of the section above, line {unit.line}"
    return replace(section, level_score=score, level_reason=reason)


def with_conclusion(title: str, sections: Sequence[ParsedSection]) -> list[ParsedSection]:
    """The sections, with an untitled conclusion cut off the last one where the text returns to the title.

    It does so in a paragraph that follows one opening with a closing word ("Overall, ..."), and whose first
    sentence holds most of the title's content words and none that set the last heading apart from the title.
    """
    last = sections[-1]
    stems, own = content_stems(title), content_stems(last.heading or "")
    if last.heading is None or not stems or own & _CLOSING_HEADING:
        return list(sections)
    for index in range(1, len(last.blocks)):
        before, block = last.blocks[index - 1], last.blocks[index]
        if not (
            isinstance(before, Paragraph) and isinstance(block, Paragraph) and _CLOSING.match(before.text)
        ):
            continue
        opening = content_stems(next(sentence for _, sentence in sentences_of(block.text)))
        score = len(opening & stems) / len(stems)
        if score >= _RETURN and not opening & (own - stems):
            reason = (
                f"line {before.line} closes the section, and line {block.line} returns to the title: "
                f"{len(opening & stems)} of {len(stems)} content words in its first sentence"
            )
            conclusion = ParsedSection(TOP, None, last.blocks[index:], block.line, reason, score)
            return [*sections[:-1], replace(last, blocks=last.blocks[:index]), conclusion]
    return list(sections)
