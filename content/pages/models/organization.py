"""Organizations and who belongs to them."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Concat

from content.pages.fields import PartialDateField
from content.pages.models.facts import WithEvidence
from content.pages.models.page import Kind, Page


class Organization(Page, WithEvidence):
    """An alliance, a union, a forum: a body with a founding and, often, members."""

    KIND = Kind.ORGANIZATION

    acronym = models.CharField(max_length=30, blank=True)
    type = models.CharField(
        max_length=80, blank=True, help_text="For instance: military alliance, dialogue forum."
    )
    founded = PartialDateField()
    founding_act = models.CharField(max_length=250, blank=True)
    dissolved = PartialDateField()
    predecessor = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="successors"
    )
    predecessor_note = models.CharField(
        max_length=250, blank=True, help_text="A predecessor that has no page, or why none is named."
    )
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    parent_note = models.CharField(max_length=250, blank=True)
    headquarters = models.CharField(max_length=120, blank=True)
    headquarters_note = models.CharField(max_length=250, blank=True)
    website = models.URLField(blank=True)
    members_count = models.PositiveIntegerField(null=True, blank=True)
    members_as_of = PartialDateField(verbose_name="members as of")
    members_note = models.CharField(max_length=300, blank=True)
    external_ids = models.JSONField(default=dict, blank=True, help_text='For instance {"wikidata": "Q7184"}.')

    class Meta:
        ordering = ("title",)
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(parent=F("pk")), name="no_organization_is_its_own_parent"),
            models.CheckConstraint(
                condition=~Q(predecessor=F("pk")), name="no_organization_is_its_own_predecessor"
            ),
            # "-99" lets a coarse end (2002) follow a fine beginning in the same year (2002-05).
            models.CheckConstraint(
                condition=Q(founded="") | Q(dissolved="") | Q(founded__lte=Concat("dissolved", Value("-99"))),
                name="an_organization_is_founded_before_it_is_dissolved",
                violation_error_message="The organization is dissolved before it is founded.",
            ),
            models.CheckConstraint(
                condition=Q(members_count=None) | ~Q(members_as_of=""),
                name="a_member_count_says_as_of_when",
                violation_error_message="Say as of when the member count holds.",
            ),
        ]


class MembershipManager(models.Manager["Membership"]):
    """Finds a membership by its organization and position."""

    def get_by_natural_key(self, organization_slug: str, position: int) -> "Membership":
        return self.get(organization__slug=organization_slug, position=position)


class Membership(WithEvidence):
    """A country or an organization in an organization, with its status and dates."""

    class Status(models.TextChoices):
        MEMBER = "member", "Member"
        PARTICIPANT = "participant", "Participant"
        OBSERVER = "observer", "Observer"
        SUSPENDED = "suspended", "Suspended member"
        FORMER = "former", "Former member"

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="memberships")
    position = models.PositiveIntegerField(default=1)
    member = models.ForeignKey(
        Page,
        on_delete=models.PROTECT,
        related_name="memberships_held",
        limit_choices_to={"kind__in": [Kind.COUNTRY, Kind.ORGANIZATION]},
    )
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.MEMBER)
    since = PartialDateField()
    until = PartialDateField()

    objects: ClassVar[MembershipManager] = MembershipManager()

    class Meta:
        ordering = ("position", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member", "organization"],
                condition=~Q(status="former"),
                name="one_current_membership_per_member_and_organization",
                violation_error_message="This member has a current membership in this organization already.",
            ),
            models.UniqueConstraint(fields=["organization", "position"], name="one_membership_per_position"),
            models.CheckConstraint(
                condition=~Q(member=F("organization")), name="no_organization_is_its_own_member"
            ),
            models.CheckConstraint(
                condition=Q(since="") | Q(until="") | Q(since__lte=Concat("until", Value("-99"))),
                name="a_membership_begins_before_it_ends",
                violation_error_message="The membership ends before it begins.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} in {self.organization}"

    def natural_key(self) -> tuple[str, int]:
        return (self.organization.slug, self.position)

    natural_key.dependencies = ["pages.organization", "pages.page"]  # type: ignore[attr-defined]
