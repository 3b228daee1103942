"""Deleting pages in the admin: drafts only. What was published once is withdrawn, never deleted."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import NestedObjects
from django.core.exceptions import PermissionDenied
from django.db import router, transaction
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from content.editorial.actions.deleting import SavedMeanwhile, WasPublished, delete_draft
from content.editorial.actions.sharing import still_good
from content.editorial.forms.known import is_key
from content.editorial.forms.versions import seen_number, standing_numbers
from content.editorial.models import Schedule
from content.editorial.queries.naming import desk_address
from content.editorial.queries.presence import who_is_here
from content.editorial.queries.schedules import said
from content.library.models import Edition
from content.pages.models import Page
from content.people.models import User


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
        protected: list[Any] = [str(WasPublished(page)) for page in pages if page.pk in published]
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
        delete_draft(page=obj, by=_person(request), seen=seen_number(request.POST, obj))

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        """With the deletion, in its transaction: Django would tell of what may yet be refused."""

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        super().log_deletions(request, queryset)  # type: ignore[misc]
        for page in queryset:
            delete_draft(page=page, by=_person(request), seen=seen_number(request.POST, page))

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        page = Page.objects.filter(pk=object_id).first() if is_key(object_id) else None
        if page and self.has_delete_permission(request) and published_among([page]):
            messages.error(request, str(WasPublished(page)))
            return HttpResponseRedirect(desk_address(page))
        context = {**(_going_with([page], request) if page else {}), **(extra_context or {})}
        try:
            response: HttpResponse = super().delete_view(request, object_id, context)  # type: ignore[misc]
        except SavedMeanwhile as refusal:
            messages.error(request, _with_what_changed(refusal))
            return HttpResponseRedirect(desk_address(refusal.page, "delete"))
        except (ProtectedError, WasPublished) as refusal:
            return _not_deleted(request, refusal)
        return response

    def response_action(self, request: HttpRequest, queryset: Any, *args: Any) -> HttpResponse | None:
        acting: Any = super()
        try:
            response: HttpResponse | None = acting.response_action(request, queryset, *args)
        except SavedMeanwhile as refusal:
            messages.error(request, _with_what_changed(refusal))
            response = acting.response_action(_asked_again(request), queryset, *args)
        except (ProtectedError, WasPublished) as refusal:
            return _not_deleted(request, refusal)
        if isinstance(response, TemplateResponse):
            context = response.context_data or {}
            if "deletable_objects" in context:
                context.update(_going_with(context["queryset"], request))
        return response


def _not_deleted(request: HttpRequest, refusal: ProtectedError | WasPublished) -> HttpResponse:
    """Back to the page, with what happened since the question was asked."""
    if isinstance(refusal, ProtectedError):
        names = {_named_by(row) for row in refusal.protected_objects}
        named = format_html_join(" ", "{}", [(name,) for name in sorted(names)])
        messages.error(request, format_html("Not deleted: {} Take that out there first.", named))
    else:
        messages.error(request, f"Not deleted: {refusal}")
    return HttpResponseRedirect(request.get_full_path().partition("?")[0].replace("/delete/", "/change/"))


def _asked_again(request: HttpRequest) -> HttpRequest:
    """The same request as it was before the answer to the question."""
    sent: Any = request.POST.copy()
    del sent["post"]
    request.POST = sent
    return request


def _going_with(pages: Iterable[Any], request: HttpRequest) -> dict[str, Any]:
    """For the question: on which revision of each page it is asked, what ends with them, who has one open."""
    pages = list(pages)
    keys, at = [page.pk for page in pages], timezone.now()
    waiting = Schedule.objects.filter(page__in=keys, standing=Schedule.Standing.WAITING)
    return {
        "seen": standing_numbers(pages).items(),
        "schedules": [(one.page, said(one)) for one in waiting.select_related("page", "made_by")],
        "link_count": still_good(at).filter(page__in=keys).count(),
        "here": [
            sentence
            for page in pages[:1]
            for sentence in who_is_here(page_key=page.pk, person=_person(request), at=at, with_own=False)
        ],
    }


def _with_what_changed(refusal: SavedMeanwhile) -> SafeString:
    """The refusal, by whom the page was saved, and the way to what that changed."""
    page, latest = refusal.page, refusal.latest
    if latest is None or refusal.seen < 1:
        return format_html("{}", refusal)
    by = f" by {latest.made_by}" if latest.made_by else ""
    return format_html(
        '{} It stands at revision {} now{}: <a href="{}">What changed</a>.',
        *(refusal, latest.number, by),
        desk_address(page, "compare", f"r{refusal.seen}", f"r{latest.number}"),
    )


def _person(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def _is_desk(row: Any) -> bool:
    return bool(row._meta.app_label == "pages")


def _named_by(row: Any) -> str:
    """The page that refers to one that is to go."""
    for name in ("case_study", "organization", "agreement", "page"):
        page = getattr(row, name, None)
        if isinstance(page, Page):
            row = page
            break
    if isinstance(row, Page):
        return format_html('<a href="{}">“{}”</a> refers to it.', desk_address(row), row)
    return f"{row._meta.verbose_name} “{row}” refers to it."
