"""Documents as they were received, and the defects that reading them found."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from content.pages.models.page import Page


class SourceDocumentManager(models.Manager["SourceDocument"]):
    """Finds a document by the fingerprint of its bytes."""

    def get_by_natural_key(self, sha256: str) -> "SourceDocument":
        return self.get(sha256=sha256)


class SourceDocument(models.Model):
    """A document as received: never changed, known by the SHA-256 of its bytes."""

    file_name = models.CharField(max_length=255)
    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    size = models.PositiveIntegerField(help_text="In bytes.")
    encoding = models.CharField(max_length=20)
    text = models.TextField("text as received")
    importer_version = models.CharField(max_length=20)
    imported_at = models.DateTimeField()
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[SourceDocumentManager] = SourceDocumentManager()

    class Meta:
        ordering = ("-imported_at",)

    def __str__(self) -> str:
        return self.file_name

    def natural_key(self) -> tuple[str]:
        return (self.sha256,)


class DefectManager(models.Manager["Defect"]):
    """Finds a defect by its document, line and words."""

    def get_by_natural_key(self, sha256: str, line: int, kind: str, text: str) -> "Defect":
        return self.get(source_document__sha256=sha256, line=line, kind=kind, text=text)


class Defect(models.Model):
    """Something an importer noticed in a document and did not mend."""

    class State(models.TextChoices):
        OPEN = "open", "Open"
        HANDLED = "handled", "Handled"

    source_document = models.ForeignKey(SourceDocument, on_delete=models.CASCADE, related_name="defects")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, null=True, blank=True, related_name="defects")
    line = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    text = models.TextField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)

    objects: ClassVar[DefectManager] = DefectManager()

    class Meta:
        ordering = ("source_document", "line", "pk")

    def __str__(self) -> str:
        return f"line {self.line}: {self.text}"

    def natural_key(self) -> tuple[str, int, str, str]:
        return (self.source_document.sha256, self.line, self.kind, self.text)

    natural_key.dependencies = ["pages.sourcedocument"]  # type: ignore[attr-defined]
