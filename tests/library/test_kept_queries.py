"""Addresses with a query are kept too, apart from the pages themselves."""

from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client

from content.library.actions import publish
from tests.factories import make_article

pytestmark = pytest.mark.django_db

Queries = Any


def test_invented_queries_push_no_plain_page_out(
    client: Client, django_assert_num_queries: Queries, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(page=make_article(title="On peace"), by=None)
    for shelf in ("default", "queries"):
        monkeypatch.setattr(caches[shelf], "_max_entries", 3)
    client.get("/articles/on-peace/")
    for number in range(2, 12):
        client.get(f"/articles/?topic=invented-{number}")
    with django_assert_num_queries(1):
        client.get("/articles/on-peace/")
    with django_assert_num_queries(1):
        client.get("/articles/?topic=invented-11")
