"""Uploads: documents that wait for their editor between the file and the draft."""

from datetime import datetime, timedelta
from typing import ClassVar, Final

from django.conf import settings
from django.db import models
from django.db.models import Q

from content.importing.documents import ParsedDocument
from content.importing.stored import from_json
from content.pages.models import Page
from content.people.models import User

KEPT_FOR: Final = timedelta(days=7)


class UploadQuerySet(models.QuerySet["Upload"]):
    """Questions about uploads."""

    def of(self, person: User, at: datetime) -> "UploadQuerySet":
        """Those that the person sees: the own ones, until they expire."""
        return self.filter(made_by=person, expires_at__gt=at)

    def expired(self, at: datetime) -> "UploadQuerySet":
        return self.filter(expires_at__lte=at)


class Upload(models.Model):
    """Up to twenty files that one person sent together. Nobody else sees it, and it goes after a week."""

    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    objects: ClassVar = UploadQuerySet.as_manager()

    class Meta:
        ordering = ("-made_at", "-pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("made_at")), name="an_upload_is_kept_for_a_while"
            )
        ]

    def __str__(self) -> str:
        return f"Upload {self.pk}"


class State(models.TextChoices):
    """Where a document stands on its way from the file to the draft."""

    WAITING = "waiting", "Waiting to be read"
    READ = "read", "Waiting to be compared"
    REFUSED = "refused", "Not read"
    PROPOSED = "proposed", "Ready to be looked at"
    SET_ASIDE = "set_aside", "Left out"
    CONFIRMED = "confirmed", "Waiting to become a draft"
    IMPORTED = "imported", "Draft made"


TRANSITIONS: Final[dict[str, frozenset[str]]] = {
    State.WAITING: frozenset({State.READ, State.REFUSED}),
    State.READ: frozenset({State.PROPOSED}),
    State.REFUSED: frozenset(),
    State.PROPOSED: frozenset({State.CONFIRMED, State.SET_ASIDE}),
    State.SET_ASIDE: frozenset({State.PROPOSED}),
    State.CONFIRMED: frozenset({State.IMPORTED, State.PROPOSED}),
    State.IMPORTED: frozenset(),
}
WORK: Final = (State.WAITING, State.READ, State.CONFIRMED)  # what goes on without anybody's decision


class UploadedDocument(models.Model):
    """One file of an upload: its bytes until they are read, then its text and what its editor decides."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="documents")
    position = models.PositiveSmallIntegerField()
    file_name = models.CharField(max_length=255)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    data = models.BinaryField(default=b"")
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING)
    taken_at = models.DateTimeField(null=True, blank=True)  # by the request that works on it now
    told = models.TextField(blank=True)  # why it was refused, or was not imported
    parsed = models.JSONField(null=True, blank=True)  # see stored.py
    steps = models.JSONField(default=list, blank=True)  # see outline.py
    resembling = models.JSONField(default=dict, blank=True)  # see duplicates.py
    page = models.ForeignKey(Page, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=12, blank=True)

    class Meta:
        ordering = ("position",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["upload", "position"], name="one_document_per_place_in_an_upload"
            ),
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="an_uploaded_document_has_a_known_state"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.WAITING, State.REFUSED]) | Q(parsed__isnull=False),
                name="a_document_that_was_read_has_its_text",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def as_read(self) -> ParsedDocument:
        """What its reader found; only a document that was read has it."""
        if self.parsed is None:
            raise ValueError(f"{self.file_name} was not read.")
        return from_json(self.parsed)
