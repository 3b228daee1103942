"""Telling every kept page that the site has changed."""

from datetime import datetime

from django.db.models import F
from django.utils import timezone

from content.library.models import Generation

ONLY = 1  # the one row


def site_changed(*, at: datetime | None = None) -> None:
    """Move the generation of the site on. Call it in the transaction that changes what the public sees."""
    at = at or timezone.now()
    if not Generation.objects.filter(pk=ONLY).update(number=F("number") + 1, changed_at=at):
        Generation.objects.create(pk=ONLY, number=1, changed_at=at)
