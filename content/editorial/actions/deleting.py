"""Deleting pages that were never published, and recovering them with all their revisions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from content.editorial.actions.after_save import draft_saved
from content.editorial.actions.log import record_act
from content.editorial.actions.row_keys import give_back, row_keys
from content.editorial.actions.scheduling import end_schedule
from content.editorial.actions.sharing import revoke_preview, still_good
from content.editorial.models import Act, DeletedPage, Draft, Remark, Schedule
from content.library.models import Edition
from content.pages.actions import record_revision, write_snapshot
from content.pages.addresses import free_slug
from content.pages.models import CaseStudy, Defect, Page, Revision, Section, SourceDocument
from content.pages.schemas import upgraded
from content.pages.snapshots import FIELDS, MODELS, typed
from content.people.models import User

_OF_A_REVISION = (
    *("number", "schema", "snapshot", "content_hash", "made_by_id", "note"),
    *("words_added", "words_removed"),
)
_OF_A_DRAFT = ("state", "revision_number", "since", "submitted_by_id", "reviewer_id", "decided_by_id")
_OF_A_REMARK = (
    *("revision_number", "section_slug", "section_heading", "text", "made_by_id", "made_at"),
    *("settled_by_id", "settled_at"),
)
_OF_A_DEFECT = ("source_document_id", "line", "kind", "text", "state")

_ENDED = "The page was deleted."


class WasPublished(Exception):
    """What was published can be cited: it is withdrawn, never deleted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        super().__init__(f"“{page}” was published, so that it can be cited. Withdraw it instead.")


class SavedMeanwhile(Exception):
    """Someone saved the page after the person had been asked whether to delete it."""

    def __init__(self, page: Page, seen: int, latest: Revision | None) -> None:
        self.page, self.seen, self.latest = page, seen, latest
        super().__init__(
            f"Not deleted: “{page}” was saved after you had opened this. Look again, then delete."
        )


class NotRecoverable(Exception):
    """The page was recovered already, or its place is taken; says which."""


@dataclass(frozen=True)
class Recovered:
    """The page, and in sentences what is not as it was."""

    page: Page
    told: list[str]


@transaction.atomic
def delete_draft(*, page: Page, by: User, seen: int | None = None, at: datetime | None = None) -> DeletedPage:
    """Delete the page, kept to be recovered; times that are set for it and links to its preview end.

    `seen` is the number of the latest revision that the person knows, where one looked at the page first.
    Raises SavedMeanwhile and WasPublished; ProtectedError if others refer to it.
    """
    at = at or timezone.now()
    Page.objects.select_for_update().get(pk=page.pk)
    if Edition.objects.filter(page=page).exists():
        raise WasPublished(page)
    latest = Revision.objects.select_related("made_by").defer("snapshot").latest_of(page)
    if seen is not None and seen != (latest.number if latest else 0):
        raise SavedMeanwhile(page, seen, latest)
    record_revision(page=page, by=None, at=at)  # what was changed past the desk is kept too
    deleted = DeletedPage.objects.create(
        page_key=page.pk,
        kind=page.kind,
        slug=page.slug,
        title=page.title,
        revisions=[_plain(revision) for revision in Revision.objects.filter(page=page).order_by("number")],
        beside=_beside(page),
        deleted_by=by,
        deleted_at=at,
    )
    for schedule in Schedule.objects.filter(page=page, standing=Schedule.Standing.WAITING):
        end_schedule(schedule=schedule, page=page, by=by, why=_ENDED, at=at)
    for link in still_good(at).filter(page=page):
        revoke_preview(link=link, by=by, at=at)
    record_act(page=page, act=Act.DELETED, by=by, at=at, revision_number=deleted.revisions[-1]["number"])
    typed(page).delete()
    return deleted


@transaction.atomic
def recover(*, deleted: DeletedPage, by: User, at: datetime | None = None) -> Recovered:
    """Bring the page back under its key, with its revisions as they were. Raises NotRecoverable."""
    at = at or timezone.now()
    deleted = DeletedPage.objects.select_for_update().get(pk=deleted.pk)
    if deleted.recovered_at is not None:
        raise NotRecoverable(f"“{deleted}” was recovered already.")
    if Page.objects.filter(pk=deleted.page_key).exists():
        raise NotRecoverable(f"Another page stands where “{deleted}” stood.")
    told: list[str] = []
    taken = upgraded(deleted.revisions[-1]["snapshot"])
    taken = {**taken, "slug": _free_address(taken, told)}
    page = _made_again(deleted, taken)
    _record_again(page, deleted.revisions)
    revision, untaken = write_snapshot(page=page, taken=taken, by=by, at=at, note="Recovered")
    told += untaken
    give_back(page, deleted.beside.get("rows", {}))
    _put_beside(page, deleted.beside)
    draft_saved(page=page, revision=revision, by=by, at=at)  # an approval was of the revision before
    DeletedPage.objects.filter(pk=deleted.pk).update(recovered_by=by, recovered_at=at)
    number = revision.number
    record_act(page=page, act=Act.RECOVERED, by=by, at=at, revision_number=number, note=" ".join(told))
    return Recovered(page, told)


