"""Staff who must have a second factor and have none go no further than to where one is set up."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from content.people.second_factor import is_missing, set_up

Handler = Callable[[HttpRequest], HttpResponse]


def second_factor_first(get_response: Handler) -> Handler:
    """Rights of staff hold outside the desk too. Stands after the signing in.

    Public pages are answered before; the pages of accounts are the way in; the desk keeps what was written
    and asks by itself (DeskSite.has_permission). Who brings no session is not looked up.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if settings.STAFF_SECOND_FACTOR and settings.SESSION_COOKIE_NAME in request.COOKIES:
            open_to_all = (reverse("account"), reverse("admin:index"))
            if not request.path.startswith(open_to_all) and is_missing(request.user):
                if request.method in ("GET", "HEAD"):
                    return HttpResponseRedirect(set_up(request.get_full_path()))
                return render(request, "account/second_factor_first.html", status=403)
        return get_response(request)

    return middleware
