"""The index rows of a current edition, made from the edition alone: they can be made again at any time."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Subquery

from content.library.models import (
    Edition,
    Link,
    LinkKind,
    Name,
    Naming,
    PageWords,
    Passage,
    PassageTopic,
    PassageWords,
    Publication,
    PublicationTag,
)
from content.library.models.index import NAMING
from content.library.publishing.names import find_earlier_mentions, pages_by_key, resolve
from content.library.publishing.search_rows import Marked, make_rows, remove_rows
from content.library.wording import TopicWordings, title_key
from content.pages.models import Page, Tag


def index(publication: Publication, edition: Edition, previous: Edition | None) -> None:
    """Replace the index rows of the publication by those of the edition, and resolve what waited for it.

    `previous` is the edition that was current before; without one there are no rows yet.
    """
    before, words = _standing(publication) if previous else ([], "")
    if previous:
        _remove_texts(publication)
    passages = _passages(publication, edition)
    names = _names(publication, edition, before)
    named = _links(publication, edition, passages)  # after the names: a text may ask for its own
    marked = _topics(publication, edition, passages, named)
    if names is not before:  # the title comes first among them
        resolve({name.key for name in [*before, *names]})
    known = {name.surface for name in before if name.mentions}
    new = [name for name in names if name.mentions and name.surface not in known]
    if new:
        find_earlier_mentions(publication, new)
    # Last, since it locks words that other pages have too.
    make_rows(publication, passages, names, marked, before=words)


def _standing(publication: Publication) -> tuple[list[Name], str]:
    """The names and the vocabulary that the index has of the publication, in one query: none if withdrawn."""
    kept = PageWords.objects.filter(publication=OuterRef("publication")).values("vocabulary")
    names = list(publication.names.order_by("pk").annotate(vocabulary=Subquery(kept)))
    return list(names), (names[0].vocabulary or "") if names else ""  # its title is always one


def remove(publication: Publication) -> None:
    """Take the publication out of the index. What named it goes on pointing at its page."""
    remove_rows(publication)
    _remove_texts(publication)
    PublicationTag.objects.filter(publication=publication).delete()
    Name.objects.filter(publication=publication).delete()


def _remove_texts(publication: Publication) -> None:
    """The passages, and what points at them.

    Passages are deleted without Django's search for what else would have to go, which reads them all: the
    rows that point at them went before, and the database refuses to leave one behind.
    """
    passages = Passage.objects.filter(publication=publication)
    PassageTopic.objects.filter(passage__in=passages.order_by().values("pk")).delete()
    PassageWords.objects.filter(publication=publication).delete()
    Link.objects.filter(publication=publication).delete()
    Naming.objects.filter(publication=publication).delete()
    passages._raw_delete(passages.db)


def _passages(publication: Publication, edition: Edition) -> list[Passage]:
    sections = edition.content["sections"]
    return Passage.objects.bulk_create(
        Passage(
            publication=publication,
            edition=edition,
            key=row["key"],
            number=row["number"],
            kind=row["kind"],
            section_number=sections[row["section"]]["number"],
            section_heading=sections[row["section"]]["heading"],
            section_slug=sections[row["section"]]["slug"],
            start=row["start"],
            end=row["end"],
            text=edition.text[row["start"] : row["end"]],
        )
        for row in edition.content["passages"]
    )


def _links(publication: Publication, edition: Edition, passages: list[Passage]) -> dict[int, set[int]]:
    """Returns which pages each passage names."""
    rows = edition.content["links"]
    sections = edition.content["sections"]
    found = pages_by_key({row["key"] for row in rows if row["key"]})
    existing = _existing(rows)
    links = []
    counts: Counter[int] = Counter()
    named: dict[int, set[int]] = defaultdict(set)
    for number, row in enumerate(rows):
        target = row["page"] if row["page"] in existing else found.get(row["key"])
        if row["page"] and target is None:
            continue  # a draft that was deleted since
        passage = passages[row["passage"]] if row["passage"] is not None else None
        if target and row["kind"] in NAMING:
            if target != publication.page_id:
                counts[target] += 1
            if passage:
                named[passage.pk].add(target)
        links.append(
            Link(
                publication=publication,
                number=number,
                kind=row["kind"],
                target_id=target,
                title=row["title"],
                wanted_key=row["key"],
                passage=passage,
                section_slug=sections[row["section"]]["slug"] if row["section"] is not None else "",
                start=row["start"],
                end=row["end"],
                detail={key: row[key] for key in ("note", "status", "anchor") if row.get(key)},
            )
        )
    Link.objects.bulk_create(links)
    Naming.objects.bulk_create(
        Naming(publication=publication, page_id=page, count=count) for page, count in counts.items()
    )
    return named


def _existing(rows: Sequence[dict[str, Any]]) -> set[int]:
    """Of the pages that links lead to those that exist. A text names pages that were published: they do."""
    named = {row["page"] for row in rows if row["kind"] == LinkKind.MENTION}
    others = {row["page"] for row in rows if row["page"]} - named
    return named.union(Page.objects.filter(pk__in=others).values_list("pk", flat=True)) if others else named


def _topics(
    publication: Publication, edition: Edition, passages: list[Passage], named: dict[int, set[int]]
) -> Marked:
    """The topics that an editor gave the page, and those that its passages name in words."""
    given = PublicationTag.objects.filter(publication=publication, tag=OuterRef("pk"))
    tags: list[Any] = list(
        Tag.objects.annotate(had=Exists(given)).values_list("pk", "name", "wordings", "had")
    )
    had = {pk for pk, *_, had in tags if had}
    has = {topic["tag"] for topic in edition.content["topics"]}.intersection(pk for pk, *_ in tags)
    if had - has:
        PublicationTag.objects.filter(publication=publication, tag__in=had - has).delete()
    PublicationTag.objects.bulk_create(
        PublicationTag(publication=publication, tag_id=tag) for tag in sorted(has - had)
    )
    wordings = TopicWordings(
        (pk, phrase.strip())
        for pk, name, phrases, _ in tags
        for phrase in (phrases.splitlines() or [name])
        if phrase.strip()
    )
    topics = {passage.pk: sorted(wordings.find(passage.text)) for passage in passages}
    PassageTopic.objects.bulk_create(
        PassageTopic(passage=passage, tag_id=tag) for passage in passages for tag in topics[passage.pk]
    )
    return Marked(named, topics, has)


def _names(publication: Publication, edition: Edition, before: list[Name]) -> list[Name]:
    """The names of the edition as rows: the same ones, where they are what they were."""
    names = [
        Name(
            publication=publication,
            surface=name["surface"],
            key=title_key(name["surface"]),
            case_sensitive=name["case_sensitive"],
            mentions=name["mentions"],
        )
        for name in edition.content["names"]
    ]
    if [_said(name) for name in names] == [_said(name) for name in before]:
        return before
    if before:
        Name.objects.filter(publication=publication).delete()
    return Name.objects.bulk_create(names)


def _said(name: Name) -> tuple[str, str, bool, bool]:
    return name.surface, name.key, name.case_sensitive, name.mentions
