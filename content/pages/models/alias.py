"""The surface forms by which texts name a page."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from content.pages.models.page import Page


class AliasManager(models.Manager["Alias"]):
    """Finds an alias by its page and words."""

    def get_by_natural_key(self, kind: str, slug: str, surface: str) -> "Alias":
        return self.get(page__kind=kind, page__slug=slug, surface=surface)


class Alias(models.Model):
    """Another name of a page. A name of several pages is marked ambiguous, and then links to none."""

    class AliasKind(models.TextChoices):
        ACRONYM = "acronym", "Acronym"
        SPELLING = "spelling", "Spelling"
        HISTORIC = "historic", "Historic name"
        ADJECTIVE = "adjective", "Adjective"
        OTHER = "other", "Other name"

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="aliases")
    surface = models.CharField("name", max_length=200)
    key = models.GeneratedField(
        expression=Lower("surface"), output_field=models.CharField(max_length=200), db_persist=True
    )
    kind = models.CharField(max_length=20, choices=AliasKind.choices, default=AliasKind.OTHER)
    language = models.CharField(max_length=15, default="en")
    case_sensitive = models.BooleanField(default=True)
    ambiguous = models.BooleanField(
        default=False, help_text="Other pages have this name too: texts do not link it by themselves."
    )

    objects: ClassVar[AliasManager] = AliasManager()

    class Meta:
        verbose_name_plural = "aliases"
        ordering = ("surface",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["page", "key"], name="an_alias_stands_once_on_a_page"),
            models.UniqueConstraint(
                fields=["key"],
                condition=Q(ambiguous=False),
                name="an_alias_names_one_page_unless_marked_ambiguous",
                violation_error_message="Another page has this alias: mark both ambiguous, or choose another",
            ),
        ]

    def __str__(self) -> str:
        return self.surface

    def natural_key(self) -> tuple[str, str, str]:
        return (*self.page.natural_key(), self.surface)

    natural_key.dependencies = ["pages.page"]  # type: ignore[attr-defined]
