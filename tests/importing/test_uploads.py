"""From files to drafts: sent, read, decided on, confirmed; and who may do it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from content.importing.actions import receive, work_on
from content.importing.models import TRANSITIONS, State, Upload, UploadedDocument
from content.pages.models import Article, Defect, Revision, SourceDocument
from content.people.roles import Role
from tests import factories
from tests.editorial.desk_forms import at_the_desk
from tests.importing.docx_files import docx, text
from tests.importing.uploading import ADD, GOOD, PROSE, address, decide, document_at, finish, send, uploaded

pytestmark = pytest.mark.django_db
OUTSIDE = (None, Role.READER, Role.ANNOTATOR)
STAFF = (Role.AUTHOR, Role.EDITOR, Role.CHIEF_EDITOR)


def words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def states(upload: Upload) -> list[str]:
    return list(upload.documents.values_list("state", flat=True))


def test_files_are_read_and_nothing_becomes_a_page_yet() -> None:
    client = at_the_desk(Role.AUTHOR)
    upload = uploaded(
        client,
        ("../a/arms.txt", GOOD),
        ("b.docx", docx(text("T", "Title") + text("They meet."))),
        ("c.html", f"<h1>Page</h1><p>{PROSE}</p>"),
        ("d.txt", f"Plain\n\n{PROSE}"),
        ("bad.docx", b"no zip"),
        ("e.xyz", b""),
    )
    assert states(upload) == ["proposed"] * 4 + ["refused"] * 2
    assert list(upload.documents.values_list("file_name", flat=True))[:2] == ["arms.txt", "b.docx"]
    assert {bytes(data) for data in UploadedDocument.objects.values_list("data", flat=True)} == {b""}
    assert (Article.objects.count(), SourceDocument.objects.count()) == (0, 0)
    shown = words(client.get(f"/admin/importing/upload/{upload.pk}/change/"))
    assert "bad.docx: this is no DOCX file, whatever its name says; open it in Word and save it anew" in shown
    assert "e.xyz: files of the kind .xyz are not read" in shown
    assert "Make 4 drafts" in shown


def test_confirming_makes_a_draft_of_each_and_tells_a_result_for_each() -> None:
    client = at_the_desk(Role.AUTHOR)
    article = factories.make_article(title="Plain")
    factories.make_article(title="Twice")
    factories.make_article(title="twice", slug="twice-2")
    upload = uploaded(
        client,
        ("a.txt", GOOD),
        ("b.txt", f"Plain\n\n{PROSE}"),
        ("c.txt", f"Twice\n\n{PROSE}"),
        ("d.pdf", b"%PDF-"),
    )
    client.post(f"/admin/importing/upload/{upload.pk}/confirm/")
    finish(client, upload)
    assert states(upload) == ["imported", "imported", "proposed", "refused"]
    outcomes = list(upload.documents.values_list("outcome", "page__title"))
    assert outcomes == [("created", "Arms and Words"), ("updated", "Plain"), ("", None), ("", None)]
    assert Revision.objects.filter(page=article).count() == 2
    shown = words(client.get(f"/admin/importing/upload/{upload.pk}/change/"))
    assert "Not imported: several articles have the title “Twice”" in shown
    assert "The next revision of a page that has this title." in shown
    client.post(f"/admin/importing/upload/{upload.pk}/confirm/")
    assert Revision.objects.filter(page=article).count() == 2


def test_the_draft_is_what_the_editor_decided() -> None:
    client = at_the_desk(Role.AUTHOR)
    document = decide(client, document_at(client), "draft", title="Words and Arms", **{"row-s1": "2"})
    assert document.state == State.IMPORTED
    article = Article.objects.get()
    assert (article.title, article.summary) == ("Words and Arms", "They meet in forums.")
    assert list(article.sections.values_list("level", "heading")) == [
        (2, "First"),
        (2, "Trust in Numbers"),
        (2, "Second"),
    ]
    source = SourceDocument.objects.get()
    assert (source.sha256, source.file_name, source.text) == (document.sha256, "arms.txt", GOOD)
    kinds = set(Defect.objects.values_list("kind", flat=True))
    assert kinds == {"missing_space", "short_section", "unclosed_quotation", "repeated_sentence"}


def test_one_file_is_left_out_and_taken_up_again() -> None:
    client = at_the_desk(Role.AUTHOR)
    document = decide(client, document_at(client), "leave-out")
    assert document.state == State.SET_ASIDE
    client.post(f"/admin/importing/upload/{document.upload_id}/confirm/")
    assert Article.objects.count() == 0
    assert decide(client, document, "take-up").state == State.PROPOSED


def test_a_file_that_was_imported_before_changes_nothing() -> None:
    client = at_the_desk(Role.AUTHOR)
    decide(client, document_at(client), "draft")
    again = document_at(client)
    assert "This file was imported before, as" in words(client.get(address(again)))
    assert decide(client, again, "draft").outcome == "unchanged"
    assert Revision.objects.count() == 1


def test_an_import_that_fails_keeps_nothing_and_the_document_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    client = at_the_desk(Role.AUTHOR)
    document = document_at(client)

    def fail(**_: Any) -> None:
        raise IntegrityError

    monkeypatch.setattr("content.importing.actions.documents.replace_sections", fail)
    assert decide(client, document, "draft").state == State.PROPOSED
    assert "the database refused it, and nothing of it is kept" in document.told
    assert (Article.objects.count(), SourceDocument.objects.count()) == (0, 0)


@pytest.mark.parametrize("count", [21, 25])
def test_more_than_twenty_files_are_refused(count: int) -> None:
    answer = send(at_the_desk(), *[(f"{number}.txt", "A\n\nB b.") for number in range(count)])
    assert answer.status_code == 422
    assert f"{count} files were chosen; at most 20 are taken at once." in words(answer)
    assert Upload.objects.count() == 0


def test_no_file_and_too_many_undecided_ones_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    client = at_the_desk()
    assert "Choose at least one file." in words(client.post(ADD, {}))
    monkeypatch.setattr("content.importing.actions.uploads.MOST_UNDECIDED", 1)
    document_at(client)
    assert "Decide on them or delete them first." in words(send(client, ("a.txt", "A\n\nB b.")))


@pytest.mark.parametrize(
    ("path", "length", "role", "status"),
    [
        (ADD, 200_000_000, Role.EDITOR, 413),
        (ADD, 41 * 1024 * 1024, Role.EDITOR, 413),
        (ADD, 7_000_000, Role.READER, 413),
        (ADD, 7_000_000, None, 413),
        ("/admin/pages/article/add/", 7_000_000, Role.EDITOR, 413),
        ("/admin/login/", 7_000_000, None, 413),
    ],
)
def test_a_large_body_is_refused_before_it_is_read(
    path: str, length: int, role: str | None, status: int
) -> None:
    client = Client() if role is None else at_the_desk(role)
    answer = client.generic("POST", path, b"x", CONTENT_LENGTH=str(length))
    assert answer.status_code == status
    assert "All files of one upload may have 40 MB together" in words(answer)


@pytest.mark.parametrize("role", OUTSIDE)
def test_whoever_may_not_import_is_sent_to_sign_in(role: str | None) -> None:
    document = document_at(at_the_desk())
    client = Client() if role is None else at_the_desk(role)
    here = f"/admin/importing/upload/{document.upload_id}"
    for path in ("/admin/importing/", "/admin/importing/upload/", ADD, f"{here}/change/", address(document)):
        assert client.get(path).headers["Location"].startswith("/admin/login/?next="), path
    for path in (ADD, f"{here}/work/", f"{here}/confirm/", f"{here}/discard/"):
        assert client.post(path, {"do": "draft", "seen": 0}).status_code == 302, path
    asked = client.post(address(document), {"do": "draft", "seen": 0})
    assert (asked.status_code, "you are not signed in any more" in words(asked)) == (403, True)
    assert (Upload.objects.count(), Article.objects.count()) == (1, 0)


@pytest.mark.parametrize("role", STAFF)
def test_nobody_sees_the_upload_of_another(role: str) -> None:
    document = document_at(at_the_desk(), GOOD.replace("Arms", "Secret"))
    client = at_the_desk(role)
    here = f"/admin/importing/upload/{document.upload_id}"
    assert client.get(f"{here}/change/").status_code == 404
    assert client.get(address(document)).status_code == 404
    for path in (f"{here}/work/", f"{here}/confirm/", f"{here}/discard/", address(document)):
        assert client.post(path, {"do": "draft", "seen": 0}).status_code == 404, path
    assert "Secret" not in words(client.get("/admin/importing/upload/"))
    assert (Upload.objects.count(), Article.objects.count()) == (1, 0)


@pytest.mark.parametrize("pk", ["0", "99999999999999999999", "1"])
def test_an_upload_that_does_not_exist_is_404(pk: str) -> None:
    client = at_the_desk()
    assert client.get(f"/admin/importing/upload/{pk}/change/").status_code == 404
    assert client.get(f"/admin/importing/upload/{pk}/99999999999999999999/").status_code == 404


def test_posts_need_the_token_and_gets_change_nothing() -> None:
    person = factories.make_user(role=Role.AUTHOR)
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)
    upload = receive(files=[("a.txt", GOOD.encode())], by=person, at=timezone.now())
    for name in ("work", "confirm", "discard"):
        here = f"/admin/importing/upload/{upload.pk}/{name}/"
        assert (client.post(here).status_code, client.get(here).status_code) == (403, 405)
    assert send(client, ("a.txt", GOOD)).status_code == 403
    assert states(upload) == ["waiting"]


def test_answers_are_stored_by_nobody() -> None:
    client = at_the_desk()
    document = document_at(client)
    for path in (ADD, "/admin/importing/upload/", address(document)):
        assert "no-store" in client.get(path).headers["Cache-Control"]


def test_an_upload_expires_after_a_week_and_goes_with_the_next() -> None:
    client = at_the_desk()
    document = document_at(client)
    Upload.objects.update(
        made_at=timezone.now() - timedelta(days=8), expires_at=timezone.now() - timedelta(days=1)
    )
    assert client.get(address(document)).status_code == 404
    document_at(client)
    assert not UploadedDocument.objects.filter(pk=document.pk).exists()


def test_discarding_deletes_the_upload_and_keeps_the_draft() -> None:
    client = at_the_desk()
    document = decide(client, document_at(client), "draft")
    client.post(f"/admin/importing/upload/{document.upload_id}/discard/")
    assert (Upload.objects.count(), Article.objects.count()) == (0, 1)


def test_two_requests_never_do_the_same_piece_of_work() -> None:
    person = factories.make_user()
    now = timezone.now()
    upload = receive(files=[("a.txt", b"A\n\nB b."), ("b.txt", b"B\n\nC c.")], by=person, at=now)
    first, second = upload.documents.all()
    UploadedDocument.objects.filter(pk=first.pk).update(taken_at=now)
    assert work_on(upload=upload, by=person, at=now)
    assert states(upload) == ["waiting", "read"]
    assert work_on(upload=upload, by=person, at=now + timedelta(seconds=61))
    assert states(upload) == ["read", "read"]
    assert second.position == 2


def test_what_waits_is_done_by_going_on(monkeypatch: pytest.MonkeyPatch) -> None:
    client = at_the_desk()
    monkeypatch.setattr("content.importing.views.uploads.WORK_SECONDS", 0)
    send(client, ("a.txt", "A\n\nB b."))
    upload = Upload.objects.get()
    assert "0 of 1 files are done." in words(client.get(f"/admin/importing/upload/{upload.pk}/change/"))
    monkeypatch.setattr("content.importing.views.uploads.WORK_SECONDS", 3)
    client.post(f"/admin/importing/upload/{upload.pk}/work/")
    assert states(upload) == ["proposed"]


def test_the_desk_leads_to_the_upload_and_lists_the_own_ones() -> None:
    client = at_the_desk(Role.AUTHOR)
    document = document_at(client)
    assert f'href="{ADD}"' in words(client.get("/admin/"))
    shown = words(client.get("/admin/importing/upload/"))
    assert f'href="/admin/importing/upload/{document.upload_id}/change/"' in shown


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "lost"},
        {"state": State.PROPOSED, "parsed": None},
        {"position": 1, "pk": None},
    ],
)
def test_the_database_refuses_documents_that_cannot_be(wrong: dict[str, Any]) -> None:
    document = document_at(at_the_desk())
    for name, value in wrong.items():
        setattr(document, name, value)
    document._state.adding = document.pk is None
    with pytest.raises(IntegrityError), transaction.atomic():
        document.save()


def test_an_upload_that_has_expired_before_it_began_is_refused() -> None:
    now = timezone.now()
    with pytest.raises(IntegrityError), transaction.atomic():
        Upload.objects.create(made_by=factories.make_user(), made_at=now, expires_at=now)


def test_every_state_has_its_ways_on() -> None:
    assert set(TRANSITIONS) == set(State)
    reached = {after for ways in TRANSITIONS.values() for after in ways}
    assert set(State) - reached == {State.WAITING}
