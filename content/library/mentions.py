"""Where a text names a page: the longest name wins, leftmost first, whole words only, in linear time."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from content.library.canonical import unified

# Names longer than this are not looked for: it bounds the work at each word of a hostile text.
NAME_LIMIT = 60
_WORD = re.compile(r"\w+|[^\w\s]")


class Name(NamedTuple):
    """A surface form of a page; `page` is whatever the caller tells pages apart by."""

    surface: str
    page: int
    case_sensitive: bool = False


class Mention(NamedTuple):
    """`text[start:end]` names the page; `surface` is the name as it was given to the lexicon."""

    start: int
    end: int
    page: int
    surface: str


class _Word(NamedTuple):
    start: int
    end: int
    exact: str  # with one space before it, if white space stands before it
    folded: str


class _Node:
    """A name's words so far: the words that may follow, and the names that end here."""

    __slots__ = ("ends", "next")

    def __init__(self) -> None:
        self.next: dict[str, _Node] = {}
        # By the exact spelling, or by "" for a name that matches in any case; None where two pages claim it.
        self.ends: dict[str, Name | None] = {}


class Lexicon:
    """Finds names in texts. A form that two pages claim in the same spelling names neither."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._first: dict[str, _Node] = {}
        for name in names:
            words = _words(name.surface)
            if not 0 < len(words) <= NAME_LIMIT:
                continue
            following, node = self._first, _Node()
            for word in words:
                node = (
                    following.setdefault(word.folded, _Node())
                    if word.folded not in following
                    else following[word.folded]
                )
                following = node.next
            spelling = _spelling(words) if name.case_sensitive else ""
            known = node.ends.setdefault(spelling, name)
            if known is not None and known.page != name.page:
                node.ends[spelling] = None

    def find(self, text: str) -> list[Mention]:
        """The mentions in their order; they never overlap."""
        words = _words(text)
        mentions: list[Mention] = []
        position = 0
        while position < len(words):
            node = self._first.get(words[position].folded.lstrip(" "))
            found = None if node is None else self._longest(text, words, position, node)
            if found is None:
                position += 1
            else:
                mention, position = found
                mentions.append(mention)
        return mentions

    def _longest(
        self, text: str, words: Sequence[_Word], first: int, node: _Node
    ) -> tuple[Mention, int] | None:
        start = words[first].start
        if start and _letter(text[start - 1]):
            return None
        found = None
        position = first
        while True:
            end = words[position].end
            if node.ends and not (end < len(text) and _letter(text[end])):
                name = _ending(node, words[first : position + 1])
                if name is not None:
                    found = Mention(start, end, name.page, name.surface), position + 1
            position += 1
            following = node.next.get(words[position].folded) if position < len(words) else None
            if following is None:
                return found
            node = following


def _ending(node: _Node, words: Sequence[_Word]) -> Name | None:
    """The name that these words spell: one in this very spelling before one in any."""
    spelling = _spelling(words) if len(node.ends) > 1 or "" not in node.ends else ""
    return node.ends[spelling] if spelling in node.ends else node.ends.get("")


def _spelling(words: Sequence[_Word]) -> str:
    return "".join(word.exact for word in words).lstrip(" ")


def _words(text: str) -> list[_Word]:
    plain = unified(text)
    words: list[_Word] = []
    last = 0
    for match in _WORD.finditer(plain):
        start, end = match.span()
        exact = match.group() if start == last else " " + match.group()
        words.append(_Word(start, end, exact, exact.casefold()))
        last = end
    return words


def _letter(character: str) -> bool:
    return character.isalnum() or character == "_" or unicodedata.category(character)[0] == "M"
