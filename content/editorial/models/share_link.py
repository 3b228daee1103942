"""Links by which outsiders see the preview of one draft."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from content.pages.models import Page


class ShareLink(models.Model):
    """One link to the preview of one page. Only a fingerprint of its secret is kept."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    secret_hash = models.CharField(max_length=64, unique=True)
    label = models.CharField(max_length=120, blank=True, help_text="For whom it is.")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_opened_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-made_at", "-pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("made_at")), name="a_share_link_expires_after_it_is_made"
            ),
        ]

    def __str__(self) -> str:
        return f"Preview of {self.page} until {self.expires_at:%Y-%m-%d}"
