"""Inline Markdown tokens written as one line of canonical text, with the marks and page links it carries."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from markdown_it.token import Token

from content.library.blocks import Run
from content.library.canonical import canonical, changes_the_letter_before, visible
from content.library.page_links import PageLink, show_bars

_ADDRESS_LIMIT = 2_048
# No address with a user name, which can make one site look like another.
_SAFE_ADDRESS = re.compile(
    r"(?:https?://[^\s/?#@\\]+(?![^/?#])|mailto:[^\s@\\]+@|/(?![/\\]))[^\s\\]*\Z", re.IGNORECASE
)


@dataclass(slots=True)
class Line:
    """White space is collapsed over all tokens together, so that offsets hold in the whole line."""

    runs: list[Run] = field(default_factory=list)
    links: list[PageLink] = field(default_factory=list)
    length: int = 0

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    def joined(self) -> tuple[Run, ...]:
        """The runs, neighbors under the same marks made one."""
        return tuple(
            Run("".join(run.text for run in group), *marks)
            for marks, group in groupby(self.runs, key=lambda run: run[1:])
        )

    def append(self, line: "Line") -> int:
        """Writes the other line behind this one, a space between them; returns where it begins."""
        if line.runs and self.runs:
            self._put(Run(" "))
        start = self.length
        self.links += [link._replace(start=start + link.start, end=start + link.end) for link in line.links]
        for run in line.runs:
            self._put(run)
        return start

    def write(self, pieces: Sequence[tuple[Run, str]]) -> None:
        """Writes runs as they come, each with the title of the page it links to, "" if none.

        A page link's words begin and end with a letter or sign, never with a space.
        """
        for run, title in pieces:
            words = " ".join(run.text.split())
            if run.text[:1].isspace():
                self._space(run)
            if words and title:
                self.links.append(PageLink(title, words, self.length, self.length + len(words)))
            if words:
                self._put(run._replace(text=words))
            if run.text[-1:].isspace():
                self._space(run)
        if self.runs and self.runs[-1].text == " ":
            self.length -= len(self.runs.pop().text)

    def _space(self, run: Run) -> None:
        if self.runs and self.runs[-1].text != " ":
            self._put(run._replace(text=" "))

    def _put(self, run: Run) -> None:
        self.runs.append(run)
        self.length += len(run.text)


def read_line(inline: Token) -> Line:
    """The content of a paragraph or cell."""
    em = strong = 0
    href = ""
    pieces: list[tuple[Run, str]] = []
    for token in inline.children or ():
        if token.type in ("em_open", "em_close"):
            em += token.nesting
        elif token.type in ("strong_open", "strong_close"):
            strong += token.nesting
        elif token.type in ("link_open", "link_close"):
            href = safe_address(str(token.attrGet("href") or ""))
        else:
            content = " " if token.type in ("softbreak", "hardbreak") else visible(show_bars(token.content))
            title = "" if href else str(token.meta.get("title", ""))
            pieces.append((Run(content, em > 0, strong > 0, href), title))
    line = Line()
    line.write(_stable(pieces))
    return line


def safe_address(href: str) -> str:
    """The address if it leads to the web, to mail or into this site; else "", and its words stand alone."""
    safe = len(href) <= _ADDRESS_LIMIT and canonical(href) == href and _SAFE_ADDRESS.match(href)
    return href if safe else ""


def _stable(pieces: Sequence[tuple[Run, str]]) -> list[tuple[Run, str]]:
    """A mark that begins a piece moves to the piece whose last letter it changes: so the line is NFC."""
    stable: list[tuple[list[str], Run, str]] = []
    for run, title in pieces:
        length = 0
        while stable and length < len(run.text) and changes_the_letter_before(run.text[length]):
            length += 1
        if length:
            stable[-1][0].append(run.text[:length])
        if length < len(run.text):
            stable.append(([run.text[length:]], run, title))
    return [(run._replace(text=visible("".join(texts))), title) for texts, run, title in stable]
