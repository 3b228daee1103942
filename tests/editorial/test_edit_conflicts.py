"""Two people edit one page: their saves are merged, what both changed is asked, and neither loses a word."""

from typing import Any

import pytest
from django.test import Client

from content.editorial.queries.naming import desk_address
from content.pages.models import Article, Page
from content.people.roles import Role
from tests import factories
from tests.editorial.desk_forms import Fields, at_the_desk, errors_of, fields_of, shown

pytestmark = pytest.mark.django_db


def two_forms(article: Article) -> tuple[Client, Client, str, Fields]:
    """Ben and Ana, the page's address, and the form that both have opened."""
    ben, ana = at_the_desk(), at_the_desk(Role.AUTHOR)
    address = desk_address(article)
    return ben, ana, address, shown(ben, address, "article_form")


def bodies(article: Page) -> list[tuple[str, str]]:
    return list(article.sections.values_list("heading", "body"))


def test_changes_to_different_places_are_merged_and_the_result_is_shown() -> None:
    sections = [factories.section("S1", "One.\n\nTwo."), factories.section("S2", "Three.")]
    article = factories.make_article(title="Before", sections=sections)
    ben, ana, address, fields = two_forms(article)
    ben.post(address, {**fields, "title": "After", "sections-0-body": "One, by Ben.\n\nTwo."})
    mine = {"sections-0-body": "One.\n\nTwo, by Ana.", "what_changed": "Said better"}
    answer = ana.post(address, {**fields, **mine}, follow=True)

    assert answer.redirect_chain == [(f"{address}?merged=1-2", 302)]
    assert bodies(article) == [("S1", "One, by Ben.\n\nTwo, by Ana."), ("S2", "Three.")]
    article.refresh_from_db()
    revision = article.revisions.get(number=3)
    who = article.revisions.get(number=2).made_by
    assert (article.title, revision.note) == ("After", f"Said better. Merged with revision 2 by {who}")
    said = " ".join(map(str, answer.context["messages"]))
    assert said == f"Your save was merged with revision 2 by {who}. Nothing of either was lost."
    came_in = [(arrival.place, [run.text for run in arrival.runs]) for arrival in answer.context["came_in"]]
    assert came_in == [("Title", ["Before", "After"]), ("“S1”, paragraph 1", ["One", ", by Ben", "."])]
    assert answer.context["came_from"] == f"revision 2 by {who}"


def test_sections_that_came_went_and_moved_meanwhile_are_merged_by_their_addresses() -> None:
    article = factories.make_article(sections=[factories.section(f"S{number}") for number in (1, 2, 3)])
    ben, ana, address, fields = two_forms(article)
    slugs = list(article.sections.values_list("slug", flat=True))
    moved = {"sections-2-place": "1", "sections-0-DELETE": "on", "sections-3-heading": "New of Ben"}
    ben.post(address, {**fields, **moved, "sections-3-body": "Ben’s."})
    mine = {"sections-1-body": "Ana’s.", "sections-3-heading": "New of Ana", "sections-3-body": "Ana’s too."}
    assert ana.post(address, {**fields, **mine}).status_code == 302
    assert bodies(article) == [
        ("S3", "A paragraph of text."),
        ("New of Ana", "Ana’s too."),  # where she put it: behind S3
        ("S2", "Ana’s."),
        ("New of Ben", "Ben’s."),
    ]
    assert list(article.sections.values_list("slug", flat=True))[::2] == [slugs[2], slugs[1]]


def in_conflict(answer: Any) -> list[tuple[str, str | None, str | None, str | None]]:
    return [(unit["place"], unit["base"], unit["theirs"], unit["mine"]) for unit in answer.context["units"]]


def choose(answer: Any, **fields: str) -> dict[str, str]:
    """The form of the page of conflicts, with choices made."""
    sent = fields_of(answer.content.decode(), "conflict_form")
    return {**sent, **{name.replace("_", "-"): value for name, value in fields.items()}}  # type: ignore[dict-item]


def test_a_paragraph_that_both_changed_is_put_to_the_second_with_no_side_chosen() -> None:
    article = factories.make_article(sections=[factories.section("S1", "One.\n\nTwo.\n\nThree.")])
    ben, ana, address, fields = two_forms(article)
    ben.post(address, {**fields, "sections-0-body": "One, by Ben.\n\nTwo, by Ben.\n\nThree."})
    mine = {"sections-0-body": "One.\n\nTwo, by <b>Ana</b>.\n\nThree, by Ana.", "title": "Ana’s"}
    answer = ana.post(address, {**fields, **mine})

    assert answer.status_code == 409
    assert in_conflict(answer) == [("“S1”, paragraph 2", "Two.", "Two, by Ben.", "Two, by <b>Ana</b>.")]
    html = answer.content.decode()
    assert "<b>Ana" not in html
    assert "checked" not in html
    assert article.revisions.count() == 2

    unchosen = ana.post(address, choose(answer, own_0="Two, by both."))
    assert (unchosen.status_code, errors_of(unchosen).count("Choose one.")) == (409, 1)
    assert "Two, by both." in unchosen.content.decode()

    assert ana.post(address, choose(unchosen, choice_0="own", own_0="Two, by both.")).status_code == 302
    assert bodies(article) == [("S1", "One, by Ben.\n\nTwo, by both.\n\nThree, by Ana.")]
    assert Article.objects.get().title == "Ana’s"
    assert list(article.revisions.values_list("number", flat=True)) == [3, 2, 1]


