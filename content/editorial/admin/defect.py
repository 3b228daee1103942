"""What importing found and did not mend."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from content.editorial.actions.defects import handle_defects, reopen_defects
from content.editorial.admin.checked import CheckedAdmin
from content.editorial.queries.naming import desk_address
from content.pages.models import Defect


@admin.register(Defect)
class DefectAdmin(CheckedAdmin):
    """A list to work through: mend the page, then mark the defect as handled."""

    list_display = ("text", "kind", "on_page", "line", "source_document", "state")
    list_filter = ("state", "kind")
    list_select_related = ("page", "source_document")
    search_fields = ("text", "page__title", "source_document__file_name")
    ordering = ("source_document__imported_at", "source_document", "line", "pk")
    actions = ("mark_handled", "mark_open")
    fields = ("state", "kind", "text", "line", "on_page", "source_document")
    readonly_fields = ("kind", "text", "line", "on_page", "source_document")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="page", ordering="page__title")
    def on_page(self, defect: Any) -> SafeString | str:
        if defect.page is None:
            return "None"
        return format_html('<a href="{}">{}</a>', desk_address(defect.page), defect.page)

    @admin.action(description="Mark as handled", permissions=["change"])
    def mark_handled(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        self._mark(request, queryset, handle_defects, "handled")

    @admin.action(description="Open again", permissions=["change"])
    def mark_open(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        self._mark(request, queryset, reopen_defects, "open again")

    def _mark(self, request: HttpRequest, queryset: QuerySet[Any], action: Any, word: str) -> None:
        chosen = list(queryset)
        count = action(
            defects=Defect.objects.filter(pk__in=[defect.pk for defect in chosen]), by=request.user
        )
        self.message_user(request, f"{count} of {len(chosen)} marked as {word}.")
