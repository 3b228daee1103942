"""The admin's site: its name, its start page, its throttled sign-in, its autocompletion."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from content.editorial.forms.signing_in import SignInForm
from content.editorial.queries.desk import desk
from content.editorial.queries.naming import label, with_what_labels_need
from content.editorial.views.door import at_the_door, to_the_set_up
from content.editorial.views.queue import asked_by, filters, queue
from content.editorial.views.signing_in import brings_text, sign_in_and_save
from content.editorial.views.wanted import wanted
from content.people.second_factor import is_missing


class Autocompletion(AutocompleteJsonView):
    """Suggests rows by labels that tell them apart: a section says of which page it is."""

    def get_queryset(self) -> QuerySet[Model]:
        self.term = self.term.replace("\x00", "")  # PostgreSQL knows no such text
        return with_what_labels_need(super().get_queryset())

    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, str]:
        return {**super().serialize_result(obj, to_field_name), "text": label(obj)}


class DeskSite(admin.AdminSite):
    """django.contrib.admin with a desk for a start page."""

    site_title = site_header = f"{settings.SITE_NAME} · Desk"
    index_title = "What waits"
    login_form = SignInForm

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        asked = asked_by(request)
        return super().index(request, {"desk": desk(asked), **filters(asked), **(extra_context or {})})

    def get_urls(self) -> list[Any]:
        """The desk's own pages beside those of the models."""
        own = [
            path("wanted/", self.admin_view(wanted), name="wanted"),
            path("queues/<slug:key>/", self.admin_view(queue), name="queue"),
        ]
        return [*own, *super().get_urls()]

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """The rooms in the order of the work: what is written, what is public, who does it."""
        order = {"pages": 0, "library": 1, "editorial": 2, "people": 3}
        rooms = super().get_app_list(request, app_label)
        return sorted(rooms, key=lambda room: order.get(room["app_label"], len(order)))

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Django's door; who sends something written without a session signs in there, and it is saved."""
        inner: Callable[..., HttpResponse] = super().admin_view(view, cacheable)

        @wraps(inner)
        @sensitive_post_parameters("sign-in-password", "sign-in-code")
        def door(request: HttpRequest, *args: Any, **arguments: Any) -> HttpResponse:
            def save() -> HttpResponse:
                return inner(request, *args, **arguments)

            if brings_text(request) and not self.has_permission(request):
                return sign_in_and_save(self, request, save)
            return save()

        return door if cacheable else never_cache(door)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        if request.method == "GET" and self.has_permission(request):
            return HttpResponseRedirect(reverse("admin:index"))
        if request.method == "GET" and is_missing(request.user):
            return to_the_set_up(request)
        return at_the_door(request, self)

    def has_permission(self, request: HttpRequest) -> bool:
        """The desk is closed to who must have a second factor and has none, each page and each act of it."""
        return super().has_permission(request) and not is_missing(request.user)

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """There is one place for it."""
        return HttpResponseRedirect(reverse("account_change_password"))

    def autocomplete_view(self, request: HttpRequest) -> Any:
        return Autocompletion.as_view(admin_site=self)(request)
