"""The snapshot that every save of a page leaves behind."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from content.pages.models.page import Page
from content.pages.schemas import Snapshot, upgraded


class RevisionQuerySet(models.QuerySet["Revision"]):
    """The latest of a page's revisions, spelled once."""

    def latest_of(self, page: Page) -> "Revision | None":
        """The revision that the page was saved as last."""
        return self.filter(page=page.pk).order_by("-number").first()

    def number_of(self, page: Page) -> int:
        """The number of the latest one; 0 before the first."""
        numbers = self.filter(page=page.pk).order_by("-number").values_list("number", flat=True)
        return numbers.first() or 0


class Revision(models.Model):
    """The whole page at one save: numbered from 1, never changed. The database refuses to update a row.

    `snapshot` stays in the schema in which it was taken; read `taken`. `content_hash` is that of what it says
    in today's schema: whoever changes the schema counts the hashes anew, in a migration.
    """

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
    words_added = models.PositiveIntegerField(default=0, help_text="Since the revision before.")
    words_removed = models.PositiveIntegerField(default=0, help_text="Since the revision before.")

    objects: ClassVar = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ("-number",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["page", "number"], name="one_revision_per_page_and_number"),
        ]

    def __str__(self) -> str:
        return f"Revision {self.number} of {self.page}"

    @property
    def taken(self) -> Snapshot:
        """The snapshot in today's schema."""
        return upgraded(self.snapshot)
