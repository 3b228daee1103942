"""Titles that texts name and that no page will have."""

from django.db import models


class DeclinedTitle(models.Model):
    """A wanted title that the public is no longer asked for: texts show its words and no link."""

    key = models.CharField(max_length=250, unique=True, help_text="As `Link.wanted_key` has it.")

    def __str__(self) -> str:
        return self.key
