"""Documents as they were received."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from content.editorial.admin.read_only import ReadOnlyAdmin
from content.editorial.queries.naming import desk_address
from content.pages.models import Defect, SourceDocument


@admin.register(SourceDocument)
class SourceDocumentAdmin(ReadOnlyAdmin):
    """To read against the page that was made of it."""

    list_display = ("file_name", "imported_at", "imported_by", "size", "open_defects")
    list_select_related = ("imported_by",)
    search_fields = ("file_name", "text")
    fields = (
        *("file_name", "pages", "imported_at", "imported_by", "encoding", "size"),
        *("sha256", "importer_version", "text_as_received"),
    )
    readonly_fields = ("pages", "text_as_received")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        open_ones = Count("defects", filter=Q(defects__state=Defect.State.OPEN))
        documents: QuerySet[Any] = super().get_queryset(request).annotate(open_count=open_ones)
        return documents

    @admin.display(ordering="open_count")
    def open_defects(self, document: Any) -> int:
        return int(document.open_count)

    @admin.display(description="pages made of it")
    def pages(self, document: Any) -> SafeString | str:
        links = [(desk_address(page), page) for page in document.pages.order_by("title")]
        return format_html_join(", ", '<a href="{}">{}</a>', links) or "None"

    @admin.display(description="text as received")
    def text_as_received(self, document: Any) -> SafeString:
        return format_html('<pre class="as-received" tabindex="0">{}</pre>', document.text)
