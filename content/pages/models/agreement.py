"""Agreements between parties, and policies of one owner."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Concat

from content.pages.fields import PartialDateField
from content.pages.models.facts import WithEvidence
from content.pages.models.page import Kind, Page


class Agreement(Page, WithEvidence):
    """A treaty, an agreement, a memorandum or a framework between parties; or a policy of one owner."""

    KIND = Kind.AGREEMENT

    class AgreementKind(models.TextChoices):
        TREATY = "treaty", "Treaty"
        AGREEMENT = "agreement", "Agreement"
        MEMORANDUM = "memorandum", "Memorandum"
        FRAMEWORK = "framework", "Framework"
        POLICY = "policy", "Policy"

    acronym = models.CharField(max_length=30, blank=True)
    agreement_kind = models.CharField("kind", max_length=20, choices=AgreementKind.choices)
    subject = models.CharField(
        max_length=120, blank=True, help_text="For instance: logistics support agreement."
    )
    owner = models.ForeignKey(
        Page,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="policies_owned",
        limit_choices_to={"kind__in": [Kind.COUNTRY, Kind.ORGANIZATION]},
        help_text="Whose policy it is.",
    )
    signed = PartialDateField(verbose_name="signed or adopted")
    signed_note = models.CharField(
        max_length=200, blank=True, help_text="For instance: Cologne European Council."
    )
    in_force = PartialDateField()
    ended = PartialDateField()
    place = models.CharField(max_length=120, blank=True)
    signatories = models.CharField(max_length=250, blank=True)
    text_url = models.URLField("address of the text", blank=True)
    activities = models.TextField(blank=True, help_text="What the parties agree to do, one a line.")
    supersedes = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )

    class Meta:
        ordering = ("title",)
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(supersedes=F("pk")), name="no_agreement_supersedes_itself"),
            models.CheckConstraint(
                condition=Q(signed="") | Q(ended="") | Q(signed__lte=Concat("ended", Value("-99"))),
                name="an_agreement_is_signed_before_it_ends",
                violation_error_message="The agreement ends before it is signed.",
            ),
            models.CheckConstraint(
                condition=Q(owner=None) | Q(agreement_kind="policy"),
                name="only_a_policy_has_an_owner",
                violation_error_message="Only a policy has an owner; other agreements have parties.",
            ),
        ]


class PartyManager(models.Manager["Party"]):
    """Finds a party by its agreement and position."""

    def get_by_natural_key(self, agreement_slug: str, position: int) -> "Party":
        return self.get(agreement__slug=agreement_slug, position=position)


class Party(models.Model):
    """A country or an organization that is bound by an agreement."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="parties")
    position = models.PositiveIntegerField(default=1)
    party = models.ForeignKey(
        Page,
        on_delete=models.PROTECT,
        related_name="agreements_joined",
        limit_choices_to={"kind__in": [Kind.COUNTRY, Kind.ORGANIZATION]},
    )

    objects: ClassVar[PartyManager] = PartyManager()

    class Meta:
        ordering = ("position", "pk")
        verbose_name_plural = "parties"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "party"], name="a_party_joins_an_agreement_once"),
            models.UniqueConstraint(fields=["agreement", "position"], name="one_party_per_position"),
        ]

    def __str__(self) -> str:
        return str(self.party)

    def natural_key(self) -> tuple[str, int]:
        return (self.agreement.slug, self.position)

    natural_key.dependencies = ["pages.agreement", "pages.page"]  # type: ignore[attr-defined]
