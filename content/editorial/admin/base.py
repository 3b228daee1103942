"""The admin of a page of any kind: one form with its sections, one history, one way to the public."""

from typing import Any, ClassVar, Final

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.core.exceptions import SuspiciousOperation
from django.db import IntegrityError, models, transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern
from django.utils.dateformat import format as in_words
from django.utils.html import format_html
from django.utils.safestring import SafeString

from content.editorial.actions.after_save import draft_saved
from content.editorial.admin.addresses import addresses_of
from content.editorial.admin.beside import beside
from content.editorial.admin.checked import CheckedAdmin
from content.editorial.admin.deleting import DraftsMayBeDeleted
from content.editorial.admin.history import WithHistory
from content.editorial.admin.inlines import Aliases, Notices, Sections
from content.editorial.admin.lists import (
    DefectsFilter,
    PageList,
    PublicStateFilter,
    TopicFilter,
    found,
    words_of,
)
from content.editorial.admin.merging import SavesAreMerged
from content.editorial.admin.presence import TellsWhoIsHere
from content.editorial.admin.scheduled import ScheduledPages
from content.editorial.forms.page import PageForm
from content.editorial.forms.versions import standing_number
from content.editorial.forms.wording import PartialDateInput, TextField
from content.editorial.queries.naming import desk_address
from content.editorial.views import bulk
from content.editorial.views.keeping import saved_tag
from content.library.addresses import address
from content.library.models import Publication
from content.library.queries.states import PublicState, with_public_state
from content.pages.actions import claim_version, record_revision
from content.pages.fields import PartialDateField
from content.pages.models import Page
from content.people.models import User

DESK_DATES: Final = ("review_by", "volatility")


