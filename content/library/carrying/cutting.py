"""A text cut into lines, sentences and words, each with its place."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

Span = tuple[int, int]

# A sentence ends at a stop with its closing quotes or brackets, before white space or, in scripts that put no
# space between sentences, at once; a newline always ends one.
_STOP = re.compile(r"[.!?…。！？\n](?:(?<=\n)|[\"'”’)\]]*(?=\s)|(?<=[。！？])[\"'”’)\]]*)\s*")
_END = re.compile(r"[.!?…][\"'”’)\]]*(?=\s|\Z)|[。！？]|(?=\n)|\Z")
# A word or a mark, with the white space after it. Ideographs and kana stand alone, because their scripts do
# not put spaces between words. More than 64 letters are no word: cut, they can keep a part of themselves.
# Words of plain letters come first for speed alone (half the time); the second branch would find them too.
_WORD = re.compile(r"(?:[a-z0-9_]{1,64}+(?!\w)|[^\W぀-ヿ㐀-鿿]{1,64}|[^\w\s]|[぀-ヿ㐀-鿿])\s*")
_BEFORE = re.compile(r"(\w*) ?([^\w ]*) ?\Z")
_BEHIND = re.compile(r" ?([^\w ]*) ?(\w*)")
_NEAR = 24  # of a neighbor, so many characters are looked at
_CLOSING = "\"'”’)]"
_DENSE_STOPS = frozenset("。！？")
_STOPS = frozenset(".!?…") | _DENSE_STOPS
# What is longer is no sentence but a text without stops.
_SENTENCE = 2_000
_BLOCK = 4_096
_TYPOGRAPHY = (("‘", "'"), ("’", "'"), ("“", '"'), ("”", '"'), ("–", "-"), ("—", "-"), ("\xa0", " "))


class Words(NamedTuple):
    """Folded words and marks, and where each begins."""

    keys: list[str]
    starts: list[int]

    def end(self, place: int) -> int:
        return self.starts[place] + len(self.keys[place])

    def length(self, first: int, last: int) -> int:
        """Characters from one place to before another."""
        keys, starts = self
        return starts[last - 1] + len(keys[last - 1]) - starts[first] if last > first else 0

    def without(self, start: int, end: int) -> "Words":
        """The words before and behind a stretch of the text."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return Words(self.keys[:first] + self.keys[last:], self.starts[:first] + self.starts[last:])


class Neighbor(NamedTuple):
    """A newline is a mark, and so is the end of the text."""

    word: str
    marks: str


_NOBODY = Neighbor("", "")


class Text:
    """A text, and what is compared of it: a form of the same length that is folded from `start` to `end`."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.start, self.end = text, start, end
        self.folded = text[:start] + _folded(text[start:end]) + text[end:]
        self._cuts: list[Words] = []
        self._cut_starts: list[int] = []
        self._cut_ends: list[int] = []

    def lines(self, start: int, end: int) -> list[Span]:
        """Without their newlines; none where `end` lies before `start`."""
        spans = []
        for line in self.folded[start:end].split("\n") if start <= end else []:
            spans.append((start, start + len(line)))
            start += len(line) + 1
        return spans

    def texts(self, spans: Iterable[Span]) -> list[str]:
        """What is compared."""
        folded = self.folded
        return [folded[start:end] for start, end in spans]

    def sentences(self, start: int, end: int) -> list[Span]:
        """Without the white space around them."""
        stretch = self.text[start:end]
        end -= len(stretch) - len(stretch.rstrip())
        start += len(stretch) - len(stretch.lstrip())
        spans = []
        for found in _STOP.finditer(self.text, start, end):
            spans.append((start, found.start() + len(found[0].rstrip())))
            start = found.end()
        if start < end:
            spans.append((start, end))
        return spans

    def words(self, stretches: Iterable[Span]) -> Words:
        """Of stretches that begin and end between words."""
        keys: list[str] = []
        starts: list[int] = []
        for start, end in stretches:
            stretch = self._cut(start, end)
            keys += stretch.keys
            starts += stretch.starts
        return Words(keys, starts)

    def _cut(self, start: int, end: int) -> Words:
        """Each stretch is cut once; what lies within one that was cut before is a part of it."""
        place = bisect_right(self._cut_starts, start)
        if place and end <= self._cut_ends[place - 1]:
            keys, starts = self._cuts[place - 1]
            first, last = bisect_left(starts, start), bisect_left(starts, end)
            return Words(keys[first:last], starts[first:last])
        pieces = _WORD.findall(self.folded, start, end)
        words = Words(" ".join(pieces).split(), list(accumulate(map(len, pieces[:-1]), initial=start)))
        self._cuts.insert(place, words)
        self._cut_starts.insert(place, start)
        self._cut_ends.insert(place, end)
        return words

    def weight(self, start: int, end: int) -> int:
        """Characters but for spaces and newlines; the same work for long stretches as for short ones."""
        if end - start < 2 * _BLOCK:
            return self._marks(start, end)
        first, last = -(-start // _BLOCK), end // _BLOCK
        within = self._block_marks[last] - self._block_marks[first]
        return self._marks(start, first * _BLOCK) + within + self._marks(last * _BLOCK, end)

    def _marks(self, start: int, end: int) -> int:
        return end - start - self.text.count(" ", start, end) - self.text.count("\n", start, end)

    @cached_property
    def _block_marks(self) -> list[int]:
        blocks = range(0, len(self.text), _BLOCK)
        return list(
            accumulate((self._marks(at, min(at + _BLOCK, len(self.text))) for at in blocks), initial=0)
        )

    def beside(self, start: int, end: int) -> tuple[Neighbor, Neighbor]:
        """The word before a span and the one behind it, with the marks between."""
        before = _BEFORE.search((self.text[max(0, start - _NEAR) : start] or "\n").lower())
        behind = _BEHIND.match((self.text[end : end + _NEAR] or "\n").lower())
        return (
            Neighbor(*before.group(1, 2)) if before else _NOBODY,
            Neighbor(*behind.group(2, 1)) if behind else _NOBODY,
        )

    def opens_sentence(self, at: int) -> bool:
        before = self.text[max(0, at - 3) : at]
        return not before or "\n" in before or (before[-1:].isspace() and bool(_STOPS.intersection(before)))

    def closes_sentence(self, at: int) -> bool:
        before, after = self.text[max(0, at - 3) : at], self.text[at : at + 1]
        if not after or after == "\n":
            return True
        return before.rstrip(_CLOSING)[-1:] in _STOPS and (after.isspace() or before[-1:] in _DENSE_STOPS)

    def sentence_end(self, at: int) -> int:
        """Where the sentence that holds the character at `at` ends; `at` itself where none ends near."""
        found = _END.search(self.text, at, at + _SENTENCE)
        return found.end() if found else at


def _folded(text: str) -> str:
    """Without differences of case and of quotation marks, and of the same length."""
    folded = text.lower()
    if len(folded) != len(text):
        folded = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    if not folded.isascii():
        for letter, plain in _TYPOGRAPHY:
            folded = folded.replace(letter, plain)
    return folded
