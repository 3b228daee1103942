"""Snapshots of every schema are read in today's: stored ones of each, and what is counted on them."""

from datetime import date
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.utils import timezone

from content.library.actions import publish
from content.library.models import Edition
from content.library.queries.states import PublicState, with_public_state
from content.pages.actions import record_revision
from content.pages.append_only import REVISIONS, lifted
from content.pages.models import Kind, Page, Revision, Volatility
from content.pages.schemas import SCHEMA, content_hash, upgraded, words_between
from content.pages.snapshots import snapshot
from tests import factories
from tests.pages.stored_world import FOLDER, stored, stored_world

KINDS = [kind.value for kind in Kind]


@pytest.fixture
def world(db: None) -> dict[str, Page]:
    return stored_world()


def test_there_is_a_stored_snapshot_of_every_schema_and_kind() -> None:
    wanted = {f"schema_{schema}_{kind}.json" for schema in range(1, SCHEMA + 1) for kind in KINDS}
    assert {file.name for file in FOLDER.iterdir()} == wanted


@pytest.mark.parametrize("schema", range(1, SCHEMA + 1))
def test_a_stored_snapshot_is_read_as_if_it_were_taken_today(world: dict[str, Page], schema: int) -> None:
    for kind, page in world.items():
        kept = stored(schema, kind)["snapshot"]
        before = repr(kept)
        assert kept["schema"] == schema
        assert upgraded(kept) == snapshot(page)
        assert content_hash(kept) == content_hash(snapshot(page))
        assert repr(kept) == before


def test_the_hash_of_todays_schema_is_the_stored_one() -> None:
    """Who changes how hashes are counted must count those of all revisions anew, in a migration."""
    for kind in KINDS:
        kept = stored(SCHEMA, kind)
        assert content_hash(kept["snapshot"]) == kept["content_hash"]


def test_the_days_of_a_notice_count_and_none_count_as_before_there_were_any(world: dict[str, Page]) -> None:
    article = world[Kind.ARTICLE]
    assert content_hash(snapshot(article)) == stored(3, Kind.ARTICLE)["content_hash"]
    article.notices.update(shown_to=date(2026, 6, 1))
    assert [notice["shown_to"] for notice in snapshot(article)["notices"]] == ["2026-06-01", "2026-06-01"]
    assert content_hash(snapshot(article)) != stored(3, Kind.ARTICLE)["content_hash"]


def test_pages_of_schema_1_that_nobody_edited_are_not_changed_and_saving_them_makes_no_revision(
    world: dict[str, Page],
) -> None:
    for kind, page in world.items():
        as_it_was_under_schema_1(page, stored(1, kind))
    count_anew()
    for page in world.values():
        stated: Any = with_public_state(Page.objects.filter(pk=page.pk)).get()
        assert stated.public_state == PublicState.PUBLISHED
        revision, is_new = record_revision(page=page, by=None)
        assert (revision.number, is_new, revision.schema) == (1, False, 1)
        assert revision.taken == snapshot(page)
        assert publish(page=page, by=None).is_new is False


def as_it_was_under_schema_1(page: Page, kept: Any) -> None:
    """The page with one revision and its edition, with the hash that they had then."""
    page.revisions.all().delete()
    publish(page=page, by=None)
    with lifted(REVISIONS):
        Revision.objects.filter(page=page).update(
            schema=1, snapshot=kept["snapshot"], content_hash=kept["content_hash"]
        )
    edition = Edition.objects.get(page=page)
    assert edition.fingerprint != kept["content_hash"]


def count_anew() -> None:
    """What the migration does, at a time when revisions could still be changed."""
    with lifted(REVISIONS):
        import_module("content.pages.migrations.0003_words_and_hashes_of_revisions").count_anew(apps, None)


def test_a_change_of_the_desks_dates_changes_nothing_on_the_page(world: dict[str, Page]) -> None:
    for page in world.values():
        record_revision(page=page, by=None)
        publish(page=page, by=None)
        Page.objects.filter(pk=page.pk).update(review_by=date(2031, 1, 1), volatility=Volatility.FAST)
        assert record_revision(page=page, by=None)[1] is False
        assert publish(page=page, by=None).is_new is False


def test_the_migration_counts_the_words_of_earlier_revisions(db: None) -> None:
    article = factories.make_article(title="One two", sections=[factories.section("Three", "Four five.")])
    article.sections.update(body="Five six seven.")
    record_revision(page=article, by=None)
    words = [(5, 0), (3, 2)]
    assert _words(article) == words
    with lifted(REVISIONS):
        Revision.objects.update(words_added=0, words_removed=0)
    count_anew()
    assert _words(article) == words


def _words(page: Page) -> list[tuple[int, int]]:
    return list(page.revisions.order_by("number").values_list("words_added", "words_removed"))


def test_words_that_only_moved_are_neither_gained_nor_lost() -> None:
    def page(*bodies: str) -> dict[str, Any]:
        sections = [{"heading": "H", "body": body} for body in bodies]
        return {"title": "T", "summary": "", "sections": sections}

    assert words_between(page("One two.", "Three."), page("Three.", "One two.")) == (0, 0)
    assert words_between(page("One"), page("One two two", "Don't")) == (4, 0)
    assert words_between(None, page("One")) == (3, 0)


def test_what_others_are_called_neither_counts_nor_orders(db: None) -> None:
    first, second = factories.make_agreement(title="A"), factories.make_agreement(title="B")
    topics = [factories.make_tag(name="A topic"), factories.make_tag(name="B topic")]
    case = factories.make_case_study(agreements=[first, second], tags=topics)
    before = content_hash(snapshot(case))
    Page.objects.filter(pk=first.pk).update(title="Z")
    type(topics[0]).objects.filter(pk=topics[0].pk).update(slug="z", name="Z")
    assert [row["title"] for row in snapshot(case)["relations"]["agreements"]] == ["B", "Z"]
    assert content_hash(snapshot(case)) == before


def test_what_is_called_page_or_title_in_the_external_identifiers_counts(db: None) -> None:
    forum = factories.make_organization(external_ids={"page": "1", "title": "x"})
    before = content_hash(snapshot(forum))
    forum.external_ids = {"page": "1", "title": "y"}
    forum.save()
    assert content_hash(snapshot(forum)) != before


def test_a_revision_can_be_recorded_at_a_time(db: None) -> None:
    article, at = factories.make_article(), timezone.now()
    article.sections.update(body="Other.")
    assert record_revision(page=article, by=None, at=at, note="Why")[0].made_at == at
