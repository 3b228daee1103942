"""What the public reads, to look at: publications and their editions."""

from typing import Any

from django.contrib import admin
from django.utils.html import format_html
from django.utils.safestring import SafeString

from content.editorial.admin.read_only import ReadOnlyAdmin
from content.editorial.queries.naming import desk_address
from content.library.addresses import edition_address
from content.library.models import Edition, Publication


@admin.register(Publication)
class PublicationAdmin(ReadOnlyAdmin):
    """Every page that was ever published, and its public state."""

    list_display = ("title", "kind", "state", "edition_number", "words", "changed_at")
    list_filter = ("state", "kind")
    list_select_related = ("edition",)
    search_fields = ("title",)
    fields = (
        *("title", "at_the_desk", "kind", "slug", "state", "edition_number"),
        *("first_published_at", "changed_at", "withdrawn_at", "cause", "treatment"),
        *("superseded_by", "reason", "words"),
    )
    readonly_fields = ("at_the_desk", "edition_number")

    @admin.display(description="current edition", ordering="edition__number")
    def edition_number(self, publication: Any) -> int:
        return int(publication.edition.number)

    @admin.display(description="at the desk")
    def at_the_desk(self, publication: Any) -> SafeString:
        return format_html('<a href="{}">{}</a>', desk_address(publication.page), publication.page)


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin):
    """Every edition, whoever published it."""

    list_display = ("title", "number", "kind", "published_at", "published_by_name", "minor", "note")
    list_filter = ("kind", "minor")
    search_fields = ("title", "note")
    ordering = ("-published_at",)
    fields = (
        *("title", "on_site", "number", "revision_number", "kind", "slug", "published_at"),
        *("published_by_name", "minor", "note", "words", "fingerprint", "text"),
    )
    readonly_fields = ("on_site",)

    def get_queryset(self, request: Any) -> Any:
        return super().get_queryset(request).defer("content", "html")

    @admin.display(description="on the site")
    def on_site(self, edition: Any) -> SafeString:
        href = edition_address(edition.kind, edition.slug, edition.number)
        return format_html('<a href="{}">{}</a>', href, href)
