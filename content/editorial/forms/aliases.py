"""A page's other names in one form."""

import string
from collections.abc import Hashable
from typing import Any, Final

from django import forms

from content.editorial.forms.rows import RowForm, RowSet
from content.editorial.forms.wording import LanguageField, NameField
from content.library.addresses import KIND_LABELS
from content.pages.models import Alias

_ASCII_LOWER: Final = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)


class AliasForm(RowForm):
    """One other name."""

    surface = NameField(max_length=200, label="Name", widget=forms.TextInput(attrs={"class": "vTextField"}))
    language = LanguageField(max_length=15, initial="en")

    class Meta:
        model = Alias
        fields = ("surface", "kind", "language", "case_sensitive", "ambiguous")


class AliasSet(RowSet):
    """All other names of a page: none twice, and none that is another page's unless both say so."""

    distinct = "surface"
    said_twice = "This name stands in row {row} already."

    def identity(self, row: Any) -> Hashable:
        return str(row.surface).lower()

    def clean_rows(self, kept: list[Any]) -> None:
        claimed = [form for form in kept if form.instance.surface and not form.instance.ambiguous]
        # SQLite lowers the letters A to Z only, PostgreSQL all.
        keys = {form.instance.surface.lower() for form in claimed}
        keys |= {form.instance.surface.translate(_ASCII_LOWER) for form in claimed}
        taken = {
            alias.key.lower(): alias.page
            for alias in Alias.objects.filter(key__in=keys, ambiguous=False)
            .exclude(page_id=self.instance.pk)
            .select_related("page")
        }
        for form in claimed:
            page = taken.get(form.instance.surface.lower())
            if page:
                form.add_error(
                    "surface",
                    f"“{form.instance.surface}” is a name of “{page}” ({KIND_LABELS[page.kind].lower()}). "
                    "Mark it as ambiguous on both pages, there first; or choose another name.",
                )
