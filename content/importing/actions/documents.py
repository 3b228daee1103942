"""A document becomes an article of the working copy, or the next revision of one."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from django.db import IntegrityError, transaction
from django.utils import timezone

from content.editorial.actions.after_save import draft_saved
from content.importing.bounded import read_bounded
from content.importing.documents import ParsedDocument, ParsedSection
from content.importing.duplicates import near_duplicates
from content.importing.formats import bare_name
from content.importing.markdown import section_body
from content.importing.queries import article_of, articles_titled
from content.library.wording import title_key
from content.pages.actions import SectionDraft, claim_version, record_revision, replace_sections
from content.pages.addresses import free_slug, slug_from
from content.pages.models import Article, Defect, Notice, Page, Provenance, Section, SourceDocument
from content.people.models import User

IMPORTER_VERSION: Final = "1"
_ASIDE: Final = 10_000  # positions that no notice reaches: an editor's notices stand there while they move


class Outcome(StrEnum):
    """What an import did."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class ImportResult:
    """The document with all its defects, and the article that it became or already was."""

    outcome: Outcome
    document: ParsedDocument
    article: Page
    source: SourceDocument


@dataclass(frozen=True, slots=True)
class Received:
    """The bytes of a document, as its source document knows them."""

    fingerprint: str
    size: int


class SharedTitle(Exception):
    """Two articles have the document's title: nobody can tell which of them it continues."""

    def __init__(self, title: str, slugs: Sequence[str]) -> None:
        self.title, self.slugs = title, slugs
        super().__init__(f"several articles have the title “{title}”: {', '.join(slugs)}; rename all but one")


@contextmanager
def rehearsal() -> Iterator[None]:
    """Whatever is imported inside is undone at the end: the same work and the same report, nothing kept."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def import_document(
    *, data: bytes, file_name: str, by: User | None, at: datetime | None = None
) -> ImportResult:
    """Import one document, all or nothing. Bytes that were imported before change nothing.

    It is read in bounded time and memory. A document with the title of an article becomes its next revision.
    Raises UnreadableDocument, SharedTitle.
    """
    received = Received(hashlib.sha256(data).hexdigest(), len(data))
    return _imported(read_bounded(data, file_name), received, by, at or timezone.now(), compare=True)


def import_parsed(
    *, document: ParsedDocument, received: Received, by: User | None, at: datetime
) -> ImportResult:
    """Import a document that was read and compared before, as its editor decided it. Raises SharedTitle."""
    return _imported(document, received, by, at, compare=False)


def _imported(
    document: ParsedDocument, received: Received, by: User | None, at: datetime, *, compare: bool
) -> ImportResult:
    try:
        with transaction.atomic():
            return _import(document, received, by, at, compare=compare)
    except IntegrityError:  # someone imported it, or its title, in between: now it is found
        with transaction.atomic():
            return _import(document, received, by, at, compare=compare)


def _import(
    document: ParsedDocument, received: Received, by: User | None, at: datetime, *, compare: bool
) -> ImportResult:
    source = SourceDocument.objects.filter(sha256=received.fingerprint).first()
    article = article_of(source) or title_owner(document.title)
    if compare:
        document = document.with_defects(near_duplicates(document, paragraphs_of_others(article)))
    if source and article:
        return ImportResult(Outcome.UNCHANGED, document, article, source)
    source = source or _source(document, received, by, at)
    outcome = Outcome.UPDATED if article else Outcome.CREATED
    article = _written(article, document, source, by)
    _replace_notices(article, document)
    replace_sections(page=article, sections=_drafts(article, document.sections))
    _replace_defects(article, source, document)
    revision, is_new = record_revision(
        page=article, by=by, at=at, note=f"Imported from {source.file_name}"[:250]
    )
    if is_new:
        draft_saved(page=article, revision=revision, by=by, at=at)
    return ImportResult(outcome, document, article, source)


def title_owner(title: str) -> Page | None:
    """The article with this title, whatever its case, quotes and spaces; raises SharedTitle."""
    alike = articles_titled(title)
    if len(alike) > 1:
        raise SharedTitle(title, [article.slug for article in alike])
    return alike[0] if alike else None


def _source(document: ParsedDocument, received: Received, by: User | None, at: datetime) -> SourceDocument:
    return SourceDocument.objects.create(
        file_name=bare_name(document.file_name),
        sha256=received.fingerprint,
        size=received.size,
        encoding=document.encoding,
        text=document.received,
        importer_version=IMPORTER_VERSION,
        imported_at=at,
        imported_by=by,
    )


def _written(article: Page | None, document: ParsedDocument, source: SourceDocument, by: User | None) -> Page:
    """The article's own row, new or changed. Someone who has the article open is told of the new version."""
    if article is None:
        taken = Article.objects.filter(slug__startswith=slug_from(document.title)[:100])
        slug = free_slug(document.title, set(taken.values_list("slug", flat=True)))
        article = Article(slug=slug, created_by=by)
    else:
        claim_version(page=article, expected=article.version)
    article.title, article.summary = document.title, document.standfirst
    article.provenance = _provenance(article, document)
    article.source_document = source
    article.save()
    return article


