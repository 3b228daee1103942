"""Other spellings of one e-mail address are one account to the throttle."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from content.people.throttle import ATTEMPTS, count_attempt
from tests.factories import make_user

pytestmark = pytest.mark.django_db
ADDRESS = "ana@example.org"


def wide(place: int) -> str:
    """The address with one letter in its full-width form, which the sign-in form reads as the plain one."""
    return f"{ADDRESS[:place]}{chr(ord(ADDRESS[place]) + 0xFEE0)}{ADDRESS[place + 1 :]}"


def test_compatible_letters_give_no_fresh_attempts() -> None:
    make_user(email=ADDRESS)
    answers = [
        Client().post("/admin/login/", {"username": wide(place), "password": "wrong"}).status_code
        for place in range(ATTEMPTS + 1)
    ]
    assert answers == [200] * ATTEMPTS + [429]


@pytest.mark.parametrize(
    "spelling",
    [
        "ANA@EXAMPLE.ORG",
        "\u3000ana@example.org ",
        " " * 2_000 + "ana@example.org",
        "ana@example.or\u1d4d",  # a small g set high
        "ana@example.org".replace("a", "\uff41"),
    ],
)
def test_every_spelling_that_signs_in_is_counted_as_one(spelling: str) -> None:
    at = datetime(2026, 11, 22, 12, tzinfo=UTC)
    for account in (ADDRESS, spelling) * 3:
        wait = count_attempt(account=account, address="192.0.2.1", at=at)
    assert wait > 0


def test_letters_that_a_database_raises_to_the_same_capital_are_one() -> None:
    """PostgreSQL compares capitals, and the capital of a dotless i is I."""
    at = datetime(2026, 11, 22, 12, tzinfo=UTC)
    for account in ("iris@example.org", "\u0131ri\u017f@example.org") * 3:
        wait = count_attempt(account=account, address="192.0.2.1", at=at)
    assert wait > 0
