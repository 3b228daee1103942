"""The form of a page: what all kinds share, and what each kind adds."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from content.editorial.forms.constraints import ConstrainedForm
from content.editorial.forms.topics import TopicsField
from content.editorial.forms.versions import is_stale, who_saved_meanwhile
from content.editorial.forms.wording import NameField
from content.pages.addresses import free_slug, slug_from
from content.pages.models import Page


class PageForm(ConstrainedForm):
    """A page of any kind. `is_conflict` tells that someone else has saved the page meanwhile."""

    title = NameField(max_length=250, widget=forms.TextInput(attrs={"class": "vTextField title"}))
    tags = TopicsField()
    edited_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
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
        self.initial["edited_version"] = self.instance.version
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
        if is_stale(self.data, self.instance):
            self.is_conflict = True
            raise ValidationError(who_saved_meanwhile(self.instance), code="conflict")
        return cleaned


class OrganizationForm(PageForm):
    """An organization."""

    def clean_external_ids(self) -> dict[str, str]:
        given = self.cleaned_data["external_ids"] or {}
        if not isinstance(given, dict) or not all(isinstance(value, str) for value in given.values()):
            raise ValidationError('Write names and texts, such as {"wikidata": "Q7184"}.')
        return given


class CaseStudyForm(PageForm):
    """A case study: the sections that tell it are named with their article."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told_by: Any = self.fields.get("told_by")
        if told_by is not None:
            told_by.queryset = told_by.queryset.select_related("page")
            told_by.label_from_instance = lambda section: f"{section.page} › {section}"
