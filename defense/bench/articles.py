"""Articles to measure on: the sections of the seed articles in new combinations, really published."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Final

from django.db import transaction

from content.library.actions import publish
from content.pages.actions import SectionDraft, replace_sections
from content.pages.models import Article, Page, Section, Tag

# What editions are made by: when one of these changes, the kept database is made anew.
MAKERS: Final = (
    *("content/*/migrations/*.py", "content/library/*.py", "content/library/publishing/*.py", "seeds/*"),
    *("content/library/carrying/*.py", "fixtures/*", "defense/bench/articles.py"),
)
BATCH: Final = 25
FIRST_DAY: Final = datetime(2020, 1, 1, tzinfo=UTC)
Group = list[SectionDraft]


def fingerprint(root: Path) -> str:
    """Of everything that the generated editions depend on."""
    state = hashlib.sha256()
    for path in sorted(path for pattern in MAKERS for path in root.glob(pattern)):
        state.update(path.read_bytes())
    return state.hexdigest()


def generate(count: int, say: Callable[[str], object]) -> None:
    """Adds articles until there are `count`; the same ones each time."""
    originals = list(Article.objects.order_by("slug"))
    pool = [group for article in originals for group in groups_of(article)]
    tags = list(Tag.objects.order_by("slug"))
    size = max(1, len(pool) // max(1, len(originals)))
    for start in range(len(originals) + 1, count + 1, BATCH):
        with transaction.atomic():  # a flush to the disk for each batch, not for each article
            for number in range(start, min(start + BATCH, count + 1)):
                make_article(number, pool, tags, size)
        if start % 500 < BATCH:
            say(f"{start} of {count} articles")


def groups_of(article: Page) -> list[Group]:
    """The article's top sections, each with the sections below it."""
    groups: list[Group] = []
    for section in Section.objects.filter(page=article).order_by("position"):
        if section.level == 2 or not groups:
            groups.append([])
        groups[-1].append(SectionDraft(level=section.level, heading=section.heading, body=section.body))
    return groups


def make_article(number: int, pool: list[Group], tags: list[Tag], size: int) -> None:
    """One article of as many sections as a seed has on average, published on a day of its own."""
    random = Random(number)  # noqa: S311  # the same articles each time
    groups = random.sample(pool, min(size, len(pool)))
    article = Article(
        slug=f"generated-{number}",
        title=f"{groups[0][0].heading or 'An untitled part'}, part {number}",
        summary=groups[-1][0].body.split(". ")[0][:300],
        kind=Article.KIND,
    )
    article.save()
    article.tags.add(*random.sample(tags, min(6, len(tags))))
    replace_sections(page=article, sections=[section for group in groups for section in group])
    publish(page=article, by=None, at=FIRST_DAY + timedelta(days=number % 2000, minutes=number))
