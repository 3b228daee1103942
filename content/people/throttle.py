"""Five attempts in five minutes for each account and network address, at every door."""

import ipaddress
import math
import unicodedata
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import Case, F, Value, When
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from content.people.models import SignInAttempts

ATTEMPTS: Final = 5
FROM_ONE_NETWORK: Final = 50  # wrong passwords for whatever accounts: few passwords are tried on many of them
ANYWHERE: Final = "anywhere"
WINDOW: Final = timedelta(minutes=5)
_KEPT: Final = timedelta(days=1)
_LONGEST: Final = 1_000  # no account has a longer name; what follows could only cost time


def count_attempt(*, account: str, address: str, at: datetime, limit: int = ATTEMPTS) -> int:
    """Count an attempt before the password is looked at; 0 lets it through, else the seconds to wait.

    It is counted first, so that attempts sent side by side cannot all pass before one of them has failed.
    Whether the account exists makes no difference. The window is fixed: trying on does not prolong it.
    """
    key = _key(account, address)
    begun_before = at - WINDOW
    with transaction.atomic():
        SignInAttempts.objects.filter(since__lt=at - _KEPT).delete()
        SignInAttempts.objects.bulk_create(
            [SignInAttempts(key=key, count=0, since=at)], ignore_conflicts=True
        )
        row = SignInAttempts.objects.filter(key=key)
        row.update(
            count=Case(When(since__lte=begun_before, then=Value(1)), default=F("count") + 1),
            since=Case(When(since__lte=begun_before, then=Value(at)), default=F("since")),
        )
        attempts = row.get()
    if attempts.count <= limit:
        return 0
    return max(1, math.ceil((attempts.since + WINDOW - at).total_seconds()))


def forget_attempts(*, account: str, address: str) -> None:
    """The right password ends the counting."""
    SignInAttempts.objects.filter(key=_key(account, address)).delete()


def count_sign_in(request: HttpRequest, account: str) -> int:
    """Counts for the account and for the network; 0 lets the attempt through, else the seconds to wait."""
    at, address = timezone.now(), address_of(request)
    waits = (
        count_attempt(account=account, address=address, at=at),
        count_attempt(account=ANYWHERE, address=address, at=at, limit=FROM_ONE_NETWORK),
    )
    return max(waits)


def forget_sign_in(request: HttpRequest, account: str) -> None:
    """The right password: the account is counted anew, the network has one attempt less."""
    address = address_of(request)
    forget_attempts(account=account, address=address)
    take_one_back(account=ANYWHERE, address=address)


def take_one_back(*, account: str, address: str) -> None:
    """What was right is not counted where others are."""
    counted = SignInAttempts.objects.filter(key=_key(account, address))
    counted.filter(count__gt=0).update(count=F("count") - 1)
    counted.filter(count=0).delete()


def address_of(request: HttpRequest) -> str:
    """Who asks; behind a proxy that is trusted, whom the proxy names last."""
    if settings.SECURE_PROXY_SSL_HEADER:
        named = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
        if named:
            return str(named)
    return str(request.META.get("REMOTE_ADDR", ""))


def _key(account: str, address: str) -> str:
    """A keyed fingerprint: the table tells nobody who tried to sign in from where."""
    identity = f"{_spelled_once(account)}\n{network(address)}"
    return salted_hmac("content.people.throttle", identity, algorithm="sha256").hexdigest()


def _spelled_once(account: str) -> str:
    """One spelling for all that sign in to an account: the form takes compatible letters for plain ones, the
    database small letters for capitals.
    """
    return unicodedata.normalize("NFKC", account.strip()[:_LONGEST]).strip().upper()


def network(address: str) -> str:
    """The address; of IPv6 the /64, all of which one person usually holds."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped is None:
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)
