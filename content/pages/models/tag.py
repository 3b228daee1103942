"""Topics: a controlled vocabulary in facets."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from taggit.models import ItemBase, TagBase

from content.pages.models.page import Page


class Facet(models.TextChoices):
    """The first level of the vocabulary."""

    INSTRUMENTS = "instruments", "Instruments"
    AGREEMENTS = "agreements", "Agreements and institutions"
    PURPOSES = "purposes", "Purposes"
    MISSIONS = "missions", "Missions"
    TECHNOLOGY = "technology", "Technology and domains"
    ECONOMICS = "economics", "Economics and industry"
    LAW = "law", "Law, politics and limits"
    THREATS = "threats", "Threats"
    HISTORY = "history", "History"


class TagManager(models.Manager["Tag"]):
    """Finds a topic by its slug."""

    def get_by_natural_key(self, slug: str) -> "Tag":
        return self.get(slug=slug)


class Tag(TagBase):
    """A topic."""

    facet = models.CharField(max_length=20, choices=Facet.choices)
    position = models.PositiveSmallIntegerField(default=0, help_text="The order within the facet.")
    broader = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="narrower"
    )
    definition = models.TextField(blank=True)
    scope_note = models.TextField(blank=True, help_text="What the topic is used for, and what not.")
    wordings = models.TextField(
        blank=True,
        help_text="Phrases by which a passage names the topic, one a line. Empty: the topic’s name.",
    )
    external_uri = models.URLField(
        "external address", blank=True, help_text="The same concept in a public vocabulary."
    )

    objects: ClassVar[TagManager] = TagManager()  # type: ignore[assignment]

    class Meta:
        verbose_name = "topic"
        ordering = ("facet", "position", "name")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(facet__in=Facet.values), name="a_topic_has_a_known_facet"),
            models.CheckConstraint(condition=~Q(broader=F("pk")), name="no_topic_is_broader_than_itself"),
        ]

    def natural_key(self) -> tuple[str]:
        return (self.slug,)


class TaggedPage(ItemBase):
    """A topic of a page."""

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="tagged_pages")
    content_object = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="tagged")

    natural_key_fields: ClassVar[list[str]] = ["tag", "content_object"]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tag", "content_object"], name="a_page_has_a_topic_once"),
        ]
