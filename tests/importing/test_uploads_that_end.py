"""Uploads that expire, are discarded or overtaken while they are worked on; and odd answers about them."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from content.importing import bounded
from content.importing.actions import move, receive, uploads, work_on
from content.importing.documents import ParsedDocument
from content.importing.models import State, Upload, UploadedDocument
from content.pages.models import Article
from tests import factories
from tests.editorial.desk_forms import at_the_desk
from tests.importing.uploading import GOOD, address, decide, document_at, send

pytestmark = pytest.mark.django_db


def test_the_command_deletes_what_has_expired_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    client = at_the_desk()
    expired, imported, kept = (document_at(client, f"{GOOD}\n{name}\n") for name in ("One", "Two", "Three"))
    decide(client, imported, "draft")
    Upload.objects.exclude(pk=kept.upload_id).update(
        made_at=timezone.now() - timedelta(days=8), expires_at=timezone.now() - timedelta(days=1)
    )
    call_command("delete_expired_uploads")
    call_command("delete_expired_uploads")
    assert capsys.readouterr().out == "2 uploads deleted\n0 uploads deleted\n"
    assert list(UploadedDocument.objects.all()) == [kept]
    assert not UploadedDocument.objects.filter(pk=expired.pk).exists()
    assert Article.objects.count() == 1


def test_an_upload_that_is_discarded_while_it_is_read_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    read = bounded.read_bounded

    def discarded(*file: Any) -> ParsedDocument:
        Upload.objects.all().delete()
        return read(*file)

    monkeypatch.setattr(uploads, "read_bounded", discarded)
    assert send(at_the_desk(), ("a.txt", GOOD)).status_code == 302
    assert not UploadedDocument.objects.exists()


def test_who_was_too_slow_overwrites_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another request took the file over, and its editor has left it out by now."""
    person, now = factories.make_user(), timezone.now()
    upload = receive(files=[("a.txt", GOOD.encode())], by=person, at=now)
    read = bounded.read_bounded

    def overtaken(*file: Any) -> ParsedDocument:
        monkeypatch.setattr(uploads, "read_bounded", read)
        for minutes in (2, 3):
            work_on(upload=upload, by=person, at=now + timedelta(minutes=minutes))
        move(document=upload.documents.get(), to=State.SET_ASIDE)
        return read(*file)

    monkeypatch.setattr(uploads, "read_bounded", overtaken)
    work_on(upload=upload, by=person, at=now)
    assert upload.documents.get().state == State.SET_ASIDE


@pytest.mark.parametrize("seen", ["9" * 5_000, "-1", "x", "", "\x00"])
def test_an_odd_count_of_steps_is_another_windows(seen: str) -> None:
    client = at_the_desk()
    document = document_at(client)
    answer = client.post(address(document), {"do": "save", "seen": seen, "title": "Other"}, follow=True)
    assert "was changed in another window" in answer.content.decode()


def test_control_characters_in_a_title_go_no_further() -> None:
    client = at_the_desk()
    document = decide(client, document_at(client), title="A\x00B\x1b")
    assert "\x00" not in str(document.steps)
    decide(client, document, "draft")
    assert Article.objects.get().title.isprintable()


@pytest.mark.parametrize("do", ["save", "draft", "undo", "promote:1", "leave-out"])
def test_a_decision_about_a_document_that_was_not_read_yet_leads_back_to_the_upload(do: str) -> None:
    person = factories.make_user()
    upload = receive(files=[("a.txt", GOOD.encode())], by=person, at=timezone.now())
    client = Client()
    client.force_login(person)
    answer = client.post(address(upload.documents.get()), {"do": do, "seen": "0"})
    assert answer.headers["Location"] == f"/admin/importing/upload/{upload.pk}/change/"
    assert upload.documents.get().state == State.WAITING
