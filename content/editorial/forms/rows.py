"""Rows of a page edited in one form: numbered as the editor orders them, written in a few queries."""

import re
from collections.abc import Hashable, Iterable, Mapping
from typing import Any, ClassVar

from django import forms
from django.db.models import BaseConstraint, CheckConstraint, F
from django.forms.models import BaseInlineFormSet
from django.utils.functional import cached_property

from content.editorial.forms.constraints import ConstrainedForm
from content.editorial.forms.known import KnownChoiceField, keys_named
from content.editorial.forms.versions import is_stale

_ASIDE = 1_000_000  # places that no page reaches: rows stand there while they change places
_LAST = 100_000
_FEW = 20


class PlaceField(forms.IntegerField):
    """The place of a row among its fellows. An empty row with a place is still an empty row."""

    def __init__(self, **options: Any) -> None:
        options = {"required": False, "min_value": 1, "max_value": _LAST, "label": "Place", **options}
        super().__init__(**options)
        self.widget.attrs.update({"class": "place"})

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class RowForm(ConstrainedForm):
    """One row. What a row must share with its fellows is checked by the set."""

    def validate_unique(self) -> None:
        """The set does: rows may change places with each other."""

    def constraints_of(self, constraints: Iterable[BaseConstraint]) -> Iterable[BaseConstraint]:
        checks = [constraint for constraint in constraints if isinstance(constraint, CheckConstraint)]
        return checks if self.has_changed() else []


class OrderedRowForm(RowForm):
    """One row with a place."""

    place = PlaceField()


class RowSet(BaseInlineFormSet):  # type: ignore[type-arg]
    """All rows of one kind of one page."""

    model: Any
    _pk_field: Any
    _construct_form: Any
    # The field that may not say the same in two rows, and what to tell the editor then.
    distinct: ClassVar[str] = ""
    said_twice: ClassVar[str] = ""

    def total_form_count(self) -> int:
        """No more rows than were sent, but for a few gaps: a forged count would cost a minute of work."""
        count: int = super().total_form_count()
        return min(count, self._most_rows) if self.is_bound else count

    @cached_property
    def _most_rows(self) -> int:
        row = re.compile(rf"{re.escape(self.prefix or '')}-(\d{{1,4}})-")
        sent = {int(found[1]) for name in self.data if (found := row.match(name))}
        return min(max(sent, default=-1) + 1, 2 * len(sent) + _FEW)

    @cached_property
    def empty_form(self) -> Any:
        """The form of a row that is yet to come; the admin asks for it five times on each page."""
        return super().empty_form

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        # Django's own field would ask the database for each row, and would take a row of any page.
        form.fields[self._pk_field.name] = forms.IntegerField(
            initial=form.instance.pk, required=False, widget=forms.HiddenInput
        )
        if "place" in form.fields and index is not None and index < self.initial_form_count():
            form.fields["place"].initial = index + 1

    @cached_property
    def forms(self) -> list[Any]:
        """The forms; the pages that their rows name are fetched in one query for each field."""
        made: list[Any] = [self._construct_form(index) for index in range(self.total_form_count())]
        for name, field in self.empty_form.fields.items():
            if isinstance(field, KnownChoiceField):
                known = {str(row.pk): row for row in field.rows.filter(pk__in=keys_named(made, name))}
                for form in made:
                    form.fields[name].tell(known)
                    _remember(form.instance, name, known)
        for form in made:
            if not form.instance._state.adding:
                setattr(form.instance, self.fk.name, self.instance)
        return made

    def clean(self) -> None:
        here = sorted(row.pk for row in self.get_queryset())
        are_others = sorted(form.instance.pk or 0 for form in self.initial_forms) != here
        if are_others and not is_stale(
            self.data, self.instance
        ):  # else they are merged with those that stand
            raise forms.ValidationError(
                "These are not the rows of this page, or not all of them. Nothing was saved: open it again."
            )
        if self.distinct:
            self._refuse_twins()
        self.clean_rows(self.kept())

    def clean_rows(self, kept: list[Any]) -> None:
        """What else must hold between the rows; add errors to the forms."""

    def identity(self, row: Any) -> Hashable:
        """What no two rows may share; None where it does not matter."""
        return getattr(row, self.distinct, None)

    def kept(self) -> list[Any]:
        """The forms whose rows shall stand, in the order that the editor gave them."""
        first_new = self.initial_form_count()
        gone = set(map(id, self.deleted_forms)) if self.is_bound else set()
        kept = [
            (*_order(form, index, first_new), form)
            for index, form in enumerate(self.forms)
            if id(form) not in gone and (index < first_new or form.has_changed())
        ]
        return [entry[-1] for entry in sorted(kept, key=lambda entry: entry[:-1])]

    def save(self, commit: bool = True) -> list[Any]:
        """Write the rows; those that changed anew, under their old keys, so that two may swap words."""
        kept = self.kept()
        self.note_changes(kept)
        rows = self.model._default_manager.filter(**{self.fk.name: self.instance})
        leaving = [row.pk for row in [*self.deleted_objects, *(row for row, _ in self.changed_objects)]]
        if leaving:
            rows.filter(pk__in=leaving).delete()
        written = [form.instance for form in kept if form.instance.pk is None or form.has_changed()]
        for row in written:
            setattr(row, self.fk.name, self.instance)
        if any(field.name == "position" for field in self.model._meta.fields):
            self._number([form.instance for form in kept], written)
        self.model._default_manager.bulk_create(written)
        return written

    def note_changes(self, kept: list[Any]) -> None:
        """What Django's admin writes into its log."""
        self.new_objects = [form.instance for form in kept if form.instance.pk is None]
        self.changed_objects = [
            (form.instance, form.changed_data) for form in kept if form.instance.pk and form.has_changed()
        ]
        self.deleted_objects = [form.instance for form in self.deleted_forms if form.instance.pk]

    def _number(self, rows: list[Any], written: list[Any]) -> None:
        """Give the rows the places 1, 2, 3 ...; what is not written anew is moved, where it must be."""
        anew = set(map(id, written))
        moved = []
        for position, row in enumerate(rows, start=1):
            if row.position != position and id(row) not in anew:
                moved.append(row)
            row.position = position
        if moved:
            standing = self.model._default_manager.filter(pk__in=[row.pk for row in moved])
            standing.update(position=F("position") + _ASIDE)
            self.model._default_manager.bulk_update(moved, ["position"])

    def _refuse_twins(self) -> None:
        seen: dict[Hashable, int] = {}
        for number, form in enumerate(self.kept(), start=1):
            if form.errors:
                continue
            identity = self.identity(form.instance)
            if identity is None:
                continue
            if identity in seen:
                form.add_error(self.distinct, self.said_twice.format(row=seen[identity]))
            seen.setdefault(identity, number)


def _remember(row: Any, name: str, known: Mapping[str, Any]) -> None:
    """Spare the row the query by which it would find the page that it names."""
    page = known.get(str(getattr(row, f"{name}_id")))
    if page is not None:
        setattr(row, name, page)


def _order(form: Any, index: int, first_new: int) -> tuple[int, int, int]:
    """Sorts a form by its place. Of two with one place, the one that was moved there gets it."""
    place = getattr(form, "cleaned_data", {}).get("place")
    if place is None:
        return (_LAST + 1, 0, index)
    if index >= first_new or place < index + 1:
        return (place, -1, index)
    return (place, 1 if place > index + 1 else 0, index)
