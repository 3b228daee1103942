"""STAFF_SECOND_FACTOR: the desk is closed to who has none, with a way in."""

from typing import Any

import pytest
from django.test import Client

from content.people.models import User
from content.people.roles import Role
from tests.factories import PASSWORD, make_user
from tests.people.doors import EMAIL, ana, sign_in, signed_in, words
from tests.people.factors import code, recovery_codes, secret_on, with_app
from tests.test_security_headers import assert_safe

pytestmark = pytest.mark.django_db
ASKED, DESK = "/accounts/2fa/authenticate/", "/admin/login/"


@pytest.fixture(autouse=True)
def quick_hashes(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def required(settings: Any) -> None:
    settings.STAFF_SECOND_FACTOR = True


@pytest.mark.parametrize("role", [Role.AUTHOR, Role.EDITOR, Role.CHIEF_EDITOR])
def test_the_desk_leads_to_the_set_up_and_back(role: str) -> None:
    client = signed_in(ana(role))
    wanted = "/admin/pages/article/?q=x"
    answer = client.get(wanted, follow=True)
    assert answer.redirect_chain[-1][0].startswith("/accounts/2fa/?next=")
    assert "The desk asks for one." in words(answer)
    secret = secret_on(client.get("/accounts/2fa/app/"))
    answer = client.post("/accounts/2fa/app/", {"code": code(secret=secret)}, follow=True)
    assert f'href="{wanted}">Go on to where you were' in " ".join(answer.content.decode().split())
    assert client.get(wanted).status_code == 200


def test_nothing_of_the_desk_can_be_read_or_done_before() -> None:
    client = signed_in(ana(Role.CHIEF_EDITOR))
    for address in (
        "/admin/",
        "/admin/people/user/",
        "/admin/autocomplete/",
        "/admin/jsi18n/",
        "/admin/wanted/",
    ):
        assert client.get(address).status_code == 302
    assert client.post("/admin/people/user/add/", {"email": "x@example.org"}).status_code == 302
    assert User.objects.count() == 1


def test_signing_in_leads_to_it_at_once_and_then_where_the_way_went() -> None:
    ana(Role.EDITOR)
    answer = sign_in(Client(), then="/articles/")
    assert answer.headers["Location"] == "/accounts/2fa/?next=%2Farticles%2F"
    door = Client().post(DESK, {"username": EMAIL, "password": PASSWORD, "next": "/admin/wanted/"})
    assert door.headers["Location"] == "/accounts/2fa/?next=%2Fadmin%2Fwanted%2F"


def test_rights_of_staff_hold_nowhere_else_before() -> None:
    client = signed_in(ana(Role.EDITOR))
    answer = client.get("/no-such-page?x=1")
    assert answer.headers["Location"] == "/accounts/2fa/?next=%2Fno-such-page%3Fx%3D1"
    refused = client.post("/no-such-page", {})
    assert (refused.status_code, "Set up a second factor first" in words(refused)) == (403, True)
    assert_safe(refused)
    assert client.get("/about/").status_code == 200
    reader = signed_in(make_user(role=Role.ANNOTATOR, email="ben@example.org", password=PASSWORD))
    assert reader.get("/no-such-page").status_code == 404
    assert Client().get("/no-such-page").status_code == 404


def test_recovery_codes_alone_are_no_second_factor() -> None:
    person = ana(Role.EDITOR)
    recovery_codes(person)
    assert signed_in(person).get("/admin/").status_code == 302


def test_readers_and_who_has_one_are_not_asked() -> None:
    assert "The desk asks" not in words(signed_in(ana()).get("/accounts/2fa/"))
    person = with_app(make_user(role=Role.EDITOR, email="ben@example.org", password=PASSWORD))
    client = Client()
    sign_in(client, person.email)
    client.post(ASKED, {"code": code()})
    assert client.get("/admin/").status_code == 200


def test_another_site_is_no_place_to_go_back_to() -> None:
    client = signed_in(ana(Role.EDITOR))
    client.get("/accounts/2fa/?next=https://evil.example/")
    secret = secret_on(client.get("/accounts/2fa/app/"))
    answer = client.post("/accounts/2fa/app/", {"code": code(secret=secret)}, follow=True)
    assert b"evil" not in answer.content
