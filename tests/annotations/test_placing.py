"""Notes survive editions without lying."""

import pytest

from content.annotations.models import Placement
from content.annotations.queries.before_publishing import effects_on_notes
from content.annotations.queries.planning import planned
from content.library.publishing.preview import preview
from content.pages.actions import replace_sections
from tests.annotations.writing import FIRST, SECOND, THIRD, annotator, noted, on, published, republished
from tests.factories import section

LONG = (
    "Peacekeepers are lent to the United Nations by states that are paid for them, and that keep command of "
    "their own soldiers in all that concerns discipline."
)

pytestmark = pytest.mark.django_db


def test_every_note_has_a_place_in_every_later_edition() -> None:
    publication = published(FIRST, SECOND, LONG, THIRD)
    rhea = annotator()
    kept = noted(publication.edition, "report on the armed forces", rhea)
    moved = noted(publication.edition, SECOND, rhea)
    lost = noted(publication.edition, "verified by inspections that both sides have agreed upon", rhea)
    better = FIRST.replace("They report on the armed", "They report on all armed")
    edition = republished(publication.page, better, LONG, SECOND)
    assert on(kept, edition) == ("changed", "report on all armed forces")
    assert on(moved, edition) == ("moved", SECOND)
    assert on(lost, edition) == ("lost", None)
    assert Placement.objects.count() == 6


def test_a_lost_note_comes_home_when_its_words_do() -> None:
    publication = published(FIRST, THIRD)
    note = noted(publication.edition, THIRD, annotator())
    second = republished(publication.page, FIRST)
    third = republished(publication.page, FIRST, SECOND)
    assert [on(note, edition)[0] for edition in (second, third)] == ["lost", "lost"]
    fourth = republished(publication.page, FIRST, SECOND, THIRD)
    assert on(note, fourth)[1] == THIRD


def test_an_edition_that_says_the_same_keeps_every_place() -> None:
    publication = published(FIRST, SECOND)
    note = noted(publication.edition, "abroad", annotator())
    publication.page.article.summary = "In brief."
    publication.page.article.save()
    edition = republished(publication.page, FIRST, SECOND)
    assert edition.number == 2
    assert on(note, edition) == ("same", "abroad")


def test_what_publishing_would_do_to_notes_is_known_before_and_not_stored() -> None:
    publication = published(FIRST, SECOND)
    note = noted(publication.edition, SECOND, annotator())
    replace_sections(page=publication.page, sections=[section("One", FIRST)])
    [place] = planned(preview(publication.page))
    assert (place.note_id, place.status) == (note.pk, "lost")
    assert effects_on_notes(preview(publication.page)) == [
        "Of 1 note on the page, 1 loses its passage.",
        f"Loses its passage: the note on <q>{SECOND}</q>",
    ]
    assert Placement.objects.count() == 1
