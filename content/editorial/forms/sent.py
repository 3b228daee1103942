"""A snapshot as a browser would send it in the form of the page as it stands."""

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.http import QueryDict

from content.editorial.forms.said import RELATIONS, column_of_page, columns, plain
from content.pages.models import Section
from content.pages.snapshots import Snapshot

Row = dict[str, Any]


def sent(form: Any, formsets: Iterable[Any], taken: Snapshot) -> QueryDict:
    """The fields to post. The forms are those of the page as it stands, unbound.

    Rows of the page that the snapshot lacks are marked as deleted, those that only the snapshot has are new.
    """
    fields = QueryDict(mutable=True)
    values = {**taken, **taken["fields"], **taken["relations"]}
    for name, field in form.fields.items():
        if name not in values:
            continue
        value = values[name]
        if hasattr(field, "queryset") and isinstance(value, list):
            fields.setlist(name, _keys(field.queryset, value))
        else:
            _put(fields, name, value)
    for formset in formsets:
        _put_rows(fields, formset, values[RELATIONS.get(formset.prefix, formset.prefix)])
    return fields


def _keys(choices: Any, rows: list[Row]) -> list[str]:
    """The keys of those that are still there: a topic or a section may have gone since."""
    if choices.model is Section:
        named = {(row["page"], row["section"]) for row in rows}
        found = choices.filter(page__in={page for page, _ in named}).values_list("pk", "page", "slug")
        return [str(pk) for pk, *name in found if tuple(name) in named]
    keys = [row.get("tag", row.get("page")) for row in rows]
    return [str(pk) for pk in choices.filter(pk__in=keys).values_list("pk", flat=True)]


def _put_rows(fields: QueryDict, formset: Any, rows: list[Row]) -> None:
    standing = list(formset.get_queryset())
    of_a_name: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        of_a_name[_name(row)].append(number)
    continued: list[tuple[int | None, int | None]] = []
    for stored in standing:
        places = of_a_name[_name(_as_it_stands(formset, stored))]
        continued.append((stored.pk, places.pop(0) if places else None))
    known = {place for _, place in continued}
    new = [(None, number) for number in range(len(rows)) if number not in known]
    for index, (pk, place) in enumerate([*continued, *new]):
        prefix = f"{formset.prefix}-{index}"
        _put(fields, f"{prefix}-{formset.model._meta.pk.name}", pk)
        if place is None:
            fields[f"{prefix}-DELETE"] = "on"
        else:
            _put_row(fields, prefix, formset, rows[place], place)
    counts = {"TOTAL_FORMS": len(continued) + len(new), "INITIAL_FORMS": len(continued)}
    for name, count in {**counts, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}.items():
        fields[f"{formset.prefix}-{name}"] = str(count)


def _put_row(fields: QueryDict, prefix: str, formset: Any, row: Row, place: int) -> None:
    column = column_of_page(formset.empty_form)
    for name in columns(formset):
        _put(fields, f"{prefix}-{name}", row["page"] if name == column else row.get(name))
    if "slug" in row:
        fields[f"{prefix}-address"] = row["slug"]
    fields[f"{prefix}-place"] = str(place + 1)


def _as_it_stands(formset: Any, row: Any) -> Row:
    names = {*columns(formset), *(["slug"] if isinstance(row, Section) else [])}
    column = column_of_page(formset.empty_form)
    values = {name: plain(getattr(row, name)) for name in names if name != column}
    return {**({"page": getattr(row, f"{column}_id")} if column else {}), **values}


def _name(row: Row) -> str:
    """By what a row is known again."""
    return str(next(row[name] for name in ("slug", "page", "surface", "text") if name in row))


def _put(fields: QueryDict, name: str, value: Any) -> None:
    if isinstance(value, dict):
        value = value["page"] if isinstance(value.get("page"), int) else json.dumps(value, ensure_ascii=False)
    if value is True:
        fields[name] = "on"
    elif value is not False:
        fields[name] = "" if value is None else str(value)
