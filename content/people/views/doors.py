"""The doors of accounts: django-allauth's views, counted where a stranger can knock, kept by no cache."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from allauth.account import views as account
from allauth.usersessions import views as usersessions
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.cache import never_cache

from content.people.refusing import too_many
from content.people.throttle import address_of, count_attempt

View = Callable[..., HttpResponseBase]

FROM_ONE_NETWORK: Final = 20  # sign-ups, or resets, in five minutes for whatever addresses


def counted(door: str, field: str) -> Callable[[View], View]:
    """Counts what is sent for each address that is typed, and all of it for each network; known or not."""

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **arguments: Any) -> HttpResponseBase:
            if request.method == "POST":
                address, at = address_of(request), timezone.now()
                typed = f"{door} {request.POST.get(field, '').strip()}"
                waits = (
                    count_attempt(account=typed, address=address, at=at),
                    count_attempt(account=door, address=address, at=at, limit=FROM_ONE_NETWORK),
                )
                if any(waits):
                    return too_many(request, max(waits))
            return view(request, *args, **arguments)

        return answer

    return decorate


def counted_for_person(door: str) -> Callable[[View], View]:
    """Counts what a signed-in person sends, wherever from; others are led away by the view itself."""

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **arguments: Any) -> HttpResponseBase:
            if request.method == "POST" and request.user.is_authenticated:
                wait = count_attempt(account=f"{door} {request.user.pk}", address="", at=timezone.now())
                if wait:
                    return too_many(request, wait)
            return view(request, *args, **arguments)

        return answer

    return decorate


login = never_cache(account.login)
logout = never_cache(account.logout)
sign_up = never_cache(counted("sign-up", "email")(account.signup))
confirm_sent = never_cache(account.email_verification_sent)
confirm = never_cache(account.confirm_email)
reset = never_cache(counted("reset", "email")(account.password_reset))
reset_sent = never_cache(account.password_reset_done)
new_password = never_cache(account.password_reset_from_key)
new_password_set = never_cache(account.password_reset_from_key_done)
reauthenticate = never_cache(account.reauthenticate)
change_password = never_cache(account.password_change)
change_address = never_cache(counted_for_person("new address")(account.email))
sessions = never_cache(usersessions.list_usersessions)
