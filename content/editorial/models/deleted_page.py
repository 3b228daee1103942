"""Pages that were deleted before they were ever published, kept so that they can be recovered."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from content.pages.models import Kind


class DeletedPage(models.Model):
    """A deleted working copy with all its revisions, under the key that it had."""

    page_key = models.BigIntegerField(help_text="The primary key that the page had and gets again.")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    slug = models.CharField(max_length=160)
    title = models.CharField(max_length=250)
    revisions = models.JSONField(help_text="Every revision: number, schema, snapshot, author, time, note.")
    beside = models.JSONField(
        default=dict, help_text="What stands in no snapshot: the desk’s dates, import defects, who began it."
    )
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    deleted_at = models.DateTimeField()
    recovered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    recovered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-deleted_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["page_key"], condition=Q(recovered_at=None), name="a_page_is_deleted_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return self.title
