"""Topics."""

from importlib import import_module
from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from taggit.models import Tag as TaggitTag

from content.editorial.admin.checked import CheckedAdmin
from content.editorial.forms.constraints import ConstrainedForm
from content.editorial.forms.wording import TextField
from content.library.actions import site_changed
from content.pages.models import Tag

# taggit brings a list of tags of its own, which nothing here uses; importing its module registers it.
import_module("taggit.admin")
admin.site.unregister(TaggitTag)


@admin.register(Tag)
class TopicAdmin(CheckedAdmin):
    """The controlled vocabulary."""

    form = ConstrainedForm
    fields = (
        *("name", "slug", "facet", "position", "broader"),
        *("definition", "scope_note", "wordings", "external_uri"),
    )
    list_display = ("name", "facet", "position", "broader", "pages")
    list_filter = ("facet",)
    list_select_related = ("broader",)
    search_fields = ("name", "wordings")
    autocomplete_fields = ("broader",)
    list_per_page = 100
    formfield_overrides = {
        models.TextField: {"form_class": TextField},
        models.URLField: {"assume_scheme": "https"},
    }

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        return {} if obj else {"slug": ("name",)}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        topics: QuerySet[Any] = super().get_queryset(request).annotate(page_count=Count("tagged_pages"))
        return topics

    @admin.display(ordering="page_count")
    def pages(self, tag: Any) -> int:
        return int(tag.page_count)

    # Topics have public pages, and published pages show their topics' names: all of them are made anew.

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        site_changed()

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        super().delete_model(request, obj)
        site_changed()

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        super().delete_queryset(request, queryset)
        site_changed()
