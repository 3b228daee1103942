"""The second factor: who has one, who must have one, and what of it may be used once."""

from typing import Any, Final
from urllib.parse import urlencode

from allauth.account.stages import LoginStageController
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from content.people.models import User
from content.people.throttle import (
    ANYWHERE,
    address_of,
    count_attempt,
    forget_attempts,
    take_one_back,
)

FROM_ANYWHERE: Final = 20  # codes for one account in five minutes, by whoever knows its password
AFTERWARDS: Final = "after_second_factor"  # in the session: where to go on when it is set up


def has_one(person: User) -> bool:
    """Recovery codes alone are none: they stand in for one."""
    types = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return Authenticator.objects.filter(user=person, type__in=types).exists()


def is_missing(person: Any) -> bool:
    """Whether the person must have one (STAFF_SECOND_FACTOR) and has none; asked once in a request."""
    if not settings.STAFF_SECOND_FACTOR or not isinstance(person, User) or not person.is_staff:
        return False
    known: bool | None = getattr(person, "_lacks_second_factor", None)
    if known is None:
        known = not has_one(person)
        setattr(person, "_lacks_second_factor", known)  # noqa: B010  # no column
    return known


def set_up(then: str) -> str:
    """The address where a second factor is set up, with the way on."""
    return f"{reverse('mfa_index')}?{urlencode({'next': then})}"


def awaited_of(request: HttpRequest) -> User | None:
    """Who has given the right password in this session, and has still to give the second factor."""
    stage = LoginStageController.enter(request, AuthenticateStage.key)
    person = stage.login.user if stage else None
    return person if isinstance(person, User) else None


def count_code(request: HttpRequest, person: User) -> int:
    """Counts a code before it is looked at; 0 lets it through, else the seconds to wait."""
    account, at = f"code of {person.pk}", timezone.now()
    waits = (
        count_attempt(account=account, address=address_of(request), at=at),
        count_attempt(account=account, address=ANYWHERE, at=at, limit=FROM_ANYWHERE),
    )
    return max(waits)


def forget_codes(request: HttpRequest, person: User) -> None:
    """The right code ends the counting."""
    account = f"code of {person.pk}"
    forget_attempts(account=account, address=address_of(request))
    take_one_back(account=account, address=ANYWHERE)


def use_once(person: User, code: str) -> bool:
    """Whether nobody has used this code of the app before; it is good for a minute and a half at most."""
    digits = "".join(filter(str.isalnum, code))
    at = timezone.now()
    return not count_attempt(account=f"used {person.pk} {digits}", address=ANYWHERE, at=at, limit=1)
