"""What was probably meant by a search that finds nothing."""

import re
from dataclasses import dataclass
from typing import Final

from django.db.models.functions import Length

from content.library.models import Word
from content.library.queries.facets import Options
from content.library.queries.searching import TOPIC, search
from content.library.search import backend
from content.library.search.parsing import Asked, parse
from content.library.search.spellings import SHORTEST, meant
from content.library.search.words import plain_word

_MOST_WORDS: Final = 3
_MOST_LOOKED_AT: Final = 1_000


@dataclass(frozen=True)
class Correction:
    """A search that finds something, and how many passages."""

    text: str
    count: int
    is_cut: bool


def correction(asked: Asked, options: Options) -> Correction | None:
    """The search with its unknown words put right, if it finds anything then."""
    typed = {term.written: plain_word(term.written) for term in asked.terms if not term.quoted}
    known = set(Word.objects.filter(word__in=typed.values()).values_list("word", flat=True))
    text = asked.text
    unknown = [one for one, plain in typed.items() if plain not in known and len(plain) >= SHORTEST]
    for written in unknown[:_MOST_WORDS]:
        plain = typed[written]
        word = meant(plain, [*backend.similar_words(plain), *_of_one_letter(plain)])
        if word:
            text = re.sub(rf"(?<!\w){re.escape(written)}(?!\w)", word, text)
    if text == asked.text:
        return None
    found = search(parse(text, options[TOPIC]), options, {})
    return None if found.any_word or not found.rows else Correction(text, len(found.rows), found.is_cut)


def _of_one_letter(typed: str) -> list[tuple[str, int]]:
    """Words that begin as it does: a short one may share no three letters with the one that was meant."""
    rows = Word.objects.annotate(length=Length("word")).filter(
        word__startswith=typed[0], length__gte=len(typed) - 2, length__lte=len(typed) + 2
    )
    return list(rows.order_by("-pages", "word").values_list("word", "pages")[:_MOST_LOOKED_AT])
