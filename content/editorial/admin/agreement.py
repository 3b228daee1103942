"""Agreements and policies."""

from django.contrib import admin

from content.editorial.admin.base import PageAdmin
from content.editorial.admin.inlines import Parties
from content.editorial.admin.organization import EVIDENCE
from content.pages.models import Agreement


@admin.register(Agreement)
class AgreementAdmin(PageAdmin):
    """An agreement between parties, or a policy of one owner."""

    facts = (
        (
            "The agreement",
            {"fields": (("agreement_kind", "acronym"), "subject", "owner", "supersedes")},
        ),
        (
            "Dates and text",
            {
                "fields": (
                    *(("signed", "signed_note"), ("in_force", "ended"), "place"),
                    *("signatories", "text_url", "activities"),
                )
            },
        ),
        EVIDENCE,
    )
    rows = (Parties,)
    autocomplete_fields = ("owner", "supersedes")
    kind_filters = ("agreement_kind", "confidence")
    kind_columns = ("agreement_kind", "acronym", "signed")
