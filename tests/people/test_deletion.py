"""Deleting one's own account: what goes, what stays, and who cannot."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client

from content.pages.actions import record_revision
from content.people.actions import LastChiefEditor, delete_account
from content.people.models import User
from content.people.roles import Role
from content.people.signals import account_deleted
from tests.factories import PASSWORD, make_article, make_user
from tests.people.doors import ANSWERED, EMAIL, SIGN_UP, ana, sign_in, signed_in, words
from tests.people.factors import with_app
from tests.test_security_headers import assert_safe

pytestmark = pytest.mark.django_db
DELETE = "/accounts/delete/"


@pytest.fixture(autouse=True)
def quick_hashes(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def told() -> Any:
    """What rooms above hear."""
    heard: list[tuple[str, bool]] = []

    def listen(sender: Any, user: User, keep_notes: bool, **_: Any) -> None:
        heard.append((user.email, keep_notes))

    account_deleted.connect(listen)
    yield heard
    account_deleted.disconnect(listen)


def test_nothing_personal_of_a_reader_is_left(told: Any) -> None:
    person = ana()
    here, there = signed_in(person), signed_in(person)
    with_app(person)
    page = here.get(DELETE)
    assert "Nothing that names you." in words(page)
    assert "note" not in words(page)
    assert_safe(page)
    answer = here.post(DELETE, {"password": PASSWORD})
    assert "Your account is deleted" in words(answer)
    assert_safe(answer)
    person.refresh_from_db()
    assert (person.email, person.display_name) == (f"deleted-{person.pk}@deleted.invalid", "deleted reader")
    assert (person.is_active, person.is_deleted, person.has_usable_password()) == (False, True, False)
    for rows in (EmailAddress, Authenticator, UserSession):
        assert not rows._default_manager.filter(user=person).exists()
    for client in (here, there):
        assert client.get("/accounts/").status_code == 302
    assert told == [(EMAIL, True)]
    assert [(letter.to, letter.subject.partition(":")[0]) for letter in mail.outbox] == [
        ([EMAIL], "Your account is deleted")
    ]


def test_the_address_is_free_for_a_new_account() -> None:
    signed_in(ana()).post(DELETE, {"password": PASSWORD})
    Client().post(SIGN_UP, ANSWERED)
    assert User.objects.filter(email=EMAIL, is_deleted=False).exists()
    assert sign_in(Client()).headers["Location"] == "/accounts/confirm-email/"


def test_a_wrong_password_deletes_nothing_and_the_sixth_is_429() -> None:
    person = ana()
    client = signed_in(person)
    answers = [client.post(DELETE, {"password": "wrong"}) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert "This is not your password." in words(answers[0])
    person.refresh_from_db()
    assert not person.is_deleted


def three_notes(person: User) -> int:
    return 3


@pytest.mark.parametrize(("choice", "kept"), [("keep", True), ("delete", False)])
def test_what_becomes_of_notes_is_chosen_where_there_are_any(
    monkeypatch: pytest.MonkeyPatch, told: Any, choice: str, kept: bool
) -> None:
    monkeypatch.setattr("content.people.views.leaving.written_by", [three_notes])
    client = signed_in(ana())
    assert "Your 3 notes that others can read Stay, under “deleted reader”" in words(client.get(DELETE))
    assert "This field is required." in words(client.post(DELETE, {"password": PASSWORD}))
    client.post(DELETE, {"password": PASSWORD, "keep_notes": choice})
    assert told == [(EMAIL, kept)]


def test_who_worked_at_the_desk_stays_on_the_record_by_name() -> None:
    make_user(role=Role.CHIEF_EDITOR)
    person = ana(Role.EDITOR)
    article = make_article()
    article.title = "Another title"
    article.save()
    record_revision(page=article, by=person)
    client = signed_in(person)
    assert "Your display name, on what you wrote" in words(client.get(DELETE))
    client.post(DELETE, {"password": PASSWORD})
    person.refresh_from_db()
    assert (person.display_name, person.is_active) == ("Ana", False)
    assert str(article.revisions.latest("number").made_by) == "Ana"


def test_the_last_chief_editor_stays() -> None:
    person = ana(Role.CHIEF_EDITOR)
    make_user(role=Role.CHIEF_EDITOR, is_active=False)
    make_user(role=Role.EDITOR)
    client = signed_in(person)
    answer = client.post(DELETE, {"password": PASSWORD})
    assert answer.status_code == 409
    assert "You are the last chief editor." in words(answer)
    assert client.get("/accounts/").status_code == 200
    make_user(role=Role.CHIEF_EDITOR)
    assert client.post(DELETE, {"password": PASSWORD}).status_code == 200
    with pytest.raises(LastChiefEditor):
        delete_account(person=User.objects.get(role=Role.CHIEF_EDITOR, is_active=True), keep_notes=True)


def test_a_listener_that_fails_keeps_the_account_whole() -> None:
    person = ana()

    def fail(**_: Any) -> None:
        raise RuntimeError

    account_deleted.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            delete_account(person=person, keep_notes=True)
    finally:
        account_deleted.disconnect(fail)
    person.refresh_from_db()
    assert (person.email, person.is_deleted) == (EMAIL, False)


def test_the_desk_does_not_show_deleted_accounts() -> None:
    client = Client()
    client.force_login(make_user(role=Role.CHIEF_EDITOR))
    person = ana()
    delete_account(person=person, keep_notes=True)
    assert "deleted reader" not in client.get("/admin/people/user/").content.decode()
    assert client.get(f"/admin/people/user/{person.pk}/change/").status_code == 302


def test_the_database_refuses_a_deleted_account_that_is_open() -> None:
    person = ana()
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=person.pk).update(is_deleted=True)
