"""The whole page as plain data: what a revision stores and what publishing reads.

Pages that a snapshot refers to stand in it as `{"page": primary key, "title": title at that time}`, topics as
`{"tag": primary key, "slug": ..., "name": ...}`. The form is numbered: `SCHEMA`. The desk's dates, which say
when someone shall look at the page again, are no part of it.
"""

from typing import Any, Final

from django.db import models

from content.pages.models import (
    Agreement,
    Article,
    CaseStudy,
    Country,
    Kind,
    Notice,
    Organization,
    Page,
    Tag,
)
from content.pages.schemas import SCHEMA, Snapshot, content_hash, upgraded

__all__ = [
    "FIELDS",
    "MODELS",
    "SCHEMA",
    "SHARED",
    "Snapshot",
    "content_hash",
    "snapshot",
    "typed",
    "upgraded",
]

MODELS: Final[dict[str, type[Page]]] = {
    Kind.ARTICLE: Article,
    Kind.CASE_STUDY: CaseStudy,
    Kind.ORGANIZATION: Organization,
    Kind.COUNTRY: Country,
    Kind.AGREEMENT: Agreement,
}
_EVIDENCE: Final = ("confidence", "confidence_note", "evidence")
SHARED: Final = ("slug", "title", "summary", "language", "provenance", "not_linked")
FIELDS: Final[dict[str, tuple[str, ...]]] = {
    Kind.ARTICLE: (),
    Kind.CASE_STUDY: (
        *("question", "mechanism", "begins", "ends", "region"),
        *("claimed_outcome", "assessment", "limits", "evidence_level"),
    ),
    Kind.ORGANIZATION: (
        *("acronym", "type", "founded", "founding_act", "dissolved", "predecessor", "predecessor_note"),
        *("parent", "parent_note", "headquarters", "headquarters_note", "website"),
        *("members_count", "members_as_of", "members_note", "external_ids"),
        *_EVIDENCE,
    ),
    Kind.COUNTRY: ("official_name", "iso2", "iso3", "m49", "capital", "region", *_EVIDENCE),
    Kind.AGREEMENT: (
        *(
            "acronym",
            "agreement_kind",
            "subject",
            "owner",
            "signed",
            "signed_note",
            "in_force",
            "ended",
            "place",
        ),
        *("signatories", "text_url", "activities", "supersedes"),
        *_EVIDENCE,
    ),
}


def typed(page: Page) -> Page:
    """The page as its own kind: an Article, an Organization ..."""
    model = MODELS[page.kind]
    return page if isinstance(page, model) else model.objects.get(pk=page.pk)


def snapshot(page: Page, *, lock: bool = False) -> Snapshot:
    """The page as it stands in the database now; with `lock`, it stands so until the transaction ends."""
    pages = MODELS[page.kind].objects.select_related("source_document").defer("source_document__text")
    if lock:
        # Both rows of the page: what was waited for is then read as the other left it.
        pages = pages.select_for_update(of=("self", "page_ptr"))
    page = pages.get(pk=page.pk)
    source = page.source_document
    return {
        "schema": SCHEMA,
        "kind": page.kind,
        **{name: getattr(page, name) for name in SHARED},
        "source": {
            "file_name": source.file_name,
            "sha256": source.sha256,
            "imported_at": source.imported_at.isoformat(),
        }
        if source
        else None,
        "notices": [_notice(notice) for notice in page.notices.order_by("position")],
        "sections": list(page.sections.order_by("position").values("level", "heading", "slug", "body")),
        "aliases": list(
            page.aliases.order_by("surface").values(
                "surface", "kind", "language", "case_sensitive", "ambiguous"
            )
        ),
        "tags": [_tag(tag) for tag in Tag.objects.filter(tagged_pages__content_object=page).order_by("slug")],
        "fields": {name: _plain(getattr(page, name)) for name in FIELDS[page.kind]},
        "relations": _relations(page),
    }


def _notice(notice: Notice) -> dict[str, Any]:
    days = {"shown_from": notice.shown_from, "shown_to": notice.shown_to}
    return {
        **{name: getattr(notice, name) for name in ("kind", "text", "origin")},
        **{name: day.isoformat() if day else None for name, day in days.items()},
    }


def _relations(page: Page) -> dict[str, list[dict[str, Any]]]:
    if isinstance(page, Organization):
        memberships = page.memberships.select_related("member").order_by("position")
        names = ("status", "since", "until", *_EVIDENCE)
        return {"members": [_row(row, "member", names) for row in memberships]}
    if isinstance(page, Agreement):
        return {
            "parties": [
                _row(row, "party", ()) for row in page.parties.select_related("party").order_by("position")
            ]
        }
    if isinstance(page, CaseStudy):
        participants = page.participants.select_related("participant").order_by("position")
        told_by = page.told_by.select_related("page").order_by("page_id", "position")
        return {
            "participants": [_row(row, "participant", ("role",)) for row in participants],
            "instruments": [_tag(tag) for tag in page.instruments.order_by("position", "slug")],
            "agreements": [_ref(one) for one in page.agreements.order_by("signed", "title", "pk")],
            "told_by": [
                {**_ref(section.page), "section": section.slug, "heading": section.heading}
                for section in told_by
            ],
        }
    return {}


def _ref(page: Page) -> dict[str, Any]:
    return {"page": page.pk, "title": page.title}


def _tag(tag: Tag) -> dict[str, Any]:
    return {"tag": tag.pk, "slug": tag.slug, "name": tag.name}


def _row(row: models.Model, page_field: str, names: tuple[str, ...]) -> dict[str, Any]:
    return {**_ref(getattr(row, page_field)), **{name: getattr(row, name) for name in names}}


def _plain(value: Any) -> Any:
    return _ref(value) if isinstance(value, Page) else value
