"""Case studies."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from content.editorial.admin.base import PageAdmin
from content.editorial.admin.inlines import Participants
from content.editorial.admin.lists import Varieties
from content.editorial.forms.page import CaseStudyForm
from content.pages.models import CaseStudy


@admin.register(CaseStudy)
class CaseStudyAdmin(PageAdmin):
    """One case of cooperation."""

    form = CaseStudyForm
    facts = (
        ("The case", {"fields": ("question", ("begins", "ends"), "region", "mechanism")}),
        (
            "What came of it",
            {
                "fields": ("claimed_outcome", "assessment", "limits", "evidence_level"),
                "description": "What a source claims and what an editor makes of it are kept apart.",
            },
        ),
        ("What it rests on", {"fields": ("instruments", "agreements", "told_by")}),
    )
    rows = (Participants,)
    autocomplete_fields = ("agreements", "told_by")
    kind_filters = ("evidence_level", ("region", Varieties))
    kind_columns = ("evidence_level",)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "instruments":
            kwargs["widget"] = forms.CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **kwargs)
