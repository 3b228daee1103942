"""Deleting pages in the admin: drafts only. What was published once is withdrawn, never deleted."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import NestedObjects
from django.core.exceptions import PermissionDenied
from django.db import router, transaction
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.html import format_html

from content.editorial.actions.deleting import WasPublished, delete_draft
from content.editorial.queries.naming import desk_address
from content.library.models import Edition
from content.pages.models import Page
from content.people.models import User

_PUBLISHED = "“{}” was published, so that it can be cited: withdraw it instead."


def published_among(pages: Iterable[Any]) -> set[int]:
    """The keys of the pages that have editions."""
    return set(Edition.objects.filter(page__in=[page.pk for page in pages]).values_list("page", flat=True))


class DraftsMayBeDeleted:
    """A ModelAdmin of pages of which only those that were never published can be deleted."""

    admin_site: Any

    def has_delete_permission(self, request: HttpRequest, obj: Page | None = None) -> bool:
        may = isinstance(request.user, User) and request.user.may("delete drafts")
        return may and (obj is None or not published_among([obj]))

    def get_deleted_objects(
        self, objs: Any, request: HttpRequest
    ) -> tuple[list[Any], dict[str, int], set[str], list[Any]]:
        """What goes, in how many rows, and what forbids it.

        Django's own list asks for the right to delete each revision and section, which nobody has by itself.
        """
        pages = list(objs)
        collector = NestedObjects(using=router.db_for_write(Page), origin=pages)
        collector.collect(pages)
        published = published_among(pages)
        protected: list[Any] = [_PUBLISHED.format(page) for page in pages if page.pk in published]
        protected += [
            _named_by(row) for row in collector.protected if not hasattr(row, "edition_id") and _is_desk(row)
        ]
        model_rows: dict[Any, Any] = collector.model_objs
        counts = {
            str(model._meta.verbose_name_plural): len(rows)
            for model, rows in model_rows.items()
            if not model._meta.auto_created
        }
        return [str(page) for page in pages], counts, set(), protected

    def delete_model(self, request: HttpRequest, obj: Page) -> None:
        delete_draft(page=obj, by=_person(request))

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        for page in queryset:
            delete_draft(page=page, by=_person(request))

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if self.has_delete_permission(request) and object_id.isdecimal():
            page = Page.objects.filter(pk=object_id).first()
            if page and published_among([page]):
                messages.error(request, _PUBLISHED.format(page))
                return HttpResponseRedirect(desk_address(page))
        try:
            response: HttpResponse = super().delete_view(request, object_id, extra_context)  # type: ignore[misc]
        except (ProtectedError, WasPublished):
            return self._not_deleted(request)
        return response

    def response_action(self, request: HttpRequest, queryset: Any, *args: Any) -> HttpResponse | None:
        try:
            response: HttpResponse | None = super().response_action(request, queryset, *args)  # type: ignore[misc]
        except (ProtectedError, WasPublished):
            return self._not_deleted(request)
        return response

    def _not_deleted(self, request: HttpRequest) -> HttpResponse:
        messages.error(
            request,
            "Not deleted: it was published meanwhile, or another page refers to it. Withdraw it instead.",
        )
        return HttpResponseRedirect(request.get_full_path().partition("?")[0].replace("/delete/", "/change/"))


def _person(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def _is_desk(row: Any) -> bool:
    return bool(row._meta.app_label == "pages")


def _named_by(row: Any) -> str:
    """The page that refers to one that shall go."""
    for name in ("case_study", "organization", "agreement", "page"):
        page = getattr(row, name, None)
        if isinstance(page, Page):
            row = page
            break
    if isinstance(row, Page):
        return format_html('<a href="{}">“{}”</a> refers to it.', desk_address(row), row)
    return f"{row._meta.verbose_name} “{row}” refers to it."
