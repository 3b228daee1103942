"""Editions, which never change, and the index of the current ones."""

from content.library.models.declined import DeclinedTitle
from content.library.models.edition import Correction, Edition, OldSlug, PassageKey, Publication
from content.library.models.generation import Generation
from content.library.models.index import Link, LinkKind, Name, Naming, Passage, PassageTopic, PublicationTag
from content.library.models.search import Miss, PageWords, PassageWords, Word

__all__ = [
    "Correction",
    "DeclinedTitle",
    "Edition",
    "Generation",
    "Link",
    "LinkKind",
    "Miss",
    "Name",
    "Naming",
    "OldSlug",
    "PageWords",
    "Passage",
    "PassageKey",
    "PassageTopic",
    "PassageWords",
    "Publication",
    "PublicationTag",
    "Word",
]
