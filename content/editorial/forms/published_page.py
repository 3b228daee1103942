"""A field that names a published page by its title or address; it works without script."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from content.editorial.forms.templates import OfTheSite
from content.library.addresses import address
from content.library.queries.finding import LONGEST, published_pages, published_titles
from content.pages.models import Page


class TitlesInput(OfTheSite, forms.TextInput):
    """A line of text that suggests the titles of published pages."""

    template_name = "admin/widgets/titles.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["list"] = f"{name}_titles"
        return {**context, "list_id": f"{name}_titles", "titles": published_titles()}


class PublishedPageField(forms.CharField):
    """The page that is meant; what means none or several is refused with advice.

    `with_drafts` says that a draft of that title will do where no published page is meant.
    """

    def __init__(self, *, with_drafts: bool = False, **options: Any) -> None:
        self.with_drafts = with_drafts
        options.setdefault("max_length", LONGEST)
        options.setdefault("widget", TitlesInput(attrs={"class": "vTextField", "autocomplete": "off"}))
        super().__init__(**options)

    def clean(self, value: Any) -> Any:
        asked = super().clean(value)
        if not asked:
            return None
        found = [one.page for one in published_pages(asked)]
        if not found and self.with_drafts:
            found = list(Page.objects.filter(title__iexact=asked).order_by("kind", "pk"))
        if not found:
            what = "page" if self.with_drafts else "published page"
            raise ValidationError(f"No {what} is called “{asked}”.", code="unknown")
        if len(found) > 1:
            places = ", ".join(address(one.kind, one.slug) for one in found)
            raise ValidationError(
                f"Several pages are called “{asked}”. Give an address: {places}", code="several"
            )
        page: Page = found[0]
        return page
