"""Handling what importing found and did not mend."""

from collections import Counter
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from content.editorial.actions.log import record_act
from content.editorial.models import Act
from content.pages.models import Defect
from content.people.models import User


def handle_defects(*, defects: QuerySet[Defect], by: User, at: datetime | None = None) -> int:
    """Mark the defects as handled; how many were open. The log tells who did it, page by page."""
    return _mark(defects, Defect.State.OPEN, Defect.State.HANDLED, Act.DEFECTS_HANDLED, by, at)


def reopen_defects(*, defects: QuerySet[Defect], by: User, at: datetime | None = None) -> int:
    """Mark the defects as open again; how many were handled. The log tells it too."""
    return _mark(defects, Defect.State.HANDLED, Defect.State.OPEN, Act.DEFECTS_REOPENED, by, at)


@transaction.atomic
def _mark(defects: QuerySet[Defect], before: str, after: str, act: Act, by: User, at: datetime | None) -> int:
    marked = list(
        defects.filter(state=before)
        .select_for_update(of=("self",))
        .select_related("page", "source_document")
        .defer("source_document__text")
    )
    Defect.objects.filter(pk__in=[defect.pk for defect in marked]).update(state=after)
    at = at or timezone.now()
    for (page, document), count in Counter((one.page, one.source_document) for one in marked).items():
        note = f"{count} found in {document.file_name}"
        record_act(page=page, act=act, by=by, at=at, note=note, title=document.file_name)
    return len(marked)
