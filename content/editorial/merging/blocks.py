"""A Markdown text cut where an editor sees a gap: paragraphs; whole lists, tables, quotes, fenced texts."""

import re
from typing import NamedTuple

_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_ITEM = re.compile(r" {0,3}(?:(?P<bullet>[-+*])|\d{1,9}(?P<after>[.)]))(?:[ \t]|$)")
_INDENTED = re.compile(r"(?: {2,}|\t)")


class Chunk(NamedTuple):
    """A block as it is written, and the line ends and blank lines behind it."""

    text: str
    gap: str


def split(text: str) -> tuple[str, list[Chunk]]:
    """The white space before the first block, and the blocks; joined they are the text again.

    Only blank lines part blocks, and not those inside a list or a fence: rather too coarse than torn.
    """
    reader = _Reader()
    for line in text.split("\n"):
        reader.read(line)
    chunks = reader.chunks()
    return reader.lead, chunks


class _Reader:
    """Goes through the lines once."""

    def __init__(self) -> None:
        self.blocks: list[list[str]] = []
        self.blank: list[str] = []
        self.lead = ""
        self.fence = ""
        self.marker = ""  # of the list that stands open
        self.blanks: list[list[str]] = []

    def read(self, line: str) -> None:
        if not line.strip() and not self.fence:
            self.blank.append(line)
            return
        if not self.blocks:
            self.lead = "".join(f"{blank}\n" for blank in self.blank)
            self._open()
        elif self.blank:
            if self._goes_on(line):
                self.blocks[-1] += self.blank
            else:
                self.blanks.append(self.blank)
                self._open()
        self.blank = []
        self.blocks[-1].append(line)
        self._note(line)

    def chunks(self) -> list[Chunk]:
        if not self.blocks:
            self.lead = "\n".join(self.blank)
            return []
        texts = ["\n".join(lines) for lines in self.blocks]
        gaps = ["".join(f"\n{blank}" for blank in blanks) + "\n" for blanks in self.blanks]
        last = "".join(f"\n{blank}" for blank in self.blank)
        return [Chunk(text, gap) for text, gap in zip(texts, [*gaps, last], strict=True)]

    def _open(self) -> None:
        self.blocks.append([])
        self.marker = ""

    def _goes_on(self, line: str) -> bool:
        """Whether a line after a blank one still belongs to the list above."""
        return bool(self.marker) and (bool(_INDENTED.match(line)) or _marker(line) == self.marker)

    def _note(self, line: str) -> None:
        self.marker = _marker(line) or self.marker
        found = _FENCE.match(line)
        if self.fence:
            closes = found and found[1].startswith(self.fence) and line.strip() == found[1]
            self.fence = "" if closes else self.fence
        elif found:
            self.fence = found[1]


def _marker(line: str) -> str:
    found = _ITEM.match(line)
    return (found["bullet"] or found["after"]) if found else ""
