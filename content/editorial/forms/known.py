"""Choosing pages: those that many rows name are fetched at once; a forged key is an error, no failure."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet


def is_key(value: Any) -> bool:
    """Whether the value can be the key of a row at all: longer numbers fit into no database."""
    return str(value).isdecimal() and len(str(value)) < 19


class KnownChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice that looks among the rows it was told of before it asks the database."""

    known: Mapping[str, Model]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.known = {}

    @property
    def rows(self) -> QuerySet[Any]:
        """All rows that may be chosen."""
        chosen_among: Any = self.queryset
        rows: QuerySet[Any] = chosen_among
        return rows

    def tell(self, known: Mapping[str, Model]) -> None:
        self.known = known
        widget: Any = getattr(self.widget, "widget", self.widget)  # the admin wraps it
        widget.known = known

    def to_python(self, value: Any) -> Any:
        if value not in self.empty_values and not is_key(value):
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return self.known.get(str(value)) or super().to_python(value)


class KnownAutocomplete(AutocompleteSelect):
    """The admin's autocompletion; the chosen row is drawn from those that the field knows."""

    known: Mapping[str, Model] = {}

    def optgroups(self, name: str, value: Any, attr: dict[str, Any] | None = None) -> Any:
        chosen = [str(key) for key in value if is_key(key)]
        if any(key not in self.known for key in chosen):
            return super().optgroups(name, chosen, attr)
        options = [] if self.is_required else [("", "", False)]
        options += [(key, str(self.known[key]), True) for key in chosen]
        made = [self.create_option(name, key, words, selected, 0) for key, words, selected in options]
        return [(None, made, 0)]


class KnownAutocompleteMultiple(AutocompleteSelectMultiple):
    """The admin's autocompletion of several rows."""

    def optgroups(self, name: str, value: Any, attr: dict[str, Any] | None = None) -> Any:
        return super().optgroups(name, [str(key) for key in value if is_key(key)], attr)


class KeysField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Several rows by their keys."""

    def clean(self, value: Any) -> Any:
        for key in value if isinstance(value, Iterable) and not isinstance(value, str) else ():
            if not is_key(key):
                raise ValidationError(f"“{key}” is not a valid value.", code="invalid_pk_value")
        return super().clean(value)


def keys_named(forms_of_rows: list[Any], name: str) -> set[str]:
    """The keys that rows name in the field: those that were sent, else those that are stored."""
    keys: set[str] = set()
    for form in forms_of_rows:
        sent = form.data.get(form.add_prefix(name)) if form.is_bound else None
        stored = getattr(form.instance, f"{name}_id", None)
        keys |= {str(key) for key in (sent, stored) if key}
    return set(filter(is_key, keys))
