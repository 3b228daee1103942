"""What readers searched for in vain."""

from dataclasses import dataclass
from typing import Final

from content.library.models import Miss
from content.library.search.parsing import Asked
from content.library.search.words import plain_word

_LONGEST: Final = 80
_MOST_WORDS: Final = 6
_MOST_DIGITS: Final = 6


@dataclass(frozen=True)
class Demand:
    """Words that nothing published answers, and how often they were searched for."""

    words: str
    count: int


def demand(most: int = 10) -> list[Demand]:
    """What was searched for most often and not found, in one query. Whoever asked is not known."""
    rows = Miss.objects.order_by("-count", "words").values_list("words", "count")[:most]
    return [Demand(words, count) for words, count in rows]


def words_missed(asked: Asked) -> str:
    """A search in one form for all who ask for the same; "" for what may be somebody's address or number."""
    private = "@" in asked.text or sum(map(str.isdigit, asked.text)) > _MOST_DIGITS
    if private or asked.within or len(asked.terms) > _MOST_WORDS:
        return ""
    words = (plain_word(part) for term in asked.terms for part in term.written.split())
    return " ".join(filter(None, words))[:_LONGEST]
