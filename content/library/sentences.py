"""Where a text's sentences begin and end: abbreviations, decimals and initials are no end."""

import re
from bisect import bisect_right

_STOP = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+(?=\s|$)|(?<=[a-z]{3})[.!?](?=[A-Z][a-z])")
_WORD_LIMIT = 40
_NEXT_WORD = re.compile(r"\s*[\"'“‘«(\[]*([\w'’]+)")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]\Z")
# Something always follows these.
_ABBREVIATIONS = """
adm al approx capt cf col dr e.g esp gen hon i.e lt maj messrs mr mrs ms prof rev sen sgt st viz vs
"""
# A figure follows these, or they are words of their own.
_FIGURE_WORDS = """
art arts ch fig figs no nos op p para paras pp sec vol
"""
# After U.S., or after an initial, only a word that seldom stands elsewhere with a capital begins a sentence.
_OPENING_WORDS = """
a after all although an and as at because before both but by despite during each finally for from
furthermore he her his however if in it its many moreover most no not on our over overall she similarly
since some such that the their then there these they this those through thus to under we what when where
whether which while with
"""
_NEVER_LAST = frozenset(_ABBREVIATIONS.split())
_BEFORE_FIGURES = frozenset(_FIGURE_WORDS.split())
_OPENERS = frozenset(_OPENING_WORDS.split())


def sentences(text: str) -> list[tuple[int, int]]:
    """Offsets of the sentences, without the white space between them."""
    found: list[tuple[int, int]] = []
    start = _after_space(text, 0)
    for stop in _STOP.finditer(text):
        if stop.start() >= start and _ends(text, stop):
            found.append((start, stop.end()))
            start = _after_space(text, stop.end())
    end = len(text.rstrip())
    if start < end:
        found.append((start, end))
    return found


def sentence_at(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around the stretch, or the sentences if it runs over a stop."""
    found = sentences(text)
    starts = [sentence[0] for sentence in found]
    first = max(bisect_right(starts, start) - 1, 0)
    last = max(bisect_right(starts, max(start, end - 1)) - 1, first)
    return (found[first][0], found[last][1]) if found else (start, end)


def _ends(text: str, stop: re.Match[str]) -> bool:
    following = _NEXT_WORD.match(text, stop.end(), stop.end() + _WORD_LIMIT)
    if following is None:
        return True
    word = following.group(1)
    if word[0].islower():
        return False
    if stop.group() != ".":
        return True
    before = text[max(0, stop.start() - _WORD_LIMIT) : stop.start()].split()
    last = before[-1].lstrip("\"'“‘«([") if before else ""
    if last.lower() in _NEVER_LAST or (last.lower() in _BEFORE_FIGURES and word[0].isdigit()):
        return False
    return not _ACRONYM.fullmatch(last) or word.lower() in _OPENERS


def _after_space(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position
