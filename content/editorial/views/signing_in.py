"""Signing in again in the middle of a save or an act: what was typed goes along, and is saved then.

The form was sent without a session: it had expired, or someone signed out in another tab. The answer is a
page that holds all that was sent and asks for e-mail and password; sent again to the same address, it signs
in and lets the save go on as that person. If someone else than who had opened the form signs in, that person
is asked first. The token against forged requests is checked before, as for every other POST.
"""

from collections.abc import Callable
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from content.editorial.forms.signing_in import SignInToSaveForm
from content.editorial.views.merging import RESOLVING, handed_over
from content.pages.snapshots import MODELS
from content.people.models import User
from content.people.signing_in import begin
from content.people.throttle import count_sign_in, forget_sign_in

OPENED_BY: Final = "opened_by"
_SIGN_IN: Final = ("sign-in-username", "sign-in-password")
_NOT_CARRIED: Final = frozenset({*_SIGN_IN, "csrfmiddlewaretoken"})
_MODELS: Final = [str(model._meta.model_name) for model in MODELS.values()]
_FORMS: Final = frozenset(
    f"pages_{model}_{view}" for model in (*_MODELS, "tag") for view in ("add", "change")
)
# Where something is written about a page: remarks, notes, reasons.
_ACTS: Final = frozenset(
    {
        *(
            f"pages_{model}_{act}"
            for model in _MODELS
            for act in ("submit", "review", "publish", "schedule", "schedule_withdrawal", "withdraw", "share")
        ),
        *("wanted", "importing_document"),
    }
)


def brings_text(request: HttpRequest) -> bool:
    """Whether the request sends what someone wrote: the form of a page or a topic, or words about a page."""
    return request.method == "POST" and _name(request) in _FORMS | _ACTS


def _name(request: HttpRequest) -> str:
    match = request.resolver_match
    return (match.url_name or "") if match is not None else ""


def sign_in_and_save(site: Any, request: HttpRequest, save: Callable[[], HttpResponse]) -> HttpResponse:
    """Answer a save that came without a session."""
    if _SIGN_IN[0] not in request.POST:
        return _asked(site, request, SignInToSaveForm(request))
    account = request.POST.get(_SIGN_IN[0], "")
    wait = count_sign_in(request, account)
    if wait:
        response = _asked(site, request, SignInToSaveForm(request), status=429, minutes=-(-wait // 60))
        response["Retry-After"] = str(wait)
        return response
    form = SignInToSaveForm(request, data=request.POST)
    if not form.is_valid():
        return _asked(site, request, form)
    forget_sign_in(request, account)
    person = form.get_user()
    begin(request, person)
    carried: Any = _carried(request.POST)
    request.POST = carried
    opened_by = carried.get(OPENED_BY, "")
    if opened_by and opened_by != str(person.pk):
        if RESOLVING in carried:
            carried[RESOLVING] = handed_over(request, carried[RESOLVING], opened_by)
        return _asked(site, request, None, other=_name_of(opened_by), status=409)
    return save()


def _asked(
    site: Any, request: HttpRequest, form: SignInToSaveForm | None, status: int = 403, **more: Any
) -> HttpResponse:
    """The page that carries what was sent; without a form, it asks someone who is signed in by now."""
    carried = _carried(request.POST)
    if form is None:  # from here on the form is this person's
        carried[OPENED_BY] = str(request.user.pk)
    context = {
        **site.each_context(request),
        "title": "Sign in to go on" if form else "Go on as another person?",
        "form": form,
        "is_form": _name(request) in _FORMS,
        "carried": [(name, value) for name, values in carried.lists() for value in values],
        "page_title": carried.get("title", ""),
        "address": request.get_full_path(),
        **more,
    }
    return render(request, "admin/desk/sign_in_to_save.html", context, status=status)


def _carried(sent: QueryDict) -> QueryDict:
    carried = sent.copy()
    for name in _NOT_CARRIED:
        carried.pop(name, None)
    return carried


def _name_of(key: str) -> str:
    """Who opened the form, for someone of the desk to read."""
    person = User.objects.filter(pk=key).first() if key.isdecimal() and len(key) < 19 else None
    return str(person) if person else "someone else"
