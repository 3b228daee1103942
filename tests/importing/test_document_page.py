"""The page of one uploaded document: what it shows, and what its buttons do."""

from typing import Any

import pytest

from content.importing.models import State
from content.library.actions import publish
from content.pages.models import Article
from content.people.roles import Role
from tests import factories
from tests.editorial.desk_forms import at_the_desk
from tests.importing.uploading import GOOD, PROSE, address, decide, document_at

pytestmark = pytest.mark.django_db


def words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_every_heading_stands_with_its_level_reason_and_score() -> None:
    client = at_the_desk(Role.AUTHOR)
    answer = client.get(address(document_at(client)))
    rows = [(row.row.level, row.words, row.row.reason) for row in answer.context["rows"] if row.row.level]
    assert rows == [
        (2, "First", "the first heading"),
        (3, "Trust in Numbers", "announced in line 7: 2 of 2 content words in one sentence"),
        (2, "Second", "no content word of it stands in the section above"),
    ]
    assert "Announced in line 7: 2 of 2 content words in one sentence, score 1.00. Line 9." in words(answer)


def test_promote_demote_fix_undo_and_start_again() -> None:
    client = at_the_desk(Role.AUTHOR)
    document = document_at(client)
    assert decide(client, document, "promote:s1").steps == [{"row": "s1", "role": "2"}]
    assert decide(client, document, "demote:s2").steps[1:] == [{"row": "s2", "role": "3"}]
    fix = next(fix for defect, fix in client.get(address(document)).context["defects"] if fix)
    assert decide(client, document, f"fix:{fix.key}").steps[2:] == [{"fix": fix.key}]
    assert len(decide(client, document, "undo").steps) == 2
    assert decide(client, document, "again").steps == []


def test_a_pressed_button_keeps_what_was_chosen_beside_it() -> None:
    client = at_the_desk(Role.AUTHOR)
    document = decide(
        client, document_at(client), "promote:s1", title="New", **{"row-s2": "text", "row-s1": "3"}
    )
    assert document.steps == [{"title": "New"}, {"row": "s2", "role": "text"}, {"row": "s1", "role": "2"}]


def test_a_second_window_is_told_and_overwrites_nothing() -> None:
    client = at_the_desk(Role.AUTHOR)
    document = decide(client, document_at(client), title="First window")
    answer = client.post(address(document), {"seen": 0, "do": "save", "title": "Second window"}, follow=True)
    document.refresh_from_db()
    assert document.steps == [{"title": "First window"}]
    assert "This document was changed in another window." in words(answer)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"title": "?"}, "A title needs words."),
        ({"row-s0": "9"}, "This is not possible here."),
        ({"do": "fix:s0-0-0-0-x"}, "This place is mended already, or no longer there."),
        ({"do": "promote:s99"}, "This row is not in the document."),
        ({"do": "promote:s0"}, "This is not possible here."),
    ],
)
def test_forged_decisions_are_refused_with_a_sentence(fields: dict[str, str], told: str) -> None:
    client = at_the_desk(Role.AUTHOR)
    document = document_at(client)
    answer = client.post(address(document), {"seen": "0", "do": "save", **fields}, follow=True)
    document.refresh_from_db()
    assert (document.steps, document.state) == ([], State.PROPOSED)
    assert told in words(answer)


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 30, "²"])
def test_a_forged_count_of_steps_is_taken_for_another_window(seen: str) -> None:
    client = at_the_desk(Role.AUTHOR)
    document = document_at(client)
    client.post(address(document), {"seen": seen, "do": "save", "title": "New"})
    document.refresh_from_db()
    assert document.steps == []


def test_a_draft_cannot_be_decided_on_any_more() -> None:
    client = at_the_desk(Role.AUTHOR)
    document = decide(client, document_at(client), "draft")
    assert decide(client, document, "save", title="New").steps == []
    assert "Keep the changes" not in words(client.get(address(document)))


def test_the_page_says_what_the_document_becomes() -> None:
    client = at_the_desk(Role.AUTHOR)
    document = document_at(client)
    assert "It becomes a new article, as a draft." in words(client.get(address(document)))
    article = factories.make_article(title="ARMS and  words")
    shown = words(client.get(address(document)))
    assert "It becomes the next revision of" in shown
    assert f'href="/admin/pages/article/{article.pk}/change/"' in shown
    factories.make_article(title="Arms and Words", slug="other")
    assert "Several articles have this title" in words(client.get(address(document)))


def test_pages_like_it_are_linked_with_percentages() -> None:
    other = factories.make_article(
        title="Other", sections=[factories.section("One", PROSE.replace("forums", "places"))]
    )
    client = at_the_desk(Role.AUTHOR)
    document = document_at(client)
    shown = words(client.get(address(document)))
    assert f'<a href="/admin/pages/article/{other.pk}/change/">Other</a>' in shown
    page, title, percent = document.resembling["pages"][0]
    assert (page, title, 50 < percent <= 100) == (other.pk, "Other", True)
    assert f"{percent}% of its words" in shown


def test_links_tell_whether_they_lead_anywhere() -> None:
    client = at_the_desk(Role.AUTHOR)
    text = f"{GOOD}\n\nSee also: Draft page\n\nSee also: Nowhere\n"
    document = document_at(client, text)
    organization = factories.make_organization(title="NATO")
    publish(page=organization, by=None)
    factories.make_country(title="Draft page")
    led = client.get(address(document)).context["leads"]
    assert [(one.title, one.is_public, bool(one.href)) for one in led] == [
        ("NATO", True, True),
        ("Draft page", False, True),
        ("Nowhere", False, False),
    ]


def test_hostile_words_are_shown_as_words() -> None:
    client = at_the_desk(Role.AUTHOR)
    evil = "<img src=x onerror=evil()>"
    document = document_at(client, GOOD.replace("First\n", f"First {evil}\n", 1), f"{evil}.txt")
    for path in (address(document), f"/admin/importing/upload/{document.upload_id}/change/"):
        assert "<img src=x" not in client.get(path).content.decode()


def test_a_document_of_no_text_says_so_and_is_not_imported() -> None:
    client = at_the_desk(Role.AUTHOR)
    document = document_at(client, "Title\n\nText here.\n")
    decide(client, document, **{"row-s0b0": "out"})
    assert "no text is left" in words(client.get(address(document)))
    assert decide(client, document, "draft").state == State.PROPOSED
    assert "Not imported: no text is left" in document.told
    assert Article.objects.count() == 0


def test_a_long_document_is_shown_without_a_choice_for_each_paragraph() -> None:
    client = at_the_desk(Role.AUTHOR)
    document = document_at(client, "Title\n\nStand.\n\nOne\n\n" + "Text here.\n\n" * 700)
    rows = client.get(address(document)).context["rows"]
    assert sum(bool(row.choices) for row in rows) == 600


def test_a_document_that_was_not_read_takes_no_decision() -> None:
    client = at_the_desk(Role.AUTHOR)
    document = document_at(client)
    type(document).objects.filter(pk=document.pk).update(parsed=None, state=State.REFUSED)
    answer = client.post(address(document), {"seen": 0, "do": "save", "title": "Any"})
    assert answer.status_code == 302
    document.refresh_from_db()
    assert document.steps == []
