"""Countries."""

from django.contrib import admin

from content.editorial.admin.base import PageAdmin
from content.editorial.admin.lists import Varieties
from content.editorial.admin.organization import EVIDENCE
from content.pages.models import Country


@admin.register(Country)
class CountryAdmin(PageAdmin):
    """A country by its short name."""

    facts = (
        (
            "The country",
            {"fields": ("official_name", ("iso2", "iso3", "m49"), ("capital", "region"))},
        ),
        EVIDENCE,
    )
    kind_filters = (("region", Varieties), "confidence")
    kind_columns = ("iso3", "region")
