"""Where a text names a page: the longest name wins, the leftmost first, whole words only, in linear time."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from content.library.canonical import unified

# In words and signs. Longer names are not looked for: it bounds the work at each word of a hostile text.
NAME_LIMIT = 60
_TOKEN = re.compile(r"\s*(?:\w+|[^\w\s])")


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


class _Node(dict[str, "_Node"]):
    """What may follow the words of a name so far, and the names that end here.

    Names are kept by their spelling, or by "" if they match in any case; None: two pages claim it.
    """

    __slots__ = ("names",)

    def __init__(self) -> None:
        super().__init__()
        self.names: dict[str, Name | None] | None = None


class Lexicon:
    """Finds names in texts. A form that two pages claim in the same spelling names neither."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._names = _Node()
        for name in names:
            plain = " ".join(unified(name.surface).split())
            tokens = _folded(plain)
            if 0 < len(tokens) <= NAME_LIMIT:
                self._add(name, tokens, plain if name.case_sensitive else "")
        for token, node in list(self._names.items()):
            self._names[" " + token] = node  # a name's first word matches with or without a space before it

    def find(self, text: str) -> list[Mention]:
        """The mentions in their order; they never overlap."""
        plain = unified(text)
        tokens = _folded(plain)
        ends = list(accumulate(map(len, _TOKEN.findall(plain))))
        mentions: list[Mention] = []
        resume = 0
        for position, token in enumerate(tokens):
            node = self._names.get(token)
            if node is None or position < resume:
                continue
            start = ends[position] - len(
                plain[ends[position - 1] if position else 0 : ends[position]].lstrip()
            )
            if start and _letter(plain[start - 1]):
                continue
            found = _longest(node, tokens, position, plain, start, ends)
            if found:
                name, resume = found
                mentions.append(Mention(start, ends[resume - 1], name.page, name.surface))
        return mentions

    def _add(self, name: Name, tokens: Sequence[str], spelling: str) -> None:
        node = self._names
        for token in tokens:
            following = node.get(token)
            if following is None:
                following = node[token] = _Node()
            node = following
        if node.names is None:
            node.names = {}
        known = node.names.setdefault(spelling, name)
        if known is not None and known.page != name.page:
            node.names[spelling] = None


def _longest(
    node: _Node | None, tokens: Sequence[str], position: int, plain: str, start: int, ends: Sequence[int]
) -> tuple[Name, int] | None:
    """The longest name that begins at the position, and the position behind it."""
    found = None
    while node is not None:
        end = ends[position]
        position += 1
        if node.names and not (end < len(plain) and _letter(plain[end])):
            name = _named(node.names, plain[start:end])
            found = (name, position) if name else found
        node = node.get(tokens[position]) if position < len(tokens) else None
    return found


def _named(names: dict[str, Name | None], spelling: str) -> Name | None:
    """A name in this very spelling comes before one in any."""
    if len(names) == 1 and "" in names:
        return names[""]
    spelling = " ".join(spelling.split())
    return names[spelling] if spelling in names else names.get("")


def _folded(plain: str) -> list[str]:
    """Words and signs in lower case, with one space before those that white space stands before."""
    tokens = map(str.casefold, _TOKEN.findall(plain))
    return [" " + token.lstrip() if token[0].isspace() else token for token in tokens]


def _letter(character: str) -> bool:
    return character.isalnum() or character == "_" or unicodedata.category(character)[0] == "M"
