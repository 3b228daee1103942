"""Publishing and withdrawing at the desk: what is told before, what is done, what is refused."""

import pytest

from content.editorial.extensions import before_publishing
from content.editorial.models import SecondReview
from content.editorial.queries.naming import desk_address
from content.library.actions import publish
from content.library.models import Edition, Publication
from content.pages.actions import claim_version, record_revision
from content.pages.models import Page
from content.people.models import User
from tests import factories
from tests.editorial.desk_forms import at_the_desk, errors_of, fields_of

pytestmark = pytest.mark.django_db


def words(html: bytes) -> str:
    return " ".join(html.decode().split())


def changed(page: Page, title: str) -> None:
    claim_version(page=page, expected=page.version)
    Page.objects.filter(pk=page.pk).update(title=title)
    record_revision(page=page, by=None)


def test_the_page_says_what_publishing_will_do() -> None:
    article = factories.make_article(title="An article", slug="an-article")
    client, address = at_the_desk(), desk_address(article, "publish")
    assert "Publishing makes <strong>edition 1</strong>" in words(client.get(address).content)
    assert not Edition.objects.exists()
    publish(page=article, by=None)
    assert "Nothing has changed since edition 1" in words(client.get(address).content)
    changed(article, "Another title")
    shown = words(client.get(address).content)
    assert "Readers see edition 1" in shown
    assert "Publishing makes <strong>edition 2</strong>" in shown
    Page.objects.filter(pk=article.pk).update(slug="a-new-address")
    assert "The address changes from /articles/an-article/ to /articles/a-new-address/." in words(
        client.get(address).content
    )


def test_publishing_makes_an_edition_with_the_note_and_goes_back_to_the_draft() -> None:
    article = factories.make_article(title="An article")
    client = at_the_desk()
    form = {"seen_revision": "1", "note": "First  words", "minor": "on"}
    answer = client.post(desk_address(article, "publish"), form, follow=True)
    assert answer.redirect_chain == [(desk_address(article), 302)]
    assert errors_of(answer) == "“An article” is published as edition 1."
    edition = Edition.objects.get()
    assert (edition.note, edition.minor) == ("First words", False)
    assert edition.published_by_id == int(client.session["_auth_user_id"])
    answer = client.post(desk_address(article, "publish"), form, follow=True)
    assert errors_of(answer) == "Nothing has changed since edition 1 of “An article”: it stands."
    changed(article, "Better")
    client.post(desk_address(article, "publish"), {**form, "seen_revision": "2"})
    assert Edition.objects.get(number=2).minor


def test_a_refusal_tells_every_reason_and_keeps_the_note() -> None:
    article = factories.make_article(
        title="An article", sections=[factories.section("One", ""), factories.section("Two", "See [[Broken.")]
    )
    client, address = at_the_desk(), desk_address(article, "publish")
    assert "Section 1 (“One”) has no text." in errors_of(client.get(address))
    answer = client.post(address, {"seen_revision": "1", "note": "My note"})
    assert answer.status_code == 422
    said = errors_of(answer)
    assert "Section 1 (“One”) has no text. Write it, or delete the section." in said
    assert "Section 2 (“Two”): " in said
    assert 'value="My note"' in answer.content.decode()
    assert not Publication.objects.exists()


def test_a_draft_that_was_saved_after_it_was_looked_at_is_not_published() -> None:
    article = factories.make_article(title="Seen")
    changed(article, "Unseen")
    client = at_the_desk()
    answer = client.post(desk_address(article, "publish"), {"seen_revision": "1", "note": "x"}, follow=True)
    assert "Not published: “Unseen” was saved after you had opened this." in errors_of(answer)
    assert not Publication.objects.exists()
    again = fields_of(answer.content.decode(), "")
    assert (again["seen_revision"], again["note"]) == ("2", "x")
    client.post(desk_address(article, "publish"), again)
    assert Edition.objects.get().note == "x"


def test_a_note_that_is_too_long_is_refused() -> None:
    article = factories.make_article()
    answer = at_the_desk().post(desk_address(article, "publish"), {"seen_revision": "1", "note": "x" * 501})
    assert answer.status_code == 422
    assert not Publication.objects.exists()


