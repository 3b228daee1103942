"""Writing a snapshot back: the page says again what it said, and what cannot be taken over is told."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.pages.actions import NotWritable, SectionDraft, record_revision, replace_sections, write_snapshot
from content.pages.models import Alias, CaseStudy, Kind, Membership, Page, Participant, Party, Revision
from content.pages.schemas import content_hash
from content.pages.snapshots import FIELDS, snapshot, typed
from tests import factories
from tests.factories import section
from tests.pages.stored_world import stored, stored_world

pytestmark = pytest.mark.django_db


def back(page: Page, number: int, **more: Any) -> tuple[Revision, list[str]]:
    taken = Revision.objects.get(page=page, number=number).taken
    return write_snapshot(page=page, taken=taken, by=None, **more)


def test_a_page_of_every_kind_says_again_what_it_said() -> None:
    world = stored_world()
    hashes = {kind: content_hash(snapshot(page)) for kind, page in world.items()}
    for kind, page in world.items():
        record_revision(page=page, by=None)
        before = hashes[kind]
        emptied(page)
        record_revision(page=page, by=None)
        assert content_hash(snapshot(page)) != before
        revision, untaken = write_snapshot(page=page, taken=stored(1, kind)["snapshot"], by=None)
        assert (content_hash(snapshot(page)), revision.content_hash, untaken) == (before, before, [])


def emptied(page: Page) -> None:
    """The page without anything that can be taken away."""
    replace_sections(page=page, sections=[])
    page.aliases.all().delete()
    page.notices.all().delete()
    page.tags.clear()
    Participant.objects.filter(case_study=page.pk).delete()
    Party.objects.filter(agreement=page.pk).delete()
    Membership.objects.filter(organization=page.pk).delete()
    row: Any = typed(page)
    for name in ("told_by", "agreements", "instruments"):
        if hasattr(row, name) and page.kind == Kind.CASE_STUDY:
            getattr(row, name).clear()
    row.title, row.slug, row.summary, row.source_document = "Other", "other", "", None
    for name in FIELDS[page.kind]:
        field = row._meta.get_field(name)
        if name not in ("agreement_kind", "evidence_level"):
            setattr(row, name, None if field.null else {} if name == "external_ids" else "")
    row.save()


def test_it_is_a_revision_of_its_own_with_author_time_and_note_and_moves_the_version() -> None:
    article, ana = factories.make_article(), factories.make_user()
    article.sections.update(body="Other.")
    record_revision(page=article, by=None)
    revision, _ = write_snapshot(
        page=article, taken=article.revisions.get(number=1).taken, by=ana, note="Back to revision 1"
    )
    assert (revision.number, revision.made_by, revision.note) == (3, ana, "Back to revision 1")
    assert Page.objects.get(pk=article.pk).version == article.version == 1


def test_what_stands_so_already_makes_no_revision_and_moves_nothing() -> None:
    article = factories.make_article()
    before = Page.objects.values().get(pk=article.pk)
    assert back(article, 1)[0].number == 1
    assert Page.objects.values().get(pk=article.pk) == before


def test_sections_keep_their_rows_by_their_addresses() -> None:
    article = factories.make_article(sections=[section("One"), section("Two"), section("Three")])
    rows = dict(article.sections.values_list("slug", "pk"))
    kept = list(article.sections.filter(slug__in=["three", "one"]).order_by("-position"))
    drafts = [section(f"{row.heading} anew", slug=row.slug, pk=row.pk) for row in kept]
    replace_sections(page=article, sections=drafts)
    record_revision(page=article, by=None)
    back(article, 1)
    after = dict(article.sections.values_list("slug", "pk"))
    assert list(after) == ["one", "two", "three"]
    assert (after["one"], after["three"]) == (rows["one"], rows["three"])
    assert list(article.sections.values_list("heading", flat=True)) == ["One", "Two", "Three"]


def test_pages_topics_sections_and_documents_that_are_gone_are_told() -> None:
    world = stored_world()
    case, forum, article = world["case_study"], world["organization"], world["article"]
    for page in world.values():
        record_revision(page=page, by=None)
    document = typed(article).source_document
    Membership.objects.filter(organization=forum.pk).delete()
    Participant.objects.filter(case_study=case.pk).delete()
    replace_sections(page=article, sections=[section("New")])
    Page.objects.filter(pk=article.pk).update(source_document=None)
    assert document is not None
    document.delete()
    world["agreement"].delete()
    case.tags.all().delete()
    Page.objects.filter(title="Japan").get().delete()
    _, untaken = back(case, case.revisions.count())
    assert sorted(untaken) == [
        "The section “Below” of “An article” is gone.",
        "The section “untitled” of “An article” is gone.",
        "The topic “Attachés” was deleted.",
        "“A treaty” was deleted: nothing refers to it any more.",
        "“Japan” was deleted: nothing refers to it any more.",
    ]
    _, untaken = back(forum, forum.revisions.count())
    assert (
        untaken
        == ["The topic “Attachés” was deleted."] + ["“Japan” was deleted: nothing refers to it any more."] * 2
    )
    assert [row["page"] for row in snapshot(forum)["relations"]["members"]] == [900_010]
    assert back(article, article.revisions.count())[1] == ["The source document “a-text.txt” was deleted."]


def test_a_name_that_is_another_pages_now_stays_there_and_is_told() -> None:
    forum, other = factories.make_organization(), factories.make_organization(title="Another forum")
    factories.make_alias(forum, "ARF")
    factories.make_alias(forum, "Forum", ambiguous=True)
    record_revision(page=forum, by=None)
    forum.aliases.all().delete()
    factories.make_alias(other, "arf")
    factories.make_alias(other, "Forum")
    record_revision(page=forum, by=None)
    revision, untaken = back(forum, 2)
    assert untaken == ["“ARF” is a name of “Another forum” now."]
    assert [alias.surface for alias in forum.aliases.all()] == ["Forum"]
    assert revision.number == 4
    assert Alias.objects.filter(page=other, surface="arf").exists()


def test_if_all_that_differs_cannot_be_taken_over_nothing_is_written() -> None:
    forum, other = factories.make_organization(), factories.make_organization(title="Another forum")
    factories.make_alias(forum, "ARF")
    record_revision(page=forum, by=None)
    forum.aliases.all().delete()
    record_revision(page=forum, by=None)
    factories.make_alias(other, "ARF")
    before = Page.objects.values().get(pk=forum.pk)
    assert back(forum, 2)[0].number == 3
    assert Page.objects.values().get(pk=forum.pk) == before


def test_an_address_that_is_another_pages_now_is_a_refusal_and_nothing_changes() -> None:
    article = factories.make_article(slug="first")
    Page.objects.filter(pk=article.pk).update(slug="second")
    record_revision(page=article, by=None)
    factories.make_article(title="Newcomer", slug="first")
    before = snapshot(article)
    with pytest.raises(NotWritable) as refusal:
        back(article, 1)
    assert refusal.value.reasons == [
        "The address “first” is that of “Newcomer” now. Give that page another one first."
    ]
    assert (snapshot(article), article.revisions.count()) == (before, 2)


def test_a_snapshot_of_another_kind_and_one_that_skips_a_level_are_refused() -> None:
    article, country = factories.make_article(), factories.make_country()
    with pytest.raises(NotWritable, match="a page of another kind"):
        write_snapshot(page=article, taken=snapshot(country), by=None)
    taken = snapshot(article)
    taken["sections"][0]["level"] = 4
    with pytest.raises(NotWritable, match="skips a level"):
        write_snapshot(page=article, taken=taken, by=None)
    assert article.revisions.count() == 1


def test_the_number_of_queries_does_not_grow_with_the_page() -> None:
    def queries(rows: int) -> int:
        case = factories.make_case_study(
            sections=[section(f"S{n}") for n in range(rows)],
            participants=[factories.make_country() for _ in range(rows)],
            tags=[factories.make_tag() for _ in range(rows)],
            instruments=[factories.make_tag() for _ in range(rows)],
            agreements=[factories.make_agreement() for _ in range(rows)],
        )
        case.told_by.set(
            factories.make_article(sections=[section(f"T{n}") for n in range(rows)]).sections.all()
        )
        for number in range(rows):
            factories.make_alias(case, f"{case.title} {number}")
            factories.make_notice(case, f"Notice {number}", position=number + 1)
        record_revision(page=case, by=None)
        emptied(case)
        record_revision(page=case, by=None)
        with CaptureQueriesContext(
            connection,
        ) as caught:
            back(case, 2)
        return len(caught)

    few, many = queries(1), queries(12)
    assert few == many
    assert many <= 60


WORDS = st.sampled_from(["alpha", "beta", "gamma delta", "Ünïcode", ""])
CHOSEN = st.lists(st.integers(0, 2), unique=True, max_size=3)


@dataclass(frozen=True)
class Edit:
    """What an editor might make of a case study: its texts, and to which of three rows it refers."""

    headings: list[tuple[str, int]]
    names: list[str]
    chosen: list[int]
    summary: str
    keeps_rows: bool


EDITS = st.builds(
    Edit,
    headings=st.lists(st.tuples(WORDS, st.integers(2, 4)), max_size=4),
    names=st.lists(WORDS.filter(bool), unique=True, max_size=3),
    chosen=CHOSEN,
    summary=WORDS,
    keeps_rows=st.booleans(),
)


def do(edit: Edit, case: CaseStudy, world: dict[str, list[Any]]) -> None:
    replace_sections(page=case, sections=list(drafts_of(edit, case)))
    case.aliases.all().delete()
    case.notices.all().delete()
    for place, name in enumerate(edit.names):
        factories.make_alias(case, f"{name} {case.pk}")
        day = date(2026, 5, 1 + place % 28)
        factories.make_notice(case, name, position=len(edit.names) - place, shown_from=day)
    rows = {name: [world[name][place] for place in edit.chosen] for name in world}
    Participant.objects.filter(case_study=case).delete()
    for place, country in enumerate(rows["countries"], start=1):
        Participant.objects.create(case_study=case, participant=country, position=place)
    case.tags.set(rows["topics"])
    case.instruments.set(rows["topics"][1:])
    case.agreements.set(rows["agreements"][1:])
    case.told_by.set(rows["sections"][:2])
    slug = f"case-{case.pk}-{len(edit.summary)}"
    Page.objects.filter(pk=case.pk).update(summary=edit.summary, slug=slug)
    record_revision(page=case, by=None)


def drafts_of(edit: Edit, case: CaseStudy) -> Iterator[SectionDraft]:
    """Levels that never skip; the rows are kept in the opposite order, or new ones are made."""
    rows = list(case.sections.order_by("-position")) if edit.keeps_rows else []
    before = 1
    for (heading, level), row in zip_longest(edit.headings, rows[: len(edit.headings)]):
        before = min(level, before + 1)
        kept = {"pk": row.pk, "slug": row.slug} if row else {}
        yield section(heading, f"{heading} {edit.summary}", before, **kept)


@pytest.fixture
def world() -> dict[str, list[Any]]:
    article = factories.make_article(sections=[section(f"S{number}") for number in range(3)])
    return {
        "countries": [factories.make_country() for _ in range(3)],
        "topics": [factories.make_tag() for _ in range(3)],
        "agreements": [factories.make_agreement() for _ in range(3)],
        "sections": list(article.sections.all()),
    }


@settings(
    max_examples=int(os.environ.get("EXAMPLES", "10")),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(edits=st.lists(EDITS, min_size=1, max_size=3), data=st.data())
def test_writing_any_earlier_revision_back_gives_the_same_hash(
    world: dict[str, list[Any]], edits: list[Edit], data: st.DataObject
) -> None:
    with transaction.atomic():
        case = factories.make_case_study()
        for edit in edits:
            do(edit, case, world)
        numbers = list(case.revisions.values_list("number", flat=True))
        for number in data.draw(st.lists(st.sampled_from(numbers), min_size=1, max_size=2)):
            revision, untaken = back(case, number)
            earlier = case.revisions.get(number=number)
            assert untaken == []
            assert revision.content_hash == earlier.content_hash == content_hash(snapshot(case))
        numbers = sorted(case.revisions.values_list("number", flat=True))
        assert numbers == list(range(1, len(numbers) + 1))
        transaction.set_rollback(True)
