"""What the site answers when it cannot answer."""

import sys
from typing import Any, Final

from django.db import DatabaseError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.views.defaults import bad_request, permission_denied

from content.library.kept import now_public
from content.library.queries.nearest import known_titles, nearest, wanted_title

__all__ = ["bad_request", "not_found", "permission_denied", "server_error"]

RETRY_AFTER_SECONDS: Final = 5


def server_error(request: HttpRequest) -> HttpResponse:
    """Static, for whatever failed; a database that is busy or away is 503, with when to try again.

    What was posted then stands in the answer, for one button to send it again.
    """
    unavailable = isinstance(sys.exc_info()[1], OperationalError)
    template = get_template("503.html" if unavailable else "500.html")
    response = HttpResponse(template.render({"sent": _sent(request)} if unavailable else {}), status=500)
    if unavailable:
        response.status_code = 503
        response["Retry-After"] = str(RETRY_AFTER_SECONDS)
    response["Cache-Control"] = "no-store"
    return response


def _sent(request: HttpRequest) -> list[tuple[str, str]]:
    """The fields of a form of this site; of one with a password none."""
    fields = request.POST
    if "csrfmiddlewaretoken" not in fields or any("password" in name for name in fields):
        return []
    return [(name, value) for name, values in fields.lists() for value in map(str, values)]


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The nearest published titles; nothing is kept, for there is no end of wrong addresses."""
    shown = {**_guesses(request.path_info), "here": ""}  # nobody is to come back to what is not there
    response = render(request, "404.html", shown, status=404)
    response["Cache-Control"] = "no-cache"
    return response


def _guesses(path: str) -> dict[str, Any]:
    asked = next((part for part in reversed(path.split("/")) if part), "")
    try:
        known = known_titles(now_public())
    except DatabaseError:
        return {}
    return {"nearest": nearest(asked, known), "wanted": wanted_title(asked, known)}
