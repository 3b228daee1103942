"""Where a text's sentences begin and end: abbreviations, decimals and closing quotation marks are not taken for an end."""

import re
from bisect import bisect_right

_STOP = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|$)|(?<=[a-z]{3})[.!?](?=[A-Z][a-z])")
_LAST_WORD = re.compile(r"[\w.&'’-]*\Z")
_NEXT_WORD = re.compile(r"\s*[\"'“‘«(\[]*([\w'’]+)")
# Never the end of a sentence: something always follows.
_TITLES = frozenset(
    """adm al approx art arts capt cf col dr ed eds e.g esp fig figs gen hon i.e lt maj messrs mr mrs ms no nos op p
    para paras pp prof rev sec sen sgt st viz vol vs""".split()
)
# The end of a sentence only before a word that seldom follows them otherwise.
_ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?\Z")
_OPENERS = frozenset(
    """a after all although an and as at because before both but by despite during each finally for from furthermore he
    her his however if in it its many moreover most no not on our over overall she similarly since some such that the
    their then there these they this those through thus to under we what when where whether which while with""".split()
)


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
    """The sentence that holds the stretch, or the sentences if it runs over a stop; the stretch itself in empty text."""
    found = sentences(text)
    starts = [sentence[0] for sentence in found]
    first = max(bisect_right(starts, start) - 1, 0)
    last = max(bisect_right(starts, max(start, end - 1)) - 1, first)
    return (found[first][0], found[last][1]) if found else (start, end)


def _ends(text: str, stop: re.Match[str]) -> bool:
    following = _NEXT_WORD.match(text, stop.end())
    if following is None:
        return True
    word = following.group(1)
    if word[0].islower():
        return False
    if not stop.group().startswith(".") or stop.group().startswith(".."):
        return True
    before = _LAST_WORD.search(text, max(0, stop.start() - 40), stop.start())
    last = before.group() if before else ""
    if last.lower().lstrip(".'’-") in _TITLES:
        return False
    if _ACRONYM.search(last + ".") and last[-1:].isalpha() and (len(last) == 1 or last[-2] == "."):
        return word.lower() in _OPENERS
    return True


def _after_space(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position
