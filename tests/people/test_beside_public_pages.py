"""Accounts leave public pages as they are: one for everybody, without a cookie; and what a start warns of."""

import logging
from typing import Any

import pytest
from django.core.checks import run_checks
from django.test import Client

from content.people.checks import mail_is_set_up
from defense.logs import WithoutSecrets
from tests.people.doors import ana, signed_in
from tests.public import Site

pytestmark = pytest.mark.django_db


def test_public_pages_are_the_same_for_who_is_signed_in_and_bring_no_cookie(
    small_site: Site, settings: Any
) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    client = signed_in(ana())
    for address in ("/", f"/articles/{small_site.article.slug}/"):
        stranger, person = Client().get(address), client.get(address)
        assert stranger.content == person.content
        assert f'href="/accounts/?next={address}"' in stranger.content.decode()
        for answer in (stranger, person):
            assert not answer.cookies
            assert "Cookie" not in answer.headers.get("Vary", "")
            assert answer.headers["Cache-Control"] == "public, max-age=0, s-maxage=60"


def test_where_an_address_may_be_secret_the_way_back_is_not_named() -> None:
    assert b'href="/accounts/"' in Client().get("/preview/secret/").content


def test_a_public_site_without_a_mail_server_is_warned_about(settings: Any) -> None:
    settings.HTTPS, settings.EMAIL_HOST = True, ""
    [warning] = [found for found in run_checks() if found.id == "people.W001"]
    assert "EMAIL_HOST" in warning.msg
    settings.ACCOUNT_SIGNUP_ENABLED = False
    assert mail_is_set_up() == []
    settings.ACCOUNT_SIGNUP_ENABLED, settings.EMAIL_HOST = True, "mail.example.org"
    assert mail_is_set_up() == []
    settings.HTTPS, settings.EMAIL_HOST = False, ""
    assert mail_is_set_up() == []


def test_a_word_that_would_send_passwords_in_the_clear_is_refused(settings: Any) -> None:
    settings.EMAIL_SECURITY = "ssl"
    assert [found.id for found in mail_is_set_up()] == ["people.E001"]


@pytest.mark.parametrize(
    "address",
    ["/accounts/confirm-email/MQ:1abc:secret/", "/accounts/password/reset/key/1-secret/", "/preview/secret/"],
)
def test_no_log_holds_the_secret_of_a_letter(address: str) -> None:
    record = logging.LogRecord("django.server", logging.INFO, "", 0, '"GET %s" 200', (address,), None)
    WithoutSecrets().filter(record)
    assert "secret" not in record.getMessage()
    assert record.getMessage().endswith('***/" 200')
