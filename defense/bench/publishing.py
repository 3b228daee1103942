"""The cost of publishing one article, with the names at hand and with a hundred times as many to find."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from typing import Final

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from content.library.actions import publish
from content.pages.models import Alias, Article, Page, Section

ROUNDS: Final = 7
MANY: Final = 5_000


def report() -> Iterator[str]:
    """One line for each number of names."""
    article = Article.objects.get(slug="generated-1000") if _generated() else Article.objects.earliest("pk")
    with _undone():
        yield _line("with the names at hand", *_cost(article))
    with _undone():
        _name_more(MANY)
        yield _line(f"with {MANY} further names", *_cost(article))


def _generated() -> bool:
    return Article.objects.filter(slug="generated-1000").exists()


def _line(names: str, milliseconds: list[float], queries: int) -> str:
    spread = f"{min(milliseconds):.0f}-{max(milliseconds):.0f}"
    return (
        f"Publishing an edited article {names}: {median(milliseconds):.0f} ms ({spread}), {queries} queries"
    )


def _cost(article: Page) -> tuple[list[float], int]:
    milliseconds, queries = [], 0
    for number in range(ROUNDS):
        section = Section.objects.filter(page=article).order_by("position")[0]
        section.body = f"{section.body} Sentence {number} was added."
        section.save()
        with CaptureQueriesContext(connection) as made:
            started = time.perf_counter()
            publish(page=article, by=None)
            milliseconds.append(1000 * (time.perf_counter() - started))
        queries = len(made)
    return milliseconds, queries


def _name_more(count: int) -> None:
    """Aliases that stand in no text, published as names of one page."""
    page = Page.objects.filter(kind="organization").earliest("pk")
    Alias.objects.bulk_create(
        Alias(page=page, surface=f"Command {number} of the Further Fleet") for number in range(count)
    )
    publish(page=page, by=None)


@contextmanager
def _undone() -> Iterator[None]:
    """The kept database stays as it was."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
