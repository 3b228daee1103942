"""Who has a page's form open. No lock: it only tells."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from content.pages.models import Page


class Presence(models.Model):
    """One open form, as its tab last reported it; rows that are not renewed are as good as gone."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    tab = models.CharField(max_length=36, help_text="A random name that the browser gives to its tab.")
    opened_at = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)
    has_unsaved_changes = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "presences"
        ordering = ("opened_at", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["page", "person", "tab"], name="one_presence_per_tab"),
        ]

    def __str__(self) -> str:
        return f"{self.person} at {self.page}"
