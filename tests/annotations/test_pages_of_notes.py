"""What pages of notes show to whom: one's own notes, the words beside a paragraph, names and markup."""

import pytest
from django.test import Client

from content.annotations import actions
from content.annotations.models import Note
from content.people.roles import Role
from tests.annotations.writing import (
    FIRST,
    SECOND,
    annotator,
    noted,
    notes_address,
    published,
    signed_in,
    words,
)

pytestmark = pytest.mark.django_db


def test_my_notes_are_narrowed_and_exported_without_formulas() -> None:
    publication = published()
    rhea = annotator("Rhea")
    noted(publication.edition, "abroad", rhea, body="=1+1")
    noted(publication.edition, "host", rhea, kind="question", visibility="private")
    noted(publication.edition, "host", annotator("Omar"), body="Of someone else.")
    client = signed_in(rhea)
    every = words(client.get("/notes/"))
    assert "2 notes" in every
    assert "Of someone else." not in every
    assert "1 note<" in words(client.get("/notes/?kind=question"))
    assert "1 note<" in words(client.get("/notes/?q=%3D1"))
    assert "None of your notes" in words(client.get("/notes/?q=nothing%00&kind=comment"))
    assert client.get("/notes/?page=99&kind=nonsense").status_code == 200
    answer = client.get("/notes/?format=csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert "'=1+1" in answer.content.decode()
    assert "Of someone else." not in answer.content.decode()


def test_pages_of_notes_set_no_cookie_for_nobody_and_are_kept_by_nobody_for_a_person() -> None:
    publication = published()
    answer = Client().get(notes_address(publication))
    assert not answer.cookies
    assert signed_in(annotator()).get(notes_address(publication))["Cache-Control"] == "private, no-cache"
    assert signed_in(annotator()).get("/notes/")["Cache-Control"] == "private, no-store"


def test_markup_in_notes_and_names_stays_words() -> None:
    publication = published()
    hostile = "<script>alert(1)</script><img src=x onerror=alert(2)>[x](javascript:alert(3))\"'</textarea>"
    rhea = annotator(hostile[:80], Role.EDITOR)
    note = noted(publication.edition, "abroad", rhea, kind="correction", body=hostile, replacement=hostile)
    actions.reply(to=note, body=hostile, by=rhea)
    noted(
        publication.edition, "host", rhea, kind="source", reference=f"https://x.org/{hostile}", body=hostile
    )
    client = signed_in(rhea)
    addresses = [notes_address(publication), "/notes/", f"/notes/{note.pk}/edit/", f"/notes/{note.pk}/reply/"]
    for address in [*addresses, f"/notes/{note.pk}/versions/", f"/notes/{note.pk}/delete/"]:
        html = client.get(address).content.decode()
        for raw in ("<script>alert", "<img src=x", 'href="javascript', "\"'</textarea>"):
            assert raw not in html, (address, raw)


def test_the_words_of_a_whole_paragraph_are_not_said_again_beside_it() -> None:
    publication = published(FIRST, SECOND)
    client = signed_in(annotator("Rhea"))
    noted(publication.edition, SECOND, annotator(role=Role.EDITOR))
    assert words(client.get(notes_address(publication))).count(SECOND) == 1
    noted(publication.edition, "trust between armed forces", annotator(role=Role.EDITOR))
    assert words(client.get(notes_address(publication))).count("trust between armed forces") == 2


def test_who_is_signed_in_is_led_to_the_account_and_who_is_not_back_here_after_signing_in() -> None:
    address = notes_address(published())
    assert 'href="/accounts/">Account</a>' in words(signed_in(annotator()).get(address))
    assert f'href="/accounts/login/?next={address}"' in words(Client().get(address))


def test_what_was_typed_after_the_session_had_ended_is_given_back() -> None:
    publication = published()
    key = publication.edition.content["passages"][0]["key"]
    sent = {"edition": "1", "kind": "comment", "body": "<b>Typed</b> for an hour.", "quote": "abroad"}
    address = f"{notes_address(publication)}new/?passage={key}"
    answer = Client().post(address, sent)
    assert answer.status_code == 403
    assert "&lt;b&gt;Typed&lt;/b&gt; for an hour.</textarea>" in words(answer)
    assert f"next={address.replace('?', '%3F').replace('=', '%3D')}" in words(answer)
    assert not Note.objects.exists()
