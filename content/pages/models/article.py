"""Articles and the notices that stand above a text."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from content.pages.models.page import Kind, Page


class Article(Page):
    """A text in sections."""

    KIND = Kind.ARTICLE


class NoticeManager(models.Manager["Notice"]):
    """Finds a notice by its page and position."""

    def get_by_natural_key(self, kind: str, slug: str, position: int) -> "Notice":
        return self.get(page__kind=kind, page__slug=slug, position=position)


class Notice(models.Model):
    """Words that readers must see before the text, exactly as they were written.

    They are shown from the first day to the last, in UTC; without days, always.
    """

    class NoticeKind(models.TextChoices):
        AI_DISCLOSURE = "ai_disclosure", "Disclosure of AI tools"
        CORRECTION = "correction", "Correction"
        CONTENT = "content", "About the content"

    class Origin(models.TextChoices):
        SOURCE = "source", "The source document"
        EDITOR = "editor", "An editor"

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="notices")
    position = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(max_length=20, choices=NoticeKind.choices, default=NoticeKind.CONTENT)
    text = models.TextField(help_text="The exact words.")
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.EDITOR)
    shown_from = models.DateField(null=True, blank=True, help_text="The first day, in UTC. Empty: at once.")
    shown_to = models.DateField(null=True, blank=True, help_text="The last day, in UTC. Empty: for good.")

    objects: ClassVar[NoticeManager] = NoticeManager()

    class Meta:
        ordering = ("position",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["page", "position"], name="one_notice_per_position"),
            models.CheckConstraint(
                condition=Q(shown_from=None) | Q(shown_to=None) | Q(shown_to__gte=F("shown_from")),
                name="a_notice_begins_before_it_ends",
                violation_error_message="The notice ends before it begins.",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def natural_key(self) -> tuple[str, str, int]:
        return (*self.page.natural_key(), self.position)

    natural_key.dependencies = ["pages.page"]  # type: ignore[attr-defined]
