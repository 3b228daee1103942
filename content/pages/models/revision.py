"""The snapshot that every save of a page leaves behind."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from content.pages.models.page import Page


class Revision(models.Model):
    """The whole page at one save: numbered from 1, never changed."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    schema = models.PositiveSmallIntegerField(help_text="The form of the snapshot.")
    snapshot = models.JSONField()
    content_hash = models.CharField(max_length=64)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField()
    note = models.CharField(max_length=250, blank=True)

    class Meta:
        ordering = ("-number",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["page", "number"], name="one_revision_per_page_and_number"),
        ]

    def __str__(self) -> str:
        return f"Revision {self.number} of {self.page}"
