"""Who may do what on pages of notes, and the way to sign in."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final
from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url

from content.annotations.models import Note
from content.annotations.queries.finding import note_of
from content.annotations.queries.visible import reader
from content.people.models import User

_TYPED: Final = {
    "quote": "On these words",
    "body": "Text",
    "replacement": "Instead of the quoted words",
    "reference": "Where the source is",
    "reason": "Reason",
}
View = Callable[..., HttpResponse]


def person_of(request: HttpRequest) -> User | None:
    return reader(request.user)


def wants_json(request: HttpRequest) -> bool:
    """Whether a script asks, which leads nobody anywhere."""
    return "application/json" in request.headers.get("Accept", "")


def signed_in(view: View) -> View:
    """Sends whoever is not signed in to the sign-in page, and back here afterwards. Answers are private."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **arguments: Any) -> HttpResponse:
        if person_of(request) is None:
            if wants_json(request):
                return HttpResponse(status=401)
            if request.method == "POST":
                return _signed_out(request)
            way = f"{resolve_url(settings.LOGIN_URL)}?next={quote(request.get_full_path())}"
            return HttpResponseRedirect(way)
        response = view(request, *args, **arguments)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return answer


def found_note(request: HttpRequest, pk: int) -> tuple[Note, Any]:
    """The note and the person who asks. Raises Http404 for a note that is not for the person's eyes."""
    person = person_of(request)
    note = note_of(pk, person)
    if note is None:
        raise Http404("There is no such note.")
    return note, person


def _signed_out(request: HttpRequest) -> HttpResponse:
    """What was sent without a session, given back: nobody knows whose note it would be."""
    typed = [(label, request.POST[name]) for name, label in _TYPED.items() if request.POST.get(name)]
    response = render(request, "annotations/signed_out.html", {"typed": typed}, status=403)
    response["Cache-Control"] = "private, no-store"
    return response
