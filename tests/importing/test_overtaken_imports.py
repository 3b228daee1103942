"""An upload that would replace what someone saved after its editor had looked is not imported unasked."""

import pytest
from django.test import Client

from content.importing.models import State, UploadedDocument
from content.pages.actions import record_revision, replace_sections
from content.pages.models import Article, Page, Section
from tests.editorial.desk_forms import at_the_desk, fields_of
from tests.factories import make_article, make_user, section
from tests.importing.uploading import GOOD, address, decide, document_at, finish, uploaded

pytestmark = pytest.mark.django_db
TITLE = "Arms and Words"


def saved_by_another(article: Page) -> None:
    replace_sections(page=article, sections=[section("First", "Words of another editor.")])
    record_revision(page=article, by=make_user())


def texts(article: Page) -> str:
    return " ".join(Section.objects.filter(page=article).values_list("body", flat=True))


@pytest.mark.parametrize("way", ["the document", "the upload"])
def test_what_another_saved_since_stays_and_the_document_is_asked_about_again(way: str) -> None:
    article, client = make_article(title=TITLE), at_the_desk()
    document = document_at(client)
    saved_by_another(article)
    confirmed(client, document, way)
    assert texts(article) == "Words of another editor."
    assert document.state == State.PROPOSED
    assert document.told.startswith(f"Not imported: “{TITLE}” was saved since you looked at this")
    assert document.told in client.get(address(document)).content.decode()
    confirmed(client, document, way)
    assert document.state == State.IMPORTED
    assert "Trust in numbers" in texts(article)


def confirmed(client: Client, document: UploadedDocument, way: str) -> None:
    if way == "the document":
        decide(client, document, "draft")
    else:
        client.post(f"/admin/importing/upload/{document.upload_id}/confirm/")
        finish(client, document.upload)
    document.refresh_from_db()


def test_what_was_looked_at_is_replaced() -> None:
    article, client = make_article(title=TITLE), at_the_desk()
    saved_by_another(article)
    assert decide(client, document_at(client), "draft").state == State.IMPORTED
    assert "Trust in numbers" in texts(article)


def test_what_the_page_showed_last_counts() -> None:
    article, client = make_article(title=TITLE), at_the_desk()
    document = document_at(client)
    saved_by_another(article)
    shown = fields_of(client.get(address(document)).content.decode(), "decisions")
    assert shown["continues"] == f"{article.pk}-2"
    assert decide(client, document, "draft", continues=f"{article.pk}-2").state == State.IMPORTED


def test_a_new_title_that_is_an_articles_is_shown_before_it_replaces_that() -> None:
    article, client = make_article(title="Another"), at_the_desk()
    document = decide(client, document_at(client), "draft", title="Another", continues="")
    assert (document.state, "“Another” was saved since" in document.told) == (State.PROPOSED, True)
    shown = fields_of(client.get(address(document)).content.decode(), "decisions")
    assert shown["continues"] == f"{article.pk}-1"
    assert decide(client, document, "draft", continues=f"{article.pk}-1").state == State.IMPORTED
    assert "Trust in numbers" in texts(article)


def test_of_two_files_with_one_title_the_second_does_not_replace_the_first_unasked() -> None:
    client = at_the_desk()
    upload = uploaded(client, ("one.txt", GOOD), ("two.txt", GOOD.replace("forums.", "halls.")))
    client.post(f"/admin/importing/upload/{upload.pk}/confirm/")
    finish(client, upload)
    first, second = upload.documents.all()
    assert (first.state, second.state) == (State.IMPORTED, State.PROPOSED)
    assert "was saved since you looked at this" in second.told
    assert Article.objects.get().revisions.count() == 1
