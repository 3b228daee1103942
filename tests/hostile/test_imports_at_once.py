"""Two imports at once end as one after the other would."""

import threading
from typing import Any

import pytest
from django.db import connection, connections

from content.importing.actions import Outcome, documents, import_document
from content.importing.queries import article_of
from content.pages.models import Article, Revision, SourceDocument

DOCUMENT = (
    b"A plain title\n\nThe opening paragraph.\n\nFirst heading\n\nSome words stand here. More follow.\n"
)


@pytest.mark.django_db(transaction=True)
def test_a_document_that_arrives_twice_at_once_is_imported_once() -> None:
    if connection.vendor == "sqlite":
        return  # one writes at a time: the second finds what the first has written
    outcomes: list[str] = []
    together = threading.Barrier(3)

    def run() -> None:
        together.wait()
        try:
            outcomes.append(import_document(data=DOCUMENT, file_name="a.txt", by=None).outcome)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == [Outcome.CREATED, Outcome.UNCHANGED, Outcome.UNCHANGED]
    assert [model.objects.count() for model in (Article, SourceDocument, Revision)] == [1, 1, 1]


@pytest.mark.django_db
def test_an_import_that_was_overtaken_looks_again(monkeypatch: pytest.MonkeyPatch) -> None:
    first = import_document(data=DOCUMENT, file_name="a.txt", by=None)
    looks: list[Any] = []

    def too_early(source: SourceDocument | None) -> Any:
        looks.append(source)
        return article_of(source) if len(looks) > 1 else None

    # The first look happens before the other import is there: nothing is found, neither bytes nor title.
    monkeypatch.setattr(documents, "article_of", too_early)
    titled = documents.title_owner
    monkeypatch.setattr(documents, "title_owner", lambda title: titled(title) if len(looks) > 1 else None)
    monkeypatch.setattr(documents, "free_slug", lambda *_, **__: first.article.slug)
    again = import_document(data=DOCUMENT, file_name="a.txt", by=None)
    assert (again.outcome, again.article.pk, len(looks)) == (Outcome.UNCHANGED, first.article.pk, 2)
    assert Article.objects.count() == 1
