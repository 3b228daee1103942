"""The addresses of one page at the desk, beside those of Django's admin."""

from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from content.editorial.views import (
    presence,
    preview,
    publishing,
    review,
    scheduling,
    sharing,
    withdrawing,
)

View = Callable[..., HttpResponse]

# Below the page's key. A view gets the request, the ModelAdmin, the key, and the number where there is one.
VIEWS: tuple[tuple[str, str, View], ...] = (
    ("presence/", "presence", presence.presence),
    ("preview/", "preview", preview.preview),
    ("share/", "share", sharing.share),
    ("share/<int:number>/revoke/", "revoke", sharing.revoke),
    ("submit/", "submit", review.submit),
    ("take-back/", "take_back", review.take_back),
    ("review/", "review", review.review),
    ("remarks/<int:number>/settle/", "settle", review.settle),
    ("publish/", "publish", publishing.publish),
    ("schedule/", "schedule", scheduling.schedule),
    ("schedule-withdrawal/", "schedule_withdrawal", scheduling.schedule_withdrawal),
    ("schedules/<int:number>/cancel/", "cancel_schedule", scheduling.cancel_schedule),
    ("second-review/<int:number>/", "second_review", review.second_review),
    ("reviewed/", "reviewed", scheduling.reviewed),
    ("withdraw/", "withdraw", withdrawing.withdraw),
)


def addresses_of(model_admin: Any) -> Iterator[URLPattern]:
    """The views of the kind of page that the ModelAdmin is for, each behind the admin's sign-in."""
    for route, name, view in VIEWS:
        behind = model_admin.admin_site.admin_view(_of_this_kind(view, model_admin))
        yield path(f"<int:pk>/{route}", behind, name=f"pages_{model_admin.opts.model_name}_{name}")


def _of_this_kind(view: View, model_admin: Any) -> View:
    def of_this_kind(request: HttpRequest, pk: int, **more: int) -> HttpResponse:
        return view(request, model_admin, pk, **more)

    return of_this_kind
