"""Refuses what no page here answers: other methods, and bodies larger than any page takes."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.urls import reverse

from content.people.models import User

METHODS = ("GET", "HEAD", "POST", "OPTIONS")


def allowed_methods(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Django's function views answer TRACE and any made-up method as if it were GET."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        return get_response(request)

    return middleware


def bounded_bodies(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """A body that is too large is refused by its announced length, before anybody reads it.

    Files may be sent to one address, by those who may import. Needs the session; stands after the signing in.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        announced = request.META.get("CONTENT_LENGTH") or "0"
        length = int(announced) if announced.isdecimal() else 0
        if length > settings.LARGEST_BODY:
            person = request.user
            uploads = request.path == reverse("admin:importing_upload_add")
            may = uploads and isinstance(person, User) and person.may("import")
            if not may or length > settings.LARGEST_UPLOAD:
                return render(request, "413.html", status=413)
        return get_response(request)

    return middleware
