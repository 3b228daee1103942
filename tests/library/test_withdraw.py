"""Withdrawing a page."""

from typing import Any

import pytest

from content.library import signals
from content.library.actions import NotPublished, ReasonMissing, publish, withdraw
from content.library.models import Edition, Generation, Link, Name, Passage, Publication
from content.pages.models import Page
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db


def test_a_withdrawn_page_leaves_the_index_and_keeps_its_editions() -> None:
    article, editor = make_article(), make_user()
    publish(page=article, by=editor)
    generation = Generation.objects.get().number

    publication = withdraw(page=article, by=editor, reason=" It was wrong. ")

    assert (publication.state, publication.reason, publication.withdrawn_by) == (
        Publication.State.WITHDRAWN,
        "It was wrong.",
        editor,
    )
    assert Edition.objects.filter(page=article).count() == 1
    assert not any(model.objects.exists() for model in (Passage, Link, Name))
    assert Generation.objects.get().number == generation + 1


def test_a_withdrawal_without_a_reason_is_refused_and_changes_nothing() -> None:
    article = make_article()
    publish(page=article, by=None)

    with pytest.raises(ReasonMissing, match="Say why"):
        withdraw(page=article, by=None, reason="  ")
    assert Publication.objects.get().state == Publication.State.PUBLISHED


def test_what_is_not_public_cannot_be_withdrawn() -> None:
    never, gone = make_article(), make_article()
    publish(page=gone, by=None)
    withdraw(page=gone, by=None, reason="An error.")

    for page in (never, gone):
        with pytest.raises(NotPublished, match="not on the public site"):
            withdraw(page=page, by=None, reason="Again.")


def test_a_withdrawn_page_that_is_published_again_has_its_next_edition() -> None:
    article = make_article()
    first = publish(page=article, by=None).edition
    withdraw(page=article, by=None, reason="An error.")

    again = publish(page=article, by=None)

    assert (again.is_new, again.edition.number, again.edition.text) == (True, 2, first.text)
    assert Publication.objects.get().reason == ""


def test_listeners_hear_of_a_withdrawal() -> None:
    article = make_article()
    publish(page=article, by=None)
    heard: list[int] = []

    def listen(sender: type, page: Page, **_: Any) -> None:
        heard.append(page.pk)

    signals.withdrawn.connect(listen)
    try:
        withdraw(page=article, by=None, reason="An error.")
    finally:
        signals.withdrawn.disconnect(listen)
    assert heard == [article.pk]
