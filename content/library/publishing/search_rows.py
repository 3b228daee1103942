"""The rows by which search finds a current edition, made from its other rows in the index alone."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db import connection

from content.library.models import (
    Link,
    Miss,
    Name,
    PageWords,
    Passage,
    PassageTopic,
    PassageWords,
    Publication,
    PublicationTag,
    Word,
)
from content.library.models.index import NAMING
from content.library.search import marks
from content.library.search.names import PageName, written
from content.library.search.words import stems, words

# Of the code that reads words and makes marks: rows of another version are made anew at the next start.
VERSION: Final = 1
_LONGEST_BODY: Final = 200_000
_FEWEST_LETTERS: Final = 4
_AT_ONCE: Final = 1_000


@dataclass(frozen=True)
class Marked:
    """What the index says of a publication beside its passages and names."""

    named: Mapping[int, Collection[int]]  # passage: the pages that it names
    topics: Mapping[int, Collection[int]]  # passage: the topics that it names
    own_topics: Collection[int]


def marked(publication: Publication, passages: Sequence[Passage]) -> Marked:
    """As it stands in the database."""
    keys = [passage.pk for passage in passages]
    own = PublicationTag.objects.filter(publication=publication).values_list("tag", flat=True)
    return Marked(_named(keys), _topics(keys), set(own))


def make_rows(
    publication: Publication,
    passages: Sequence[Passage],
    names: Sequence[Name],
    marked: Marked,
    *,
    before: str,
) -> None:
    """Replace the publication's rows for search by those of its passages and names in the index.

    `before` is its vocabulary as it stands.
    """
    texts = [publication.title, publication.acronym, *(name.surface for name in names)]
    texts += [text for passage in passages for text in (passage.text, passage.section_heading)]
    vocabulary = _spelled(texts)
    _passages(publication, passages, marked)
    _page(publication, names, marked, vocabulary)
    _forget_answered(texts)
    _count_words(set(before.split()), vocabulary)


def _forget_answered(texts: Iterable[str]) -> None:
    """What was searched for in vain, and stands in this page now, is missing no more."""
    missed = list(Miss.objects.values_list("words", flat=True))
    if missed:
        held = {stem for text in texts for stem in stems(text[:_LONGEST_BODY])}
        Miss.objects.filter(words__in=[words for words in missed if held.issuperset(stems(words))]).delete()


def remove_rows(publication: Publication) -> None:
    """Take the publication out of the search; the rows of its passages go with them."""
    before = vocabulary_of(publication)
    PageWords.objects.filter(publication=publication).delete()
    _count_words(set(before.split()), set())


def name_again(passages: Iterable[int]) -> None:
    """Write anew which pages these passages name: another page was published, renamed or withdrawn."""
    asked = sorted(set(passages))
    for start in range(0, len(asked), _AT_ONCE):
        rows = list(PassageWords.objects.filter(passage__in=asked[start : start + _AT_ONCE]))
        named = _named([row.passage_id for row in rows])
        own: dict[int, int] = dict(
            Publication.objects.filter(pk__in={row.publication_id for row in rows}).values_list("pk", "page")
        )
        for row in rows:
            about = marks.about(row.marks).split()
            headings = row.marks.split()[len(about) :]
            others = [mark for mark in about if not mark.startswith(marks.names(""))]
            pages = {own[row.publication_id], *named[row.passage_id]}
            row.marks = marks.line([*others, *map(marks.names, sorted(pages))], headings)
        PassageWords.objects.bulk_update(rows, ["marks"])


def _passages(publication: Publication, passages: Sequence[Passage], marked: Marked) -> None:
    own = [marks.kind(publication.kind), marks.within(publication.slug)]
    PassageWords.objects.bulk_create(
        (
            PassageWords(
                passage=passage,
                publication=publication,
                body=" ".join(stems(passage.text[:_LONGEST_BODY])),
                marks=marks.line(
                    [
                        *own,
                        *map(marks.topic, sorted(marked.topics.get(passage.pk, ()))),
                        *map(marks.names, sorted({publication.page_id, *marked.named.get(passage.pk, ())})),
                    ],
                    map(marks.heading, dict.fromkeys(stems(passage.section_heading))),
                ),
            )
            for passage in passages
        ),
        update_conflicts=True,
        unique_fields=["passage"],
        update_fields=["body", "marks"],
    )


def _named(passages: Sequence[int]) -> dict[int, set[int]]:
    """The pages that each passage names."""
    named: dict[int, set[int]] = defaultdict(set)
    rows = Link.objects.filter(passage__in=passages, kind__in=NAMING).exclude(target=None).order_by()
    for passage, page in rows.values_list("passage", "target"):
        named[passage].add(page)
    return named


def _topics(passages: Sequence[int]) -> dict[int, set[int]]:
    topics: dict[int, set[int]] = defaultdict(set)
    for passage, tag in PassageTopic.objects.filter(passage__in=passages).values_list("passage", "tag"):
        topics[passage].add(tag)
    return topics


def _page(publication: Publication, names: Sequence[Name], marked: Marked, vocabulary: set[str]) -> None:
    title = publication.title
    known = [
        PageName(name.surface, name.case_sensitive and name.surface != title, name.mentions) for name in names
    ]
    surfaces = {name.surface for name in known}
    more = [text for text in (title, publication.acronym) if text and text not in surfaces]
    every = [*known, *(PageName(text, text != title, True) for text in dict.fromkeys(more))]
    read = [stems(name.surface) for name in every]
    spelled = {word.plain for name in every for word in words(name.surface, every=True)}
    own = [marks.kind(publication.kind), marks.within(publication.slug), marks.names(publication.page_id)]
    row = PageWords(
        publication=publication,
        body=" ".join(stem for name in read for stem in name),
        marks=" ".join(
            [
                *own,
                *map(marks.topic, sorted(marked.own_topics)),
                *(marks.exactly(name) for name in dict.fromkeys(read) if name),
                *map(marks.spelled, sorted(spelled)),
            ]
        ),
        names=written(every),
        vocabulary=" ".join(sorted(vocabulary)),
        version=VERSION,
    )
    PageWords.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["publication"],
        update_fields=["body", "marks", "names", "vocabulary", "version"],
    )


def vocabulary_of(publication: Publication) -> str:
    """The words that are counted as its own, between spaces."""
    kept = PageWords.objects.filter(publication=publication).values_list("vocabulary", flat=True)
    return " ".join(kept)


def _spelled(texts: Iterable[str]) -> set[str]:
    found = {word.plain for text in texts for word in words(text[:_LONGEST_BODY])}
    return {word for word in found if len(word) >= _FEWEST_LETTERS and word.isalpha()}


def _count_words(before: set[str], after: set[str]) -> None:
    """Sorted, so that two publications at once wait for each other's words in one order."""
    changes = sorted((word, 1 if word in after else -1) for word in before ^ after)
    for start in range(0, len(changes), _AT_ONCE):
        some = changes[start : start + _AT_ONCE]
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO library_word (word, pages) VALUES {', '.join(['(%s, %s)'] * len(some))}"  # noqa: S608
                " ON CONFLICT (word) DO UPDATE SET pages = library_word.pages + excluded.pages",
                [part for change in some for part in change],
            )
    gone = before - after
    if gone:
        Word.objects.filter(word__in=gone, pages__lte=0).delete()
