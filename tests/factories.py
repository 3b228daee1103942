"""Plain functions that make rows for tests; every page comes with its first revision."""

import hashlib
from collections.abc import Sequence
from itertools import count
from typing import Any, TypeVar

from django.utils import timezone

from content.pages.actions import SectionDraft, record_revision, replace_sections
from content.pages.addresses import slug_from
from content.pages.models import (
    Agreement,
    Alias,
    Article,
    CaseStudy,
    Country,
    Defect,
    Facet,
    Membership,
    Notice,
    Organization,
    Page,
    Participant,
    Party,
    SourceDocument,
    Tag,
)
from content.people.models import User
from content.people.roles import Role

P = TypeVar("P", bound=Page)
_numbers = count(1)
PASSWORD = "correct horse battery staple"


def make_user(*, role: str = Role.EDITOR, password: str | None = None, **fields: Any) -> User:
    """An account; it can sign in with a password only if one is given (hashing takes its time)."""
    number = next(_numbers)
    fields.setdefault("email", f"person{number}@example.org")
    fields.setdefault("display_name", f"Person {number}")
    return User.objects.create_user(password=password, role=role, **fields)


def section(
    heading: str = "A heading", body: str = "A paragraph of text.", level: int = 2, **fields: Any
) -> SectionDraft:
    return SectionDraft(level=level, heading=heading, body=body, **fields)


def make_article(
    *, title: str = "", sections: Sequence[SectionDraft] | None = None, **fields: Any
) -> Article:
    return _made(Article(**_named(title, "An article", fields)), sections, fields)


def make_case_study(
    *,
    title: str = "",
    sections: Sequence[SectionDraft] | None = None,
    participants: Sequence[Page] = (),
    agreements: Sequence[Agreement] = (),
    instruments: Sequence[Tag] = (),
    **fields: Any,
) -> CaseStudy:
    tags = fields.pop("tags", ())
    page = CaseStudy(**_named(title, "A case study", fields))
    page.save()
    for position, participant in enumerate(participants, start=1):
        Participant.objects.create(case_study=page, participant=participant, position=position)
    page.agreements.set(agreements)
    page.instruments.set(instruments)
    return _made(page, sections, {"tags": tags})


def make_organization(
    *,
    title: str = "",
    sections: Sequence[SectionDraft] | None = None,
    members: Sequence[Page] = (),
    **fields: Any,
) -> Organization:
    tags = fields.pop("tags", ())
    page = Organization(**_named(title, "An organization", fields))
    page.save()
    for position, member in enumerate(members, start=1):
        Membership.objects.create(organization=page, member=member, position=position)
    return _made(page, sections, {"tags": tags})


def make_country(
    *, title: str = "", sections: Sequence[SectionDraft] | None = None, **fields: Any
) -> Country:
    return _made(Country(**_named(title, "A country", fields)), sections, fields)


def make_agreement(
    *,
    title: str = "",
    sections: Sequence[SectionDraft] | None = None,
    parties: Sequence[Page] = (),
    **fields: Any,
) -> Agreement:
    tags = fields.pop("tags", ())
    fields.setdefault("agreement_kind", Agreement.AgreementKind.AGREEMENT)
    page = Agreement(**_named(title, "An agreement", fields))
    page.save()
    for position, party in enumerate(parties, start=1):
        Party.objects.create(agreement=page, party=party, position=position)
    return _made(page, sections, {"tags": tags})


def make_tag(*, name: str = "", facet: str = Facet.INSTRUMENTS, **fields: Any) -> Tag:
    name = name or f"Topic {next(_numbers)}"
    fields.setdefault("slug", slug_from(name))
    return Tag.objects.create(name=name, facet=facet, **fields)


def make_alias(page: Page, surface: str, **fields: Any) -> Alias:
    return Alias.objects.create(page_id=page.pk, surface=surface, **fields)


def make_notice(page: Page, text: str = "Please note.", **fields: Any) -> Notice:
    return Notice.objects.create(page_id=page.pk, text=text, **fields)


def make_source_document(*, text: str = "A document.\n", **fields: Any) -> SourceDocument:
    received = text.encode()
    fields.setdefault("file_name", f"document-{next(_numbers)}.txt")
    fields.setdefault("sha256", hashlib.sha256(received + fields["file_name"].encode()).hexdigest())
    fields.setdefault("imported_at", timezone.now())
    return SourceDocument.objects.create(
        text=text, size=len(received), encoding="utf-8", importer_version="1", **fields
    )


def make_defect(
    *, page: Page | None = None, source_document: SourceDocument | None = None, **fields: Any
) -> Defect:
    fields.setdefault("line", 3)
    fields.setdefault("kind", "unclosed quotation mark")
    fields.setdefault("text", "a quotation mark is not closed")
    return Defect.objects.create(
        page_id=page.pk if page else None,
        source_document=source_document or make_source_document(),
        **fields,
    )


def _named(title: str, otherwise: str, fields: dict[str, Any]) -> dict[str, Any]:
    """The fields with a title and an address that no other page has; `tags` is left out."""
    title = title or f"{otherwise} {next(_numbers)}"
    return {
        "title": title,
        "slug": slug_from(title),
        **{name: value for name, value in fields.items() if name != "tags"},
    }


def _made(page: P, sections: Sequence[SectionDraft] | None, fields: dict[str, Any]) -> P:
    page.save()
    replace_sections(page=page, sections=[section()] if sections is None else sections)
    page.tags.set(fields.get("tags", ()))
    record_revision(page=page, by=None)
    return page
