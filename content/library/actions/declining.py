"""No longer asking readers for a title that texts name, and asking again."""

from datetime import datetime

from django.db import transaction

from content.library.actions.generation import site_changed
from content.library.models import DeclinedTitle


@transaction.atomic
def decline_title(*, key: str, at: datetime | None = None) -> bool:
    """From now on the title is listed nowhere as wanted; False where it was declined before."""
    _, is_new = DeclinedTitle.objects.get_or_create(key=key)
    if is_new:
        site_changed(at=at)
    return is_new


@transaction.atomic
def ask_for_title(*, key: str, at: datetime | None = None) -> bool:
    """The title is wanted again; False where it was not declined."""
    found, _ = DeclinedTitle.objects.filter(key=key).delete()
    if found:
        site_changed(at=at)
    return bool(found)
