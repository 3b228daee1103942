"""The text of a page: its sections in their order."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from content.pages.models.page import Page, slug_validator


class SectionManager(models.Manager["Section"]):
    """Finds a section by its page and position."""

    def get_by_natural_key(self, kind: str, slug: str, position: int) -> "Section":
        return self.get(page__kind=kind, page__slug=slug, position=position)


class Section(models.Model):
    """A heading, which may be empty (an untitled conclusion), a level and a Markdown body."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="sections")
    position = models.PositiveIntegerField(help_text="1 is the first.")
    level = models.PositiveSmallIntegerField(
        default=2,
        choices=[(2, "Section"), (3, "Subsection"), (4, "Sub-subsection")],
        validators=[MinValueValidator(2), MaxValueValidator(4)],
    )
    # The level of the section before (1 for the first): so the database itself can refuse a skipped level.
    level_before = models.PositiveSmallIntegerField(default=1, editable=False)
    heading = models.CharField(
        max_length=250, blank=True, help_text="May be empty, for an untitled conclusion."
    )
    slug = models.CharField(
        max_length=160,
        validators=[slug_validator],
        blank=True,
        help_text="The permanent address of the section in its page. It stays when the heading changes.",
    )
    body = models.TextField(blank=True)

    objects: ClassVar[SectionManager] = SectionManager()

    class Meta:
        ordering = ("position",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["page", "position"], name="one_section_per_position"),
            models.UniqueConstraint(fields=["page", "slug"], name="one_section_per_address_in_its_page"),
            models.CheckConstraint(condition=Q(level__range=(2, 4)), name="a_section_is_of_level_2_to_4"),
            models.CheckConstraint(
                condition=Q(level__lte=F("level_before") + 1), name="section_levels_never_skip"
            ),
        ]

    def __str__(self) -> str:
        return self.heading or "(untitled)"

    def natural_key(self) -> tuple[str, str, int]:
        return (*self.page.natural_key(), self.position)

    natural_key.dependencies = ["pages.page"]  # type: ignore[attr-defined]
