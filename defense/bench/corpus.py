"""A large corpus to search: sentences of the published documents in new passages, written in bulk.

The rows are those that search reads, in the form that publishing gives them; editions are empty.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from random import Random
from typing import Final

from django.db import connection, transaction

from content.library.models import Edition, PageWords, Passage, PassageWords, Publication
from content.library.publishing.search_rows import VERSION
from content.library.search import marks
from content.library.search.names import PageName, written
from content.library.search.words import stems, words
from content.library.sentences import sentences
from content.pages.models import Kind, Page

PER_ARTICLE: Final = 30
SENTENCES: Final = (2, 5)
BATCH: Final = 200
PREFIX: Final = "generated-"
_INDEX: Final = "CREATE INDEX library_passagewords_vector ON library_passagewords USING gin (vector)"


@dataclass(frozen=True)
class Sentence:
    """A sentence of a document, read once."""

    text: str
    body: str
    marks: tuple[str, ...]


def size() -> int:
    return Page.objects.filter(slug__startswith=PREFIX).count()


def generate(articles: int, say: Callable[[str], object]) -> None:
    """Adds articles of thirty passages until there are so many; the same ones each time."""
    pool, headings = _pool()
    start = size()
    if start >= articles:
        return
    _execute("PRAGMA synchronous=OFF", "DROP INDEX IF EXISTS library_passagewords_vector")
    numbers = iter(range(start + 1, articles + 1))
    while batch := list(islice(numbers, BATCH)):
        with transaction.atomic():
            _write(batch, pool, headings)
        if batch[-1] % (BATCH * 10) == 0:
            say(f"{batch[-1]} of {articles} articles, {batch[-1] * PER_ARTICLE} passages")
    _execute("PRAGMA synchronous=FULL", f"{_INDEX} WITH (fastupdate = off)")
    _execute("ANALYZE library_passage", "ANALYZE")


def _pool() -> tuple[list[Sentence], list[str]]:
    passages = Passage.objects.filter(publication__kind=Kind.ARTICLE).exclude(
        publication__slug__startswith=PREFIX
    )
    marked = dict(PassageWords.objects.filter(passage__in=passages).values_list("passage", "marks"))
    pool = []
    for passage in passages:
        about = tuple(mark for mark in marked[passage.pk].split() if mark[0] in "tn")
        for start, end in sentences(passage.text):
            text = passage.text[start:end]
            pool.append(Sentence(text, " ".join(stems(text)), about))
    headings = sorted({passage.section_heading for passage in passages} - {""})
    return pool, headings


def _write(numbers: list[int], pool: list[Sentence], headings: list[str]) -> None:
    at = datetime(2024, 1, 1, tzinfo=UTC)
    titles = {number: f"{Random(number).choice(headings)}, part {number}" for number in numbers}  # noqa: S311
    pages = Page.objects.bulk_create(
        Page(kind=Kind.ARTICLE, slug=f"{PREFIX}{number}", title=titles[number]) for number in numbers
    )
    editions = Edition.objects.bulk_create(
        Edition(
            page=page,
            number=1,
            revision_number=1,
            kind=page.kind,
            slug=page.slug,
            title=page.title,
            content={},
            words=0,
            published_at=at,
        )
        for page in pages
    )
    publications = Publication.objects.bulk_create(
        Publication(
            page=page,
            edition=edition,
            kind=page.kind,
            slug=page.slug,
            title=page.title,
            first_published_at=at,
            changed_at=at,
        )
        for page, edition in zip(pages, editions, strict=True)
    )
    _passages(numbers, publications, pool, headings)
    PageWords.objects.bulk_create(map(_page_row, publications))


def _passages(
    numbers: list[int], publications: list[Publication], pool: list[Sentence], headings: list[str]
) -> None:
    made = list(_made(numbers, publications, pool, headings))
    passages = Passage.objects.bulk_create((passage for passage, *_ in made), batch_size=1_000)
    PassageWords.objects.bulk_create(
        (
            PassageWords(passage=passage, publication_id=passage.publication_id, body=body, marks=marked)
            for passage, (_, body, marked) in zip(passages, made, strict=True)
        ),
        batch_size=1_000,
    )


def _made(
    numbers: list[int], publications: list[Publication], pool: list[Sentence], headings: list[str]
) -> Iterator[tuple[Passage, str, str]]:
    """Each passage with its stems and its marks."""
    for number, publication in zip(numbers, publications, strict=True):
        random = Random(number)  # noqa: S311  # the same passages each time
        own = [marks.kind(publication.kind), marks.within(publication.slug), marks.names(publication.page_id)]
        heading = ""
        for place in range(1, PER_ARTICLE + 1):
            heading = random.choice(headings) if place % 4 == 1 else heading
            chosen = random.sample(pool, random.randint(*SENTENCES))
            text = " ".join(sentence.text for sentence in chosen)
            about = {mark for sentence in chosen for mark in sentence.marks}
            passage = Passage(
                publication=publication,
                edition_id=publication.edition_id,
                key=f"g{number:06}{place:02}",
                number=place,
                kind="paragraph",
                section_number=str(1 + place // 4),
                section_heading=heading,
                section_slug=f"section-{1 + place // 4}",
                start=0,
                end=len(text),
                text=text,
            )
            above = map(marks.heading, dict.fromkeys(stems(heading)))
            marked = marks.line(dict.fromkeys([*own, *sorted(about)]), above)
            yield passage, " ".join(sentence.body for sentence in chosen), marked


def _page_row(publication: Publication) -> PageWords:
    name = stems(publication.title)
    spelled = {word.plain for word in words(publication.title, every=True)}
    own = [marks.kind(publication.kind), marks.within(publication.slug), marks.names(publication.page_id)]
    return PageWords(
        publication=publication,
        body=" ".join(name),
        marks=" ".join([*own, marks.exactly(name), *map(marks.spelled, sorted(spelled))]),
        names=written([PageName(publication.title, False, False)]),
        version=VERSION,
    )


def _execute(sqlite: str, postgresql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(postgresql if connection.vendor == "postgresql" else sqlite)
