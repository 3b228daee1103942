"""Countries, by the names and codes that the United Nations and ISO publish."""

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from content.pages.models.facts import WithEvidence
from content.pages.models.page import Kind, Page


class Country(Page, WithEvidence):
    """A country. Its title is the short name."""

    KIND = Kind.COUNTRY

    official_name = models.CharField(max_length=200, blank=True)
    iso2 = models.CharField(
        "ISO 3166-1 alpha-2",
        max_length=2,
        blank=True,
        validators=[RegexValidator(r"^[A-Z]{2}\Z", "Two capital letters.")],
    )
    iso3 = models.CharField(
        "ISO 3166-1 alpha-3",
        max_length=3,
        blank=True,
        validators=[RegexValidator(r"^[A-Z]{3}\Z", "Three capital letters.")],
    )
    m49 = models.CharField(
        "UN M49", max_length=3, blank=True, validators=[RegexValidator(r"^[0-9]{3}\Z", "Three digits.")]
    )
    capital = models.CharField(max_length=80, blank=True)
    region = models.CharField("UN M49 region", max_length=80, blank=True)

    class Meta:
        ordering = ("title",)
        verbose_name_plural = "countries"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["iso2"], condition=~Q(iso2=""), name="one_country_per_iso2_code"),
            models.UniqueConstraint(fields=["iso3"], condition=~Q(iso3=""), name="one_country_per_iso3_code"),
            models.UniqueConstraint(fields=["m49"], condition=~Q(m49=""), name="one_country_per_m49_code"),
        ]
