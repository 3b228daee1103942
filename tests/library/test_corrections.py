"""Corrections stand on their page, in the list of all and in the feed; a retraction stands above the text."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client, override_settings

from content.library.actions import publish, withdraw
from content.library.models import Edition
from content.pages.models import Page
from tests.factories import make_article, make_user, section

pytestmark = pytest.mark.django_db
HERE = "/articles/on-peace/"
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
ATOM = "{http://www.w3.org/2005/Atom}"
_hours = count(1)


def page_of(title: str = "On peace") -> Page:
    page = make_article(title=title, sections=[section("One", "The first words.")])
    publish(page=page, by=None, at=NOON)
    return page


def correct(page: Page, kind: str, note: str = "A note.", **more: Any) -> Edition:
    hour = next(_hours)
    page.sections.update(body=f"Words of hour {hour}.")
    at = NOON + timedelta(hours=hour)
    return publish(page=page, by=None, correction=kind, note=note, at=at, **more).edition


def words(client: Client, address: str) -> str:
    return " ".join(client.get(address).content.decode().split())


def entries(client: Client) -> Iterator[dict[str, str]]:
    feed = ElementTree.fromstring(client.get("/corrections/feed/").content)  # noqa: S314  our own
    for entry in feed.iter(f"{ATOM}entry"):
        link = entry.find(f"{ATOM}link")
        assert link is not None
        yield {
            **{part.tag.removeprefix(ATOM): part.text or "" for part in entry},
            "link": link.get("href", ""),
        }


def test_a_page_that_was_never_corrected_says_nothing_of_corrections(client: Client) -> None:
    page_of()
    shown = words(client, HERE)
    assert "<h2>Corrections</h2>" not in shown
    assert "Retraction" not in shown


def test_corrections_stand_on_the_page_the_newest_first_and_lead_to_the_change(client: Client) -> None:
    page = page_of()
    correct(page, "typo", "A letter was missing.")
    correct(page, "", "More on trust.")
    correct(page, "correction", "The year was wrong <b>.")
    shown = words(client, HERE)
    after = shown[shown.index("<h2>Corrections</h2>") :]
    assert after.index("The year was wrong &lt;b&gt;.") < after.index("A letter was missing.")
    assert "More on trust." not in after[: after.index("</section>")]
    for edition in (2, 4):
        assert f'"{HERE}compare/{edition - 1}/{edition}/"' in after
        assert client.get(f"{HERE}compare/{edition - 1}/{edition}/").status_code == 200


def test_a_reader_of_an_older_edition_learns_what_was_corrected_since(client: Client) -> None:
    correct(page_of(), "correction", "The year was wrong.")
    assert "The year was wrong." in words(client, f"{HERE}editions/1/")


def test_a_retraction_stands_above_the_text_until_a_major_edition_follows(client: Client) -> None:
    page = page_of()
    correct(page, "retraction", "The source was forged.")
    above = "<strong>Retraction,"
    for address in (HERE, f"{HERE}editions/1/"):
        shown = words(client, address)
        assert shown.index(above) < shown.index("<h2", shown.index('class="body"'))
        assert "The source was forged." in shown
    correct(page, "", minor=True)
    assert above in words(client, HERE)
    correct(page, "typo", minor=True)
    assert above in words(client, HERE)
    correct(page, "", "Written anew from other sources.")
    assert above not in words(client, HERE)
    assert "The source was forged." in words(client, HERE)  # among the corrections


def test_the_corrections_of_a_page_cost_no_question(client: Client, django_assert_num_queries: Any) -> None:
    page = page_of()
    for _ in range(3):
        correct(page, "correction")
    with django_assert_num_queries(3):
        client.get(HERE)


def test_a_correction_says_what_it_corrects() -> None:
    page = page_of()
    with pytest.raises(Exception, match="Say what the edition corrects"):
        correct(page, "typo", "")


def test_all_corrections_are_listed_the_newest_first_and_by_kind(client: Client) -> None:
    peace, war = page_of(), page_of("On war")
    correct(peace, "typo", "Older.")
    correct(war, "retraction", "Newer.")
    shown = words(client, "/corrections/")
    assert shown.index("Newer.") < shown.index("Older.")
    assert '<a href="/articles/on-war/">On war</a>' in shown
    only = words(client, "/corrections/?kind=retraction")
    assert "Newer." in only
    assert "Older." not in only
    assert 'content="noindex"' in only
    for nonsense in ("x", "", "none"):
        assert "Older." in words(client, f"/corrections/?kind={nonsense}")


def test_no_corrections_is_said(client: Client) -> None:
    page_of()
    assert "No published text has been corrected yet." in words(client, "/corrections/")


@pytest.mark.parametrize("size", [1, 35])
def test_the_list_is_paged_and_costs_the_same_however_long(
    client: Client, size: int, django_assert_num_queries: Any
) -> None:
    page = page_of()
    first = Edition.objects.get()
    for number in range(2, size + 2):
        first.pk, first.number, first.correction, first.note = None, number, "typo", f"Note {number}."
        first.save(force_insert=True)
    with django_assert_num_queries(3):
        answer = client.get("/corrections/")
    assert len(answer.context["corrections"]) == min(size, 30)
    assert answer.context["pages"].count == 1 + size // 31
    assert page.pk


def test_of_a_withdrawn_page_only_the_fact_of_its_correction_is_told(client: Client) -> None:
    page = page_of()
    correct(page, "correction", "The year was wrong.")
    withdraw(page=page, by=None, reason="All wrong.")
    shown = words(client, "/corrections/")
    assert "In a page that was withdrawn since." in shown
    assert "<span>Correction</span>" in shown
    for hidden in ("On peace", "on-peace", "The year was wrong."):
        assert hidden not in shown
    assert list(entries(client)) == []
    publish(page=page, by=None)
    assert "The year was wrong." in words(client, "/corrections/")
    assert "The year was wrong." in words(client, HERE)


@override_settings(SITE_URL="https://diplomacy.example")
def test_the_feed_is_atom_with_lasting_ids_and_public_addresses(client: Client) -> None:
    page = page_of("On <peace> & war")
    edition = publish_as(page, make_user(display_name="Ana <A>"))
    answer = client.get("/corrections/feed/")
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(answer.content)  # noqa: S314  our own
    assert feed.tag == f"{ATOM}feed"
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {
        "alternate": "https://diplomacy.example/corrections/",
        "self": "https://diplomacy.example/corrections/feed/",
    }
    for part in ("id", "title", "updated", "author"):
        assert feed.find(f"{ATOM}{part}") is not None, part
    (entry,) = entries(client)
    day = f"{edition.published_at:%Y-%m-%d}"
    assert entry["id"] == f"tag:diplomacy.example,{day}:/articles/{page.slug}/editions/2/"
    assert entry["title"] == "Correction: On <peace> & war"
    assert entry["summary"] == "Wrong: 1 &lt; 2."
    assert entry["updated"] == entry["published"] == edition.published_at.isoformat()
    assert entry["link"] == f"https://diplomacy.example/articles/{page.slug}/compare/1/2/"
    page.slug = "moved"
    page.save()
    publish(page=page, by=None)
    (moved,) = entries(client)
    assert moved["id"] == entry["id"]
    assert moved["link"] == "https://diplomacy.example/articles/moved/compare/1/2/"


def publish_as(page: Page, person: Any) -> Edition:
    page.sections.update(body="Other words.")
    at = NOON + timedelta(hours=3)
    return publish(page=page, by=person, correction="correction", note="Wrong: 1 < 2.", at=at).edition


def test_the_feed_is_the_same_for_every_host_and_answers_304(client: Client) -> None:
    correct(page_of(), "typo")
    first = client.get("/corrections/feed/", headers={"host": "localhost"})
    again = client.get("/corrections/feed/", headers={"host": "127.0.0.1"})
    assert first.content == again.content
    unchanged = client.get("/corrections/feed/", headers={"if-none-match": first["ETag"]})
    assert (unchanged.status_code, unchanged.content) == (304, b"")


def test_an_empty_feed_does_not_change_by_being_read(client: Client) -> None:
    from_one = client.get("/corrections/feed/?x=1").content
    assert b"<updated>" in from_one
    assert client.get("/corrections/feed/").content == from_one


def test_a_note_that_xml_cannot_hold_breaks_no_feed(client: Client) -> None:
    correct(page_of(), "typo", "Bad \x0b letter \ufffe.")
    (entry,) = entries(client)
    assert entry["summary"] == "Bad  letter ."
