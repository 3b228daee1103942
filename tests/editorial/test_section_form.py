"""Sections in the form of their page: moved, added, deleted, and never taken from another page."""

import pytest

from content.editorial.queries.naming import desk_address
from content.pages.models import Article, Section
from tests import factories
from tests.editorial.desk_forms import Fields, at_the_desk, errors_of, shown

pytestmark = pytest.mark.django_db


def article_of(*levels: int) -> Article:
    """An article with the sections S1, S2 ... of the levels."""
    sections = [
        factories.section(f"S{number}", f"Text {number}.", level)
        for number, level in enumerate(levels, start=1)
    ]
    return factories.make_article(sections=sections)


def save(article: Article, changes: Fields) -> str:
    """Post the form with the changes; what was said then."""
    client = at_the_desk("author")
    address = desk_address(article)
    return errors_of(client.post(address, {**shown(client, address, "article_form"), **changes}))


def text_of(article: Article) -> list[tuple[str, int]]:
    return [(section.heading, section.level) for section in article.sections.order_by("position")]


def headings(article: Article) -> str:
    return " ".join(heading for heading, _ in text_of(article))


@pytest.mark.parametrize(
    ("places", "order"),
    [
        ({0: 3}, "S2 S3 S1 S4"),
        ({3: 1}, "S4 S1 S2 S3"),
        ({2: 2}, "S1 S3 S2 S4"),
        ({1: 4}, "S1 S3 S4 S2"),
        ({0: 4, 1: 3, 2: 2, 3: 1}, "S4 S3 S2 S1"),
        ({0: 900}, "S2 S3 S4 S1"),
        ({1: ""}, "S1 S3 S4 S2"),
    ],
)
def test_a_section_goes_to_the_place_that_is_typed(places: dict[int, int | str], order: str) -> None:
    article = article_of(2, 2, 2, 2)
    save(article, {f"sections-{index}-place": str(place) for index, place in places.items()})
    assert headings(article) == order


def test_sections_that_change_places_keep_their_key_and_address() -> None:
    article = article_of(2, 2)
    before = {section.heading: (section.pk, section.slug) for section in article.sections.all()}
    save(article, {"sections-0-place": "2", "sections-1-heading": "Renamed"})
    assert [(s.pk, s.slug) for s in article.sections.all()] == [before["S2"], before["S1"]]


def test_a_new_section_stands_at_the_place_that_is_typed() -> None:
    article = article_of(2, 2)
    save(article, {"sections-2-heading": "New", "sections-2-body": "Words.", "sections-2-place": "2"})
    assert headings(article) == "S1 New S2"


def test_a_new_section_without_a_place_stands_last_and_may_have_no_heading() -> None:
    article = article_of(2)
    save(article, {"sections-1-body": "In conclusion."})
    last = article.sections.get(position=2)
    assert (last.heading, last.slug, last.body) == ("", "conclusion", "In conclusion.")


def test_deleted_sections_go_and_the_others_close_up() -> None:
    article = article_of(2, 2, 2)
    save(article, {"sections-1-DELETE": "on"})
    assert [(s.position, s.heading) for s in article.sections.all()] == [(1, "S1"), (2, "S3")]


def test_a_skipped_level_is_told_at_its_section_and_nothing_is_lost() -> None:
    article = article_of(2, 2, 2)
    client = at_the_desk()
    address = desk_address(article)
    changes = {"sections-1-level": "4", "sections-2-body": "Much work.", "title": "New title"}
    answer = client.post(address, {**shown(client, address, "article_form"), **changes})
    assert errors_of(answer) == (
        "This skips a level: there is none between. "
        "Raise this section, or put one of the level between above it."
    )
    form_set = answer.context["inline_admin_formsets"][0].formset
    assert [bool(form.errors) for form in form_set.forms] == [False, True, False, False]
    html = answer.content.decode()
    assert "Much work." in html
    assert 'value="New title"' in html
    assert text_of(article) == [("S1", 2), ("S2", 2), ("S3", 2)]