def _plain(revision: Revision) -> dict[str, Any]:
    kept = {name: getattr(revision, name) for name in _OF_A_REVISION}
    return kept | {"made_at": revision.made_at.isoformat()}


def _beside(page: Page) -> dict[str, Any]:
    """What goes with the page and stands in no snapshot."""
    cases = CaseStudy.objects.filter(Q(told_by__page=page) | Q(agreements=page.pk))
    return {
        "version": page.version,
        "volatility": page.volatility,
        "review_by": page.review_by.isoformat() if page.review_by else None,
        "created_by": page.created_by_id,
        "created_at": page.created_at.isoformat(),
        "defects": list(Defect.objects.filter(page=page).values(*_OF_A_DEFECT)),
        "rows": row_keys(page),
        "draft": _stored(Draft.objects.filter(page=page).values(*_OF_A_DRAFT)),
        "remarks": _stored(Remark.objects.filter(page=page).values(*_OF_A_REMARK)),
        "cases": sorted(set(cases.values_list("pk", flat=True))),
    }


def _stored(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows as JSON holds them: times as texts."""
    return [
        {name: value.isoformat() if isinstance(value, datetime) else value for name, value in row.items()}
        for row in rows
    ]


def _free_address(taken: dict[str, Any], told: list[str]) -> str:
    slug: str = taken["slug"]
    others = Page.objects.filter(kind=taken["kind"], slug__startswith=slug)
    taken_slugs = set(others.values_list("slug", flat=True))
    if slug not in taken_slugs:
        return slug
    free = free_slug(slug, taken_slugs)
    told.append(f"The address “{slug}” is another page’s now: this one has “{free}”.")
    return free


def _made_again(deleted: DeletedPage, taken: dict[str, Any]) -> Page:
    """The page with its key and its facts; what refers to other pages comes with the snapshot."""
    model: Any = MODELS[deleted.kind]
    beside = deleted.beside
    facts = {
        name: taken["fields"][name]
        for name in FIELDS[deleted.kind]
        if not model._meta.get_field(name).is_relation
    }
    people = User.objects.filter(pk=beside["created_by"])
    page: Page = model(
        pk=deleted.page_key,
        slug=taken["slug"],
        title=taken["title"],
        version=beside["version"],
        volatility=beside["volatility"],
        review_by=beside["review_by"],
        created_by=people.first(),
        **facts,
    )
    page.save()
    Page.objects.filter(pk=page.pk).update(created_at=beside["created_at"])
    return page


def _record_again(page: Page, revisions: list[dict[str, Any]]) -> None:
    people = set(User.objects.values_list("pk", flat=True))
    rows = []
    for kept in revisions:
        author = kept["made_by_id"] if kept["made_by_id"] in people else None
        made_at = datetime.fromisoformat(kept["made_at"])
        rows.append(Revision(page_id=page.pk, **{**kept, "made_by_id": author, "made_at": made_at}))
    Revision.objects.bulk_create(rows)


def _put_beside(page: Page, beside: dict[str, Any]) -> None:
    """Remarks and the state of the review, import defects, the places where case studies name the page."""
    Draft.objects.bulk_create([Draft(page_id=page.pk, **row) for row in beside.get("draft", [])])
    Remark.objects.bulk_create([Remark(page_id=page.pk, **row) for row in beside.get("remarks", [])])
    documents = set(SourceDocument.objects.values_list("pk", flat=True))
    Defect.objects.bulk_create(
        [
            Defect(page_id=page.pk, **row)
            for row in beside["defects"]
            if row["source_document_id"] in documents
        ]
    )
    sections = dict(Section.objects.filter(page=page).values_list("slug", "pk"))
    cases: Any = CaseStudy.objects.filter(pk__in=beside["cases"])
    for case in cases:
        latest = Revision.objects.latest_of(case)
        relations = latest.taken["relations"] if latest else {"told_by": [], "agreements": []}
        told = [sections.get(row["section"]) for row in relations["told_by"] if row["page"] == page.pk]
        case.told_by.add(*[key for key in told if key])
        case.agreements.add(*[row["page"] for row in relations["agreements"] if row["page"] == page.pk])
