"""What a reader types into the search field, read as terms; whatever is malformed is plain words."""

import re
from collections.abc import Container
from dataclasses import dataclass
from typing import Final

from content.library.canonical import canonical, unified
from content.library.search.words import Word, stems, words
from content.library.wording import FIRST_PARTS, stem_of

LONGEST: Final = 200
MOST_TERMS: Final = 12
MOST_EXCLUDED: Final = 4
MOST_TAGS: Final = 4
_FEWEST_LETTERS: Final = 4
_PART: Final = re.compile(r'(-?)"([^"]*)"|(\S+)')
_FILTER: Final = re.compile(r"(tag|in):([a-z0-9]+(?:-[a-z0-9]+)*)", re.IGNORECASE)
_WITHOUT: Final = re.compile(r"-(?=\w)")
# Stems that stand next to each other.
Needle = tuple[str, ...]


@dataclass(frozen=True)
class Term:
    """A word or a phrase in quotes; `others` are found in its place."""

    needle: Needle
    written: str
    quoted: bool = False
    others: tuple[Needle, ...] = ()

    @property
    def needles(self) -> tuple[Needle, ...]:
        return (self.needle, *self.others)


@dataclass(frozen=True)
class Asked:
    """A search as it is understood."""

    text: str
    terms: tuple[Term, ...] = ()
    excluded: tuple[Needle, ...] = ()
    tags: tuple[str, ...] = ()
    within: str = ""

    @property
    def needle(self) -> Needle:
        """All that is looked for, in its order."""
        return tuple(stem for term in self.terms for stem in term.needle)

    @property
    def is_empty(self) -> bool:
        return not (self.terms or self.tags or self.within)


def one_line(typed: str) -> str:
    """What was typed as one line of at most 200 characters that can be seen."""
    return canonical(typed[: 4 * LONGEST])[:LONGEST].strip()


def parse(typed: str, tags: Container[str] = ()) -> Asked:
    """Words, "phrases", -words, tag:slug for the known `tags`, in:slug."""
    text = one_line(typed)
    terms: list[Term] = []
    excluded: list[Needle] = []
    chosen: list[str] = []
    within = ""
    for minus, phrase, word in _PART.findall(unified(text)):
        name, slug = _filter(word)
        if name == "in":
            within = slug
        elif name == "tag" and slug in tags:
            chosen.append(slug)
        elif minus or _WITHOUT.match(word):
            excluded += filter(None, [stems(phrase or word)])
        elif phrase:
            terms += [Term(stems(phrase), phrase, quoted=True)] if stems(phrase) else []
        else:
            terms += [_term(one, word) for one in words(word)]
    if not terms and not excluded:  # nothing but function words: then they are what is looked for
        terms = [_term(word, text) for word in words(text, every=True)] if not (chosen or within) else []
    return Asked(
        text,
        tuple(_with_compounds(terms[:MOST_TERMS])),
        tuple(excluded[:MOST_EXCLUDED]),
        tuple(dict.fromkeys(chosen))[:MOST_TAGS],
        within,
    )


def _filter(word: str) -> tuple[str, str]:
    found = _FILTER.fullmatch(word)
    return (found.group(1).lower(), found.group(2).lower()) if found else ("", "")


def _term(word: Word, text: str) -> Term:
    return Term((word.stem,), text[word.start : word.end])


def _with_compounds(terms: list[Term]) -> list[Term]:
    """Cybersecurity, cyber-security and cyber security find each other."""
    others: list[list[Needle]] = [[] for _ in terms]
    for place, term in enumerate(terms):
        if term.quoted:
            continue
        plain = term.written.lower()
        for first in FIRST_PARTS:
            rest = plain.removeprefix(first)
            if len(first) >= _FEWEST_LETTERS <= len(rest) and rest != plain:
                others[place].append((stem_of(first), stem_of(rest)))
        if plain in FIRST_PARTS and place + 1 < len(terms) and not terms[place + 1].quoted:
            compound = (stem_of(plain + terms[place + 1].written.lower()),)
            others[place].append(compound)
            others[place + 1].append(compound)
    return [with_others(term, more) for term, more in zip(terms, others, strict=True)]


def with_others(term: Term, more: list[Needle]) -> Term:
    """The term with further needles that are found in its place."""
    known = dict.fromkeys([*term.others, *more])
    known.pop(term.needle, None)
    return Term(term.needle, term.written, term.quoted, tuple(known))
