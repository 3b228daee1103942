"""Signing up, and confirming the address."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from content.people.models import User
from content.people.roles import Role
from tests.factories import PASSWORD, make_user
from tests.people.doors import ANSWERED, EMAIL, SIGN_UP, ana, link, sign_in, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quick_hashes(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def test_who_signs_up_confirms_the_address_and_is_signed_in_where_the_way_began() -> None:
    client = Client()
    answer = client.post(SIGN_UP, {**ANSWERED, "next": "/articles/"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/accounts/confirm-email/")
    assert "Check your mail" in words(client.get("/accounts/confirm-email/"))
    assert "you are signed in" not in client.get("/accounts/").content.decode()
    [letter] = mail.outbox
    assert (letter.to, letter.subject) == ([EMAIL], "Confirm your address: Defense Diplomacy Reference")
    assert "Ana" not in letter.body  # whoever signs up may have written anything into the name
    assert EMAIL in words(client.get(link()))
    answer = client.post(link())
    assert answer.headers["Location"] == "/articles/"
    person = User.objects.get()
    assert (person.email, person.display_name, person.role) == (EMAIL, "Ana", Role.ANNOTATOR)
    assert "You are signed in as Ana" in words(client.get("/accounts/"))


def test_an_unconfirmed_account_cannot_sign_in_and_is_sent_the_letter_again() -> None:
    Client().post(SIGN_UP, ANSWERED)
    client = Client()
    assert sign_in(client).headers["Location"] == "/accounts/confirm-email/"
    assert client.get("/accounts/").status_code == 302
    assert len(mail.outbox) == 2
    assert sign_in(Client(), password="wrong").status_code == 200


def test_another_browser_confirms_and_is_not_signed_in() -> None:
    Client().post(SIGN_UP, ANSWERED)
    elsewhere = Client()
    answer = elsewhere.post(link(), follow=True)
    assert f"{EMAIL} is confirmed." in words(answer)
    assert elsewhere.get("/accounts/").status_code == 302
    assert sign_in(elsewhere).headers["Location"] == "/accounts/"


def test_a_link_works_once_and_a_forged_one_never() -> None:
    client = Client()
    client.post(SIGN_UP, ANSWERED)
    used = link()
    client.post(used)
    assert "This link does not work any more" in words(client.get(used))
    assert client.post(used).status_code == 404
    assert "This link does not work any more" in words(client.get("/accounts/confirm-email/MQ:1abc:x/"))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"email": "none"}, "Enter a valid email address."),
        ({"email": "a\x00@example.org"}, "Null characters are not allowed."),
        ({"display_name": " \u200b\u202e "}, "Write a name with at least one letter or digit."),
        ({"display_name": "a" * 81}, "Write at most 80 characters."),
        ({"display_name": "a\u0300\u0301\u0302\u0303\u0304"}, "Write a name with fewer marks on one letter."),
        ({"password1": "short"}, "It must contain at least 12 characters."),
        ({"password1": "x" * 1025}, "Write at most 1024 characters."),
        ({"password1": "ana@example.org"}, "The password is too similar to the e-mail address."),
        ({"password1": ""}, "This field is required."),
    ],
)
def test_what_cannot_be_is_refused_where_it_was_written(changes: dict[str, str], said: str) -> None:
    answer = Client().post(SIGN_UP, {**ANSWERED, **changes})
    assert answer.status_code == 200
    assert said in words(answer)
    assert not User.objects.exists()
    assert not mail.outbox


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ana\u00a0 \u202eReyes\u202c\t", "Ana Reyes"),
        ("A\u0301na", "\u00c1na"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("An\u200ba\x07", "Ana"),
        ("\u0646\u0627\u0645\u200c\u0647", "\u0646\u0627\u0645\u200c\u0647"),
    ],
)
def test_names_are_tidied_and_shown_as_text(typed: str, kept: str) -> None:
    client = Client()
    client.post(SIGN_UP, {**ANSWERED, "display_name": typed})
    assert User.objects.get().display_name == kept
    client.post(link())
    assert b"<script>alert" not in client.get("/accounts/").content


def test_fields_that_no_form_offers_give_nothing() -> None:
    Client().post(SIGN_UP, {**ANSWERED, "role": "chief_editor", "is_superuser": "on", "is_staff": "on"})
    person = User.objects.get()
    assert (person.role, person.is_superuser) == (Role.ANNOTATOR, False)


def test_an_address_differs_by_more_than_its_case() -> None:
    ana()
    Client().post(SIGN_UP, {**ANSWERED, "email": "ANA@Example.ORG"})
    assert User.objects.count() == 1
    assert mail.outbox[0].subject.startswith("You have an account already")


def test_a_faster_one_with_the_same_address_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    def overtaken(self: Any, value: str) -> str:
        self.account_already_exists = False
        make_user(email=EMAIL)
        return value

    monkeypatch.setattr("content.people.forms.entering.SignUpForm.validate_unique_email", overtaken)
    answer = Client().post(SIGN_UP, ANSWERED)
    assert answer.headers["Location"] == "/accounts/confirm-email/"
    assert User.objects.count() == 1
    assert mail.outbox[0].subject.startswith("You have an account already")


def test_someone_who_means_to_change_to_an_address_keeps_nobody_from_signing_up() -> None:
    EmailAddress.objects.create(user=make_user(), email=EMAIL)
    Client().post(SIGN_UP, ANSWERED)
    assert User.objects.filter(email=EMAIL).exists()


def test_sign_up_can_be_closed(settings: Any) -> None:
    settings.ACCOUNT_SIGNUP_ENABLED = False
    assert "Accounts are by invitation" in words(Client().get(SIGN_UP))
    assert "Accounts are by invitation" in words(Client().post(SIGN_UP, ANSWERED))
    assert not User.objects.exists()


def test_accounts_that_others_make_need_no_letter() -> None:
    User.objects.create_superuser("root@example.org", PASSWORD, display_name="Root")
    assert sign_in(Client(), "root@example.org").headers["Location"] == "/accounts/"
    assert not mail.outbox
