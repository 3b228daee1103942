"""Editions and the public state of each page."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from content.pages.models import Kind, Page


class Correction(models.TextChoices):
    """What an edition corrects; readers find it among the corrections."""

    NONE = "", "No correction"
    TYPO = "typo", "Typo"
    CLARIFICATION = "clarification", "Clarification"
    CORRECTION = "correction", "Correction"
    RETRACTION = "retraction", "Retraction"


class Edition(models.Model):
    """A published page: numbered from 1, rendered, never changed.

    `content` holds everything that is shown beside the text (sections, passages, links, facts, notices); its
    form is described in content/library/publishing/composing.py. In `html`, a link to another page is
    `href="link:N"`, where N counts `content["links"]`: where it leads is decided when the edition is shown.
    `text` is the canonical text, one block a line; passages and annotations point into it by code points.
    """

    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    revision_number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=Kind.choices)
    slug = models.CharField(max_length=160)
    title = models.CharField(max_length=250)
    summary = models.TextField(blank=True)
    language = models.CharField(max_length=15)
    provenance = models.CharField(max_length=20)
    content = models.JSONField()
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    words = models.PositiveIntegerField()
    note = models.CharField(max_length=500, blank=True, help_text="What changed, for readers.")
    minor = models.BooleanField(
        default=False, help_text="A minor edition does not move the date of the last change."
    )
    correction = models.CharField(max_length=20, choices=Correction.choices, blank=True, default="")
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    published_by_name = models.CharField(max_length=80, blank=True)
    published_at = models.DateTimeField()
    fingerprint = models.CharField(max_length=64, help_text="SHA-256 of what was published.")

    class Meta:
        ordering = ("-number",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["page", "number"], name="one_edition_per_page_and_number"),
            models.CheckConstraint(
                condition=Q(correction="") | ~Q(note=""), name="a_correction_says_what_it_corrects"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-published_at"], condition=~Q(correction=""), name="corrections_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, edition {self.number}"


class PublicationQuerySet(models.QuerySet["Publication"]):
    """What the public can see, spelled once."""

    def public(self) -> "PublicationQuerySet":
        """Pages that are published and not withdrawn."""
        return self.filter(state=Publication.State.PUBLISHED)

    def of_kind(self, kind: str) -> "PublicationQuerySet":
        return self.filter(kind=kind)


class Publication(models.Model):
    """The public state of a page: its current edition, or why it was withdrawn."""

    class State(models.TextChoices):
        PUBLISHED = "published", "Published"
        WITHDRAWN = "withdrawn", "Withdrawn"

    class Cause(models.TextChoices):
        """Why a page was withdrawn."""

        IN_ERROR = "in_error", "Published in error"
        SUPERSEDED = "superseded", "Superseded"
        OUTDATED = "outdated", "Outdated"
        OTHER = "other", "Another reason"

    class Treatment(models.TextChoices):
        """What readers find at the address of a withdrawn page."""

        GONE = "gone", "The reason only"
        REDIRECT = "redirect", "The page that takes its place"
        BANNER = "banner", "The text, below the reason"

    page = models.OneToOneField(Page, on_delete=models.PROTECT, related_name="+")
    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=State.choices, default=State.PUBLISHED)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    slug = models.CharField(max_length=160)
    title = models.CharField(max_length=250)
    acronym = models.CharField(max_length=30, blank=True)
    summary = models.TextField(blank=True)
    variety = models.CharField(
        max_length=80,
        blank=True,
        help_text="Type of organization, kind of agreement, region of a country, evidence level.",
    )
    began = models.CharField(
        max_length=10, blank=True, help_text="Founded, signed or begun, as a partial date."
    )
    words = models.PositiveIntegerField(default=0)
    first_published_at = models.DateTimeField()
    changed_at = models.DateTimeField(help_text="The last edition that was not minor.")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    cause = models.CharField(max_length=12, choices=Cause.choices, blank=True, default="")
    treatment = models.CharField(max_length=10, choices=Treatment.choices, default=Treatment.GONE)
    superseded_by = models.ForeignKey(Page, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(blank=True, help_text="Why it was withdrawn, for readers.")

    objects: ClassVar = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ("title",)
        indexes: ClassVar = [
            models.Index(fields=["kind", "state", "title"], name="publications_by_kind"),
            models.Index(fields=["state", "-changed_at"], name="publications_by_change"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "slug"], name="one_publication_per_kind_and_slug"),
            models.CheckConstraint(
                condition=Q(state="published") | ~Q(reason=""), name="a_withdrawal_has_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(treatment="redirect") | Q(superseded_by__isnull=False),
                name="a_redirect_leads_to_a_page",
            ),
            models.CheckConstraint(
                condition=~Q(superseded_by=F("page")), name="no_page_is_superseded_by_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_withdrawn(self) -> bool:
        return self.state == self.State.WITHDRAWN

    @property
    def is_readable(self) -> bool:
        """Whether its address shows the text: a withdrawn page may keep it, below the reason."""
        return not self.is_withdrawn or self.treatment == self.Treatment.BANNER


class OldSlug(models.Model):
    """An address that a page once had and that goes on leading to it."""

    kind = models.CharField(max_length=20, choices=Kind.choices)
    slug = models.CharField(max_length=160)
    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "slug"], name="an_old_address_leads_to_one_page"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}/{self.slug}"


class PassageKey(models.Model):
    """Every key that a passage ever had. A key is never given to another passage."""

    key = models.CharField(max_length=12, primary_key=True)
    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="+")
    first_edition = models.PositiveIntegerField()
    last_edition = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.key