def _provenance(article: Page, document: ParsedDocument) -> str:
    """As the document states it. Where it says nothing, what an editor stated stays; nothing is guessed."""
    if any(notice.kind == "ai_disclosure" for notice in document.notices):
        return Provenance.AI_ASSISTED
    by_notice = article.pk and article.provenance == Provenance.AI_ASSISTED
    if by_notice and article.notices.filter(kind="ai_disclosure", origin="source").exists():
        return Provenance.UNKNOWN
    return article.provenance


def _replace_notices(article: Page, document: ParsedDocument) -> None:
    """The source's notices come first and are replaced; those of editors stay, behind them.

    A notice that the source goes on saying is shown for the days that an editor gave it.
    """
    of_source = article.notices.filter(origin=Notice.Origin.SOURCE)
    days = {text: days for text, *days in of_source.values_list("text", "shown_from", "shown_to")}
    of_source.delete()
    kept = list(article.notices.order_by("position"))
    for shift in (_ASIDE, len(document.notices) + 1):  # out of each other's way: positions are unique
        for index, notice in enumerate(kept):
            notice.position = shift + index
            notice.save(update_fields=["position"])
    rows = []
    for position, found in enumerate(document.notices, start=1):
        begins, ends = days.get(found.text, (None, None))
        rows.append(
            Notice(
                page=article,
                position=position,
                kind=found.kind,
                text=found.text,
                origin=Notice.Origin.SOURCE,
                shown_from=begins,
                shown_to=ends,
            )
        )
    Notice.objects.bulk_create(rows)


def _drafts(article: Page, sections: Sequence[ParsedSection]) -> list[SectionDraft]:
    """The sections as they shall be; one whose heading stood in the article before keeps its address."""
    rows: dict[str, list[int]] = {}
    before = Section.objects.filter(page=article).order_by("position")
    for pk, heading in before.values_list("pk", "heading"):
        rows.setdefault(title_key(heading), []).append(pk)
    drafts = []
    for section in sections:
        heading = section.heading or ""
        waiting = rows.get(title_key(heading), [])
        continued = waiting.pop(0) if waiting else None
        drafts.append(SectionDraft(section.level, heading, section_body(section.blocks), pk=continued))
    return drafts


def _replace_defects(article: Page, source: SourceDocument, document: ParsedDocument) -> None:
    Defect.objects.filter(page=article).delete()
    Defect.objects.bulk_create(
        Defect(page=article, source_document=source, line=found.line, kind=found.kind, text=found.text)
        for found in document.defects
    )


def paragraphs_of_others(article: Page | None) -> Iterator[tuple[int, str, str]]:
    """Key, title and text of every paragraph that the working copy's other articles have now."""
    others = Article.objects.exclude(pk=article.pk if article else 0)
    yield from others.exclude(summary="").values_list("pk", "title", "summary").iterator()
    sections = Section.objects.filter(page__in=others).order_by("page", "position")
    for page, title, body in sections.values_list("page", "page__title", "body").iterator():
        yield from ((page, title, line) for line in body.splitlines() if line)