@pytest.mark.parametrize(("choice", "stands"), [("theirs", "By Ben."), ("mine", "By Ana.")])
def test_either_side_can_be_chosen(choice: str, stands: str) -> None:
    article = factories.make_article(sections=[factories.section("S1", "One.")])
    ben, ana, address, fields = two_forms(article)
    ben.post(address, {**fields, "sections-0-body": "By Ben."})
    answer = ana.post(address, {**fields, "sections-0-body": "By Ana.", "title": "Ana’s"})
    assert ana.post(address, choose(answer, choice_0=choice)).status_code == 302
    assert bodies(article) == [("S1", stands)]
    assert Article.objects.get().title == "Ana’s"


def test_a_third_save_in_between_is_merged_with_what_was_decided() -> None:
    article = factories.make_article(sections=[factories.section("S1", "One.\n\nTwo.")])
    ben, ana, address, fields = two_forms(article)
    ben.post(address, {**fields, "sections-0-body": "One, by Ben.\n\nTwo."})
    answer = ana.post(address, {**fields, "sections-0-body": "One, by Ana.\n\nTwo."})
    fields = shown(ben, address, "article_form")
    ben.post(address, {**fields, "title": "Ben’s", "sections-0-body": "One, by Ben again.\n\nTwo."})

    again = ana.post(address, choose(answer, choice_0="mine"))
    assert again.status_code == 409
    assert in_conflict(again) == [("“S1”, paragraph 1", "One, by Ben.", "One, by Ben again.", "One, by Ana.")]
    assert ana.post(address, choose(again, choice_0="mine")).status_code == 302
    assert bodies(article) == [("S1", "One, by Ana.\n\nTwo.")]
    assert Article.objects.get().title == "Ben’s"
    who = article.revisions.get(number=2).made_by
    assert article.revisions.get(number=4).note == f"Merged with revisions 2 and 3 by {who}"


def test_a_section_that_one_deleted_and_the_other_wrote_comes_back_at_its_address() -> None:
    article = factories.make_article(sections=[factories.section("S1"), factories.section("S2", slug="kept")])
    ben, ana, address, fields = two_forms(article)
    ben.post(address, {**fields, "sections-1-DELETE": "on"})
    answer = ana.post(address, {**fields, "sections-1-heading": "S3", "sections-1-body": "Ana’s."})
    assert answer.context["units"][0]["place"] == "The section “S3”"
    assert ana.post(address, choose(answer, choice_0="mine")).status_code == 302
    assert list(article.sections.values_list("slug", "heading", "body"))[1:] == [("kept", "S3", "Ana’s.")]


def test_what_is_wrong_only_when_merged_is_shown_in_the_form_with_everything_in_it() -> None:
    page = factories.make_organization(founded="1949", dissolved="")
    ben, ana, address = at_the_desk(), at_the_desk(), desk_address(page)
    fields = shown(ben, address)
    ben.post(address, {**fields, "dissolved": "1991"})
    answer = ana.post(address, {**fields, "founded": "1995", "title": "Ana’s"})
    assert answer.status_code == 200
    assert "The organization is dissolved before it is founded." in errors_of(answer)
    mended = {**fields_of(answer.content.decode(), "organization_form"), "founded": "1990"}
    assert (mended["title"], mended["dissolved"], mended["edited_revision"]) == ("Ana’s", "1991", "2")
    assert ana.post(address, mended).status_code == 302
    page.refresh_from_db()
    assert (page.title, page.founded, page.dissolved) == ("Ana’s", "1990", "1991")


def test_an_old_form_with_a_slip_says_what_is_wrong_and_is_merged_when_it_is_mended() -> None:
    article = factories.make_article(title="Before")
    ben, ana, address, fields = two_forms(article)
    ben.post(address, {**fields, "title": "Ben’s"})
    answer = ana.post(address, {**fields, "sections-0-body": "Ana’s.", "slug": "Not A Slug"})
    assert (answer.status_code, answer.context["adminform"].form.errors.keys()) == (200, {"slug"})
    mended = {**fields_of(answer.content.decode(), "article_form"), "slug": "a-slug"}
    assert mended["edited_revision"] == "1"
    assert ana.post(address, mended).status_code == 302
    stands = Article.objects.get()
    assert (stands.title, stands.slug, bodies(stands)[0][1]) == ("Ben’s", "a-slug", "Ana’s.")


