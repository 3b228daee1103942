"""Accounts and roles, for those who manage people."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest

from content.editorial.admin.checked import CheckedAdmin
from content.editorial.forms.people import NewPersonForm, PersonForm
from content.people.actions import vouch_for_address
from content.people.models import User

# Roles take the place of groups; what else an account holds is its owner's, on the pages under /accounts/.
admin.site.unregister([Group, EmailAddress, Authenticator, UserSession])


@admin.register(User)
class PersonAdmin(CheckedAdmin, UserAdmin):  # type: ignore[type-arg]
    """An account is closed, never deleted: what the person did keeps its name."""

    form = PersonForm
    add_form = NewPersonForm
    list_display = ("display_name", "email", "role", "is_active", "last_login")
    list_filter = ("role", "is_active")
    search_fields = ("display_name", "email")
    ordering = ("display_name", "email")
    filter_horizontal = ()
    readonly_fields = ("last_login", "joined_at")
    fieldsets = (
        (None, {"fields": ("email", "display_name", "password")}),
        ("Rights", {"fields": ("role", "is_active")}),
        ("Dates", {"fields": ("last_login", "joined_at")}),
    )
    add_fieldsets: Any = (
        (
            None,
            {
                "classes": ("wide",),
                "fields": ("email", "display_name", "role", "usable_password", "password1", "password2"),
            },
        ),
    )

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (form,), {"editing_person": request.user})

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if "email" in form.changed_data:
            vouch_for_address(person=obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        person = request.user
        if not isinstance(person, User) or not person.may("manage people"):
            return False
        return obj is None or person.may_manage(obj)

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Without the empty rows of those who have deleted their accounts."""
        return super().get_queryset(request).filter(is_deleted=False)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
