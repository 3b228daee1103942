"""A document becomes an article, or the next revision of one."""

import hashlib
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.apps import apps
from django.db.models.signals import pre_save

from content.importing.actions import ImportResult, Outcome, SharedTitle, import_document, rehearsal
from content.importing.documents import UnreadableDocument
from content.pages.models import Article, Defect, Notice, Page, Revision, Section, SourceDocument
from tests import factories

pytestmark = pytest.mark.django_db

PROSE = "Nations meet in forums and speak about common concerns there."
NOTICE = "Please note: AI tools were used in crafting this content."
FIRST = f"Arms and Words\n\n⚠️ {NOTICE}\n\nThe standfirst.\n\nFirst\n\n{PROSE}\n\nSecond\n\nMore.Text here.\n"


def run(text: str, file_name: str = "arms.txt", **fields: Any) -> ImportResult:
    return import_document(data=text.encode(), file_name=file_name, by=fields.pop("by", None), **fields)


def everything() -> dict[str, list[Any]]:
    """Every row of the working copy."""
    return {
        model.__name__: list(model._default_manager.order_by("pk").values())
        for model in apps.get_app_config("pages").get_models()
    }


def test_a_document_becomes_an_article_with_its_sections_notice_and_source() -> None:
    editor, at = factories.make_user(), datetime(2026, 11, 21, 9, tzinfo=UTC)
    result = run(FIRST, "/from/arms.txt", by=editor, at=at)
    article = Article.objects.get()
    assert (result.outcome, result.article.pk) == (Outcome.CREATED, article.pk)
    assert (article.slug, article.title, article.summary) == (
        "arms-and-words",
        "Arms and Words",
        "The standfirst.",
    )
    assert (article.provenance, article.created_by, article.language) == ("ai_assisted", editor, "en-US")
    assert list(article.sections.values_list("position", "level", "heading", "slug", "body")) == [
        (1, 2, "First", "first", PROSE),
        (2, 2, "Second", "second", "More.Text here."),
    ]
    assert list(article.notices.values_list("kind", "text", "origin")) == [
        ("ai_disclosure", NOTICE, "source")
    ]
    source = SourceDocument.objects.get()
    assert article.source_document == source
    assert (source.file_name, source.size, source.encoding) == ("arms.txt", len(FIRST.encode()), "utf-8")
    assert (source.sha256, source.text) == (hashlib.sha256(FIRST.encode()).hexdigest(), FIRST)
    assert (source.imported_at, source.imported_by, source.importer_version) == (at, editor, "1")
    revision = Revision.objects.get()
    assert (revision.page_id, revision.number, revision.note) == (article.pk, 1, "Imported from arms.txt")
    assert (revision.made_by, revision.made_at) == (editor, at)


def test_defects_are_open_and_belong_to_the_article_and_the_document() -> None:
    result = run(FIRST)
    found = Defect.objects.values_list("line", "kind", "text", "state", "page", "source_document")
    assert list(found) == [
        (defect.line, defect.kind, defect.text, "open", result.article.pk, result.source.pk)
        for defect in result.document.defects
    ]
    assert [defect.kind for defect in result.document.defects] == [
        "short_section",
        "short_section",
        "missing_space",
    ]


def test_the_text_is_kept_as_it_was_received() -> None:
    text = "Title\r\n\r\nSome cafe\u0301.\r\n"
    result = import_document(data=b"\xef\xbb\xbf" + text.encode(), file_name="a.txt", by=None)
    assert (result.source.text, result.source.encoding) == (text, "utf-8")
    assert result.article.sections.get().body == "Some café."


def test_see_also_lines_become_page_links_and_a_conclusion_stays_untitled() -> None:
    title = "Military Diplomacy in Defense Cooperation"
    run(
        f"{title}\n\nStandfirst.\n\nProspects\n\n• One\nSee also\u00a0 Arms Control\n\n"
        "Overall, the prospects are good.\n\nMilitary diplomacy supports defense cooperation.\n"
    )
    sections = Section.objects.order_by("position").values_list("level", "heading", "slug", "body")
    assert list(sections) == [
        (
            2,
            "Prospects",
            "prospects",
            "- One\n\nSee also [[Arms Control]]\n\nOverall, the prospects are good.",
        ),
        (2, "", "conclusion", "Military diplomacy supports defense cooperation."),
    ]


