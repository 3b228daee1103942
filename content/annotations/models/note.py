"""A note on a passage, or a reply to one."""

from datetime import timedelta
from typing import ClassVar, Final

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from content.library.models import Edition
from content.pages.models import Page

LONGEST_BODY: Final = 5_000
LONGEST_QUOTE: Final = 5_000  # characters
UNDO_FOR: Final = timedelta(seconds=30)


class Note(models.Model):
    """What a person attached to a stretch of an edition's text; or a reply to such a note.

    `start` and `end` count code points of `edition.text`; `exact`, what stands between them, never changes.
    Where the note sits in later editions is said by its placements. A deleted note keeps its row: its thread
    keeps its place, and deleting can be undone.
    """

    class NoteKind(models.TextChoices):
        """What the note is for."""

        HIGHLIGHT = "highlight", "Highlight"
        COMMENT = "comment", "Comment"
        QUESTION = "question", "Question"
        CORRECTION = "correction", "Correction"
        SOURCE = "source", "Source"
        REPLY = "reply", "Reply"

    class Visibility(models.TextChoices):
        """Who may see it."""

        PRIVATE = "private", "Only me"
        PUBLIC = "public", "Everyone"

    class Standing(models.TextChoices):
        """Whether others see a public note."""

        SHOWN = "shown", "Shown"
        HELD = "held", "Waits for approval"
        HIDDEN = "hidden", "Hidden"

    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    root = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="thread")
    kind = models.CharField(max_length=12, choices=NoteKind.choices)
    visibility = models.CharField(max_length=8, choices=Visibility.choices)
    standing = models.CharField(max_length=6, choices=Standing.choices, default=Standing.SHOWN)

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    exact = models.TextField(blank=True)
    prefix = models.CharField(max_length=64, blank=True)
    suffix = models.CharField(max_length=64, blank=True)

    body = models.TextField(blank=True)
    replacement = models.TextField(blank=True, help_text="What a correction would put in the quote’s place.")
    reference = models.CharField(
        max_length=500, blank=True, help_text="A source: its address, or how to find it."
    )

    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, help_text="Counts every change; detects that two met.")
    acts = models.PositiveIntegerField(
        default=1,
        help_text="Counts whatever is done to the note, by moderators too: what is shown may be old.",
    )

    class Meta:
        ordering = ("made_at", "pk")
        indexes: ClassVar = [
            models.Index(fields=["page", "root", "made_at"], name="notes_of_a_page"),
            models.Index(fields=["made_by", "-made_at"], name="notes_of_a_person"),
            # All that is asked to know whether a page's notes are as they were.
            models.Index(
                fields=["page", "visibility", "standing", "made_by", "acts", "id"], name="state_of_notes"
            ),
            models.Index(
                fields=["standing", "made_at"], condition=~Q(standing="shown"), name="notes_not_shown"
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind="reply", parent__isnull=False, root__isnull=False, edition__isnull=True)
                | (
                    ~Q(kind="reply")
                    & Q(parent__isnull=True, root__isnull=True, edition__isnull=False)
                    & Q(start__isnull=False, end__gt=F("start"))
                ),
                name="a_reply_has_a_thread_any_other_note_a_quote",
            ),
            models.CheckConstraint(
                condition=Q(replacement="") | Q(kind="correction"), name="only_a_correction_replaces"
            ),
            models.CheckConstraint(
                condition=~Q(kind="source") | ~Q(reference=""), name="a_source_says_where_it_is"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"

    @property
    def is_deleted(self) -> bool:
        return self.deleted_at is not None

    @property
    def author_name(self) -> str:
        return str(self.made_by) if self.made_by else "Deleted reader"


class NoteVersion(models.Model):
    """What a note said in one of its versions. The database refuses to change a row."""

    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    visibility = models.CharField(max_length=8)
    body = models.TextField(blank=True)
    replacement = models.TextField(blank=True)
    reference = models.CharField(max_length=500, blank=True)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["note", "number"], name="one_version_per_note_and_number"),
        ]

    def __str__(self) -> str:
        return f"Version {self.number}"
