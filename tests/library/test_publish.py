"""Publishing: editions, refusals, keys, addresses."""

from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from content.library import signals
from content.library.actions import NotPublishable, publish
from content.library.append_only import EDITIONS
from content.library.models import Edition, Generation, Link, OldSlug, Passage, PassageKey, Publication
from content.pages.actions import record_revision, replace_sections
from content.pages.append_only import lifted
from content.pages.models import Article, Page, Revision
from tests.factories import make_alias, make_article, make_organization, make_tag, make_user, section

pytestmark = pytest.mark.django_db


def rewrite(page: Page, *bodies: str) -> None:
    """One section with these paragraphs."""
    replace_sections(page=page, sections=[section("A heading", "\n\n".join(bodies))])


def keys_by_text(page: Page) -> dict[str, str]:
    return dict(Passage.objects.filter(publication__page=page).values_list("text", "key"))


FIRST = "Joint exercises let two armies learn how the other one plans, speaks and moves."
SECOND = "A memorandum names the ports that may be used, the goods that are paid and who settles a dispute."
THIRD = "Observers from three neighboring states were invited to watch the last day of the maneuvers."


def test_the_first_edition_has_number_one_and_holds_what_was_written() -> None:
    editor = make_user(display_name="Ana")
    article = make_article(title="An alliance", sections=[section("History", FIRST)])

    edition = publish(page=article, by=editor, note="First").edition

    assert (edition.number, edition.title, edition.note, edition.published_by_name) == (
        1,
        "An alliance",
        "First",
        "Ana",
    )
    assert edition.text == f"History\n{FIRST}"
    assert Publication.objects.get(page=article).edition == edition


def test_publishing_an_unchanged_page_makes_no_edition_and_says_so() -> None:
    article = make_article()
    first = publish(page=article, by=None)
    generation = Generation.objects.get().number

    again = publish(page=article, by=None)

    assert (first.is_new, again.is_new, again.edition) == (True, False, first.edition)
    assert Generation.objects.get().number == generation


def test_a_changed_page_makes_the_next_edition_and_the_first_one_stays_as_it_was() -> None:
    article = make_article(sections=[section("One", FIRST)])
    first = publish(page=article, by=None).edition
    rewrite(article, SECOND)

    second = publish(page=article, by=None).edition

    assert second.number == 2
    assert Edition.objects.get(pk=first.pk).text == f"One\n{FIRST}"


def test_what_another_page_is_called_makes_no_edition_of_this_one() -> None:
    member = make_organization(title="A member")
    union = make_organization(title="A union", members=[member])
    publish(page=union, by=None)
    member.title = "A member with a new name"
    member.save()

    assert publish(page=union, by=None).is_new is False


def test_a_minor_edition_does_not_move_the_date_of_the_last_change() -> None:
    article = make_article(sections=[section("One", FIRST)])
    publish(page=article, by=None)
    changed_at = Publication.objects.get(page=article).changed_at
    rewrite(article, SECOND)

    publish(page=article, by=None, minor=True)

    assert Publication.objects.get(page=article).changed_at == changed_at


def test_passages_keep_their_key_when_they_move_or_are_lightly_edited() -> None:
    article = make_article(sections=[section("A heading", f"{FIRST}\n\n{SECOND}\n\n{THIRD}")])
    publish(page=article, by=None)
    before = keys_by_text(article)
    edited = SECOND.replace("A memorandum", "The memorandum")
    rewrite(article, THIRD, FIRST, edited)

    publish(page=article, by=None)

    after = keys_by_text(article)
    assert (after[FIRST], after[THIRD], after[edited]) == (before[FIRST], before[THIRD], before[SECOND])


def test_a_key_is_never_given_to_another_passage() -> None:
    article = make_article(sections=[section("A heading", f"{FIRST}\n\n{SECOND}")])
    publish(page=article, by=None)
    before = keys_by_text(article)
    rewrite(article, FIRST, THIRD)

    publish(page=article, by=None)

    after = keys_by_text(article)
    assert after[FIRST] == before[FIRST]
    assert after[THIRD] not in before.values()
    gone = PassageKey.objects.get(key=before[SECOND])
    assert (gone.first_edition, gone.last_edition) == (1, 1)
    assert PassageKey.objects.get(key=before[FIRST]).last_edition == 2


def test_a_new_key_avoids_every_key_that_was_ever_given() -> None:
    article = make_article(sections=[section("A heading", FIRST)])
    foreseen = publish(page=article, by=None).edition.content["passages"][0]["key"]
    other = make_article()
    PassageKey.objects.all().delete()
    Passage.objects.all().delete()
    Publication.objects.all().delete()
    with lifted(EDITIONS):
        Edition.objects.all().delete()
    PassageKey.objects.create(key=foreseen, page=other, first_edition=1, last_edition=1)

    edition = publish(page=article, by=None).edition

    assert edition.content["passages"][0]["key"] != foreseen
    assert PassageKey.objects.get(key=foreseen).page_id == other.pk


