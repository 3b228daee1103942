"""Articles and the notices that stand above a text."""

from typing import ClassVar

from django.db import models

from content.pages.models.page import Kind, Page


class Article(Page):
    """A text in sections."""

    KIND = Kind.ARTICLE


class NoticeManager(models.Manager["Notice"]):
    """Finds a notice by its page and position."""

    def get_by_natural_key(self, kind: str, slug: str, position: int) -> "Notice":
        return self.get(page__kind=kind, page__slug=slug, position=position)


class Notice(models.Model):
    """Words that readers must see before the text, exactly as they were written."""

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

    objects: ClassVar[NoticeManager] = NoticeManager()

    class Meta:
        ordering = ("position",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["page", "position"], name="one_notice_per_position"),
        ]

    def __str__(self) -> str:
        return self.text

    def natural_key(self) -> tuple[str, str, int]:
        return (*self.page.natural_key(), self.position)

    natural_key.dependencies = ["pages.page"]  # type: ignore[attr-defined]
