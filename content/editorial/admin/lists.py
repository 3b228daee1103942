"""The list pages of the desk: their columns and filters."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import smart_split, unescape_string_literal

from content.editorial.queries.presence import open_with
from content.library.queries.states import PublicState
from content.pages.models import Alias, Facet, Page, Section, Tag, TaggedPage
from content.people.models import User

LONGEST_WORD = 200  # letters; databases refuse patterns that are much longer
MOST_WORDS = 8  # of a search; each costs three conditions


class PageList(ChangeList):
    """Pages with their public state, their sections and who has them open, in three queries."""

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet[Any]:
        pages: QuerySet[Any] = super().get_queryset(request, exclude_parameters)
        sections = Section.objects.only("page_id", "heading", "body", "position")
        return pages.prefetch_related(Prefetch("sections", queryset=sections))

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        if isinstance(request.user, User):
            pages: list[Any] = list(self.result_list)
            names = open_with([page.pk for page in pages], person=request.user, at=timezone.now())
            for page in pages:
                page.open_with = names.get(page.pk, "")
            self.result_list = pages


class PublicStateFilter(admin.SimpleListFilter):
    """What readers see of the page."""

    title = "public state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(state.value, str(state.label)) for state in PublicState]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() in PublicState.values:
            return queryset.filter(public_state=self.value())
        return queryset


class TopicFilter(admin.SimpleListFilter):
    """The page's topics."""

    title = "topic"
    parameter_name = "topic"
    template = "admin/topic_filter.html"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        facets = list(Facet.values)
        rows = Tag.objects.values_list("slug", "name", "facet", "position")
        rows = sorted(rows, key=lambda row: (facets.index(row[2]), row[3], row[1]))  # type: ignore[assignment]
        return [(slug, f"{Facet(facet).label}: {name}") for slug, name, facet, _ in rows]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        slug = (self.value() or "").replace("\x00", "")
        if slug:
            return queryset.filter(
                Exists(TaggedPage.objects.filter(content_object=OuterRef("pk"), tag__slug=slug))
            )
        return queryset


class Varieties(admin.AllValuesFieldListFilter):
    """The values that stand in a text field; where it is empty, that is said."""

    def choices(self, changelist: Any) -> Iterator[Any]:
        for choice in super().choices(changelist):
            yield {**choice, "display": choice["display"] or "Not stated"}


class DefectsFilter(admin.SimpleListFilter):
    """Whether importing found something that nobody has handled."""

    title = "import defects"
    parameter_name = "defects"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("open", "With open defects")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "open":
            return queryset.filter(defects__state="open").distinct()
        return queryset


def found(pages: QuerySet[Any], sought: str, *, in_text: bool) -> QuerySet[Any]:
    """The pages in which every word stands: in the title or another name; in the text too, if asked."""
    for word in [_unquoted(word)[:LONGEST_WORD] for word in smart_split(sought)][:MOST_WORDS]:
        names = Alias.objects.filter(page=OuterRef("pk"), surface__icontains=word)
        stands = Q(title__icontains=word) | Q(Exists(names))
        if in_text:
            sections = Section.objects.filter(page=OuterRef("pk"))
            inside = sections.filter(Q(heading__icontains=word) | Q(body__icontains=word))
            stands |= Q(summary__icontains=word) | Q(Exists(inside))
        pages = pages.filter(stands)
    return pages


def _unquoted(word: str) -> str:
    """Words in quotation marks are sought together."""
    is_quoted = len(word) > 2 and word[0] in "\"'" and word[0] == word[-1]
    return unescape_string_literal(word) if is_quoted else word


def words_of(page: Page) -> int:
    """The words of the page's sections, as they were fetched with it."""
    return sum(len(section.heading.split()) + len(section.body.split()) for section in page.sections.all())
