"""Apps, passkeys and recovery codes: set up, asked for at both doors, counted, used once."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from content.people.roles import Role
from tests.factories import PASSWORD, make_user
from tests.people.doors import EMAIL, RESET, ana, link, sign_in, signed_in, words
from tests.people.factors import code, kinds, recovery_codes, secret_on, with_app
from tests.test_security_headers import assert_safe

pytestmark = pytest.mark.django_db
ASKED, DESK = "/accounts/2fa/authenticate/", "/admin/login/"
JSON = [
    "",
    "null",
    "{}",
    "[]",
    "1",
    '"x"',
    "[" * 20_000,
    "1" * 5_000,
    '{"id": 1, "response": []}',
    "\x00",
    "x" * 30_000,
]


@pytest.fixture(autouse=True)
def quick_hashes(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def past_the_password(**extra: Any) -> Client:
    client = Client()
    assert sign_in(client, then="/articles/", **extra).headers["Location"] == ASKED
    return client


def test_an_app_is_added_by_its_first_code_and_recovery_codes_come_with_it(
    django_capture_on_commit_callbacks: Any,
) -> None:
    person = ana()
    client = signed_in(person)
    page = client.get("/accounts/2fa/app/")
    assert secret_on(page) in page.content.decode()
    assert b"<svg" in page.content
    assert_safe(page)
    wrong = client.post("/accounts/2fa/app/", {"code": "000000"})
    assert "This code is wrong" in words(wrong)
    secret = secret_on(wrong)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/accounts/2fa/app/", {"code": code(secret=secret)}, follow=True)
    assert "Recovery codes" in words(answer)
    assert kinds(person) == ["recovery_codes", "totp"]
    assert [letter.subject.partition(":")[0] for letter in mail.outbox] == ["An app was added"]
    assert "10 left" in words(client.get("/accounts/2fa/"))
    # The code that set it up opens nothing any more.
    elsewhere = past_the_password()
    assert "has been used" in words(elsewhere.post(ASKED, {"code": code(secret=secret)}))


def test_the_code_is_asked_for_after_the_password_and_then_one_is_where_one_wanted_to_go() -> None:
    with_app(ana())
    client = past_the_password()
    assert client.get("/accounts/").status_code == 302
    before = client.session.session_key
    assert_safe(client.get(ASKED))
    assert "This code is wrong" in words(client.post(ASKED, {"code": "000000"}))
    assert client.post(ASKED, {"code": code()}).headers["Location"] == "/articles/"
    assert client.get("/accounts/").status_code == 200
    assert client.session.session_key != before


def test_the_page_for_the_code_is_for_who_has_given_the_password() -> None:
    assert Client().get(ASKED).headers["Location"] == "/accounts/login/"
    assert Client().post(ASKED, {"code": code()}).headers["Location"] == "/accounts/login/"


def test_a_code_is_used_once() -> None:
    with_app(ana())
    shown = code()
    past_the_password().post(ASKED, {"code": shown})
    assert "has been used" in words(past_the_password().post(ASKED, {"code": f" {shown[:3]} {shown[3:]}"}))
    assert past_the_password().post(ASKED, {"code": code(1)}).status_code == 302


def test_a_recovery_code_is_used_once() -> None:
    person = with_app(ana())
    first, second, *_ = recovery_codes(person)
    assert past_the_password().post(ASKED, {"code": first}).status_code == 302
    assert "has been used" in words(past_the_password().post(ASKED, {"code": first}))
    assert past_the_password().post(ASKED, {"code": second}).status_code == 302
    assert recovery_codes(person)[0] not in (first, second)
    assert len(recovery_codes(person)) == 8


def test_the_sixth_code_is_refused_with_429_and_the_owner_gets_in_from_elsewhere() -> None:
    with_app(ana())
    client = past_the_password()
    statuses = [client.post(ASKED, {"code": "000000"}).status_code for _ in range(6)]
    assert statuses == [200] * 5 + [429]
    refused = client.post(ASKED, {"code": code()})
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["Retry-After"]) <= 300
    elsewhere = past_the_password(REMOTE_ADDR="192.0.2.1")
    assert elsewhere.post(ASKED, {"code": code()}, REMOTE_ADDR="192.0.2.1").status_code == 302


def test_codes_from_many_networks_are_counted_together() -> None:
    with_app(ana())
    client = past_the_password()
    statuses = [
        client.post(ASKED, {"code": "000000"}, REMOTE_ADDR=f"192.0.2.{number}").status_code
        for number in range(21)
    ]
    assert statuses == [200] * 20 + [429]


def test_the_desks_own_door_asks_for_the_code_too() -> None:
    with_app(ana(Role.EDITOR))
    client = Client()
    answer = client.post(DESK, {"username": EMAIL, "password": PASSWORD, "next": "/admin/wanted/"})
    assert answer.headers["Location"] == ASKED
    assert client.get("/admin/").status_code == 302
    assert client.post(ASKED, {"code": code()}).headers["Location"] == "/admin/wanted/"
    assert client.get("/admin/").status_code == 200


def test_a_new_password_does_not_go_around_the_code() -> None:
    with_app(ana())
    client = Client()
    client.post(RESET, {"email": EMAIL})
    client.post(client.get(link()).headers["Location"], {"password1": "another horse battery"})
    assert client.get("/accounts/").status_code == 302
    assert sign_in(client, password="another horse battery").headers["Location"] == ASKED


def test_an_app_is_removed_and_its_recovery_codes_go_with_it() -> None:
    person = with_app(ana())
    recovery_codes(person)
    client = past_the_password()
    client.post(ASKED, {"code": code()})
    client.post("/accounts/2fa/app/remove/", {})
    assert kinds(person) == []
    assert mail.outbox[-1].subject.startswith("An app was removed")
    assert sign_in(Client()).headers["Location"] == "/accounts/"


def test_a_session_that_is_not_fresh_proves_itself_before_factors_change() -> None:
    person = with_app(ana())
    recovery_codes(person)
    client = Client()
    client.force_login(person)
    pages = ("app/remove/", "passkeys/add/", "recovery-codes/new/", "recovery-codes/", "recovery-codes/file/")
    asked = [client.get(f"/accounts/2fa/{page}").headers["Location"] for page in pages]
    asked += [client.post(f"/accounts/2fa/{page}").headers["Location"] for page in pages[:3]]
    assert {place.partition("?")[0] for place in asked} == {"/accounts/reauthenticate/"}
    assert kinds(person) == ["recovery_codes", "totp"]
    way = client.get("/accounts/reauthenticate/?next=/accounts/2fa/app/remove/")
    assert "Use a code" in words(way)
    prove = "/accounts/2fa/reauthenticate/?next=/accounts/2fa/recovery-codes/"
    assert client.post(prove, {"code": code()}).headers["Location"] == "/accounts/2fa/recovery-codes/"


def test_recovery_codes_are_shown_given_as_a_file_and_made_anew() -> None:
    person = with_app(ana())
    old = recovery_codes(person)
    client = past_the_password()
    client.post(ASKED, {"code": code()})
    assert all(one in words(client.get("/accounts/2fa/recovery-codes/")) for one in old)
    file = client.get("/accounts/2fa/recovery-codes/file/")
    assert file.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert file.content.decode().split()[-10:] == old
    assert_safe(file)
    client.post("/accounts/2fa/recovery-codes/new/", {})
    assert set(recovery_codes(person)).isdisjoint(old)


def test_there_are_no_recovery_codes_without_a_factor() -> None:
    client = signed_in(ana())
    for page in ("", "file/"):
        assert client.get(f"/accounts/2fa/recovery-codes/{page}").status_code == 404
    assert "Set up an app or a passkey first." in words(client.post("/accounts/2fa/recovery-codes/new/", {}))


@pytest.mark.parametrize("said", JSON)
def test_what_a_browser_says_of_a_passkey_may_be_anything(said: str) -> None:
    person = with_app(ana())
    client = past_the_password()
    answer = client.post(ASKED, {"credential": said})
    assert answer.status_code == 200
    assert client.get("/accounts/").status_code == 302
    client.force_login(person)
    signed = Client()
    sign_in(signed)
    signed.post(ASKED, {"code": code()})
    answer = signed.post("/accounts/2fa/passkeys/add/", {"name": "x", "credential": said})
    assert answer.status_code == 200
    assert signed.post("/accounts/2fa/passkeys/reauthenticate/", {"credential": said}).status_code == 302
    assert kinds(person) == ["totp"]


def test_passkeys_of_others_are_not_there() -> None:
    other = make_user()
    theirs = Authenticator.objects.create(
        user=other, type="webauthn", data={"name": "Theirs", "credential": {}}
    )
    client = signed_in(ana())
    for page in ("", "remove/"):
        assert client.get(f"/accounts/2fa/passkeys/{theirs.pk}/{page}").status_code == 404
        assert client.post(f"/accounts/2fa/passkeys/{theirs.pk}/{page}", {"name": "x"}).status_code == 404
    assert Authenticator.objects.filter(pk=theirs.pk).exists()


def test_who_has_lost_everything_is_let_in_again_by_the_operator(capsys: pytest.CaptureFixture[str]) -> None:
    person = with_app(ana())
    recovery_codes(person)
    call_command("forget_second_factor", "ANA@example.org")
    assert capsys.readouterr().out == f"Removed 2 from {EMAIL}.\n"
    assert kinds(person) == []
    with pytest.raises(CommandError, match=r"No account has the address nobody@example\.org"):
        call_command("forget_second_factor", "nobody@example.org")
