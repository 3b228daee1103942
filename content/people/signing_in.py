"""Signing in after the right password, for every door: as far as the second factor, where there is one."""

from typing import Any, cast

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.account.stages import LoginStageController
from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest, HttpResponse

from content.people.models import User


def begin(request: HttpRequest, person: User, *, then: str = "") -> HttpResponse:
    """Takes who knows the password through what comes next; the answer leads there, or on to `then`.

    Afterwards `request.user` is the person, unless the address is unconfirmed or a second factor is due.
    """
    login = Login(user=person, email=person.email, redirect_url=then or None)
    answer: HttpResponse = perform_password_login(request, {"email": person.email}, login)
    return answer


def finish(request: HttpRequest, proof: Any) -> None:
    """Signs in who has proved the second factor, by a form that is valid."""
    stage = LoginStageController.enter(request, AuthenticateStage.key)
    proof.save()
    stage.exit()


def who(request: HttpRequest) -> User:
    """The person who is signed in, behind a view that asks for one."""
    return cast(User, request.user)


def safe_next(request: HttpRequest) -> str:
    """Where the person came from or wants to go, on this site; empty if that is unknown."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if wanted and get_adapter(request).is_safe_url(wanted) else ""
