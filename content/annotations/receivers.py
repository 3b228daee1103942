"""What the margins do when an edition appears."""

from typing import Any

from django.dispatch import receiver

from content.annotations.actions.placing import place_notes
from content.library.models import Edition
from content.library.signals import published


@receiver(published)
def carry_notes_over(*, edition: Edition, **signal: Any) -> None:
    """Inside the transaction of publishing: an edition never stands without the places of its notes."""
    place_notes(edition=edition)
