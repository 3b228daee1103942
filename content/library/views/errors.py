"""What the site answers when it cannot answer."""

from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.defaults import bad_request, permission_denied, server_error

from content.library.kept import now_public
from content.library.queries.nearest import known_titles, nearest, wanted_title

__all__ = ["bad_request", "not_found", "permission_denied", "server_error"]


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The nearest published titles; nothing is kept, for there is no end of wrong addresses."""
    response = render(request, "404.html", _guesses(request.path_info), status=404)
    response["Cache-Control"] = "no-cache"
    return response


def _guesses(path: str) -> dict[str, Any]:
    asked = next((part for part in reversed(path.split("/")) if part), "")
    try:
        known = known_titles(now_public())
    except DatabaseError:
        return {}
    return {"nearest": nearest(asked, known), "wanted": wanted_title(asked, known)}
