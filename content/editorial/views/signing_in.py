"""Signing in again in the middle of a save or an act: what was typed goes along, and is saved then.

The form was sent without a session: it had expired, or someone signed out in another tab. The answer is a
page that holds all that was sent and asks for e-mail and password, then for the second factor of who has one;
sent again to the same address, it signs in and lets the save go on as that person. Who must have a second
factor and has none sets one up in another tab, while the page waits. If someone else than who had opened the
form signs in, that person is asked first. The token against forged requests is checked before, as for every
other POST.
"""

from collections.abc import Callable
from typing import Any, Final

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.webauthn.internal.auth import begin_authentication
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from content.editorial.forms.known import is_key
from content.editorial.forms.signing_in import SignInToSaveForm
from content.editorial.views.merging import RESOLVING, handed_over
from content.pages.snapshots import MODELS
from content.people.forms.second_factor import CodeForm, PasskeyForm
from content.people.models import User
from content.people.second_factor import awaited_of, is_missing
from content.people.signing_in import begin, finish
from content.people.throttle import count_sign_in, forget_sign_in

OPENED_BY: Final = "opened_by"
_PREFIX: Final = "sign-in"
_SIGN_IN: Final = ("sign-in-username", "sign-in-password")
_PROOFS: Final = ("sign-in-code", "sign-in-credential")
_NOT_CARRIED: Final = frozenset({*_SIGN_IN, *_PROOFS, "csrfmiddlewaretoken"})
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
    if is_missing(request.user):
        return _asked(site, request, None, missing=True)
    if any(request.POST.get(name) for name in _PROOFS) and awaited_of(request):
        return _prove_and_save(site, request, save)
    if _SIGN_IN[0] not in request.POST:
        return _asked(site, request, SignInToSaveForm(request))
    account = request.POST.get(_SIGN_IN[0], "")
    wait = count_sign_in(request, account)
    if wait:
        return _too_many(site, request, wait, form=SignInToSaveForm(request))
    form = SignInToSaveForm(request, data=request.POST)
    if not form.is_valid():
        return _asked(site, request, form)
    forget_sign_in(request, account)
    begin(request, form.get_user())
    if awaited_of(request):
        return _asked(site, request, None, proofs=_proofs(request))
    if not request.user.is_authenticated:
        form.add_error(
            None, "Your address is not confirmed yet: follow the link in the letter, then sign in."
        )
        return _asked(site, request, form)
    return _go_on(site, request, save)


def _prove_and_save(site: Any, request: HttpRequest, save: Callable[[], HttpResponse]) -> HttpResponse:
    """The second factor, of who has just given the password."""
    proofs = _proofs(request, request.POST)
    proof = proofs[0 if request.POST.get(_PROOFS[0]) else 1]
    try:
        right = proof.is_valid()
    except ImmediateHttpResponse as refusal:
        wait = int(refusal.response["Retry-After"])
        return _too_many(site, request, wait, form=None, proofs=_proofs(request))
    if not right:
        return _asked(site, request, None, proofs=proofs)
    finish(request, proof)
    return _go_on(site, request, save)


def _proofs(request: HttpRequest, sent: QueryDict | None = None) -> tuple[Any, Any]:
    """The forms for a code and for a passkey."""
    person = awaited_of(request)
    return CodeForm(sent, user=person, prefix=_PREFIX), PasskeyForm(sent, user=person, prefix=_PREFIX)


def _go_on(site: Any, request: HttpRequest, save: Callable[[], HttpResponse]) -> HttpResponse:
    """Whoever is signed in by now saves, unless someone else has opened the form."""
    if is_missing(request.user):
        return _asked(site, request, None, missing=True)
    carried: Any = _carried(request.POST)
    request.POST = carried
    opened_by = carried.get(OPENED_BY, "")
    if opened_by and opened_by != str(request.user.pk):
        if RESOLVING in carried:
            carried[RESOLVING] = handed_over(request, carried[RESOLVING], opened_by)
        return _asked(site, request, None, other=_name_of(opened_by), status=409)
    return save()


def _too_many(site: Any, request: HttpRequest, wait: int, *, form: Any, **more: Any) -> HttpResponse:
    response = _asked(site, request, form, status=429, minutes=-(-wait // 60), **more)
    response["Retry-After"] = str(wait)
    return response


def _asked(
    site: Any, request: HttpRequest, form: SignInToSaveForm | None, status: int = 403, **more: Any
) -> HttpResponse:
    """The page that carries what was sent; without a form, it asks someone whose password was right."""
    carried = _carried(request.POST)
    if "other" in more:  # from here on the form is this person's
        carried[OPENED_BY] = str(request.user.pk)
    person = awaited_of(request) if "proofs" in more else None
    if person:
        options = begin_authentication(person)
        more |= {"passkey": options, "passkey_asked": {"request_options": options}}
    context = {
        **site.each_context(request),
        "title": _title(form, more),
        "form": form,
        "is_form": _name(request) in _FORMS,
        "carried": [(name, value) for name, values in carried.lists() for value in values],
        "page_title": carried.get("title", ""),
        "address": request.get_full_path(),
        **more,
    }
    return render(request, "admin/desk/sign_in_to_save.html", context, status=status)


def _title(form: Any, more: dict[str, Any]) -> str:
    if form:
        return "Sign in to go on"
    return "Go on as another person?" if "other" in more else "Second factor"


def _carried(sent: QueryDict) -> QueryDict:
    carried = sent.copy()
    for name in _NOT_CARRIED:
        carried.pop(name, None)
    return carried


def _name_of(key: str) -> str:
    """Who opened the form, for someone of the desk to read."""
    person = User.objects.filter(pk=key).first() if is_key(key) else None
    return str(person) if person else "someone else"
