"""Writing the log: every act on a page, once, in a chain that cannot be changed unnoticed."""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Max, Subquery
from django.db.models.functions import Coalesce

from content.editorial.models import LogEntry, LogHead
from content.pages.models import Page
from content.people.models import User

ONLY: Final = 1  # the one head
_HASHED: Final = (
    *("page_id", "page_kind", "page_title", "act", "by_id", "by_name"),
    *("state_before", "state_after", "revision_number", "edition_number", "note", "detail"),
)


@transaction.atomic(savepoint=False)  # it is part of the act
def record_act(
    *,
    page: Page | None,
    act: str,
    by: User | None,
    at: datetime,
    states: tuple[str, str] = ("", ""),
    revision_number: int | None = None,
    edition_number: int | None = None,
    note: str = "",
    detail: dict[str, Any] | None = None,
    title: str = "",
) -> LogEntry:
    """Append one entry, in the transaction of the act itself; `title` names what has no page."""
    head, _ = LogHead.objects.select_for_update().get_or_create(pk=ONLY)
    entry = LogEntry(
        page_id=page.pk if page else None,
        page_kind=page.kind if page else "",
        page_title=(page.title if page else title)[:250],
        act=act,
        by=by,
        by_name=by.display_name[:80] if by else "",
        at=at,
        state_before=states[0],
        state_after=states[1],
        revision_number=revision_number,
        edition_number=edition_number,
        note=note,
        detail=detail or {},
        previous_hash=head.hash,
    )
    entry.hash = hash_of(entry)
    entry.save(force_insert=True)
    LogHead.objects.filter(pk=ONLY).update(hash=entry.hash)
    return entry


def end_of_log() -> tuple[str, int]:
    """The hash at the head, and the key of the last entry: of one moment, though others write on."""
    last = LogEntry.objects.order_by("-pk").values("pk")[:1]
    head = LogHead.objects.filter(pk=ONLY).values_list("hash", Coalesce(Subquery(last), 0)).first()
    return head or ("", LogEntry.objects.aggregate(last=Coalesce(Max("pk"), 0))["last"])


def hash_of(entry: LogEntry) -> str:
    """SHA-256 of what the entry says, its time in UTC, and the hash of the entry before."""
    said = {name: getattr(entry, name) for name in _HASHED}
    said |= {"at": entry.at.astimezone(UTC).isoformat(), "previous_hash": entry.previous_hash}
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def first_break(entries: Iterable[LogEntry], head: str, *, before: str = "") -> LogEntry | str | None:
    """The first entry, oldest first, that does not follow from the one before; None where all do.

    A text tells that the chain ends elsewhere than at the head: entries at its end are missing. `before` is
    the hash that the first entry follows, where it is not the first of all.
    """
    for entry in entries:
        if entry.previous_hash != before or entry.hash != hash_of(entry):
            return entry
        before = entry.hash
    return None if before == head else "The last entries are missing."
