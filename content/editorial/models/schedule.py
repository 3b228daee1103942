"""What shall happen to a page at a time that was set: an action with a state of its own."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from content.pages.models import Page


class Schedule(models.Model):
    """Publishing one revision, or withdrawing a page, at a set time, in the words that were given then."""

    class What(models.TextChoices):
        PUBLISH = "publish", "Publish"
        WITHDRAW = "withdraw", "Withdraw"

    class Standing(models.TextChoices):
        WAITING = "waiting", "Waiting"
        DONE = "done", "Done"
        CANCELLED = "cancelled", "Canceled"
        FAILED = "failed", "Failed"

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    what = models.CharField(max_length=10, choices=What.choices)
    due_at = models.DateTimeField()
    standing = models.CharField(max_length=10, choices=Standing.choices, default=Standing.WAITING)
    revision_number = models.PositiveIntegerField(
        null=True, blank=True, help_text="The revision to publish, and no other."
    )
    terms = models.JSONField(
        default=dict,
        help_text="The arguments of the action: change note, minor, kind of correction, reason, treatment.",
    )
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    failure = models.TextField(blank=True, help_text="Why it could not be done, for editors.")

    class Meta:
        ordering = ("due_at", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["page", "what"],
                condition=Q(standing="waiting"),
                name="one_waiting_schedule_per_page_and_act",
                violation_error_message="This is scheduled already: cancel that first.",
            ),
            models.CheckConstraint(
                condition=Q(what="withdraw") | Q(revision_number__isnull=False),
                name="a_scheduled_publication_names_its_revision",
            ),
            models.CheckConstraint(
                condition=Q(standing="failed") | Q(failure=""), name="only_a_failed_schedule_has_a_failure"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["standing", "due_at"], name="schedules_by_due_time")]

    def __str__(self) -> str:
        return f"{self.get_what_display()} {self.page} at {self.due_at:%Y-%m-%d %H:%M}"
