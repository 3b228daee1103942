"""What a snapshot says beside its text, in the words of the form: facts by their names, rows as lines."""

from typing import Any, Final

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model

from content.library.notices import shown_words
from content.pages.fields import PartialDateField
from content.pages.models import Alias, Notice
from content.pages.partial_dates import PartialDate
from content.pages.snapshots import MODELS

_REFERENCE: Final = frozenset({"page", "tag", "slug", "title", "section"})
_DATES: Final = frozenset({"since", "until"})


def fact_name(kind: str, name: str) -> str:
    return field_name(MODELS[kind], name)


def field_name(model: type[Model], name: str) -> str:
    """As the form calls it; what is no field of the model, by its own name."""
    try:
        field: Any = model._meta.get_field(name)
    except FieldDoesNotExist:
        return name.replace("_", " ").capitalize()
    words = str(getattr(field, "verbose_name", name))
    return words[:1].upper() + words[1:]


def choices_of(model: type[Model], name: str) -> dict[Any, str]:
    """The labels of the field's choices; none where it has none, or is no field of the model."""
    try:
        field: Any = model._meta.get_field(name)
    except FieldDoesNotExist:
        return {}
    return {value: str(words) for value, words in getattr(field, "flatchoices", ())}


def fact_value(kind: str, name: str, value: Any) -> str:
    """The value as a person reads it: dates in words, choices by their labels, pages by their titles."""
    field: Any = MODELS[kind]._meta.get_field(name)
    if value in (None, "", {}):
        return ""
    if isinstance(field, PartialDateField):
        return PartialDate(value).display()
    if choices := choices_of(MODELS[kind], name):
        return choices.get(value, str(value))
    if isinstance(value, dict):
        if isinstance(value.get("page"), int):
            return str(value["title"])
        return ", ".join(f"{key}: {text}" for key, text in value.items())
    return str(value)


def row_words(row: dict[str, Any]) -> str:
    """A page or topic that the page refers to, and what it says of it."""
    said = [
        PartialDate(value).display() if name in _DATES else str(value)
        for name, value in row.items()
        if value and name not in _REFERENCE
    ]
    return ", ".join([row["title"], *said]) if "title" in row else ", ".join(said)


def alias_words(alias: dict[str, Any]) -> str:
    said = [str(Alias.AliasKind(alias["kind"]).label).lower(), alias["language"]]
    said += ["capitals do not matter"] if not alias["case_sensitive"] else []
    said += ["ambiguous"] if alias["ambiguous"] else []
    return f"{alias['surface']} ({', '.join(said)})"


def notice_words(notice: dict[str, Any]) -> str:
    kind, origin = Notice.NoticeKind(notice["kind"]).label, Notice.Origin(notice["origin"]).label
    said = [str(kind).lower(), str(origin).lower(), *filter(None, [shown_words(notice)])]
    return f"{notice['text']} ({', '.join(said)})"


def source_words(source: dict[str, Any] | None) -> str:
    return f"{source['file_name']}, imported on {source['imported_at'][:10]}" if source else ""
