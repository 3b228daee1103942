"""Every save of a page leaves a revision."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from content.pages.models import Page, Revision
from content.pages.schemas import words_between
from content.pages.snapshots import SCHEMA, content_hash, snapshot
from content.people.models import User


@transaction.atomic(savepoint=False)  # it is part of the act that it records
def record_revision(
    *, page: Page, by: User | None, at: datetime | None = None, note: str = ""
) -> tuple[Revision, bool]:
    """Store the page as it stands as its next revision.

    Returns the revision and whether it is new: a page that stands as in its latest revision gets no other.
    """
    taken = snapshot(page, lock=True)  # one numbering at a time
    fingerprint = content_hash(taken)
    latest = Revision.objects.latest_of(page)
    if latest is not None and latest.content_hash == fingerprint:
        return latest, False
    added, removed = words_between(latest.taken if latest else None, taken)
    revision = Revision.objects.create(
        page_id=page.pk,
        number=latest.number + 1 if latest else 1,
        schema=SCHEMA,
        snapshot=taken,
        content_hash=fingerprint,
        made_by=by,
        made_at=at or timezone.now(),
        note=note,
        words_added=added,
        words_removed=removed,
    )
    return revision, True
