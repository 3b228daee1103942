"""Organizations."""

from django.contrib import admin

from content.editorial.admin.base import PageAdmin
from content.editorial.admin.inlines import Memberships
from content.editorial.admin.lists import Varieties
from content.editorial.forms.page import OrganizationForm
from content.pages.models import Organization

EVIDENCE = (
    "What the facts rest on",
    {"fields": ("confidence", "confidence_note", "evidence"), "classes": ("collapse",)},
)


@admin.register(Organization)
class OrganizationAdmin(PageAdmin):
    """A body with a founding and, often, members."""

    form = OrganizationForm
    facts = (
        (
            "The organization",
            {"fields": (("acronym", "type"), ("founded", "founding_act"), "dissolved", "website")},
        ),
        (
            "Seat and members",
            {
                "fields": (
                    *("headquarters", "headquarters_note"),
                    *(("members_count", "members_as_of"), "members_note"),
                )
            },
        ),
        (
            "Before and above it",
            {"fields": (("predecessor", "predecessor_note"), ("parent", "parent_note"), "external_ids")},
        ),
        EVIDENCE,
    )
    rows = (Memberships,)
    autocomplete_fields = ("predecessor", "parent")
    kind_filters = (("type", Varieties), "confidence")
    kind_columns = ("acronym", "type", "founded")
