"""Pages of any kind and their sections: only so that other forms can suggest them."""

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from content.editorial.admin.lists import LONGEST_WORD, MOST_WORDS, found
from content.editorial.admin.read_only import ReadOnlyAdmin
from content.editorial.queries.naming import desk_address
from content.pages.models import Page, Section


class Suggested(ReadOnlyAdmin):
    """Never listed at the desk and never written from here."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(Page)
class AnyPageAdmin(Suggested):
    """Suggests countries and organizations by title and other names."""

    search_fields = ("title",)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        return found(queryset, search_term, in_text=False), False

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        page = self.get_object(request, object_id)
        if page is None or not self.has_view_permission(request, page):
            raise Http404("There is no such page.")
        return redirect(desk_address(page))


@admin.register(Section)
class SectionAdmin(Suggested):
    """Suggests sections by their heading and the title of their page."""

    search_fields = ("heading", "page__title")
    ordering = ("page__title", "position")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        for word in search_term[:LONGEST_WORD].split()[:MOST_WORDS]:
            queryset = queryset.filter(Q(heading__icontains=word) | Q(page__title__icontains=word))
        return queryset, False
