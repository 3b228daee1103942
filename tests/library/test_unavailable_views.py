"""What the site answers while its database is busy or away, and when something fails."""

from typing import Any, NoReturn

import pytest
from django.db import OperationalError
from django.test import Client

from content.library import public

pytestmark = pytest.mark.django_db


def failing(error: Exception) -> Any:
    def fail() -> NoReturn:
        raise error

    return fail


@pytest.fixture
def reader() -> Client:
    return Client(raise_request_exception=False)


def test_a_busy_database_is_503_with_when_to_try_again(
    reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(public, "now_public", failing(OperationalError("database is locked")))
    response = reader.get("/articles/")

    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert response["Cache-Control"] == "no-store"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert b"nothing was changed" in response.content
    assert b"locked" not in response.content


def test_anything_else_that_fails_is_a_static_500(reader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(public, "now_public", failing(RuntimeError("secret detail")))
    response = reader.get("/articles/")

    assert response.status_code == 500
    assert response["Cache-Control"] == "no-store"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert b"secret detail" not in response.content
