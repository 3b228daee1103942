"""Pages that were deleted before they were ever published: to look at, and to recover."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from content.editorial.actions.deleting import NotRecoverable, recover
from content.editorial.admin.read_only import ReadOnlyAdmin
from content.editorial.models import DeletedPage
from content.editorial.queries.naming import desk_address
from content.editorial.queries.schedules import in_utc
from content.editorial.views.history import said
from content.pages.schemas import upgraded
from content.people.models import User


class Waiting(admin.SimpleListFilter):
    """Those that nobody recovered, unless all are asked for."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("all", "Recovered ones too")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset if self.value() == "all" else queryset.filter(recovered_at=None)


@admin.register(DeletedPage)
class DeletedPageAdmin(ReadOnlyAdmin):
    """For those who may delete drafts."""

    list_display = ("to_recover", "kind", "deleted_on", "deleted_by", "recovered")
    list_display_links = None
    list_filter = (Waiting, "kind")
    list_select_related = ("deleted_by", "recovered_by")
    search_fields = ("title", "slug")
    show_facets = admin.ShowFacets.NEVER

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).defer("revisions", "beside")

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return isinstance(request.user, User) and request.user.may("delete drafts")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        recovering = path("<int:pk>/recover/", wrap(self.recover_view), name="editorial_deletedpage_recover")
        return [recovering, *super().get_urls()]

    @admin.display(description="title", ordering="title")
    def to_recover(self, deleted: Any) -> SafeString:
        href = reverse("admin:editorial_deletedpage_recover", args=[deleted.pk])
        return format_html('<a href="{}">{}</a>', href, deleted)

    @admin.display(description="deleted at", ordering="deleted_at")
    def deleted_on(self, deleted: Any) -> str:
        return in_utc(deleted.deleted_at)

    @admin.display(description="recovered")
    def recovered(self, deleted: Any) -> str:
        if deleted.recovered_at is None:
            return ""
        return f"Recovered by {deleted.recovered_by or 'someone'} on {in_utc(deleted.recovered_at)}"

    def recover_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """GET shows what the page said last, POST brings it back."""
        person = request.user
        if not isinstance(person, User) or not self.has_view_permission(request):
            raise PermissionDenied
        deleted = DeletedPage.objects.filter(pk=pk).first()
        if deleted is None:
            raise Http404("There is no such page.")
        if request.method == "POST":
            return _recovered(request, deleted, person)
        more = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Recover a deleted page",
            "subtitle": str(deleted),
            "deleted": deleted,
            "count": len(deleted.revisions),
            **said(upgraded(deleted.revisions[-1]["snapshot"])),
            "media": self.media,
        }
        return render(request, "admin/desk/recover.html", more)


def _recovered(request: HttpRequest, deleted: DeletedPage, person: User) -> HttpResponse:
    try:
        recovered = recover(deleted=deleted, by=person)
    except NotRecoverable as refusal:
        messages.error(request, str(refusal))
        return redirect("admin:editorial_deletedpage_changelist")
    messages.success(request, f"“{recovered.page}” is here again, with all its revisions.")
    for sentence in recovered.told:
        messages.warning(request, sentence)
    return redirect(desk_address(recovered.page))
