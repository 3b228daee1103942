"""`manage.py reindex`: a lost, stale or damaged index stands again, and nothing else is in it."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from content.library.actions import publish, withdraw
from content.library.models import PageWords, PassageWords, Publication, Word
from content.library.search import backend
from tests.factories import make_article, make_organization, section

pytestmark = pytest.mark.django_db


def rows() -> list[object]:
    """All that search knows."""
    return [
        sorted(
            PageWords.objects.values_list("publication", "body", "marks", "names", "vocabulary", "version")
        ),
        sorted(PassageWords.objects.values_list("passage", "publication", "body", "marks")),
        sorted(Word.objects.values_list("word", "pages")),
    ]


@pytest.fixture
def published() -> list[Publication]:
    pages = [
        make_organization(title="NATO"),
        make_article(sections=[section("Words", "Peace by NATO.\n\nWar.")]),
    ]
    for page in pages:
        publish(page=page, by=None)
    return list(Publication.objects.order_by("pk"))


def found(client: Client, query: str) -> int:
    return len(client.get("/search/", {"q": query}).context["results"])


@pytest.mark.parametrize("lost", [[PassageWords], [PageWords], [PageWords, PassageWords, Word]])
def test_what_was_lost_is_made_again_as_publishing_made_it(
    client: Client, published: list[Publication], lost: list[type[PageWords]]
) -> None:
    before = rows()
    for model in lost:
        model.objects.all().delete()
    out = StringIO()
    call_command("reindex", rebuild=True, stdout=out)
    assert rows() == before
    assert found(client, "peace") == 1
    assert "2 of 2" in out.getvalue()


def test_only_pages_that_this_release_has_not_indexed_are_made_again(published: list[Publication]) -> None:
    PageWords.objects.filter(publication=published[0]).update(version=0)
    PassageWords.objects.filter(publication=published[1]).update(body="kept")
    call_command("reindex", stale=True, verbosity=0)
    assert not PageWords.objects.filter(version=0).exists()
    assert set(PassageWords.objects.filter(publication=published[1]).values_list("body", flat=True)) == {
        "kept"
    }


def test_a_withdrawn_page_that_was_left_in_the_index_is_taken_out(published: list[Publication]) -> None:
    left = PageWords.objects.get(publication=published[1])
    withdraw(page=published[1].page, by=None, reason="Wrong.")
    left.save(force_insert=True)
    call_command("reindex", verbosity=0)
    assert list(PageWords.objects.values_list("publication", flat=True)) == [published[0].pk]


def test_a_damaged_index_of_the_database_is_rebuilt(client: Client, published: list[Publication]) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO library_passagewords_match (library_passagewords_match) VALUES ('delete-all')"
            )
        assert found(client, "peace") == 0
    call_command("reindex", rebuild=True, verbosity=0)
    assert found(client, "peace") == 1


def test_a_role_that_may_not_create_the_extension_is_told_so(
    published: list[Publication], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backend, "install_trigrams", lambda: False)
    out = StringIO()
    call_command("reindex", stdout=out)
    assert "CREATE EXTENSION pg_trgm" in out.getvalue()


def test_without_trigrams_words_of_one_letter_are_still_put_right(
    client: Client, published: list[Publication], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backend, "corrects_spelling", lambda: False)
    assert client.get("/search/?q=paece").context["better"].text == "peace"
