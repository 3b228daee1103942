"""What the margins do when an edition appears, and when an account goes."""

from typing import Any

from django.dispatch import receiver

from content.annotations.actions.leaving import leave
from content.annotations.actions.placing import place_notes
from content.annotations.queries.mine import written_for_others
from content.library.models import Edition
from content.library.signals import published
from content.people.extensions import written_by
from content.people.models import User
from content.people.signals import account_deleted


@receiver(published)
def carry_notes_over(*, edition: Edition, **signal: Any) -> None:
    """Inside the transaction of publishing: an edition never stands without the places of its notes."""
    place_notes(edition=edition)


@receiver(account_deleted)
def take_notes_along(*, user: User, keep_notes: bool, **signal: Any) -> None:
    """Inside the transaction of deleting the account."""
    leave(person=user, keep_public=keep_notes)


written_by.append(written_for_others)
