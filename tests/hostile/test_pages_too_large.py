"""A page that would hold the database or a worker for minutes is refused before any work on it."""

from time import perf_counter

import pytest

from content.library.actions import NotPublishable, publish
from content.library.markdown import BodyRefused
from content.library.models import Edition
from content.library.publishing.checks import MOST_CHARACTERS, MOST_LINES
from content.library.publishing.preview import preview
from content.pages.models import Article
from tests.factories import make_article, make_notice, section

pytestmark = pytest.mark.django_db


def refusal(article: Article) -> str:
    """What publishing and the preview say, and soon."""
    began = perf_counter()
    with pytest.raises(NotPublishable) as refused:
        publish(page=article, by=None)
    with pytest.raises(BodyRefused) as undrawn:
        preview(article)
    assert perf_counter() - began < 5
    assert not Edition.objects.exists()
    assert refused.value.reasons == [undrawn.value.reason]
    return undrawn.value.reason


def test_many_sections_that_are_each_small_enough_are_too_much_together() -> None:
    sections = [section(body="word " * 18_998) for _ in range(6)]
    reason = refusal(make_article(title="An article A", sections=sections))
    assert (
        reason
        == f"The page has 569,952 characters; {MOST_CHARACTERS:,} is the most. Make several pages of it."
    )


def test_so_are_many_short_paragraphs() -> None:
    reason = refusal(make_article(sections=[section(body="ab\n\n" * 1_300) for _ in range(4)]))
    assert reason == f"The page has 5,200 lines; {MOST_LINES:,} is the most. Make several pages of it."


def test_the_standfirst_and_the_notices_count() -> None:
    article = make_article(summary="s" * MOST_CHARACTERS)
    assert "characters" in refusal(article)
    article.summary = ""
    article.save()
    make_notice(article, text="n" * MOST_CHARACTERS)
    assert "characters" in refusal(article)


@pytest.mark.parametrize("title", ["\u200b", "\u3164\u00ad", "\u202e", "—", "!?"])
def test_a_title_that_cannot_be_seen_or_read_is_none(title: str) -> None:
    with pytest.raises(NotPublishable, match="no title"):
        publish(page=make_article(title=title), by=None)
