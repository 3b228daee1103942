"""Writing a page's sections as one ordered whole."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from content.pages.addresses import free_slug
from content.pages.models import Page, Section

_ASIDE = 1_000_000  # positions that no page reaches: rows stand there while they change places
_WRITTEN = ["position", "level", "level_before", "heading", "body", "slug"]


@dataclass(frozen=True)
class SectionDraft:
    """One section as it shall be. `pk` names the row it continues; an empty slug is made from the heading."""

    level: int
    heading: str
    body: str
    slug: str = ""
    pk: int | None = None


class SkippedLevel(Exception):
    """A section lies more than one level below the one before it."""

    def __init__(self, position: int, heading: str) -> None:
        self.position, self.heading = position, heading
        super().__init__(
            f"Section {position} (“{heading or 'untitled'}”) skips a level: "
            "a sub-subsection needs a subsection above it, and the first section is of the first level."
        )


@transaction.atomic
def replace_sections(*, page: Page, sections: Sequence[SectionDraft]) -> list[Section]:
    """Make the page's sections exactly these, in this order; continued rows keep their key and address.

    Raises SkippedLevel, and then nothing has changed.
    """
    before = 1
    for position, draft in enumerate(sections, start=1):
        if draft.level > before + 1:
            raise SkippedLevel(position, draft.heading)
        before = draft.level
    kept = {draft.pk for draft in sections if draft.pk}
    page_sections = Section.objects.filter(page=page)
    page_sections.exclude(pk__in=kept).delete()
    rows = page_sections.in_bulk()
    slugs = _slugs(sections, rows)
    _set_slugs_aside(rows, slugs, sections)
    written: list[Section] = []
    changed, moved = [], []
    level_before = 1
    for position, (draft, slug) in enumerate(zip(sections, slugs, strict=True), start=1):
        section = rows.get(draft.pk or 0) or Section(page_id=page.pk)
        stood = [getattr(section, name) for name in _WRITTEN]
        if section.position != position:
            moved.append(section.pk)
        section.position, section.level, section.level_before = position, draft.level, level_before
        section.heading, section.body, section.slug = draft.heading, draft.body, slug
        if section.pk and stood != [getattr(section, name) for name in _WRITTEN]:
            changed.append(section)
        written.append(section)
        level_before = draft.level
    # Out of each other's way: positions are unique at every moment.
    page_sections.filter(pk__in=moved).update(position=F("position") + _ASIDE)
    Section.objects.bulk_update(changed, _WRITTEN)
    Section.objects.bulk_create([section for section in written if section._state.adding])
    return written


def _slugs(sections: Sequence[SectionDraft], rows: dict[int, Section]) -> list[str]:
    """The address of each section: its own, else the one its row had, else a new one from its heading."""
    wanted = [draft.slug or (rows[draft.pk].slug if draft.pk in rows else "") for draft in sections]
    taken = {slug for slug in wanted if slug}
    slugs = []
    for draft, slug in zip(sections, wanted, strict=True):
        slugs.append(slug or free_slug(draft.heading, taken, otherwise="conclusion"))
        taken.add(slugs[-1])
    return slugs


def _set_slugs_aside(
    rows: dict[int, Section], slugs: Sequence[str], sections: Sequence[SectionDraft]
) -> None:
    for draft, slug in zip(sections, slugs, strict=True):
        row = rows.get(draft.pk or 0)
        if row is not None and row.slug != slug:
            Section.objects.filter(pk=row.pk).update(slug=f"aside-{row.pk}")
