"""What a snapshot says beside its text, in the words of the form: facts by their names, rows as lines."""

from typing import Any, Final

from content.library.notices import shown_words
from content.pages.fields import PartialDateField
from content.pages.models import Alias, Notice
from content.pages.partial_dates import PartialDate
from content.pages.snapshots import MODELS

_REFERENCE: Final = frozenset({"page", "tag", "slug", "title", "section"})
_DATES: Final = frozenset({"since", "until"})


def fact_name(kind: str, name: str) -> str:
    field: Any = MODELS[kind]._meta.get_field(name)
    words = str(field.verbose_name)
    return words[:1].upper() + words[1:]


def fact_value(kind: str, name: str, value: Any) -> str:
    """The value as a person reads it: dates in words, choices by their labels, pages by their titles."""
    field: Any = MODELS[kind]._meta.get_field(name)
    if value in (None, "", {}):
        return ""
    if isinstance(field, PartialDateField):
        return PartialDate(value).display()
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
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
