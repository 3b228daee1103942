"""Display names: one line of visible letters; nothing in them turns or hides what stands around."""

import unicodedata
from typing import Final

LONGEST: Final = 80
_MARKS_IN_A_ROW: Final = 3
# Letters are joined by these two in Persian, Hindi and others; all other format characters are invisible.
_JOINERS: Final = frozenset("\u200c\u200d")
_BLANKS: Final = frozenset("\u115f\u1160\u3164\uffa0\u2800")  # letters and symbols that show nothing


class NotAName(ValueError):
    """Says what is wrong with it."""


def tidied(typed: str) -> str:
    """The name in composed letters, without controls, and with single spaces; NotAName if nothing is left."""
    composed = unicodedata.normalize("NFC", typed)
    name = " ".join("".join(_kept(character) for character in composed).split())
    if not any(unicodedata.category(character)[0] in "LN" for character in name):
        raise NotAName("Write a name with at least one letter or digit.")
    if len(name) > LONGEST:
        raise NotAName(f"Write at most {LONGEST} characters.")
    if "M" * (_MARKS_IN_A_ROW + 1) in "".join(map(_mark, name)):
        raise NotAName("Write a name with fewer marks on one letter.")
    return name


def _kept(character: str) -> str:
    category = unicodedata.category(character)
    if character in _BLANKS:
        return " "
    if category[0] == "Z" or character in "\t\n\r\x0b\x0c\x85":
        return " "
    return "" if category[0] == "C" and character not in _JOINERS else character


def _mark(character: str) -> str:
    return "M" if unicodedata.category(character)[0] == "M" else "."
