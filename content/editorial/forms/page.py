"""The form of a page: what all kinds share, and what each kind adds."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.forms.fields import InvalidJSONInput

from content.editorial.forms.constraints import ConstrainedForm
from content.editorial.forms.scheduled import ScheduledForm
from content.editorial.forms.topics import TopicsField
from content.editorial.forms.versions import is_stale, opened_on, standing_number, who_saved_meanwhile
from content.editorial.forms.wording import LanguageField, NameField
from content.editorial.queries.naming import label, with_what_labels_need
from content.pages.addresses import free_slug, slug_from
from content.pages.models import Page

_LONGEST_JSON: Final = 5_000  # letters; a longer text is cut, and then is no JSON


class PageForm(ScheduledForm, ConstrainedForm):
    """A page of any kind. `is_conflict` tells that the form does not say on which revision it was opened."""

    title = NameField(max_length=250, widget=forms.TextInput(attrs={"class": "vTextField title"}))
    language = LanguageField(max_length=15, initial="en-US")
    tags = TopicsField()
    edited_revision = forms.IntegerField(required=False, widget=forms.HiddenInput)
    what_changed = NameField(
        required=False,
        max_length=250,
        label="What changed",
        help_text="For the history; readers do not see it.",
        widget=forms.TextInput(attrs={"class": "vTextField", "autocomplete": "off"}),
    )
    is_conflict = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["edited_revision"] = standing_number(self.instance)
        if (
            "review_by" in self.fields
        ):  # no part of a revision: the form itself must tell whether it was changed
            self.fields["review_by"].show_hidden_initial = True
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        title: str = self.cleaned_data.get("title", "")
        others = Page.objects.filter(kind=self.instance.kind).exclude(pk=self.instance.pk)
        if not slug:
            beginning = slug_from(title)
            return free_slug(
                title, set(others.filter(slug__startswith=beginning).values_list("slug", flat=True))
            )
        clash = others.filter(slug=slug).first()
        if clash:
            raise ValidationError(f"“{clash}” has this address already. Choose another one.")
        return slug

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if is_stale(self.data, self.instance) and opened_on(self.data, self.instance) is None:
            self.is_conflict = True
            raise ValidationError(who_saved_meanwhile(self.instance), code="conflict")
        return cleaned


class NamesField(forms.JSONField):
    """A small JSON object; what no parser should be asked to read is refused like any other slip."""

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value[:_LONGEST_JSON] if isinstance(value, str) else value)
        except (RecursionError, ValueError) as refusal:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from refusal

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What was typed, letter for letter."""
        return initial if self.disabled or data is None else InvalidJSONInput(data)


class OrganizationForm(PageForm):
    """An organization."""

    external_ids = NamesField(required=False, help_text='For instance {"wikidata": "Q7184"}.')

    def clean_external_ids(self) -> dict[str, str]:
        given = self.cleaned_data["external_ids"] or {}
        if not isinstance(given, dict) or not all(
            isinstance(value, str) and f"{name}{value}".isprintable() for name, value in given.items()
        ):
            raise ValidationError('Write names and texts, such as {"wikidata": "Q7184"}.')
        return given


class CaseStudyForm(PageForm):
    """A case study: the sections that tell it are named with their article."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told_by: Any = self.fields.get("told_by")
        if told_by is not None:
            told_by.queryset = with_what_labels_need(told_by.queryset)
            told_by.label_from_instance = label
