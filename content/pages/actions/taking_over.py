"""The rows beside a page's text as a snapshot has them: names, topics, notices, relations to other pages."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Model, Q

from content.pages.models import (
    Agreement,
    Alias,
    CaseStudy,
    Membership,
    Notice,
    Organization,
    Page,
    Participant,
    Party,
    Section,
    Tag,
    TaggedPage,
)
from content.pages.schemas import Snapshot
from content.pages.snapshots import typed

Row = dict[str, Any]


class Referred:
    """The pages and topics that a snapshot refers to, as far as they are still there, in two queries."""

    def __init__(self, taken: Snapshot, untaken: list[str]) -> None:
        self.untaken = untaken
        relations = [row for rows in taken["relations"].values() for row in rows]
        named = [value for value in taken["fields"].values() if isinstance(value, dict)]
        pages = {row["page"] for row in [*relations, *named] if isinstance(row.get("page"), int)}
        tags = {row["tag"] for row in [*relations, *taken["tags"]] if "tag" in row}
        self.pages = set(Page.objects.filter(pk__in=pages).values_list("pk", flat=True))
        self.tags = set(Tag.objects.filter(pk__in=tags).values_list("pk", flat=True))

    def page_key(self, row: Row) -> int | None:
        """The key of the page that the row refers to; None, and told, if it is gone."""
        key: int = row["page"]
        if key in self.pages:
            return key
        self.untaken.append(f"“{row['title']}” was deleted: nothing refers to it any more.")
        return None

    def pages_of(self, rows: Iterable[Row]) -> list[Row]:
        return [row for row in rows if self.page_key(row) is not None]

    def tags_of(self, rows: Iterable[Row]) -> set[int]:
        for row in rows:
            if row["tag"] not in self.tags:
                self.untaken.append(f"The topic “{row['name']}” was deleted.")
        return {row["tag"] for row in rows} & self.tags


def take_over_rows(page: Page, taken: Snapshot, standing: Snapshot, referred: Referred) -> None:
    """Notices, other names and topics."""
    _replace(Notice, {"page_id": page.pk}, taken["notices"], standing["notices"])
    _take_over_aliases(page, taken["aliases"], standing["aliases"], referred)
    topics = referred.tags_of(taken["tags"])
    tagged = TaggedPage.objects.filter(content_object_id=page.pk)
    have = {row["tag"] for row in standing["tags"]}
    if have - topics:
        tagged.filter(tag__in=have - topics).delete()
    TaggedPage.objects.bulk_create(
        [TaggedPage(content_object_id=page.pk, tag_id=key) for key in sorted(topics - have)]
    )


def take_over_relations(page: Page, taken: Snapshot, standing: Snapshot, referred: Referred) -> None:
    """What the page says of other pages."""
    page = typed(page)
    wanted, had = taken["relations"], standing["relations"]
    if isinstance(page, Organization):
        rows = _keyed(referred.pages_of(wanted["members"]), "member_id")
        _replace(Membership, {"organization_id": page.pk}, rows, _keyed(had["members"], "member_id"))
    elif isinstance(page, Agreement):
        rows = _keyed(referred.pages_of(wanted["parties"]), "party_id")
        _replace(Party, {"agreement_id": page.pk}, rows, _keyed(had["parties"], "party_id"))
    elif isinstance(page, CaseStudy):
        rows = _keyed(referred.pages_of(wanted["participants"]), "participant_id")
        before = _keyed(had["participants"], "participant_id")
        _replace(Participant, {"case_study_id": page.pk}, rows, before)
        page.instruments.set(referred.tags_of(wanted["instruments"]))
        page.agreements.set([row["page"] for row in referred.pages_of(wanted["agreements"])])
        page.told_by.set(_sections(wanted["told_by"], referred))


def _keyed(rows: Iterable[Row], name: str) -> list[Row]:
    """The rows with the key of the page under the name of their column, and without its title."""
    return [
        {name: row["page"], **{key: value for key, value in row.items() if key not in {"page", "title"}}}
        for row in rows
    ]


def _replace(model: type[Any], owner: dict[str, int], rows: Sequence[Row], standing: Sequence[Row]) -> None:
    """Rows in their order, at the places 1, 2, 3 ...; nothing is written where they stand so."""
    if list(rows) == list(standing):
        return
    model.objects.filter(**owner).delete()
    made: list[Model] = [model(**owner, position=place, **row) for place, row in enumerate(rows, start=1)]
    model.objects.bulk_create(made)


def _take_over_aliases(page: Page, rows: Sequence[Row], standing: Sequence[Row], referred: Referred) -> None:
    """Whether a name is another page's is for the database to say: it alone knows how it compares letters."""
    leaving = [row["surface"] for row in standing if row not in rows]
    if leaving:
        Alias.objects.filter(page=page, surface__in=leaving).delete()
    coming = [row for row in rows if row not in standing]
    if not coming:
        return
    Alias.objects.bulk_create([Alias(page_id=page.pk, **row) for row in coming], ignore_conflicts=True)
    come = set(Alias.objects.filter(page=page).values_list("surface", flat=True))
    refused = [row["surface"] for row in coming if row["surface"] not in come]
    if not refused:
        return
    named = Q()
    for surface in refused:
        named |= Q(surface__iexact=surface)
    others = Alias.objects.filter(named, ambiguous=False).exclude(page=page).select_related("page")
    owners = {alias.surface.lower(): alias.page for alias in others}
    for surface in refused:
        owner = owners.get(surface.lower())
        whose = f"“{owner}”" if owner else "another page"
        referred.untaken.append(f"“{surface}” is a name of {whose} now.")


def _sections(rows: Sequence[Row], referred: Referred) -> list[Section]:
    """The sections of other pages that tell a case."""
    rows = referred.pages_of(rows)
    sections = Section.objects.filter(page__in={row["page"] for row in rows}).only("page_id", "slug")
    found = {(section.page_id, section.slug): section for section in sections}
    told = []
    for row in rows:
        section = found.get((row["page"], row["section"]))
        if section is None:
            heading = row["heading"] or "untitled"
            referred.untaken.append(f"The section “{heading}” of “{row['title']}” is gone.")
        else:
            told.append(section)
    return told
