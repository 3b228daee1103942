"""The filters of the public lists: any of the values within a facet, all facets together."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import CharField, Count, QuerySet, Value
from django.http import QueryDict
from django_filters.filters import MultipleChoiceFilter
from django_filters.filterset import FilterSet

from content.library.models import Publication
from content.library.queries.facets import FACETS, Facet, Options


class KnownChoicesField(forms.MultipleChoiceField):
    """Leaves out what is no choice: the address of a list goes on working when one of its values is gone."""

    def clean(self, value: Any) -> list[str]:
        return [choice for choice in value or () if self.valid_value(choice)]


class FacetFilter(MultipleChoiceFilter):
    """Pages that belong to one of the chosen values of a facet."""

    field_class: type[forms.Field] = KnownChoicesField  # type: ignore[assignment]

    def __init__(self, facet: Facet, **extra: Any) -> None:
        super().__init__(label=facet.label, **extra)  # type: ignore[no-untyped-call]
        self.facet = facet
        self.keys: dict[str, str] = {}

    def filter(self, qs: QuerySet[Publication], value: list[str]) -> QuerySet[Publication]:
        return qs.filter(self.facet.matching(self.keys[chosen] for chosen in value)) if value else qs


@dataclass(frozen=True)
class Counts:
    """How many pages are shown, and how many each value of a facet would show beside the other facets."""

    shown: int
    of: Mapping[str, Mapping[str, int]]


class ListFilter(FilterSet):
    """The base of the lists' filters; `options` are the values that each facet knows."""

    def __init__(self, data: QueryDict, queryset: QuerySet[Publication], options: Options) -> None:
        super().__init__(data=data, queryset=queryset)  # type: ignore[no-untyped-call]
        self.options = options
        for name, one in self.filters.items():
            one.keys = {option.value: option.key for option in options[name].values()}
            one.extra["choices"] = [(option.value, option.label) for option in options[name].values()]

    def chosen(self, name: str) -> list[str]:
        """The values of the facet that the address names and that exist."""
        self.form.is_valid()
        values: list[str] = self.form.cleaned_data[name]
        return values

    def passing(self, *but: str) -> QuerySet[Publication]:
        """The pages that every facet's choice lets through, apart from the choices of these facets."""
        found: QuerySet[Publication] = self.queryset
        for name, one in self.filters.items():
            if name not in but:
                found = one.filter(found, self.chosen(name))
        return found

    def counts(self) -> Counts:
        """In one query: the total, and each facet counted among what the other facets let through."""
        everything = self.passing()
        parts = [
            one.facet.counted(self.passing(name) if self.chosen(name) else everything)
            for name, one in self.filters.items()
        ]
        of: dict[str, dict[str, int]] = {name: {} for name in self.filters}
        shown = 0
        for name, key, count in _total("", everything).union(*parts, all=True):
            if name:
                of[name][key] = count
            else:
                shown = count
        return Counts(shown, of)

    def ways_out(self) -> dict[str, int]:
        """In one query: how many pages there were without each facet's choice, and under "" without any."""
        parts = [_total(name, self.passing(name)) for name in self.filters if self.chosen(name)]
        return {name: count for name, _, count in _total("", self.queryset).union(*parts, all=True)}


def _total(name: str, publications: QuerySet[Publication]) -> QuerySet[Any, Any]:
    return (
        publications.order_by()
        .annotate(facet_name=Value(name, CharField()), facet_key=Value("", CharField()))
        .values("facet_name", "facet_key")
        .annotate(counted=Count("pk"))
        .values_list("facet_name", "facet_key", "counted")
    )


def _filters(kind: str) -> type[ListFilter]:
    declared = {facet.name: FacetFilter(facet) for facet in FACETS[kind]}
    name = "".join(part.capitalize() for part in kind.split("_"))
    return type(f"{name}Filter", (ListFilter,), declared)


FILTERS = {kind: _filters(kind) for kind in FACETS}
PARAMETERS = sorted({facet.name for facets in FACETS.values() for facet in facets})
