"""Marks: what a row of the search index is found by beside its words.

A mark holds a slash, which no word does: "t/12" is the topic 12, "h/negoti" a stem in the heading.
"""

from collections.abc import Iterable


def kind(name: str) -> str:
    return f"k/{name}"


def within(slug: str) -> str:
    """The page that a passage stands in."""
    return f"s/{slug}"


def topic(key: int | str) -> str:
    return f"t/{key}"


def names(page: int | str) -> str:
    """A page that the row names, or is."""
    return f"n/{page}"


def heading(stem: str) -> str:
    return f"h/{stem}"


def exactly(stems: Iterable[str]) -> str:
    """A whole name."""
    return "e/" + "+".join(stems)


def spelled(word: str) -> str:
    """A word of a name as it is spelled: what is typed is its beginning."""
    return f"w/{word}"


def line(about: Iterable[str], headings: Iterable[str] = ()) -> str:
    """A row's marks: what the row is about comes first."""
    return " ".join([*about, *headings])


def about(marked: str) -> str:
    """Of a line of marks what facets count, which is all but the headings."""
    return marked.partition(" h/")[0]