def test_a_review_date_that_the_second_left_alone_stays_as_the_first_set_it() -> None:
    article = factories.make_article()
    ben, ana, address, fields = two_forms(article)
    ben.post(address, {**fields, "title": "Ben’s", "review_by": "2030-01-01"})
    ana.post(address, {**fields, "sections-0-body": "Ana’s."})
    assert str(Article.objects.get().review_by) == "2030-01-01"


def test_rows_and_topics_of_both_are_kept() -> None:
    first, second = factories.make_country(), factories.make_country()
    union = factories.make_organization(members=[first])
    topic, other = factories.make_tag(), factories.make_tag()
    ben, ana, address = at_the_desk(), at_the_desk(), desk_address(union)
    fields = shown(ben, address)
    added = {"memberships-1-member": str(second.pk), "memberships-1-status": "observer"}
    ben.post(address, {**fields, **added, "tags": [str(topic.pk)]})
    mine = {"memberships-0-since": "1990", "aliases-0-surface": "U.", "aliases-0-language": "en"}
    assert (
        ana.post(address, {**fields, **mine, "aliases-0-kind": "other", "tags": [str(other.pk)]}).status_code
        == 302
    )
    rows = list(union.memberships.values_list("member", "status", "since"))
    assert rows == [(first.pk, "member", "1990"), (second.pk, "observer", "")]
    assert set(union.tags.values_list("pk", flat=True)) == {topic.pk, other.pk}
    assert union.aliases.get().surface == "U."


def test_the_first_save_of_a_page_without_revisions_can_be_merged_too() -> None:
    article = factories.make_article(sections=[factories.section("S1", "One.")])
    Article.objects.get().revisions.all().delete()
    ben, ana, address, fields = two_forms(article)
    assert fields["edited_revision"] == "0"
    ben.post(address, {**fields, "title": "Ben’s"})
    assert ana.post(address, {**fields, "sections-0-body": "Ana’s."}).status_code == 302
    assert (Article.objects.get().title, bodies(article)) == ("Ben’s", [("S1", "Ana’s.")])


def test_what_was_to_be_merged_is_believed_only_as_the_desk_had_sent_it_to_that_person() -> None:
    article = factories.make_article(sections=[factories.section("S1", "One.")])
    ben, ana, address, fields = two_forms(article)
    ben.post(address, {**fields, "sections-0-body": "By Ben."})
    answer = ana.post(address, {**fields, "sections-0-body": "By Ana."})
    chosen = choose(answer, choice_0="mine")
    assert ben.post(address, chosen).status_code == 400
    assert ana.post(address, {**chosen, "resolving": chosen["resolving"][:-2]}).status_code == 400
    other = desk_address(factories.make_article())
    assert ana.post(other, chosen).status_code == 400
    assert article.revisions.count() == 2


@pytest.mark.parametrize("role", [Role.READER, Role.ANNOTATOR])
def test_whoever_may_not_write_is_shown_no_conflict(role: str) -> None:
    article = factories.make_article(sections=[factories.section("S1", "One.")])
    ben, _, address, fields = two_forms(article)
    ben.post(address, {**fields, "sections-0-body": "By Ben."})
    for client in (Client(), at_the_desk(role)):
        answer = client.post(address, {**fields, "sections-0-body": "By a stranger."})
        assert answer.status_code in (302, 403)
        assert b"By Ben" not in answer.content
    assert article.revisions.count() == 2


@pytest.mark.parametrize("version", [None, "", "x", "7", "-1", "9" * 40])
def test_a_save_that_does_not_say_its_version_is_refused(version: str | None) -> None:
    article = factories.make_article(title="Before")
    client, address = at_the_desk(), desk_address(article)
    fields = {**shown(client, address, "article_form"), "title": "After"}
    del fields["edited_revision"]
    if version is not None:
        fields["edited_revision"] = version
    assert client.post(address, fields).status_code == 409
    assert Article.objects.get().title == "Before"


def test_a_page_that_was_never_saved_by_a_person_says_someone_else() -> None:
    article = factories.make_article()
    client, address = at_the_desk(), desk_address(article)
    fields = {**shown(client, address, "article_form"), "edited_revision": "9"}
    assert errors_of(client.post(address, fields)).startswith("Not saved: Someone else saved this page")


def test_a_refused_save_can_be_mended_and_sent_again() -> None:
    article = factories.make_article()
    client, address = at_the_desk(), desk_address(article)
    fields = {**shown(client, address, "article_form"), "title": ""}
    assert client.post(address, fields).status_code == 200
    assert client.post(address, {**fields, "title": "Mended"}).status_code == 302
    assert Article.objects.get().title == "Mended"
