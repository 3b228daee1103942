"""What an open form reports every twenty seconds, and is told: who else has the page open."""

import re
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from content.editorial.actions.presence import leave, report_presence
from content.editorial.queries.presence import who_is_here
from content.editorial.views.found import found

_TAB = re.compile(r"[0-9a-f]{32}")


@require_POST
def presence(request: HttpRequest, model_admin: Any, pk: int) -> HttpResponse:
    """`leaving` takes the tab away; anything else keeps it for two minutes."""
    page, person = found(model_admin, request, pk, "write")
    tab = request.POST.get("tab", "")
    if not _TAB.fullmatch(tab):
        raise SuspiciousOperation("A tab is named by 32 hexadecimal digits.")
    if "leaving" in request.POST:
        leave(page=page, by=person, tab=tab)
        return HttpResponse(status=204)
    at = timezone.now()
    report_presence(
        page=page,
        by=person,
        tab=tab,
        has_unsaved_changes="unsaved" in request.POST,
        at=at,
        is_first="first" in request.POST,
    )
    return JsonResponse({"here": who_is_here(page_key=page.pk, person=person, at=at, tab=tab)})
