"""Handling what importing found and did not mend."""

from django.db import transaction
from django.db.models import QuerySet

from content.pages.models import Defect
from content.people.models import User


@transaction.atomic
def handle_defects(*, defects: QuerySet[Defect], by: User) -> int:
    """Mark the defects as handled; how many were open. Who did it stands in the admin's log."""
    return defects.filter(state=Defect.State.OPEN).update(state=Defect.State.HANDLED)


@transaction.atomic
def reopen_defects(*, defects: QuerySet[Defect], by: User) -> int:
    """Mark the defects as open again; how many were handled."""
    return defects.filter(state=Defect.State.HANDLED).update(state=Defect.State.OPEN)
