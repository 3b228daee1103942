"""A save that finds the database busy: nothing typed is lost, and one button sends it again."""

from typing import Any, NoReturn

import pytest
from django.db import OperationalError
from django.test import Client

from content.editorial.admin import base
from content.editorial.queries.naming import desk_address
from content.pages.models import Article
from tests import factories
from tests.editorial.desk_forms import at_the_desk, fields_of, shown

pytestmark = pytest.mark.django_db


def busy(*_: Any, **__: Any) -> NoReturn:
    raise OperationalError("database is locked")


def test_what_was_typed_goes_with_the_page_and_can_be_sent_again(monkeypatch: pytest.MonkeyPatch) -> None:
    article = factories.make_article(title="Before")
    client, address = at_the_desk(), desk_address(article)
    client.raise_request_exception = False
    text = 'Two "lines"\r\n\r\n<b>and</b> more.'
    fields = {**shown(client, address), "title": "After", "sections-0-body": text, "csrfmiddlewaretoken": "t"}
    with monkeypatch.context() as patched:
        patched.setattr(base, "record_revision", busy)
        answer = client.post(address, fields)
    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "5", "no-store")
    assert Article.objects.get().title == "Before"
    again = fields_of(answer.content.decode(), "again")
    assert again == {name: value for name, value in fields.items() if name != "csrfmiddlewaretoken"}
    assert client.post(address, again).status_code == 302
    assert Article.objects.get().sections.get().body == text.replace("\r\n", "\n")


def test_a_password_is_never_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("content.editorial.views.door.count_sign_in", busy)
    fields = {"username": "ana@example.org", "password": "secret words", "csrfmiddlewaretoken": "t"}
    answer = Client(raise_request_exception=False).post("/admin/login/", fields)
    assert answer.status_code == 503
    assert b"secret words" not in answer.content
    assert b"ana@example.org" not in answer.content
