"""A row of everything that the desk keeps about a page."""

import hashlib
from datetime import UTC, datetime, timedelta
from itertools import count

from content.editorial.actions.log import record_act
from content.editorial.models import (
    Act,
    DeletedPage,
    Draft,
    Presence,
    Remark,
    Schedule,
    SecondReview,
    ShareLink,
    WantedTitle,
)
from content.importing.models import Upload, UploadedDocument
from content.pages.models import Page
from tests.factories import make_user

AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
_numbers = count(1)


def make_desk_rows(page: Page, *, words: str = "Some words.") -> None:
    """As if it had been uploaded, reviewed, scheduled, shared and wanted; an action writes the log only."""
    number, person = next(_numbers), make_user()
    by = {"made_by": person, "made_at": AT}
    Draft.objects.create(page=page, state="in_review", revision_number=1, since=AT, submitted_by=person)
    Remark.objects.create(page=page, revision_number=1, section_heading="One", text="A remark.", **by)
    SecondReview.objects.create(
        page=page, edition_number=number, reason="A reason.", bypassed_by=person, bypassed_at=AT
    )
    ended = {"standing": "failed", "failure": "A failure.", "ended_at": AT}
    Schedule.objects.create(page=page, what="publish", due_at=AT, revision_number=1, **ended, **by)
    secret_hash = hashlib.sha256(f"secret {number}".encode()).hexdigest()
    expires_at = AT + timedelta(days=7)
    ShareLink.objects.create(page=page, secret_hash=secret_hash, label="A label", expires_at=expires_at, **by)
    Presence.objects.create(page=page, person=person, tab=f"tab-{number}", opened_at=AT, seen_at=AT)
    WantedTitle.objects.create(
        key=f"wanted {number}",
        title=f"Wanted {number}",
        decision="in_draft",
        page=page,
        decided_by=person,
        decided_at=AT,
    )
    DeletedPage.objects.create(
        page_key=1_000_000 + number,
        kind=page.kind,
        slug=f"deleted-{number}",
        title=f"Deleted {number}",
        revisions=[],
        deleted_at=AT,
    )
    upload = Upload.objects.create(made_by=person, made_at=AT, expires_at=expires_at)
    UploadedDocument.objects.create(
        upload=upload, position=1, file_name="a.txt", size=1, sha256="0" * 64, page=page
    )
    record_act(page=page, act=Act.SUBMITTED, by=person, at=AT, note=words, detail={words: words})
