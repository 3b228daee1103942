"""The one form of text that passages, names and offsets agree on: NFC, one line, single spaces."""

import re
import unicodedata

# Control and format characters that a reader cannot see, but that a comparison, a search or a name stumbles
# over: C0 and C1 controls, soft hyphen, Hangul fillers, zero-width space, every bidirectional control (an
# override shows a sentence that the text does not say), word joiner and invisible operators, byte order mark,
# interlinear annotation, rare variation selectors and tags (both can smuggle hidden text), noncharacters.
# Kept: the joiners (below) and the two variation selectors that choose between text and emoji.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e"
    "\u200f\u202a-\u202e\u2060-\u206f\u3164\ufdd0-\ufdef\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e0fff]"
)
# Joiners shape Persian, Indic and emoji sequences; after a Latin letter, a mark or a space they have no work
# to do and would only hide a name from a search.
_IDLE_JOINERS = re.compile(
    "(?<![\u0370-\u1fff\u2100-\ufdcf\ufdf0-\ufe1f\ufe30-\ufffd\U00010000-\U000dffff])[\u200c\u200d]+"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2212"), "-")
_APOSTROPHES = dict.fromkeys(map(ord, "\u2018\u2019\u201b\u02bc"), "'")
_UNIFIED = _DASHES | _APOSTROPHES | dict.fromkeys(map(ord, "\u201c\u201d\u201f"), '"')


def visible(text: str) -> str:
    """The text in NFC without what cannot be seen; a lone surrogate, which no file holds, becomes U+FFFD."""
    if text.isascii() and text.isprintable():
        return text
    text = _SURROGATE.sub("\ufffd", text)
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    return unicodedata.normalize("NFC", _IDLE_JOINERS.sub("", text))


def canonical(text: str) -> str:
    return " ".join(visible(text).split())


def unified(text: str) -> str:
    """Curly quotes and the dashes of a hyphen's width as their plain signs; the length stays the same."""
    return text if text.isascii() else text.translate(_UNIFIED)


def changes_the_letter_before(character: str) -> bool:
    """Whether NFC may merge the character with the one before it: a mark, or a Hangul vowel or final."""
    return unicodedata.category(character)[0] == "M" or "\u1160" <= character <= "\u11ff"
