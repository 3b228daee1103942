"""Counting what was looked for in vain, so that editors learn what is missing."""

from typing import Final

from django.db import transaction
from django.db.models import F

from content.library.models import Miss

MOST: Final = 1_000
_MADE_ROOM: Final = 50


@transaction.atomic
def count_miss(*, words: str) -> None:
    """One more search for these words found nothing. Of too many, the rarest are forgotten."""
    if not words or Miss.objects.filter(words=words).update(count=F("count") + 1):
        return
    if Miss.objects.count() >= MOST:
        rarest = Miss.objects.order_by("count", "words").values_list("words", flat=True)[:_MADE_ROOM]
        Miss.objects.filter(words__in=list(rarest)).delete()
    Miss.objects.bulk_create([Miss(words=words)], ignore_conflicts=True)