def test_the_first_section_is_of_the_first_level() -> None:
    article = article_of(2)
    assert "the first section must be of the first level" in save(article, {"sections-0-level": "3"})
    assert text_of(article) == [("S1", 2)]


def test_deleting_a_section_that_another_hangs_on_is_told_at_that_other() -> None:
    article = article_of(2, 3, 4)
    assert "This skips a level" in save(article, {"sections-1-DELETE": "on"})
    assert len(text_of(article)) == 3


def test_a_level_that_does_not_exist_is_refused() -> None:
    article = article_of(2)
    assert "Select a valid choice. 7 is not one of the available choices." in save(
        article, {"sections-0-level": "7"}
    )


@pytest.mark.parametrize("place", ["0", "-1", "x", "9" * 30])
def test_a_place_that_is_none_is_refused(place: str) -> None:
    article = article_of(2, 2)
    assert save(article, {"sections-0-place": place})
    assert headings(article) == "S1 S2"


def test_a_section_of_another_page_is_not_moved_by_a_forged_key() -> None:
    mine, theirs = article_of(2, 2), article_of(2)
    foreign = theirs.sections.get()
    said = save(mine, {"sections-1-id": str(foreign.pk), "sections-1-body": "Taken"})
    assert said.startswith("These are not the rows of this page, or not all of them.")
    foreign.refresh_from_db()
    assert (foreign.page_id, foreign.body) == (theirs.pk, "Text 1.")
    assert headings(mine) == "S1 S2"


def test_a_forged_page_of_a_section_is_refused() -> None:
    mine, theirs = article_of(2), article_of(2)
    assert "The inline value did not match the parent instance." in save(
        mine, {"sections-0-page": str(theirs.pk), "sections-0-body": "Changed"}
    )
    assert Section.objects.filter(page=theirs).count() == 1


@pytest.mark.parametrize("key", ["", "0", "-5", "x", "9" * 40])
def test_a_key_that_is_none_is_refused(key: str) -> None:
    article = article_of(2)
    assert save(article, {"sections-0-id": key})
    assert text_of(article) == [("S1", 2)]


def test_the_same_section_twice_is_refused() -> None:
    article = article_of(2, 2)
    first = article.sections.get(position=1)
    assert "These are not the rows of this page" in save(article, {"sections-1-id": str(first.pk)})
    assert headings(article) == "S1 S2"


def test_a_form_that_arrives_without_a_section_deletes_nothing() -> None:
    article = article_of(2, 2)
    client = at_the_desk()
    address = desk_address(article)
    fields = shown(client, address, "article_form")
    fields |= {"sections-INITIAL_FORMS": "1", "sections-TOTAL_FORMS": "1", "title": "Cut"}
    assert "These are not the rows of this page" in errors_of(client.post(address, fields))
    assert headings(article) == "S1 S2"


@pytest.mark.parametrize("count", ["", "x", "-1", "100000"])
def test_a_broken_count_of_sections_is_refused(count: str) -> None:
    article = article_of(2, 2)
    client = at_the_desk()
    address = desk_address(article)
    fields = {**shown(client, address, "article_form"), "sections-TOTAL_FORMS": count}
    assert client.post(address, fields).status_code == 200
    assert headings(article) == "S1 S2"


def test_a_nul_character_is_refused() -> None:
    article = article_of(2)
    told = save(article, {"sections-0-body": "a\x00b"})
    assert "The text has a control character (U+0000) after “a”. Delete it:" in told


def test_letters_are_composed_and_invisible_marks_leave_headings() -> None:
    article = article_of(2)
    save(article, {"sections-0-heading": "Cafe\u0301 \u202eabc", "sections-0-body": "e\u0301"})
    section = article.sections.get()
    assert (section.heading, section.body) == ("Caf\u00e9 abc", "\u00e9")
