"""Case studies: who did what with which instruments, what is claimed, and what an editor makes of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Concat

from content.pages.fields import PartialDateField
from content.pages.models.agreement import Agreement
from content.pages.models.page import Kind, Page
from content.pages.models.section import Section
from content.pages.models.tag import Facet, Tag


class CaseStudy(Page):
    """One case of cooperation, told by sections of articles."""

    KIND = Kind.CASE_STUDY

    class Evidence(models.TextChoices):
        CLAIMED = "claimed", "Claimed by the source text only"
        SOURCED = "sourced", "Supported by cited sources"
        CORROBORATED = "corroborated", "Corroborated by independent sources"
        DISPUTED = "disputed", "Disputed between sources"

    question = models.TextField(blank=True, help_text="What the case should show.")
    mechanism = models.TextField(blank=True, help_text="How the instruments are said to work.")
    begins = PartialDateField(verbose_name="from")
    ends = PartialDateField(verbose_name="to")
    region = models.CharField(max_length=120, blank=True)
    claimed_outcome = models.TextField(
        blank=True, help_text="What the source says came of it, in its own words."
    )
    assessment = models.TextField(
        "editor’s assessment", blank=True, help_text="Kept apart from what the source claims."
    )
    limits = models.TextField("what the source lacks", blank=True)
    evidence_level = models.CharField(max_length=20, choices=Evidence.choices, default=Evidence.CLAIMED)
    instruments = models.ManyToManyField(
        Tag, blank=True, related_name="+", limit_choices_to={"facet": Facet.INSTRUMENTS}
    )
    agreements = models.ManyToManyField(
        Agreement, blank=True, related_name="case_studies", verbose_name="agreements and policies"
    )
    told_by = models.ManyToManyField(
        Section, blank=True, related_name="case_studies", verbose_name="sections that tell it"
    )

    class Meta:
        ordering = ("title",)
        verbose_name_plural = "case studies"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(begins="") | Q(ends="") | Q(begins__lte=Concat("ends", Value("-99"))),
                name="a_case_begins_before_it_ends",
                violation_error_message="The period ends before it begins.",
            ),
        ]


class ParticipantManager(models.Manager["Participant"]):
    """Finds a participant by its case study and position."""

    def get_by_natural_key(self, case_study_slug: str, position: int) -> "Participant":
        return self.get(case_study__slug=case_study_slug, position=position)


class Participant(models.Model):
    """A country or an organization in a case study, with its role there."""

    case_study = models.ForeignKey(CaseStudy, on_delete=models.CASCADE, related_name="participants")
    position = models.PositiveIntegerField(default=1)
    participant = models.ForeignKey(
        Page,
        on_delete=models.PROTECT,
        related_name="cases_joined",
        limit_choices_to={"kind__in": [Kind.COUNTRY, Kind.ORGANIZATION]},
    )
    role = models.CharField(max_length=80, blank=True)

    objects: ClassVar[ParticipantManager] = ParticipantManager()

    class Meta:
        ordering = ("position", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case_study", "participant"], name="a_participant_joins_a_case_once"
            ),
            models.UniqueConstraint(fields=["case_study", "position"], name="one_participant_per_position"),
        ]

    def __str__(self) -> str:
        return str(self.participant)

    def natural_key(self) -> tuple[str, int]:
        return (self.case_study.slug, self.position)

    natural_key.dependencies = ["pages.casestudy", "pages.page"]  # type: ignore[attr-defined]