class PageAdmin(
    SavesAreMerged, TellsWhoIsHere, WithHistory, DraftsMayBeDeleted, ScheduledPages, CheckedAdmin
):
    """What all kinds of pages share; a kind adds its facts by `facts`, its rows by `rows`."""

    form = PageForm
    change_form_template = "admin/desk/change_form.html"
    delete_confirmation_template = "admin/desk/delete.html"
    delete_selected_confirmation_template = "admin/desk/delete_selected.html"
    facts: ClassVar[tuple[Any, ...]] = ()
    rows: ClassVar[tuple[type[admin.TabularInline], ...]] = ()  # type: ignore[type-arg]
    kind_filters: ClassVar[tuple[Any, ...]] = ()
    kind_columns: ClassVar[tuple[str, ...]] = ()
    search_fields = ("title",)
    date_hierarchy = None
    list_per_page = 50
    list_max_show_all = 200
    show_facets = admin.ShowFacets.NEVER
    prepopulated_fields: ClassVar[dict[str, Any]] = {"slug": ("title",)}
    actions = ("publish_selected", "withdraw_selected")
    formfield_overrides: ClassVar[dict[Any, Any]] = {
        PartialDateField: {"form_class": PartialDateInput},
        models.TextField: {"form_class": TextField},
        models.URLField: {"assume_scheme": "https"},
    }

    class Media:
        js = (
            forms.Script("admin-desk/labels.js", type="module"),
            forms.Script("admin-desk/presence.js", type="module"),
            forms.Script("admin-desk/keeping.js", type="module"),
        )

    # The form

    def get_fieldsets(self, request: HttpRequest, obj: Page | None = None) -> Any:
        return (
            (None, {"fields": ("title", "summary")}),
            *self.facts,
            ("Topics", {"fields": ("tags",)}),
            (
                "Address, language, origin",
                {
                    "fields": ("slug", "language", "provenance", "volatility", "review_by"),
                    "classes": ("collapse",),
                },
            ),
            ("Names that are not linked", {"fields": ("not_linked",), "classes": ("collapse",)}),
        )

    def get_inlines(self, request: HttpRequest, obj: Page | None) -> Any:
        return (Sections, Notices, *self.rows, Aliases)

    def get_prepopulated_fields(self, request: HttpRequest, obj: Page | None = None) -> dict[str, Any]:
        return {} if obj else dict(self.prepopulated_fields)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        if "_saveasnew" in request.POST:
            raise SuspiciousOperation("Nothing here is saved as new.")
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError:
            # Someone took the name or the address in between: now the form finds that, and says so.
            return super().changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        context.update(
            show_save_and_add_another=False,
            may_publish=self.has_publish_permission(request),
            may_withdraw=self.has_withdraw_permission(request),
        )
        page: Page | None = context.get("original")
        if page is not None:
            context.update(
                _standing(page), **self.what_came_in(request, page), **self.who_is_here(request, page)
            )
            person: Any = request.user
            sets = [inline.formset for inline in context.get("inline_admin_formsets", ())]
            context.update(beside(page, person, sets))
        response = super().render_change_form(request, context, *args, **kwargs)
        if context["adminform"].form.is_bound and getattr(context["adminform"].form, "is_conflict", False):
            response.status_code = 409
        return response

    # Saving

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change and not standing_number(obj):  # so that who has it open can be merged with this save
            record_revision(page=obj, by=None, note="As it stood before it was first saved at the desk")
        request.before_saving = transaction.savepoint()  # type: ignore[attr-defined]
        if change:
            claim_version(page=obj, expected=obj.version)
        else:
            obj.created_by = request.user
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        by = request.user
        revision, is_new = record_revision(
            page=form.instance,
            by=by if isinstance(by, User) else None,
            note=form.cleaned_data["what_changed"],
        )
        savepoint = request.before_saving  # type: ignore[attr-defined]
        if is_new:
            draft_saved(page=form.instance, revision=revision, by=revision.made_by, at=revision.made_at)
            self.lead_schedule(request, form, revision)
            transaction.savepoint_commit(savepoint)
        else:  # neither the version nor the date of the last change moves
            transaction.savepoint_rollback(savepoint)
            request.kept_dates = _keep_dates(form)  # type: ignore[attr-defined]
        request.kept = (revision, is_new)  # type: ignore[attr-defined]

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        _, is_new = request.kept  # type: ignore[attr-defined]
        return super().log_change(request, obj, message) if is_new else None

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> Any:
        request.kept_as = "add"  # type: ignore[attr-defined]
        return self.response_change(request, obj)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        if IS_POPUP_VAR in request.POST:
            return super().response_change(request, obj)
        revision, is_new = request.kept  # type: ignore[attr-defined]
        kept = saved_tag(request, obj)
        if is_new and (merged := self.say_merged(request, obj)):
            return merged
        if is_new:
            said = f"“{obj}” is saved as revision {revision.number}."
            self.message_user(request, said, messages.SUCCESS, kept)
        else:
            stands = f"“{obj}” stands as in revision {revision.number}."
            said = f"The text is unchanged: {stands} When it is to be read again is saved."
            if not request.kept_dates:  # type: ignore[attr-defined]
                said = f"Nothing has changed: {stands}"
            self.message_user(request, said, messages.INFO, kept)
        if "_continue" in request.POST:
            return HttpResponseRedirect(desk_address(obj))
        return self.response_post_save_change(request, obj)

    # The list

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return with_public_state(super().get_queryset(request))

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> Any:
        return PageList

    def get_list_display(self, request: HttpRequest) -> Any:
        return ("title", "state", *self.kind_columns, "words", "updated", "open_with")

    def get_list_filter(self, request: HttpRequest) -> Any:
        return (PublicStateFilter, *self.kind_filters, "provenance", DefectsFilter, TopicFilter)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        suggesting = request.resolver_match is not None and request.resolver_match.url_name == "autocomplete"
        return found(queryset, search_term, in_text=not suggesting), False

    @admin.display(description="public state", ordering="public_state")
    def state(self, page: Any) -> SafeString:
        state = PublicState(page.public_state)
        return format_html('<span class="state state-{}">{}</span>', state.value, state.label)

    @admin.display(description="words")
    def words(self, page: Any) -> str:
        return f"{words_of(page):,}"

    @admin.display(description="updated", ordering="updated_at")
    def updated(self, page: Any) -> str:
        return in_words(page.updated_at, "j M Y, H:i e")

    # What leads to the public

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return isinstance(request.user, User) and request.user.may("publish")

    def has_withdraw_permission(self, request: HttpRequest) -> bool:
        return isinstance(request.user, User) and request.user.may("withdraw")

    @admin.action(description="Publish the chosen pages …", permissions=["publish"])
    def publish_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        return bulk.publish_selected(self, request, queryset)

    @admin.action(description="Withdraw the chosen pages …", permissions=["withdraw"])
    def withdraw_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        return bulk.withdraw_selected(self, request, queryset)

    def get_urls(self) -> list[URLPattern]:
        return [*addresses_of(self), *super().get_urls()]


def _standing(page: Page) -> dict[str, Any]:
    """What the public sees of the page, for the head of its form."""
    publication = Publication.objects.select_related("edition").filter(page=page).first()
    is_public = publication is not None and publication.state == Publication.State.PUBLISHED
    return {
        "publication": publication,
        "latest_revision": standing_number(page),
        "public_address": address(publication.kind, publication.slug) if publication and is_public else "",
        "page_state": PublicState(page.public_state),  # type: ignore[attr-defined]
    }


def _keep_dates(form: Any) -> bool:
    """Save what the desk alone knows of the page, and no revision; whether there was something."""
    dates = {name: form.cleaned_data[name] for name in DESK_DATES if name in form.changed_data}
    return bool(dates) and bool(Page.objects.filter(pk=form.instance.pk).update(**dates))
