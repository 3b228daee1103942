"""Where a note sits in one edition."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from content.annotations.models.note import Note
from content.library.models import Edition


class Placement(models.Model):
    """A note's place in one edition, and how it got there; stored when the edition is published.

    A lost note has no place there; it keeps its quote and is tried again at each later edition.
    """

    class Status(models.TextChoices):
        SAME = "same", "Same"
        CHANGED = "changed", "Changed"
        MOVED = "moved", "Moved"
        LOST = "lost", "Lost"

    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="placements")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=8, choices=Status.choices)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    score = models.FloatField(help_text="The share of the quote that still stands there, 0 to 1.")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "note"], name="one_placement_per_edition_and_note"),
            models.CheckConstraint(
                condition=Q(status="lost", start__isnull=True, end__isnull=True)
                | (~Q(status="lost") & Q(start__isnull=False, end__gt=F("start"))),
                name="only_a_lost_note_has_no_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_status_display()} in {self.edition_id}"
