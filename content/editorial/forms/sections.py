"""A page's sections in one form: their order, their levels, their words."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import BaseConstraint

from content.editorial.forms.rows import OrderedRowForm, RowSet
from content.editorial.forms.wording import NameField, TextField
from content.pages.actions import SectionDraft, replace_sections
from content.pages.models import Section
from content.pages.models.page import slug_validator

_WHY = "This skips a level: {above}. Raise this section, or put one of the level between above it."


class SectionForm(OrderedRowForm):
    """One section; its address is made from its first heading and stays: by it an older form is read."""

    address = forms.CharField(
        required=False, max_length=160, validators=[slug_validator], widget=forms.HiddenInput
    )

    heading = NameField(
        max_length=250,
        required=False,
        help_text="May be empty, for an untitled conclusion.",
        widget=forms.TextInput(attrs={"class": "vTextField", "data-heading": ""}),
    )
    body = TextField(
        required=False,
        label="Text",
        widget=forms.Textarea(attrs={"class": "vLargeTextField", "rows": 8, "data-body": ""}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["address"].initial = self.instance.slug

    def constraints_of(self, constraints: Iterable[BaseConstraint]) -> Iterable[BaseConstraint]:
        """None: the field knows the levels, and the set their order."""
        return ()

    class Meta:
        model = Section
        fields = ("level", "heading", "body")
        widgets = {"level": forms.Select(attrs={"data-level": ""})}


class SectionSet(RowSet):
    """All sections of a page."""

    def clean_rows(self, kept: list[Any]) -> None:
        before = 1
        for form in kept:
            level = form.cleaned_data.get("level") if hasattr(form, "cleaned_data") else None
            if level is None:
                return  # its own error stands there already
            if level > before + 1:
                above = (
                    "the first section must be of the first level" if before == 1 else "there is none between"
                )
                form.add_error("level", _WHY.format(above=above))
            before = level

    def save(self, commit: bool = True) -> list[Any]:
        kept = self.kept()
        self.note_changes(kept)
        taken = {form.instance.slug for form in kept if form.instance.pk}
        drafts = []
        for form in kept:
            slug = "" if form.instance.pk else form.cleaned_data["address"]  # of a section that comes back
            drafts.append(
                SectionDraft(
                    level=form.instance.level,
                    heading=form.instance.heading,
                    body=form.instance.body,
                    slug="" if slug in taken else slug,
                    pk=form.instance.pk,
                )
            )
            taken.add(slug)
        return replace_sections(page=self.instance, sections=drafts)
