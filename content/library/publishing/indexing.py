"""The index rows of a current edition, made from the edition alone: they can be made again at any time."""

from collections import Counter
from typing import Any

from content.library.models import (
    Edition,
    Link,
    Name,
    Naming,
    Passage,
    PassageTopic,
    Publication,
    PublicationTag,
)
from content.library.models.index import NAMING
from content.library.publishing.names import find_earlier_mentions, pages_by_key, resolve
from content.library.publishing.search_rows import make_rows, remove_rows
from content.library.wording import TopicWordings, title_key
from content.pages.models import Page, Tag


def index(publication: Publication, edition: Edition, *, is_new: bool = False) -> None:
    """Replace the index rows of the publication by those of the edition, and resolve what waited for it.

    `is_new` says that it has no rows yet.
    """
    before: list[Name] = []
    if not is_new:
        before = list(publication.names.all())
        _remove(publication)
    passages = _passages(publication, edition)
    _links(publication, edition, passages)
    _topics(publication, edition, passages)
    names = _names(publication, edition)
    resolve({name.key for name in [*before, *names]})
    known = {name.surface for name in before if name.mentions}
    new = [name for name in names if name.mentions and name.surface not in known]
    if new:
        find_earlier_mentions(publication, new)
    make_rows(publication, passages, names)  # last, since it locks words that other pages have too


def remove(publication: Publication) -> None:
    """Take the publication out of the index. What named it goes on pointing at its page."""
    remove_rows(publication)
    _remove(publication)


def _remove(publication: Publication) -> None:
    Link.objects.filter(publication=publication).delete()
    Passage.objects.filter(publication=publication).delete()
    PublicationTag.objects.filter(publication=publication).delete()
    Naming.objects.filter(publication=publication).delete()
    Name.objects.filter(publication=publication).delete()


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


def _links(publication: Publication, edition: Edition, passages: list[Passage]) -> None:
    rows = edition.content["links"]
    sections = edition.content["sections"]
    found = pages_by_key({row["key"] for row in rows if row["key"]})
    existing = _existing({row["page"] for row in rows if row["page"]})
    links = []
    counts: Counter[int] = Counter()
    for number, row in enumerate(rows):
        target = row["page"] if row["page"] in existing else found.get(row["key"])
        if row["page"] and target is None:
            continue  # a draft that was deleted since
        if target and target != publication.page_id and row["kind"] in NAMING:
            counts[target] += 1
        links.append(
            Link(
                publication=publication,
                number=number,
                kind=row["kind"],
                target_id=target,
                title=row["title"],
                wanted_key=row["key"],
                passage=passages[row["passage"]] if row["passage"] is not None else None,
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


def _existing(pages: set[int]) -> set[int]:
    return set(Page.objects.filter(pk__in=pages).values_list("pk", flat=True)) if pages else set()


def _topics(publication: Publication, edition: Edition, passages: list[Passage]) -> None:
    """The topics that an editor gave the page, and those that its passages name in words."""
    tags: list[Any] = list(Tag.objects.values_list("pk", "name", "wordings"))
    known = {pk for pk, _, _ in tags}
    PublicationTag.objects.bulk_create(
        PublicationTag(publication=publication, tag_id=topic["tag"])
        for topic in edition.content["topics"]
        if topic["tag"] in known
    )
    if not passages:
        return
    wordings = TopicWordings(
        (pk, phrase.strip())
        for pk, name, phrases in tags
        for phrase in (phrases.splitlines() or [name])
        if phrase.strip()
    )
    PassageTopic.objects.bulk_create(
        PassageTopic(passage=passage, tag_id=tag)
        for passage in passages
        for tag in sorted(wordings.find(passage.text))
    )


def _names(publication: Publication, edition: Edition) -> list[Name]:
    return Name.objects.bulk_create(
        Name(
            publication=publication,
            surface=name["surface"],
            key=title_key(name["surface"]),
            case_sensitive=name["case_sensitive"],
            mentions=name["mentions"],
        )
        for name in edition.content["names"]
    )
