"""The rows that are edited inside a page."""

from django import forms
from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from content.editorial.admin.checked import SafeChoices
from content.editorial.forms.aliases import AliasForm, AliasSet
from content.editorial.forms.related import (
    MembershipForm,
    MembershipSet,
    NoticeForm,
    ParticipantForm,
    ParticipantSet,
    PartyForm,
    PartySet,
)
from content.editorial.forms.rows import RowSet
from content.editorial.forms.sections import SectionForm, SectionSet
from content.pages.models import Alias, Membership, Notice, Participant, Party, Section


class Rows(SafeChoices, admin.TabularInline):  # type: ignore[type-arg]
    """Who may write the page may add and take away its rows."""

    template = "admin/edit_inline/rows.html"
    extra = 1  # so that a row can be added without a script
    formset = RowSet

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.has_change_permission(request, obj)


class Sections(Rows):
    """The text, section by section; templates/admin/edit_inline/sections.html draws them as cards."""

    model = Section
    form = SectionForm
    formset = SectionSet
    template = "admin/edit_inline/sections.html"
    fields = ("place", "level", "heading", "body")
    max_num = 400

    class Media:
        js = (forms.Script("admin-desk/sections.js", type="module"),)


class Notices(Rows):
    """What readers must see before the text."""

    model = Notice
    form = NoticeForm
    fields = ("place", "kind", "text", "origin", "shown_from", "shown_to")


class Aliases(Rows):
    """The other names by which texts name the page."""

    model = Alias
    form = AliasForm
    formset = AliasSet
    verbose_name = "other name"
    verbose_name_plural = "other names, by which texts name this page"
    fields = ("surface", "kind", "language", "case_sensitive", "ambiguous")


class Participants(Rows):
    """Who takes part in a case."""

    model = Participant
    form = ParticipantForm
    formset = ParticipantSet
    fk_name = "case_study"
    fields = ("place", "participant", "role")
    autocomplete_fields = ("participant",)


class Parties(Rows):
    """Whom an agreement binds."""

    model = Party
    form = PartyForm
    formset = PartySet
    fk_name = "agreement"
    fields = ("place", "party")
    autocomplete_fields = ("party",)


class Memberships(Rows):
    """Who belongs to an organization."""

    model = Membership
    form = MembershipForm
    formset = MembershipSet
    fk_name = "organization"
    fields = (
        *("place", "member", "status", "since", "until"),
        *("confidence", "confidence_note", "evidence"),
    )
    autocomplete_fields = ("member",)
