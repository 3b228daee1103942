"""What people change about their own accounts."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.core import mail
from django.test import Client

from content.people.models import User
from content.people.roles import Role
from tests.factories import PASSWORD, make_user
from tests.people.doors import EMAIL, ana, link, sign_in, signed_in, words
from tests.test_security_headers import assert_safe

pytestmark = pytest.mark.django_db
NEW = "new@example.org"
OWN = ("", "name/", "email/", "password/change/", "sessions/", "logout/", "reauthenticate/")
OPEN = ("login/", "signup/", "confirm-email/", "password/reset/", "password/reset/done/")


@pytest.fixture(autouse=True)
def quick_hashes(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.mark.parametrize("page", OWN)
def test_pages_of_an_account_are_its_owners(page: str) -> None:
    address = f"/accounts/{page}"
    if page != "logout/":
        assert Client().get(address).headers["Location"].startswith("/accounts/login/?next=/accounts/")
    answer = signed_in(ana()).get(address)
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    assert_safe(answer)


@pytest.mark.parametrize("page", OPEN)
def test_doors_are_kept_by_no_cache_and_found_by_no_search_engine(page: str) -> None:
    answer = Client().get(f"/accounts/{page}")
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    assert b'<meta name="robots" content="noindex">' in answer.content
    assert_safe(answer)


@pytest.mark.parametrize(
    "page",
    [
        "inactive/",
        "login/code/",
        "login/code/confirm/",
        "password/set/",
        "reauthenticate/code/",
        "social/",
        "3rdparty/",
    ],
)
def test_pages_that_are_not_in_use_are_not_there(page: str) -> None:
    assert signed_in(ana()).get(f"/accounts/{page}").status_code == 404


def test_a_display_name_is_changed_and_tidied() -> None:
    person = ana()
    client = signed_in(person)
    answer = client.post("/accounts/name/", {"display_name": " Ana\u202e  Reyes "}, follow=True)
    assert "Your display name is changed." in words(answer)
    assert "You are signed in as Ana Reyes" in words(answer)
    assert "at least one letter" in words(client.post("/accounts/name/", {"display_name": "\u200b"}))
    person.refresh_from_db()
    assert person.display_name == "Ana Reyes"


def test_a_password_is_changed_here_and_ends_the_other_sessions() -> None:
    person = ana()
    here, there = signed_in(person), signed_in(person)
    new = "another horse battery"
    fields = {"oldpassword": "wrong", "password1": new}
    assert "This is not your password." in words(here.post("/accounts/password/change/", fields))
    here.post("/accounts/password/change/", {**fields, "oldpassword": PASSWORD})
    assert here.get("/accounts/").status_code == 200
    assert there.get("/accounts/").status_code == 302
    assert sign_in(Client(), password=new).status_code == 302
    assert [(letter.to, letter.subject.partition(":")[0]) for letter in mail.outbox] == [
        ([EMAIL], "Your password was changed")
    ]


def test_the_old_password_is_guessed_five_times_only() -> None:
    client = signed_in(ana())
    fields = {"oldpassword": "wrong", "password1": "another horse battery"}
    statuses = [client.post("/accounts/password/change/", fields).status_code for _ in range(6)]
    assert statuses == [200] * 5 + [429]
    assert sign_in(Client()).status_code == 429


def test_the_desk_leads_to_the_one_place_where_passwords_are_changed() -> None:
    client = signed_in(ana(Role.EDITOR))
    assert client.get("/admin/password_change/").headers["Location"] == "/accounts/password/change/"


def test_a_new_address_takes_the_place_of_the_old_one_when_it_is_confirmed() -> None:
    person = ana()
    client = signed_in(person)
    client.post("/accounts/email/", {"email": NEW.upper(), "action_add": ""})
    assert f"{NEW} waits to be confirmed" in words(client.get("/accounts/"))
    assert sign_in(Client(), NEW).status_code == 200
    assert mail.outbox[0].to == [NEW]
    client.post(link(0))
    person.refresh_from_db()
    assert person.email == NEW
    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [(NEW, True, True)]
    assert mail.outbox[1].to == [EMAIL]
    assert f"now has the address {NEW} instead of {EMAIL}" in mail.outbox[1].body
    assert sign_in(Client(), NEW).status_code == 302


def test_a_new_address_can_be_sent_another_letter_or_be_taken_back() -> None:
    person = ana()
    client = signed_in(person)
    client.post("/accounts/email/", {"email": NEW, "action_add": ""})
    client.post("/accounts/email/", {"email": NEW, "action_send": ""})
    assert len(mail.outbox) == 2
    client.post("/accounts/email/", {"email": NEW, "action_remove": ""})
    assert "Your address stays as it is." in words(client.get("/accounts/"))
    assert "does not work any more" in words(client.get(link(0)))
    assert list(EmailAddress.objects.values_list("email", flat=True)) == [EMAIL]


def test_an_address_of_another_account_is_answered_alike_and_never_confirmed() -> None:
    person, other = ana(), make_user(email="ben@example.org")
    client = signed_in(person)
    unknown, known = (
        client.post("/accounts/email/", {"email": typed, "action_add": ""}, follow=True)
        for typed in (NEW, other.email)
    )
    assert words(unknown).replace(NEW, "-") == words(known).replace(other.email, "-")
    assert "This address has another account" in words(client.get(link()))
    client.post(link())
    person.refresh_from_db()
    assert person.email == EMAIL


def test_an_address_that_became_an_accounts_before_it_was_confirmed_is_refused() -> None:
    person = ana()
    client = signed_in(person)
    client.post("/accounts/email/", {"email": NEW, "action_add": ""})
    User.objects.create(email=NEW, display_name="Ben")  # signed up, not confirmed
    assert client.post(link()).status_code in (200, 302)
    person.refresh_from_db()
    assert person.email == EMAIL


def test_letters_to_new_addresses_are_counted() -> None:
    client = signed_in(ana())
    statuses = [
        client.post("/accounts/email/", {"email": f"a{number}@example.org", "action_add": ""}).status_code
        for number in range(6)
    ]
    assert statuses == [302] * 5 + [429]


def test_a_session_that_is_not_fresh_proves_itself_before_the_address_changes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client = Client()
    client.force_login(ana())
    answer = client.post("/accounts/email/", {"email": NEW, "action_add": ""})
    assert answer.headers["Location"] == "/accounts/reauthenticate/?next=%2Faccounts%2Femail%2F"
    assert not mail.outbox
    wrong = client.post(answer.headers["Location"], {"password": "wrong"})
    assert "This is not your password." in words(wrong)
    client.post(answer.headers["Location"], {"password": PASSWORD})
    assert [letter.to for letter in mail.outbox] == [[NEW]]


def test_guesses_at_the_password_of_an_open_session_are_counted() -> None:
    client = Client()
    client.force_login(ana())
    statuses = [client.post("/accounts/reauthenticate/", {"password": "wrong"}).status_code for _ in range(6)]
    assert statuses == [200] * 5 + [429]


def test_sessions_are_listed_and_the_others_can_be_signed_out() -> None:
    person = ana()
    here, there = signed_in(person), Client(HTTP_USER_AGENT="<b>Other</b> browser")
    sign_in(there, REMOTE_ADDR="192.0.2.7")
    page = here.get("/accounts/sessions/")
    assert "This browser , signed in" in words(page)
    assert "from 192.0.2.7 &lt;b&gt;Other&lt;/b&gt; browser" in words(page)
    stranger = signed_in(make_user(email="ben@example.org", password=PASSWORD))
    here.post("/accounts/sessions/")
    assert there.get("/accounts/").status_code == 302
    assert here.get("/accounts/").status_code == 200
    assert stranger.get("/accounts/").status_code == 200
    assert "You are signed in nowhere else." in words(here.get("/accounts/sessions/"))
    assert UserSession.objects.filter(user=person).count() == 1


def test_a_session_ends_when_the_account_is_closed() -> None:
    person = ana()
    client = signed_in(person)
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert client.get("/accounts/").status_code == 302


def test_signing_in_gives_the_session_a_new_key_and_signing_out_is_a_post() -> None:
    ana()
    client = Client()
    client.session.save()
    before = client.session.session_key
    sign_in(client)
    assert client.session.session_key != before
    assert client.get("/accounts/logout/").status_code == 200
    assert client.get("/accounts/").status_code == 200
    assert client.post("/accounts/logout/").headers["Location"] == "/"
    assert client.get("/accounts/").status_code == 302


def test_an_address_that_a_chief_editor_corrects_needs_no_letter() -> None:
    chief, person = make_user(role=Role.CHIEF_EDITOR), ana()
    client = Client()
    client.force_login(chief)
    fields = {"email": NEW, "display_name": "Ana", "role": "annotator", "is_active": "on"}
    client.post(f"/admin/people/user/{person.pk}/change/", fields)
    assert sign_in(Client(), NEW).headers["Location"] == "/accounts/"
    assert sign_in(Client(), EMAIL).status_code == 200


def test_accounts_inner_rows_are_not_in_the_admin() -> None:
    client = Client()
    client.force_login(make_user(role=Role.CHIEF_EDITOR, is_superuser=True))
    for address in ("account/emailaddress/", "mfa/authenticator/", "usersessions/usersession/"):
        assert client.get(f"/admin/{address}").status_code == 404
