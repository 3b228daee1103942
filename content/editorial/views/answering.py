"""How the desk answers: with a page about one page, or with what came of an act."""

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from content.editorial.queries.naming import desk_address
from content.editorial.queries.next_step import next_step

Done = TypeVar("Done")
UNPROCESSABLE: Final = 422


def drawn(
    request: HttpRequest,
    model_admin: Any,
    page: Any,
    title: str,
    template: str,
    more: Mapping[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    """The template of `admin/desk`, with what every page of the desk shows around its own matter: where the
    page stands, what is next and who may do it.
    """
    shown = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "original": page,
        "title": title,
        "subtitle": str(page),
        "media": model_admin.media,
        "next_step": next_step(page, request.user),  # type: ignore[arg-type]
        **more,
    }
    return render(request, f"admin/desk/{template}", shown, status=status)


def done(
    request: HttpRequest,
    page: Any,
    act: Callable[[], Done],
    *,
    refusal: type[Exception],
    said: Callable[[Done], str],
) -> HttpResponse:
    """Back on the page's form, with what was done, or with the sentence that refused it."""
    try:
        result = act()
    except refusal as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, said(result))
    return redirect(desk_address(page))
