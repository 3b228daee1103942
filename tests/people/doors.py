"""Knocking at the doors of accounts, as a browser would."""

import re
from typing import Any

from django.core import mail
from django.test import Client

from content.people.models import User
from content.people.roles import Role
from tests.factories import PASSWORD, make_user

EMAIL = "ana@example.org"
SECRET = re.compile("/accounts/(confirm-email|password/reset/key)/.")
SIGN_IN, SIGN_UP, RESET = "/accounts/login/", "/accounts/signup/", "/accounts/password/reset/"
ANSWERED = {"display_name": "Ana", "email": EMAIL, "password1": PASSWORD}


def ana(role: str = Role.ANNOTATOR, **fields: Any) -> User:
    fields.setdefault("display_name", "Ana")
    return make_user(role=role, email=EMAIL, password=PASSWORD, **fields)


def signed_in(person: User) -> Client:
    """By the door, so that the session is listed and freshly proved."""
    client = Client()
    answer = sign_in(client, person.email)
    assert answer.status_code == 302, answer.content.decode()
    return client


def sign_in(
    client: Client, email: str = EMAIL, password: str = PASSWORD, then: str = "", **extra: Any
) -> Any:
    return client.post(SIGN_IN, {"login": email, "password": password, "next": then}, **extra)


def words(answer: Any) -> str:
    """The text of the page, without its markup."""
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", "<" + main).split())


def link(letter: int = -1) -> str:
    """The address on this site that a letter asks to open."""
    places: list[str] = re.findall(r"http://127\.0\.0\.1:8000(\S+)", str(mail.outbox[letter].body))
    return next(filter(SECRET.match, places))