@pytest.mark.parametrize("file_name", ["arms.txt", "another.txt"])
def test_the_same_bytes_again_change_nothing(file_name: str) -> None:
    run(FIRST)
    before = everything()
    result = run(FIRST, file_name)
    assert result.outcome == Outcome.UNCHANGED
    assert everything() == before
    assert [defect.kind for defect in result.document.defects] == [
        "short_section",
        "short_section",
        "missing_space",
    ]


def test_the_same_bytes_change_nothing_when_an_editor_has_changed_the_title_and_the_text() -> None:
    article = run(FIRST).article
    Page.objects.filter(pk=article.pk).update(title="Another Title")
    article.sections.update(body="Edited.")
    before = everything()
    assert run(FIRST).outcome == Outcome.UNCHANGED
    assert everything() == before


def test_the_bytes_of_an_earlier_version_change_nothing() -> None:
    run(FIRST)
    run(FIRST + "\nMore.\n")
    before = everything()
    assert run(FIRST).outcome == Outcome.UNCHANGED
    assert everything() == before


def test_a_deleted_article_can_be_imported_again() -> None:
    first = run(FIRST)
    Article.objects.get().delete()
    again = run(FIRST)
    assert (again.outcome, again.source) == (Outcome.CREATED, first.source)
    assert Article.objects.get().source_document == first.source


def test_a_changed_document_with_the_same_title_is_the_next_revision_of_the_same_article() -> None:
    article = run(FIRST).article
    changed = FIRST.replace("Arms and Words", "ARMS AND  WORDS").replace("More.Text", "More text")
    result = run(changed, "arms2.txt")
    assert (result.outcome, result.article.pk) == (Outcome.UPDATED, article.pk)
    article.refresh_from_db()
    assert (article.title, article.slug, article.version) == ("ARMS AND WORDS", "arms-and-words", 1)
    assert article.source_document == result.source
    assert list(Revision.objects.order_by("number").values_list("number", "note")) == [
        (1, "Imported from arms.txt"),
        (2, "Imported from arms2.txt"),
    ]
    assert (
        list(Defect.objects.values_list("kind", "source_document"))
        == [("short_section", result.source.pk)] * 2
    )


def test_sections_whose_heading_stays_keep_their_address_wherever_they_move() -> None:
    article = run(FIRST).article
    article.sections.filter(heading="Second").update(slug="kept-address")
    kept = article.sections.get(heading="Second").pk
    run(f"Arms and Words\n\nThe standfirst.\n\nThird\n\n{PROSE}\n\nSECOND\n\nNew text.\n\nSecond\n\nAgain.\n")
    assert list(article.sections.order_by("position").values_list("heading", "slug", "body")) == [
        ("Third", "third", PROSE),
        ("SECOND", "kept-address", "New text."),
        ("Second", "second", "Again."),
    ]
    assert article.sections.get(slug="kept-address").pk == kept


def test_a_notice_that_the_source_goes_on_saying_keeps_the_days_that_an_editor_gave_it() -> None:
    article = run(FIRST).article
    article.notices.update(shown_to=date(2026, 6, 1))
    run(FIRST.replace(PROSE, f"Now. {PROSE}"))
    assert list(article.notices.values_list("origin", "shown_to")) == [("source", date(2026, 6, 1))]


def test_notices_of_editors_stay_behind_those_of_the_source() -> None:
    article = run(FIRST).article
    factories.make_notice(article, "An editor’s word.", position=2)
    run(FIRST.replace(NOTICE, "Note: First words.\n\nNote: AI tools helped to write this text."))
    assert list(article.notices.order_by("position").values_list("position", "text", "origin")) == [
        (1, "Note: First words.", "source"),
        (2, "Note: AI tools helped to write this text.", "source"),
        (3, "An editor’s word.", "editor"),
    ]


