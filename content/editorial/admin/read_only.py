"""Models that the admin shows and nobody changes there."""

from django.db.models import Model
from django.http import HttpRequest

from content.editorial.admin.checked import CheckedAdmin


class ReadOnlyAdmin(CheckedAdmin):
    """To look at. Who may see drafts may see these."""

    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False
