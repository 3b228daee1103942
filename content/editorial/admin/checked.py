"""What every ModelAdmin of the desk does about keys: a forged one is refused, never a failure."""

import re
from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.views.main import SEARCH_VAR
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest

from content.editorial.forms.known import (
    KeysField,
    KnownAutocomplete,
    KnownAutocompleteMultiple,
    KnownChoiceField,
    is_key,
)

_TOO_LONG = re.compile(r"\d{19}")


class SafeChoices:
    """Autocompleted choices of a ModelAdmin or an inline, without windows that open over the form."""

    autocomplete_fields: ClassVar[Any]
    admin_site: Any

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.autocomplete_fields:
            kwargs["form_class"] = KnownChoiceField
            kwargs["widget"] = KnownAutocomplete(db_field, self.admin_site, using=kwargs.get("using"))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs["form_class"] = KeysField
        if db_field.name in self.autocomplete_fields:
            kwargs["widget"] = KnownAutocompleteMultiple(db_field, self.admin_site, using=kwargs.get("using"))
        return super().formfield_for_manytomany(db_field, request, **kwargs)  # type: ignore[misc]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        for may in ("can_add_related", "can_change_related", "can_delete_related", "can_view_related"):
            if field is not None and hasattr(field.widget, may):
                setattr(field.widget, may, False)
        return field


class CheckedAdmin(SafeChoices, admin.ModelAdmin):  # type: ignore[type-arg]
    """The base of every ModelAdmin of the desk."""

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        return super().get_object(request, object_id, from_field) if is_key(object_id) else None

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Answers 400 to numbers that no row can have, 403 to an action that the person is not offered."""
        if any(_TOO_LONG.search(str(value)) for name, value in request.GET.items() if name != SEARCH_VAR):
            raise SuspiciousOperation("A filter holds a number that no database can.")
        if request.method == "POST":
            if not all(map(is_key, request.POST.getlist(ACTION_CHECKBOX_NAME))):
                raise SuspiciousOperation("A chosen row has a key that is none.")
            asked = set(filter(None, request.POST.getlist("action")))
            if asked - set(self.get_actions(request)):
                raise PermissionDenied
        return super().changelist_view(request, extra_context)
