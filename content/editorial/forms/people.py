"""The forms of accounts: nobody gives rights that they do not have."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.core.exceptions import ValidationError

from content.editorial.forms.wording import NameField
from content.people.models import User
from content.people.roles import Role


class _RolesWithinOnesOwn(forms.ModelForm):  # type: ignore[type-arg]
    """Offers the roles that the person at the desk may give; `editing_person` is set by the admin."""

    editing_person: User

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "role" in self.fields:
            offered: Any = self.fields["role"]
            offered.choices = [
                (role.value, role.label) for role in Role if self.editing_person.may_give(role.value)
            ]

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].strip().lower()
        if User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).exists():
            raise ValidationError("Another account has this e-mail address.")
        return email


class NewPersonForm(_RolesWithinOnesOwn, AdminUserCreationForm):  # type: ignore[type-arg]
    """A new account."""

    display_name = NameField(max_length=80, help_text="The name that others see.")

    class Meta:
        model = User
        fields = ("email", "display_name", "role")


class PersonForm(_RolesWithinOnesOwn, UserChangeForm):  # type: ignore[type-arg]
    """An account."""

    display_name = NameField(max_length=80, help_text="The name that others see.")

    class Meta:
        model = User
        fields = ("email", "display_name", "role", "is_active", "password")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.instance.pk == self.editing_person.pk:
            if "role" in self.changed_data:
                self.add_error("role", "Nobody changes their own role. Ask another chief editor.")
            if not cleaned.get("is_active", True):
                self.add_error("is_active", "Nobody closes their own account. Ask another chief editor.")
        return cleaned
