"""A ModelAdmin of pages that merges a save with what others saved since the form was opened."""

import re
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from content.editorial.forms.known import is_key
from content.editorial.merging import merge
from content.editorial.queries.naming import desk_address
from content.editorial.queries.units import arrivals
from content.editorial.views.deleted_meanwhile import deleted_meanwhile
from content.editorial.views.keeping import saved_tag
from content.editorial.views.merging import Outcome, merge_first, with_whom
from content.pages.models import Page, Revision

_MERGED = re.compile(r"(\d{1,9})-(\d{1,9})", re.ASCII)


class SavesAreMerged:
    """Nobody's save overwrites another's, and nobody's is thrown away, though the page be deleted."""

    model: Any

    def _changeform_view(
        self, request: HttpRequest, object_id: str | None, form_url: str, extra_context: Any
    ) -> Any:
        admin: Any = self
        key = unquote(object_id) if object_id is not None else ""
        if request.method == "POST" and is_key(key) and admin.has_change_permission(request):
            Page.objects.select_for_update().filter(pk=key).first()  # one saves at a time
            page = admin.get_object(request, key)
            if page is None:
                answer = deleted_meanwhile(self, request, key)
            else:
                answer = merge_first(self, request, page)
            if answer is not None:
                return answer
        base: Any = super()
        return base._changeform_view(request, object_id, form_url, extra_context)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """The page; what was looked up and locked to be saved is not asked for again."""
        if (locked := request.__dict__.pop("locked_page", None)) is not None:
            return locked
        base: Any = super()
        return base.get_object(request, object_id, from_field)

    def say_merged(self, request: HttpRequest, page: Page) -> HttpResponse | None:
        """After a save: that it was merged, and the way to where what came in is shown."""
        outcome: Outcome | None = getattr(request, "merged", None)
        if outcome is None:
            return None
        messages.success(
            request,
            f"Your save was merged with {outcome.with_whom}. Nothing of either was lost.",
            saved_tag(request, page),
        )
        for sentence in outcome.adjusted:
            messages.warning(request, sentence)
        return HttpResponseRedirect(f"{desk_address(page)}?merged={outcome.first}-{outcome.latest}")

    def what_came_in(self, request: HttpRequest, page: Page) -> dict[str, Any]:
        """For the head of the form: what others had changed, after a merge with it."""
        if hasattr(request, "merged"):
            numbers = request.merged.first, request.merged.latest
        elif found := _MERGED.fullmatch(request.GET.get("merged", "")):
            numbers = int(found[1]), int(found[2])
        else:
            return {}
        revisions = {
            revision.number: revision.taken
            for revision in Revision.objects.filter(page=page, number__in=numbers)
        }
        if len(revisions) < 2:
            return {}
        base, theirs = (revisions[number] for number in numbers)
        came_in = arrivals(self.model, merge(base, theirs, base).taken, (theirs, base))
        return {"came_in": came_in, "came_from": with_whom(page, *numbers), "came_numbers": numbers}