@pytest.mark.parametrize(
    ("before", "notice", "after"),
    [
        ("unknown", "", "unknown"),
        ("human", "", "human"),
        ("human", f"⚠️ {NOTICE}\n\n", "ai_assisted"),
        ("unknown", "Note: A word.\n\n", "unknown"),
    ],
)
def test_provenance_is_what_the_document_or_an_editor_states(before: str, notice: str, after: str) -> None:
    factories.make_article(title="Arms and Words", provenance=before)
    run(f"Arms and Words\n\n{notice}The standfirst.\n\nFirst\n\n{PROSE}\n")
    assert Article.objects.get().provenance == after


def test_provenance_is_unknown_where_a_document_says_nothing() -> None:
    assert run(f"Arms and Words\n\n{PROSE}").article.provenance == "unknown"


def test_provenance_is_unknown_again_when_the_source_drops_its_notice() -> None:
    run(FIRST)
    run(FIRST.replace(f"⚠️ {NOTICE}\n\n", ""))
    assert Article.objects.get().provenance == "unknown"
    assert Notice.objects.count() == 0


def test_an_address_that_is_taken_gets_a_number() -> None:
    factories.make_article(title="Another", slug="arms-and-words")
    assert run(FIRST).article.slug == "arms-and-words-2"


def test_a_page_of_another_kind_with_the_same_title_is_another_page() -> None:
    factories.make_organization(title="Arms and Words")
    result = run(FIRST)
    assert (result.outcome, result.article.slug) == (Outcome.CREATED, "arms-and-words")


def test_a_title_that_two_articles_share_is_refused() -> None:
    factories.make_article(title="Arms and Words")
    factories.make_article(title="arms and words", slug="arms-2")
    before = everything()
    with pytest.raises(
        SharedTitle, match=r"several articles have the title “Arms and Words”: arms-2, arms-and-words"
    ):
        run(FIRST)
    assert everything() == before


def test_paragraphs_close_to_those_of_other_articles_are_reported() -> None:
    sentence = (
        "International organizations play a pivotal role in shaping military initiatives by providing "
        "platforms for dialogue and cooperation among member states."
    )
    factories.make_article(title="Other", sections=[factories.section("One", f"Text.\n\n- {sentence}")])
    factories.make_organization(title="No article", sections=[factories.section("One", sentence)])
    close = sentence.replace("shaping", "guiding")
    result = run(f"Arms and Words\n\nThe standfirst.\n\nFirst\n\n{close}\n")
    near = Defect.objects.get(kind="near_duplicate")
    assert (near.line, near.page_id) == (7, result.article.pk)
    assert "“Other”" in near.text


def test_an_article_is_not_compared_with_itself() -> None:
    run(FIRST)
    run(FIRST + "\n")
    assert not Defect.objects.filter(kind="near_duplicate").exists()


def test_an_unreadable_document_leaves_nothing() -> None:
    before = everything()
    with pytest.raises(UnreadableDocument):
        run("A sentence is no title.\n")
    assert everything() == before


@pytest.mark.parametrize("model", [SourceDocument, Article, Revision])
@pytest.mark.parametrize("text", [FIRST.replace("More", "Less"), FIRST.replace("Arms", "Legs")])
def test_an_import_that_fails_halfway_leaves_everything_as_it_was(model: type[Any], text: str) -> None:
    run(FIRST)
    before = everything()

    def fail(**_: Any) -> None:
        raise OSError("the disk is full")

    pre_save.connect(fail, sender=model)
    try:
        with pytest.raises(OSError, match="the disk is full"):
            run(text)
    finally:
        pre_save.disconnect(fail, sender=model)
    assert everything() == before


def test_a_rehearsal_finds_everything_and_keeps_nothing() -> None:
    before = everything()
    with rehearsal():
        first = run(FIRST)
        again = run(FIRST)
    assert (first.outcome, again.outcome) == (Outcome.CREATED, Outcome.UNCHANGED)
    assert first.document.defects != ()
    assert everything() == before
