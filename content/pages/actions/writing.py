"""Making the working copy say what a snapshot says: so a page is restored, discarded, merged, recovered."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from content.pages.actions.revisions import record_revision
from content.pages.actions.sections import SectionDraft, SkippedLevel, replace_sections
from content.pages.actions.taking_over import Referred, take_over_relations, take_over_rows
from content.pages.models import Page, Revision, Section, SourceDocument
from content.pages.schemas import Snapshot, content_hash, upgraded
from content.pages.snapshots import FIELDS, MODELS, SHARED, snapshot
from content.people.models import User


class NotWritable(Exception):
    """The page cannot be made to say that; `reasons` are sentences. Nothing was changed."""

    def __init__(self, reasons: Sequence[str]) -> None:
        self.reasons = list(reasons)
        super().__init__(" ".join(reasons))


def write_snapshot(
    *, page: Page, taken: Snapshot, by: User | None, at: datetime | None = None, note: str = ""
) -> tuple[Revision, list[str]]:
    """Write the snapshot into the page's rows and record that as a revision; the latest, if nothing changed.

    Sections keep their rows by their addresses. The list tells what could not be taken over, in sentences:
    pages, topics and documents that are gone, names that are another page's now. Raises NotWritable.
    """
    try:
        return _write(page, upgraded(taken), by, at, note)
    except SkippedLevel as refusal:
        raise NotWritable([str(refusal)]) from refusal
    except IntegrityError as refusal:
        reason = "Someone took a name or an address in between. Nothing was changed: try again."
        raise NotWritable([reason]) from refusal


@transaction.atomic
def _write(
    page: Page, taken: Snapshot, by: User | None, at: datetime | None, note: str
) -> tuple[Revision, list[str]]:
    Page.objects.select_for_update().get(pk=page.pk)  # one writes at a time
    standing = snapshot(page)
    if reasons := _reasons_against(page, taken):
        raise NotWritable(reasons)
    latest = Revision.objects.latest_of(page)
    if latest and latest.content_hash == content_hash(standing) == content_hash(taken):
        return latest, []
    before = transaction.savepoint()
    untaken: list[str] = []
    referred = Referred(taken, untaken)
    _write_fields(page, taken, referred)
    _write_sections(page, taken)
    take_over_rows(page, taken, standing, referred)
    take_over_relations(page, taken, standing, referred)
    revision, is_new = record_revision(page=page, by=by, at=at, note=note)
    if is_new or (latest and latest.content_hash != content_hash(standing)):
        transaction.savepoint_commit(before)
    else:  # what could not be taken over was all that differs
        transaction.savepoint_rollback(before)
    page.refresh_from_db()
    return revision, untaken


def _reasons_against(page: Page, taken: Snapshot) -> list[str]:
    if taken["kind"] != page.kind:
        return [f"That is of a page of another kind: {taken['kind']}, not {page.kind}."]
    other = Page.objects.filter(kind=page.kind, slug=taken["slug"]).exclude(pk=page.pk).first()
    if other is None:
        return []
    return [f"The address “{taken['slug']}” is that of “{other}” now. Give that page another one first."]


def _write_fields(page: Page, taken: Snapshot, referred: Referred) -> None:
    row = MODELS[page.kind].objects.get(pk=page.pk)  # the given one may be older than its row
    for name in SHARED:
        setattr(row, name, taken[name])
    for name in FIELDS[row.kind]:
        value = taken["fields"][name]
        if row._meta.get_field(name).is_relation:
            setattr(row, f"{name}_id", referred.page_key(value) if value else None)
        else:
            setattr(row, name, value)
    row.source_document = _source(taken, referred)
    row.version = F("version") + 1
    row.save()


def _source(taken: Snapshot, referred: Referred) -> SourceDocument | None:
    if taken["source"] is None:
        return None
    document = SourceDocument.objects.filter(sha256=taken["source"]["sha256"]).first()
    if document is None:
        referred.untaken.append(f"The source document “{taken['source']['file_name']}” was deleted.")
    return document


def _write_sections(page: Page, taken: Snapshot) -> None:
    rows = dict(Section.objects.filter(page=page).values_list("slug", "pk"))
    drafts = [
        SectionDraft(
            level=section["level"],
            heading=section["heading"],
            body=section["body"],
            slug=section["slug"],
            pk=rows.get(section["slug"]),
        )
        for section in taken["sections"]
    ]
    replace_sections(page=page, sections=drafts)
