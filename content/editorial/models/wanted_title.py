"""What editors decided about titles that editions link to and no page has."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from content.pages.models import Page


class WantedTitle(models.Model):
    """A decision on a wanted title, known by the key of its links. Without one the title is simply wanted."""

    class Decision(models.TextChoices):
        IN_DRAFT = "in_draft", "In draft"
        SAME_AS = "same_as", "Same as an existing page"
        DECLINED = "declined", "Declined"

    key = models.CharField(max_length=250, unique=True)
    title = models.CharField(max_length=250, help_text="As the editions print it.")
    decision = models.CharField(max_length=10, choices=Decision.choices)
    page = models.ForeignKey(
        Page,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        help_text="The draft, or the page that it is the same as.",
    )
    reason = models.CharField(max_length=500, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ("title",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(decision="declined", page=None)
                | (~Q(decision="declined") & Q(page__isnull=False)),
                name="a_decided_title_has_a_page_unless_declined",
            ),
            models.CheckConstraint(
                condition=~Q(decision="declined") | ~Q(reason=""), name="a_declined_title_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.get_decision_display()}"
