"""The log of acts, to read: who did what to which page, and whether the chain holds."""

from typing import Any, Final

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from content.editorial.actions.log import end_of_log, first_break
from content.editorial.admin.read_only import ReadOnlyAdmin
from content.editorial.models import LogEntry
from content.editorial.queries.naming import desk_address
from content.pages.models import Page

LOOKED_AT: Final = 500  # entries; `manage.py verify_log` looks at all

NOBODY: Final = "Nobody signed in"  # a command or a timer


class TimeFilter(admin.DateFieldListFilter):
    """By how long ago it was."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.title = "time"


class PersonFilter(admin.RelatedOnlyFieldListFilter):
    """By who did it, of those who did anything."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.title = "person"


@admin.register(LogEntry)
class LogAdmin(ReadOnlyAdmin):
    """Every act, the newest first."""

    list_display = ("page_name", "act", "at_utc", "who", "note")
    list_filter = ("act", "page_kind", ("at", TimeFilter), ("by", PersonFilter))
    search_fields = ("page_title", "by_name", "note")
    ordering = ("-pk",)
    list_per_page = 50
    fields = (
        *("act", "at_utc", "by_name", "at_the_desk", "page_kind", "state_before", "state_after"),
        *("revision_number", "edition_number", "note", "detail", "previous_hash", "hash"),
    )
    readonly_fields = ("at_utc", "at_the_desk")
    change_list_template = "admin/desk/log.html"

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        response: HttpResponse = super().changelist_view(
            request, {"title": "The log", "chain": _chain(), **(extra_context or {})}
        )
        return response

    @admin.display(description="page", ordering="page_title")
    def page_name(self, entry: LogEntry) -> str:
        return entry.page_title

    @admin.display(description="who", ordering="by_name")
    def who(self, entry: LogEntry) -> str:
        return entry.by_name or NOBODY

    @admin.display(description="when", ordering="at")
    def at_utc(self, entry: LogEntry) -> str:
        return f"{entry.at:%Y-%m-%d %H:%M:%S} UTC"

    @admin.display(description="page")
    def at_the_desk(self, entry: LogEntry) -> SafeString | str:
        page = Page.objects.filter(pk=entry.page_id or 0).first()
        if page is None:
            return entry.page_title
        return format_html('<a href="{}">{}</a>', desk_address(page), entry.page_title)


def _chain() -> str:
    """What the latest entries say of themselves, in two queries."""
    head, last = end_of_log()
    latest = list(LogEntry.objects.filter(pk__lte=last).order_by("-pk")[:LOOKED_AT])[::-1]
    broken = first_break(latest, head, before=latest[0].previous_hash if latest else "")
    if broken is None:
        return f"The latest {len(latest)} entries follow from one another, up to the head of the chain."
    if isinstance(broken, LogEntry):
        return f"The chain is broken at entry {broken.pk}: it was changed, or entries before it are missing."
    return f"The chain is broken. {broken}"
