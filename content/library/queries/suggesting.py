"""What the search field offers while somebody types: pages and topics by their names, then words."""

from dataclasses import dataclass
from typing import Final

from content.library.addresses import KIND_LABELS, address, topic_address
from content.library.models import Publication, Word
from content.library.search import backend, matching
from content.library.search.backend import Wanted
from content.library.search.names import read
from content.library.search.parsing import one_line
from content.library.search.words import words
from content.pages.models import Kind, Tag

MOST: Final = 5
_FEWEST_LETTERS: Final = 2
_LOOKED_AT: Final = 100
_MOST_WORDS: Final = 6


@dataclass(frozen=True)
class Suggestion:
    """A page to go to, or words to search for: then `href` is empty."""

    label: str
    kind: str
    href: str = ""


def suggestions(text: str) -> list[Suggestion]:
    """At most five, in at most four queries."""
    text = one_line(text)
    typed = [word.plain for word in words(text, every=True)][:_MOST_WORDS]
    if not typed or len("".join(typed)) < _FEWEST_LETTERS:
        return []
    named = sorted([*_pages(typed), *_topics(typed)], key=lambda one: one[0])[:MOST]
    found = [suggestion for _, suggestion in named]
    return [*found, *_words(text, typed[-1], MOST - len(found))] if len(found) < MOST else found


def _pages(typed: list[str]) -> list[tuple[tuple[int, int, str], Suggestion]]:
    rows = backend.pages(Wanted(matching.beginnings(backend.dialect(), typed), _LOOKED_AT))
    found = []
    for page in Publication.objects.public().filter(pk__in=rows):
        nearness, length = min(_nearness(typed, name.surface) for name in read(rows[page.pk][1]))
        order = (nearness + (page.kind == Kind.ARTICLE), length, page.title)
        label = f"{page.title} ({page.acronym})" if page.acronym else page.title
        found.append((order, Suggestion(label, KIND_LABELS[page.kind], address(page.kind, page.slug))))
    return found


def _topics(typed: list[str]) -> list[tuple[tuple[int, int, str], Suggestion]]:
    found = []
    for name, slug in Tag.objects.values_list("name", "slug"):
        spelled = [word.plain for word in words(name, every=True)]
        if set(typed[:-1]) <= set(spelled) and any(word.startswith(typed[-1]) for word in spelled):
            found.append(((*_nearness(typed, name), name), Suggestion(name, "Topic", topic_address(slug))))
    return found


def _nearness(typed: list[str], name: str) -> tuple[int, int]:
    """0: the whole name was typed; 2: it begins so; 4: it holds what was typed; then the length."""
    spelled = [word.plain for word in words(name, every=True)]
    if spelled == typed:
        return 0, len(name)
    begun = spelled[: len(typed) - 1] == typed[:-1] and " ".join(spelled).startswith(" ".join(typed))
    return 2 if begun else 4, len(name)


def _words(text: str, last: str, most: int) -> list[Suggestion]:
    """The words most pages hold that begin as the last one does."""
    if not text.lower().endswith(last):  # it ends with a sign or a space: the word is finished
        return []
    before = text[: len(text) - len(last)]
    rows = Word.objects.filter(word__startswith=last).exclude(word=last).order_by("-pages", "word")
    return [Suggestion(before + word, "Search") for word in rows.values_list("word", flat=True)[:most]]
