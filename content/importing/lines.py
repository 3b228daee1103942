"""Lines of plain text, each known for what it is: blank, list item, "See also" or running text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from content.library.prose import words_of

MAX_HEADING_WORDS: Final = 12
MAX_HEADING_LENGTH: Final = 200
_WIDEST_WRAP: Final = 120  # a file with a longer line of text is not wrapped by hand
_NARROWEST_WRAP: Final = 40

_GLYPH: Final = "•◦▪▫‣⁃●○■□∙\uf0b7"
_BULLET: Final = re.compile(rf"[{_GLYPH}]\s*(?P<glyph>.*)|[-–*+·]\s+(?P<sign>.*)", re.DOTALL)
_NUMBERED: Final = re.compile(r"\(?(?P<number>\d{1,3})[.)]\s+(?P<text>.*)", re.DOTALL)
_BARE_MARKER: Final = re.compile(rf"[{_GLYPH}–*+·-]|[-=_*~\s]{{3,}}")
_SEE_ALSO: Final = re.compile(
    r"(?:See also|See Also|SEE ALSO)(?P<gap>\s*:\s*|\s+)(?P<target>\S.*)", re.DOTALL
)
_WEAK_SEE_ALSO_WORDS: Final = 25
_CLOSERS: Final = "”’\"')]}»›*_"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file. `text` has no list marker and single spaces; `width` is the printed one."""

    number: int
    kind: Literal["blank", "item", "see_also", "text"]
    text: str = ""
    indent: int = 0
    width: int = 0
    ordinal: int | None = None


def classify(lines: Sequence[str]) -> list[Line]:
    """Say of every line what it is."""
    told = [_line(number, line) for number, line in enumerate(lines, start=1)]
    return [
        _as_text(line, lines[index]) if _is_numbered_heading(told, index) else line
        for index, line in enumerate(told)
    ]


def wrap_width(lines: Sequence[Line]) -> int | None:
    """The width at which the file's lines were broken by hand; None for a file with one paragraph a line."""
    widest = max((line.width for line in lines if line.kind in ("text", "item")), default=0)
    return widest if _NARROWEST_WRAP <= widest <= _WIDEST_WRAP else None


def goes_on(line: Line, following: Line, width: int | None) -> bool:
    """Whether the line was broken only because the next word did not fit."""
    if width is None:
        return False
    next_word = following.text.split(" ", 1)[0]
    return line.width + 1 + len(next_word) > width


def reads_as_heading(text: str) -> bool:
    """At most twelve words, no final stop, not beginning with a small letter, and with a letter in it."""
    return (
        len(text) <= MAX_HEADING_LENGTH
        and len(words_of(text)) <= MAX_HEADING_WORDS
        and not text[:1].islower()
        and not closes(text, ".:;,!…")
        and any(character.isalpha() for character in text)
    )


def closes(text: str, stops: str) -> bool:
    """Whether the text ends with one of the stops, inside or outside of quotation marks and brackets."""
    return text.rstrip(_CLOSERS + " ")[-1:] in tuple(stops)


def _line(number: int, raw: str) -> Line:
    text = " ".join(raw.split())
    if not text or _BARE_MARKER.fullmatch(text):
        return Line(number, "blank")
    stripped = raw.strip()
    expanded = raw.expandtabs(4)
    known = Line(
        number, "text", text, indent=len(expanded) - len(expanded.lstrip()), width=len(expanded.rstrip())
    )
    bullet, numbered = _BULLET.fullmatch(stripped), _NUMBERED.fullmatch(stripped)
    if bullet:
        stripped = bullet["glyph"] or bullet["sign"]
        known = replace(known, kind="item", text=" ".join(stripped.split()))
    elif numbered:
        known = replace(
            known, kind="item", text=" ".join(numbered["text"].split()), ordinal=int(numbered["number"])
        )
    target = see_also_target(stripped)
    return replace(known, kind="see_also", text=target) if target else known


def see_also_target(text: str) -> str:
    """The title after "See also". A single plain space is ambiguous: then a sentence stays a sentence."""
    found = _SEE_ALSO.fullmatch(text)
    if found is None:
        return ""
    target = " ".join(found["target"].split())
    certain = found["gap"] != " "
    title_like = len(target.split(" ")) <= _WEAK_SEE_ALSO_WORDS and not closes(target, ".;")
    return target if certain or title_like else ""


def _is_numbered_heading(lines: Sequence[Line], index: int) -> bool:
    """Whether a numbered line is a heading and no list item: alone, with text below it and no number."""
    line = lines[index]
    if line.kind != "item" or line.ordinal is None or line.indent or not reads_as_heading(line.text):
        return False
    if any(lines[i].kind != "blank" for i in (index - 1, index + 1) if 0 <= i < len(lines)):
        return False
    return _nearest(lines, index, -1) != "item" and _nearest(lines, index, 1) == "text"


def _nearest(lines: Sequence[Line], index: int, step: int) -> str:
    """What the next line that is not blank is, in one direction."""
    index += step
    while 0 <= index < len(lines) and lines[index].kind == "blank":
        index += step
    return lines[index].kind if 0 <= index < len(lines) else ""


def _as_text(line: Line, raw: str) -> Line:
    return replace(line, kind="text", text=" ".join(raw.split()), ordinal=None)