def test_withdrawing_asks_for_a_reason_and_shows_it_to_readers() -> None:
    article = factories.make_article(title="An article", slug="an-article")
    publish(page=article, by=None)
    client, address = at_the_desk(), desk_address(article, "withdraw")
    assert client.get(address).status_code == 200
    answer = client.post(address, {"reason": "  "})
    assert answer.status_code == 422
    assert errors_of(answer) == "Say why: the page’s address will show the reason to readers."
    answer = client.post(address, {"reason": "The figures were wrong."}, follow=True)
    assert errors_of(answer) == "“An article” is withdrawn. Its address shows the reason."
    publication = Publication.objects.get()
    assert (publication.state, publication.reason) == ("withdrawn", "The figures were wrong.")
    assert publication.withdrawn_by_id == int(client.session["_auth_user_id"])
    shown = words(client.get(desk_address(article)).content)
    assert "The figures were wrong." in shown
    assert "View on site" not in shown
    assert "The page was withdrawn on" in words(client.get(desk_address(article, "publish")).content)


def test_what_is_not_public_cannot_be_withdrawn() -> None:
    article = factories.make_article(title="A draft")
    client, address = at_the_desk(), desk_address(article, "withdraw")
    assert "there is nothing to withdraw" in words(client.get(address).content)
    answer = client.post(address, {"reason": "Because"}, follow=True)
    assert errors_of(answer) == "“A draft” is not on the public site."


@pytest.mark.parametrize("view", ["publish", "withdraw", "preview", "history"])
def test_a_page_that_does_not_exist_is_not_found(view: str) -> None:
    client = at_the_desk()
    assert client.get(f"/admin/pages/article/999/{view}/").status_code == 404
    country = factories.make_country()
    assert client.get(f"/admin/pages/article/{country.pk}/{view}/").status_code == 404
    assert client.get(f"/admin/pages/article/{'9' * 40}/{view}/").status_code == 404


def test_many_are_published_at_once_and_each_refusal_is_told() -> None:
    good = factories.make_article(title="Good")
    standing = factories.make_article(title="Standing")
    publish(page=standing, by=None)
    bad = factories.make_article(title="Bad <b>", sections=[])
    chosen = [str(page.pk) for page in (good, standing, bad)]
    form = {"action": "publish_selected", "_selected_action": chosen}
    client = at_the_desk()
    asked = client.post("/admin/pages/article/", form)
    assert "Say what changed" not in errors_of(asked)
    sent = fields_of(asked.content.decode(), "")
    assert [sent[f"seen-{key}"] for key in chosen] == ["1", "1", "1"]
    form |= {f"seen-{key}": "1" for key in chosen}
    refused = client.post("/admin/pages/article/", {**form, "note": " "})
    assert "Say what changed" in errors_of(refused)
    assert Edition.objects.count() == 1
    answer = client.post("/admin/pages/article/", {**form, "note": "All at once."}, follow=True)
    assert errors_of(answer) == (
        "1 published: “Good”. 1 unchanged: “Standing”. "
        "1 refused: “Bad <b>”: The page has no text. Write at least one section."
    )
    assert Edition.objects.count() == 2
    assert Edition.objects.get(title="Good").note == "All at once."


def test_publishing_many_bypasses_no_review() -> None:
    client = at_the_desk()
    own = factories.make_article(title="Own")
    Page.objects.filter(pk=own.pk).update(title="Own work")
    record_revision(page=own, by=User.objects.get(pk=client.session["_auth_user_id"]))
    form = {"action": "publish_selected", "_selected_action": [str(own.pk)], "note": "New."}
    form[f"seen-{own.pk}"] = "2"
    answer = client.post("/admin/pages/article/", form, follow=True)
    assert errors_of(answer).startswith("1 refused: “Own work”: Some of these changes are yours")
    assert not Edition.objects.exists()


