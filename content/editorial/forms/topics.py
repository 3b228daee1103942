"""Choosing topics: checkboxes in the facets of the vocabulary."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import ModelChoiceIterator

from content.editorial.forms.known import KeysField
from content.editorial.forms.templates import OfTheSite
from content.pages.models import Facet, Tag

MOST: Final = 10


class TopicsWidget(OfTheSite, forms.CheckboxSelectMultiple):
    """The vocabulary by facet; a script adds a field that filters it."""

    template_name = "admin/widgets/topics.html"

    class Media:
        js = (forms.Script("admin-desk/topics.js", type="module"),)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["most"] = MOST
        context["chosen"] = [
            option
            for _, options, _ in context["widget"]["optgroups"]
            for option in options
            if option["selected"]
        ]
        return context


class _ByFacet(ModelChoiceIterator):  # type: ignore[type-arg]
    """Facets in their order, each with its topics in theirs."""

    def __iter__(self) -> Iterator[Any]:
        order = list(Facet.values)
        topics = sorted(self.queryset, key=lambda tag: (order.index(tag.facet), tag.position, tag.name))
        for facet, tags in groupby(topics, key=lambda tag: tag.facet):
            yield Facet(facet).label, [self.choice(tag) for tag in tags]


class TopicsField(KeysField):
    """At most ten topics."""

    iterator = _ByFacet
    widget = TopicsWidget

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Tag.objects.all(), required=False, label="Topics", **options)

    def clean(self, value: Any) -> Any:
        chosen = super().clean(value)
        if len(chosen) > MOST:
            raise ValidationError(
                f"{len(chosen)} topics are chosen. A page has at most {MOST}: uncheck {len(chosen) - MOST}."
            )
        return chosen
