"""What readers say against a note, and what moderators decide."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from content.annotations.models.note import Note


class Flag(models.Model):
    """A reader's word that a note does not belong here; one a person and note."""

    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="flags")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=500)
    made_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["note", "made_by"], name="one_flag_per_note_and_person"),
        ]

    def __str__(self) -> str:
        return self.reason


class Decision(models.Model):
    """One act of a moderator. The database refuses to change or delete a row.

    The person is named in words too, so that the row can be read when the account is gone.
    """

    class What(models.TextChoices):
        APPROVED = "approved", "Approved"
        HIDDEN = "hidden", "Hidden"
        SHOWN = "shown", "Shown again"
        FLAGS_SETTLED = "flags_settled", "Flags settled"

    note = models.ForeignKey(Note, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    what = models.CharField(max_length=15, choices=What.choices)
    reason = models.CharField(max_length=500, blank=True, help_text="Told to the author.")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    by_name = models.CharField(max_length=80, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.get_what_display()} by {self.by_name}"