def test_own_work_is_published_with_a_reason_and_the_page_says_so_first() -> None:
    client = at_the_desk()
    own = factories.make_article(title="Own")
    Page.objects.filter(pk=own.pk).update(title="Own work")
    record_revision(page=own, by=User.objects.get(pk=client.session["_auth_user_id"]))
    address = desk_address(own, "publish")
    assert "some of the changes are yours" in words(client.get(address).content)
    form = {"seen_revision": "2", "note": "New."}
    assert "Say why it cannot wait for a second review." in errors_of(client.post(address, form))
    assert not Edition.objects.exists()
    client.post(address, {**form, "reason_for_bypass": "A wrong date."})
    assert SecondReview.objects.get().reason == "A wrong date."


def test_a_note_is_asked_for_unless_the_edition_is_minor_and_a_correction_needs_one() -> None:
    article = factories.make_article(title="An article")
    publish(page=article, by=None)
    changed(article, "Better")
    client, address = at_the_desk(), desk_address(article, "publish")
    form = {"seen_revision": "2", "note": ""}
    assert "Say what changed, or call the edition a minor one." in errors_of(client.post(address, form))
    corrected = {**form, "minor": "on", "correction": "typo"}
    assert "Say what the edition corrects." in errors_of(client.post(address, corrected))
    client.post(address, {**corrected, "note": "A name."})
    edition = Edition.objects.get(number=2)
    assert (edition.correction, edition.note, edition.minor) == ("typo", "A name.", True)


def test_the_page_says_what_else_publishing_will_do() -> None:
    wanting = factories.make_article(title="Wanting", sections=[factories.section("One", "See [[Wanted]].")])
    publish(page=wanting, by=None)
    wanted = factories.make_article(title="Wanted", sections=[factories.section("One", "It plays “a role.")])

    def line(page: Page, edition: Edition, public: Edition | None) -> list[str]:
        return [f"<b>{page}</b> from another room: {edition.title}, {public}"]

    before_publishing.append(line)
    try:
        shown = words(at_the_desk().get(desk_address(wanted, "publish")).content)
    finally:
        before_publishing.remove(line)
    assert 'from now on it is linked in <a href="/articles/wanting/">Wanting</a>.' in shown
    assert "&lt;b&gt;Wanted&lt;/b&gt; from another room: Wanted, None" in shown
    assert "None of the changes is yours: by publishing them you approve them." in shown
    assert "Unclosed quotation mark" in shown


def test_many_are_withdrawn_at_once_after_a_reason_is_given() -> None:
    public, draft = factories.make_article(title="Public"), factories.make_article(title="Draft")
    publish(page=public, by=None)
    form = {"action": "withdraw_selected", "_selected_action": [str(public.pk), str(draft.pk)]}
    client = at_the_desk()
    asked = client.post("/admin/pages/article/", form)
    assert asked.status_code == 200
    assert Publication.objects.public().exists()
    assert client.post("/admin/pages/article/", {**form, "reason": ""}).status_code == 422
    answer = client.post("/admin/pages/article/", {**form, "reason": "All wrong."}, follow=True)
    assert errors_of(answer) == "1 withdrawn: “Public”. 1 refused: “Draft”: It is not on the public site."
    assert Publication.objects.get().reason == "All wrong."


def test_more_than_a_hundred_at_once_are_refused() -> None:
    for number in range(101):
        factories.make_country(title=f"Country {number}", sections=[])
    form = {"action": "publish_selected", "select_across": "1", "_selected_action": "1", "note": "New."}
    answer = at_the_desk().post("/admin/pages/country/", form, follow=True)
    assert errors_of(answer) == "Choose at most 100 pages at once. Nothing was done."
    assert not Edition.objects.exists()


def test_nothing_chosen_and_no_action_say_so() -> None:
    factories.make_article()
    client = at_the_desk()
    answer = client.post("/admin/pages/article/", {"action": "publish_selected", "index": "0"}, follow=True)
    assert "Items must be selected" in errors_of(answer)
    answer = client.post("/admin/pages/article/", {"action": "", "_selected_action": "1"}, follow=True)
    assert "No action selected" in errors_of(answer)


@pytest.mark.parametrize("key", ["x", "9" * 40, "-1", "\x00"])
def test_a_forged_choice_is_a_bad_request(key: str) -> None:
    factories.make_article()
    form = {"action": "publish_selected", "_selected_action": key}
    assert at_the_desk().post("/admin/pages/article/", form).status_code == 400
