"""The append-only log of what was done to pages."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from content.pages.models import Page


class Act(models.TextChoices):
    """What can be done to a page, as the log names it."""

    SUBMITTED = "submitted", "Submitted for review"
    TAKEN_BACK = "taken_back", "Taken back from review"
    APPROVED = "approved", "Approved"
    CHANGES_REQUESTED = "changes_requested", "Changes requested"
    EDITED = "edited", "Edited after a decision"
    REMARK_SETTLED = "remark_settled", "Remark settled"
    PUBLISHED = "published", "Published"
    PUBLISHED_UNREVIEWED = "published_unreviewed", "Published without second review"
    SECOND_REVIEW_GIVEN = "second_review_given", "Second review given"
    SCHEDULED = "scheduled", "Scheduled"
    SCHEDULE_MOVED = "schedule_moved", "Schedule moved to a new revision"
    SCHEDULE_CANCELLED = "schedule_cancelled", "Schedule canceled"
    SCHEDULE_FAILED = "schedule_failed", "Schedule failed"
    WITHDRAWN = "withdrawn", "Withdrawn"
    RESTORED = "restored", "Restored"
    DISCARDED = "discarded", "Changes discarded"
    DELETED = "deleted", "Deleted"
    RECOVERED = "recovered", "Recovered"
    REVIEWED_UNCHANGED = "reviewed_unchanged", "Reviewed, nothing to change"
    PREVIEW_SHARED = "preview_shared", "Preview shared"
    PREVIEW_REVOKED = "preview_revoked", "Shared preview revoked"
    WANTED_DECIDED = "wanted_decided", "Wanted title decided"
    DEFECTS_HANDLED = "defects_handled", "Import problems handled"
    DEFECTS_REOPENED = "defects_reopened", "Import problems open again"


class LogEntry(models.Model):
    """One act. The database refuses to change or delete a row; each row holds the hash of the one before.

    The page and the person are named in words too, so that the row can be read when they are gone.
    """

    page = models.ForeignKey(
        Page, on_delete=models.DO_NOTHING, db_constraint=False, null=True, blank=True, related_name="+"
    )
    page_kind = models.CharField(max_length=20, blank=True)
    page_title = models.CharField(max_length=250, blank=True)
    act = models.CharField(max_length=30, choices=Act.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=True,
        blank=True,
        related_name="+",
    )
    by_name = models.CharField(max_length=80, blank=True)
    at = models.DateTimeField()
    state_before = models.CharField(max_length=20, blank=True)
    state_after = models.CharField(max_length=20, blank=True)
    revision_number = models.PositiveIntegerField(null=True, blank=True)
    edition_number = models.PositiveIntegerField(null=True, blank=True)
    note = models.TextField(blank=True)
    detail = models.JSONField(default=dict, blank=True)
    previous_hash = models.CharField(max_length=64, unique=True)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name_plural = "log entries"
        ordering = ("-pk",)
        indexes: ClassVar = [models.Index(fields=["page", "-at"], name="log_by_page")]

    def __str__(self) -> str:
        return f"{self.page_title}: {self.get_act_display()}"


class LogHead(models.Model):
    """One row: the hash of the last entry. Whoever appends locks it, so that the chain never forks."""

    hash = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return self.hash
