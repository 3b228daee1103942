"""What a bound form says, as a snapshot: so one that was opened on an older revision is read, not refused."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from datetime import date
from typing import Any, Final

from django.db.models import Model, QuerySet

from content.editorial.forms.known import KnownChoiceField
from content.pages.addresses import free_slug
from content.pages.models import Page, Section, Tag
from content.pages.snapshots import Snapshot

# How the sets of rows are called in a form, and how in the relations of a snapshot.
RELATIONS: Final = {"memberships": "members", "parties": "parties", "participants": "participants"}


def said(form: Any, formsets: Iterable[Any], *, base: Snapshot, theirs: Snapshot) -> Snapshot:
    """The page as the valid form has it; what the form does not show is as in the base.

    A section is known by its permanent address. One that is new gets an address of its own, or that of the
    section with which the other side said the same or under the same heading.
    """
    mine = deepcopy(base)
    for name, value in form.cleaned_data.items():
        if name in mine["fields"]:
            mine["fields"][name] = plain(value)
        elif name in mine["relations"]:
            mine["relations"][name] = plain(value)
        elif name in mine:
            mine[name] = plain(value)
    for formset in formsets:
        rows = [_row(form, columns(formset)) for form in formset.kept()]
        if formset.prefix == "sections":
            mine["sections"] = _with_addresses(rows, base["sections"], theirs["sections"])
        elif formset.prefix in RELATIONS:
            mine["relations"][RELATIONS[formset.prefix]] = rows
        else:
            mine[formset.prefix] = rows
    return mine


def plain(value: Any) -> Any:
    """The value as a snapshot holds it."""
    if isinstance(value, QuerySet | list):
        return [plain(part) for part in value]
    if isinstance(value, Section):
        return {**plain(value.page), "section": value.slug, "heading": value.heading}
    if isinstance(value, Page):
        return {"page": value.pk, "title": value.title}
    if isinstance(value, Tag):
        return {"tag": value.pk, "slug": value.slug, "name": value.name}
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, str) else value


def column_of_page(form: Any) -> str:
    """The field by which a row names a page, if its kind of row does."""
    return next((name for name, field in form.fields.items() if isinstance(field, KnownChoiceField)), "")


def columns(formset: Any) -> list[str]:
    """What a row says; its place is said by the order of the rows, its page is the page."""
    return [name for name in formset.form.Meta.fields if name not in ("place", formset.fk.name)]


def _row(form: Any, names: list[str]) -> dict[str, Any]:
    row = {name: plain(form.cleaned_data[name]) for name in names if name in form.cleaned_data}
    page = row.pop(column_of_page(form), {})
    if "address" in form.cleaned_data:
        row["slug"] = form.cleaned_data["address"] or _address_of(form.instance)
    return {**page, **row}


def _address_of(section: Model) -> str:
    """That of a section which the form knows by its key alone."""
    return section.slug if isinstance(section, Section) and section.pk else ""


def _with_addresses(
    rows: list[dict[str, Any]], base: list[dict[str, Any]], theirs: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    taken = {section["slug"] for section in [*base, *theirs, *rows]} - {""}
    known = {section["slug"] for section in [*base, *rows]}
    new_of_theirs = [section for section in theirs if section["slug"] not in known]
    for row in rows:
        if not row["slug"]:
            twin = next((section for section in new_of_theirs if _is_twin(row, section)), None)
            if twin:
                new_of_theirs.remove(twin)
            row["slug"] = twin["slug"] if twin else free_slug(row["heading"], taken, otherwise="conclusion")
            taken.add(row["slug"])
    return rows


def _is_twin(row: Mapping[str, Any], section: Mapping[str, Any]) -> bool:
    if row["heading"] != section["heading"]:
        return False
    return bool(row["heading"]) or row["body"] == section["body"]
