"""What a queue of the desk is: who sees it, what stands in it, what can be done with each item."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timesince import timesince

from content.pages.models import Kind, Page, Revision
from content.people.models import User

SHOWN: Final = 10
ALL: Final = "all"
MINE: Final = "mine"


@dataclass(frozen=True)
class Asked:
    """How the person narrows the queues: whose work, which kind of page; and the moment that is now."""

    person: User
    at: datetime
    whose: str = ""  # MINE, ALL, or what the queue itself takes for the person's
    kind: str = ""

    def mine(self, *, otherwise: bool) -> bool:
        return self.whose == MINE or (otherwise and self.whose != ALL)


@dataclass(frozen=True)
class Item:
    """One line of a queue, with the action beside it."""

    title: str
    href: str
    said: str
    action: str = ""
    action_href: str = ""
    key: str = ""  # what a bulk action names it by


@dataclass(frozen=True)
class Cut:
    """The items that are shown, and how many there are."""

    items: Sequence[Item]
    count: int


@dataclass(frozen=True)
class BulkAct:
    """What can be done to several items at once; `do` tells what became of one, in words."""

    label: str
    verb: str
    do: Callable[[str, User], str]


@dataclass(frozen=True)
class Queue:
    """A queue. `verb` is the right that its action needs: who has it not does not see the queue."""

    key: str
    label: str
    empty: str
    verb: str
    read: Callable[[Asked, int, int], Cut]
    bulk: BulkAct | None = None
    order: str = "what has waited longest first"

    def is_for(self, person: User) -> bool:
        return person.may(self.verb)


def cut(rows: QuerySet[Any], start: int, stop: int, item: Callable[[Any], Item]) -> Cut:
    """The rows from `start` to `stop` as items, in two queries: these, and how many there are."""
    return Cut([item(row) for row in rows[start:stop]], rows.count())


def of_kind(rows: QuerySet[Any], asked: Asked, path: str = "page__kind") -> QuerySet[Any]:
    return rows.filter(**{path: asked.kind}) if asked.kind in Kind.values else rows


def written_by(person: User, path: str = "pk") -> Q:
    """Pages that the person began, or saved a revision of."""
    began = Page.objects.filter(pk=OuterRef(path), created_by=person)
    saved = Revision.objects.filter(page=OuterRef(path), made_by=person)
    return Q(Exists(began)) | Q(Exists(saved))


def ago(since: datetime, at: datetime) -> str:
    return f"{timesince(since, at, depth=1)} ago"