def test_an_old_address_leads_on_and_is_not_given_to_another_page() -> None:
    article = make_article(title="First name")
    publish(page=article, by=None)
    article.slug = "second-name"
    article.save()
    publish(page=article, by=None)
    usurper = make_article(title="First name")

    assert OldSlug.objects.get(kind="article", slug="first-name").page_id == article.pk
    with pytest.raises(NotPublishable, match="still leads there"):
        publish(page=usurper, by=None)


def test_a_page_may_take_its_own_old_address_back() -> None:
    article = make_article(title="First name")
    publish(page=article, by=None)
    for slug in ("second-name", "first-name"):
        article.slug = slug
        article.save()
        publish(page=article, by=None)

    assert list(OldSlug.objects.values_list("slug", flat=True)) == ["second-name"]


def test_listeners_hear_of_a_new_edition_inside_the_transaction() -> None:
    article = make_article(sections=[section("A heading", FIRST)])
    heard: list[tuple[Any, ...]] = []

    def listen(sender: type, page: Page, edition: Edition, previous: Edition | None, **_: Any) -> None:
        heard.append((page.pk, edition.number, previous.number if previous else None))
        if edition.number == 2:
            raise RuntimeError("a listener fails")

    signals.published.connect(listen)
    try:
        publish(page=article, by=None)
        rewrite(article, SECOND)
        with pytest.raises(RuntimeError):
            publish(page=article, by=None)
    finally:
        signals.published.disconnect(listen)

    assert heard == [(article.pk, 1, None), (article.pk, 2, 1)]
    assert Publication.objects.get(page=article).edition.number == 1
    assert Edition.objects.count() == 1


def test_publishing_records_the_revision_that_it_publishes() -> None:
    article = make_article(sections=[section("A heading", FIRST)])
    rewrite(article, SECOND)

    edition = publish(page=article, by=None).edition

    latest = Revision.objects.filter(page=article).latest("number")
    assert (edition.revision_number, edition.fingerprint) == (latest.number, latest.content_hash)


def test_the_database_refuses_a_second_edition_of_the_same_number() -> None:
    edition = publish(page=make_article(), by=None).edition
    edition.pk = None

    with pytest.raises(IntegrityError):
        edition.save(force_insert=True)


def test_a_page_that_waits_behind_the_same_title_twice_resolves_by_itself() -> None:
    one = make_article(sections=[section("A heading", "See also [[The Missing Page]]\n\nA text.")])
    two = make_article(sections=[section("A heading", "As told in [[the missing page.|another place]].")])
    publish(page=one, by=None)
    publish(page=two, by=None)
    assert Link.objects.wanted().count() == 2

    missing = make_article(title="The missing page")
    publish(page=missing, by=None)

    assert not Link.objects.wanted().exists()
    assert set(Link.objects.values_list("target", flat=True)) == {missing.pk}


@pytest.mark.parametrize("by_an_editor", [False, True])
def test_an_article_of_3300_words_with_50_names_to_find_costs_under_40_queries(by_an_editor: bool) -> None:
    """Counted is every statement of publishing and of those who listen to it, its transaction's two included.

    An editor publishes the revision that was reviewed, as the desk does; a command the page as it stands.
    """
    for number in range(50):
        organization = make_organization(title=f"Organization Number {number}", acronym=f"ON{number}X")
        make_alias(organization, f"Alias {number} Of It")
        publish(page=organization, by=None)
    for number in range(20):
        make_tag(name=f"Topic of cooperation {number}")
    filler = "Two armies learn how the other one plans, speaks and moves before they have to act together. "
    paragraphs = [f"The ON{number}X met. {filler * 3}" for number in range(50)] * 2
    sections = [section(f"Section {number}", "\n\n".join(paragraphs[number::10])) for number in range(10)]
    article = make_article(sections=sections)
    edition = publish(page=article, by=None).edition
    assert edition.words >= 3_300
    changed = section("New", f"A new text names ON1X. {filler}\n\nSee also [[A wanted title]]")
    replace_sections(page=article, sections=[changed, *sections[1:]])
    editor = make_user() if by_an_editor else None
    revision, _ = record_revision(page=article, by=editor)

    with CaptureQueriesContext(connection) as queries:
        publish(page=article, by=editor, revision=revision if by_an_editor else None)

    assert len(queries) < 40


def test_two_installations_give_the_same_text_the_same_keys() -> None:
    first = publish(
        page=make_article(title="One text", sections=[section("A heading", FIRST)]), by=None
    ).edition
    keys = [passage["key"] for passage in first.content["passages"]]
    with lifted(EDITIONS):
        for model in (Link, Passage, Publication, PassageKey, Edition, Revision):
            model.objects.all().delete()
    Article.objects.all().delete()

    second = publish(
        page=make_article(title="One text", sections=[section("A heading", FIRST)]), by=None
    ).edition

    assert [passage["key"] for passage in second.content["passages"]] == keys
