"""Signing in at the desk's door: by e-mail, throttled, telling nobody who has an account."""

from typing import Any

import pytest
from django.test import Client

from content.people.models import SignInAttempts, User
from content.people.roles import Role
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db
DOOR = "/admin/login/"
EMAIL = "ana@example.org"
WRONG = "wrong"


@pytest.fixture(autouse=True)
def quick_hashes(settings: Any) -> None:
    """What is counted here is the attempts, not the cost of one."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def knock(client: Client, email: str = EMAIL, password: str = WRONG, **extra: Any) -> Any:
    return client.post(DOOR, {"username": email, "password": password, "next": "/admin/"}, **extra)


def ana(**fields: Any) -> User:
    return make_user(role=Role.EDITOR, email=EMAIL, password=PASSWORD, **fields)


def test_staff_sign_in_by_e_mail_whatever_its_case() -> None:
    ana()
    client = Client()
    answer = knock(client, "Ana@Example.ORG", PASSWORD)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/admin/")
    assert client.get("/admin/").status_code == 200
    assert not SignInAttempts.objects.exists()


def test_the_session_gets_a_new_key() -> None:
    ana()
    client = Client()
    client.session.save()
    before = client.session.session_key
    knock(client, password=PASSWORD)
    assert client.session.session_key != before


def test_the_sixth_attempt_is_refused_with_429_and_says_when_to_come_again() -> None:
    ana()
    client = Client()
    assert [knock(client).status_code for _ in range(5)] == [200] * 5
    answer = knock(client)
    assert answer.status_code == 429
    assert 1 <= int(answer.headers["Retry-After"]) <= 300
    assert "Too many attempts to sign in." in " ".join(answer.content.decode().split())
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_the_right_password_does_not_help_either_while_it_lasts() -> None:
    ana()
    client = Client()
    for _ in range(5):
        knock(client)
    assert knock(client, password=PASSWORD).status_code == 429
    assert client.get("/admin/").status_code == 302


def test_the_owner_of_the_account_still_gets_in_from_elsewhere() -> None:
    ana()
    for _ in range(9):
        knock(Client(), REMOTE_ADDR="192.0.2.66")
    assert knock(Client(), password=PASSWORD, REMOTE_ADDR="192.0.2.1").status_code == 302


def test_headers_that_name_another_address_move_no_counter() -> None:
    ana()
    client = Client()
    statuses = [
        knock(
            client,
            HTTP_X_FORWARDED_FOR=f"198.51.100.{number}",
            HTTP_X_REAL_IP=f"198.51.100.{number}",
            HTTP_FORWARDED=f"for=198.51.100.{number}",
        ).status_code
        for number in range(6)
    ]
    assert statuses == [200] * 5 + [429]


def test_an_account_that_does_not_exist_gets_the_same_answers() -> None:
    ana()
    make_user(role=Role.READER, email="reader@example.org", password=PASSWORD)
    make_user(role=Role.EDITOR, email="closed@example.org", password=PASSWORD, is_active=False)

    def answers(email: str, password: str) -> list[tuple[int, str]]:
        client = Client()
        replies = [knock(client, email, password) for _ in range(6)]
        return [
            (reply.status_code, reply.content.decode().replace(email, "").split("csrfmiddlewaretoken")[0])
            for reply in replies
        ]

    known = answers(EMAIL, "wrong")
    assert answers("nobody@example.org", "wrong") == known
    assert answers("reader@example.org", PASSWORD) == known
    assert answers("closed@example.org", PASSWORD) == known


def test_a_password_of_a_megabyte_is_not_hashed() -> None:
    ana()
    answer = knock(Client(), password="x" * 1_000_000)
    assert answer.status_code == 200
    assert "Please enter the correct" in answer.content.decode()


@pytest.mark.parametrize("email", ["", "\x00", "x" * 5000, "<script>alert(1)</script>"])
def test_nonsense_instead_of_an_address_is_never_a_failure(email: str) -> None:
    answer = knock(Client(), email)
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()


@pytest.mark.parametrize("place", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_signing_in_leads_to_no_other_site(place: str) -> None:
    ana()
    answer = Client().post(DOOR, {"username": EMAIL, "password": PASSWORD, "next": place})
    assert answer.headers["Location"] == "/admin/" or answer.headers["Location"].startswith("/")
    assert "evil" not in answer.headers["Location"]
    assert "javascript" not in answer.headers["Location"]


def test_signing_out_is_a_post() -> None:
    client = Client()
    client.force_login(ana())
    assert client.get("/admin/logout/").status_code == 405
    client.post("/admin/logout/")
    assert client.get("/admin/").status_code == 302
