"""What stands beside the text of a page and after it: facts, groups of pages, what else to read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from content.library.addresses import topic_address
from content.library.models import Edition
from content.library.queries.targets import Targets


@dataclass(frozen=True)
class Fact:
    """A fact beside the text."""

    label: str
    value: str
    href: str | None = None
    note: str = ""
    as_of: str = ""


@dataclass(frozen=True)
class Row:
    """A row of a group: a page, or a text, with a note."""

    title: str
    href: str | None = None
    note: str = ""


@dataclass(frozen=True)
class Group:
    """Pages that stand in one relation to this page."""

    heading: str
    rows: Sequence[Any]


@dataclass(frozen=True)
class Further:
    """Something else to read; without an address it is wanted."""

    title: str
    href: str | None


def facts(edition: Edition, targets: Targets) -> list[Fact]:
    """The facts beside the text. One that refers to a page is shown while that page is public."""
    links = edition.content["links"]
    shown = []
    for row in edition.content["facts"]:
        target = targets.of(links[row["link"]]) if row["link"] is not None else None
        if target is not None:
            shown.append(Fact(row["label"], target.title, target.href, row["note"], row["as_of"]))
        elif row["link"] is None:
            href = row["value"] if row["value"].startswith(("https://", "http://")) else None
            shown.append(Fact(row["label"], row["value"], href, row["note"], row["as_of"]))
    return shown


def groups(edition: Edition, targets: Targets) -> list[Group]:
    """Pages in one relation to this one, those that are public."""
    links = edition.content["links"]
    found = []
    for group in edition.content["groups"]:
        rows = [shown for row in group["rows"] for shown in _rows(row, links, targets)]
        if rows:
            found.append(Group(group["heading"], rows))
    return found


def _rows(row: dict[str, Any], links: Sequence[dict[str, Any]], targets: Targets) -> list[Row]:
    """The row as it is shown: none where its page is not public."""
    if row["link"] is None:
        return [Row(row["value"], topic_address(row["topic"]), row["note"])]
    target = targets.of(links[row["link"]])
    return [Row(target.title, target.href, row["note"])] if target else []


def further(edition: Edition, targets: Targets) -> list[Further]:
    """What the text says to see also, found or wanted; then pages on the same topics."""
    found: dict[str, Further] = {}
    for link in edition.content["links"]:
        if link["kind"] == "see_also":
            target = targets.of(link)
            if target is None and not targets.is_wanted(link):
                continue
            title = target.title if target else link["title"]
            found.setdefault(title, Further(title, target.href if target else None))
    for target in targets.related:
        found.setdefault(target.title, Further(target.title, target.href))
    return list(found.values())
