"""Every save leaves a revision; a snapshot holds the whole page."""

import pytest
from django.db.models import Model

from content.pages.actions import EditConflict, claim_version, record_revision, replace_sections
from content.pages.models import Page, Revision
from content.pages.snapshots import FIELDS, SHARED, content_hash, snapshot, typed
from tests.factories import (
    make_agreement,
    make_alias,
    make_article,
    make_case_study,
    make_country,
    make_notice,
    make_organization,
    make_tag,
    make_user,
    section,
)

pytestmark = pytest.mark.django_db

# Columns that say nothing about the page's content, or are relations that stand elsewhere in the snapshot.
_NOT_CONTENT = {
    *("id", "page_ptr", "kind", "version", "created_at", "updated_at", "created_by", "source_document"),
    *("review_by", "volatility", *SHARED),
}


def test_revisions_are_numbered_from_one_and_name_who_and_why() -> None:
    article, ana = make_article(), make_user()
    replace_sections(page=article, sections=[section("New", "New text.")])

    revision, is_new = record_revision(page=article, by=ana, note="A new section")

    assert (revision.number, is_new, revision.made_by, revision.note) == (2, True, ana, "A new section")


def test_a_page_that_stands_as_in_its_latest_revision_gets_no_other_one() -> None:
    article = make_article()
    revision, is_new = record_revision(page=article, by=None)

    assert (revision.number, is_new) == (1, False)
    assert Revision.objects.filter(page=article).count() == 1


@pytest.mark.parametrize(
    "make", [make_article, make_case_study, make_organization, make_country, make_agreement]
)
def test_every_column_of_every_kind_stands_in_the_snapshot(make: type[Page]) -> None:
    page = typed(make())
    columns = {field.name for field in page._meta.concrete_fields} - _NOT_CONTENT

    assert columns == set(FIELDS[page.kind])
    assert set(SHARED) <= snapshot(page).keys()


def test_a_change_anywhere_on_the_page_changes_the_hash() -> None:
    article = make_article()
    hashes = [content_hash(snapshot(article))]
    for change in (
        lambda: make_alias(article, "Another name"),
        lambda: make_notice(article, "Please note."),
        lambda: article.tags.add(make_tag()),
        lambda: replace_sections(page=article, sections=[section("Two", "Text.")]),
    ):
        change()
        hashes.append(content_hash(snapshot(article)))

    assert len(set(hashes)) == 5


def test_what_other_pages_and_topics_are_called_does_not_change_the_hash() -> None:
    country, topic = make_country(title="A country"), make_tag(name="A topic")
    case = make_case_study(participants=[country], instruments=[topic])
    before = content_hash(snapshot(case))
    _rename(country, "title")
    _rename(topic, "name")

    assert content_hash(snapshot(case)) == before


def _rename(thing: Model, field: str) -> None:
    setattr(thing, field, "Another name")
    thing.save()


def test_the_second_of_two_saves_on_one_version_is_refused() -> None:
    article = make_article()
    claim_version(page=article, expected=0)

    with pytest.raises(EditConflict) as conflict:
        claim_version(page=article, expected=0)

    assert (conflict.value.expected, conflict.value.found) == (0, 1)
    assert Page.objects.get(pk=article.pk).version == 1
