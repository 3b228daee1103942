"""Counting sign-in attempts."""

from datetime import UTC, datetime, timedelta

import pytest

from content.people.models import SignInAttempts
from content.people.throttle import count_attempt, forget_attempts

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def attempt(account: str = "ana@example.org", address: str = "192.0.2.1", seconds: int = 0) -> int:
    return count_attempt(account=account, address=address, at=NOON + timedelta(seconds=seconds))


def test_five_attempts_pass_and_the_sixth_waits_for_the_rest_of_five_minutes() -> None:
    assert [attempt(seconds=second) for second in range(6)] == [0, 0, 0, 0, 0, 295]


def test_trying_on_does_not_prolong_the_wait() -> None:
    for _ in range(20):
        attempt()
    assert attempt(seconds=299) == 1
    assert attempt(seconds=300) == 0


def test_a_new_window_counts_from_one() -> None:
    for _ in range(20):
        attempt()
    assert [attempt(seconds=300) for _ in range(6)] == [0, 0, 0, 0, 0, 300]


def test_another_account_and_another_address_are_counted_apart() -> None:
    for _ in range(6):
        attempt()
    assert attempt(account="ben@example.org") == 0
    assert attempt(address="192.0.2.2") == 0


def test_case_and_spaces_do_not_make_another_account() -> None:
    for _ in range(5):
        attempt()
    assert attempt(account=" ANA@example.org ") == 300


def test_all_addresses_of_one_ipv6_network_count_together() -> None:
    for number in range(5):
        attempt(address=f"2001:db8:0:1::{number}")
    assert attempt(address="2001:db8:0:1:ffff::1") == 300
    assert attempt(address="2001:db8:0:2::1") == 0


def test_an_address_that_is_none_is_counted_too() -> None:
    assert [attempt(address="") for _ in range(6)][-1] == 300


def test_the_right_password_ends_the_counting() -> None:
    for _ in range(5):
        attempt()
    forget_attempts(account="ana@example.org", address="192.0.2.1")
    assert attempt() == 0


def test_the_table_names_neither_account_nor_address_and_forgets_after_a_day() -> None:
    attempt()
    [kept] = SignInAttempts.objects.all()
    assert len(kept.key) == 64
    assert (kept.count, str(kept)) == (1, "1 since 2026-11-22 12:00")
    attempt(account="ben@example.org", seconds=86_401)
    assert SignInAttempts.objects.count() == 1
