"""How sure we are of the facts on a page, and why."""

from django.db import models


class Confidence(models.TextChoices):
    """How far a stated fact is backed by what was seen."""

    UNSTATED = "", "Not stated"
    HIGH = "high", "High"
    MEDIUM = "medium", "Medium"
    LOW = "low", "Low"


class WithEvidence(models.Model):
    """Facts carry how sure we are, in a word and in a sentence, and what they rest on."""

    confidence = models.CharField(max_length=10, choices=Confidence.choices, blank=True, default="")
    confidence_note = models.CharField(
        max_length=300, blank=True, help_text="For instance: high for the year; day empty."
    )
    evidence = models.TextField(blank=True, help_text="What the facts rest on, and where sources disagree.")

    class Meta:
        abstract = True
