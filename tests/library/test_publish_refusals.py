"""Why a page is not published: every reason at once, in sentences."""

import pytest

from content.library.actions import NotPublishable, publish
from content.library.models import Edition
from content.pages.models import Page, Section
from tests.factories import make_article, section

pytestmark = pytest.mark.django_db


def test_every_reason_against_publishing_is_told_at_once() -> None:
    article = make_article(
        sections=[
            section("One", "See [[an unclosed title, as [@nye2004] says"),
            section("Two", ""),
            section("Three", "[[ ]]"),
        ]
    )
    Page.objects.filter(pk=article.pk).update(title=" ")

    with pytest.raises(NotPublishable) as refusal:
        publish(page=article, by=None)

    reasons = refusal.value.reasons
    assert len(reasons) == 5
    assert reasons[0] == "The page has no title. Give it one."
    assert reasons[1] == "Section 2 (“Two”) has no text. Write it, or delete the section."
    assert reasons[2].startswith("Section 1 (“One”): ")
    assert reasons[3].startswith("Section 3 (“Three”): ")
    assert reasons[4] == (
        "Section 1 (“One”) cites “[@nye2004]”, and no source has that name. "
        "Name the source in words, or link to it."
    )
    assert not Edition.objects.exists()


def test_an_article_without_text_is_refused_and_a_heading_above_subsections_is_not() -> None:
    empty = make_article(sections=[])
    nested = make_article(sections=[section("Above", ""), section("Below", "A text.", level=3)])

    with pytest.raises(NotPublishable, match="has no text"):
        publish(page=empty, by=None)
    assert publish(page=nested, by=None).is_new


def test_sections_that_skip_a_level_are_refused() -> None:
    article = make_article(sections=[section("One", "A text.")])
    Section.objects.filter(page=article).update(level=3, level_before=2)

    with pytest.raises(NotPublishable, match="skips a level"):
        publish(page=article, by=None)
