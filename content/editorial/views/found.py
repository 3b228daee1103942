"""The page that a view of the desk is about, if the person may do with it what the view does."""

from typing import Any

from django.contrib.admin.options import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from content.people.models import User


def found(model_admin: Any, request: HttpRequest, pk: int, verb: str) -> tuple[Any, User]:
    """The page and the person. The right is asked first: a stranger learns nothing of what exists."""
    person = request.user
    if not isinstance(person, User) or not person.may(verb):
        raise PermissionDenied
    admin: ModelAdmin[Any] = model_admin
    page = admin.get_object(request, str(pk))
    if page is None:
        raise Http404("There is no such page.")
    return page, person
