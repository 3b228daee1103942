"""Where a draft stands between its author and its readers, and who looked at it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from content.pages.models import Page


class State(models.TextChoices):
    """The state of a draft; content/editorial/transitions.py says what leads from one to another."""

    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "In review"
    CHANGES_REQUESTED = "changes_requested", "Changes requested"
    APPROVED = "approved", "Approved"


class Draft(models.Model):
    """The state of one page's draft. A page that nobody submitted yet has no row: it is a draft."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=20, choices=State.choices, default=State.DRAFT)
    revision_number = models.PositiveIntegerField(help_text="What was submitted, sent back or approved.")
    since = models.DateTimeField(help_text="When the draft came into this state.")
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Who was asked to review it; empty: any editor.",
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Who approved it or requested changes.",
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="a_draft_is_in_a_known_state"),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "since"], name="drafts_by_state")]

    def __str__(self) -> str:
        return f"{self.page}: {self.get_state_display()}"


class Remark(models.Model):
    """What a reviewer says of a section, or of the whole page where `section_slug` is empty."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    revision_number = models.PositiveIntegerField(help_text="The revision that the remark speaks of.")
    section_slug = models.CharField(max_length=160, blank=True)
    section_heading = models.CharField(max_length=250, blank=True)
    text = models.TextField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("made_at", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(text=""), name="a_remark_says_something"),
            models.CheckConstraint(
                condition=Q(settled_by=None, settled_at=None)
                | Q(settled_by__isnull=False, settled_at__isnull=False),
                name="a_remark_is_settled_by_someone_at_some_time",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class SecondReview(models.Model):
    """An edition that was published without a second pair of eyes, until someone else has looked at it."""

    class Outcome(models.TextChoices):
        WAITING = "waiting", "Published without second review"
        GIVEN = "given", "Reviewed since"

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    edition_number = models.PositiveIntegerField()
    reason = models.CharField(max_length=500, help_text="Why it could not wait.")
    bypassed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    bypassed_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.WAITING)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    given_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("bypassed_at", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["page", "edition_number"], name="one_second_review_per_edition"),
            models.CheckConstraint(condition=~Q(reason=""), name="a_bypass_has_a_reason"),
            models.CheckConstraint(
                condition=Q(outcome="waiting", given_by=None) | Q(outcome="given", given_by__isnull=False),
                name="a_second_review_is_given_by_someone",
            ),
            models.CheckConstraint(
                condition=~Q(given_by=models.F("bypassed_by")), name="nobody_reviews_their_own_bypass"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page}, edition {self.edition_number}: {self.get_outcome_display()}"
