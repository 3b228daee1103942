"""What becomes of wanted titles, at the desk and in public: begun, another name, declined, wanted again."""

from typing import Any

import pytest
from django.test import Client

from content.editorial.actions import wanted
from content.editorial.actions.wanted import NotDecided, decline, same_as, start_draft, want_again
from content.editorial.models import LogEntry, WantedTitle
from content.editorial.queries.naming import desk_address
from content.library.actions import publish
from content.library.models import Link, Miss
from content.pages.models import Alias, Article, Kind, Page, Revision
from content.people.models import User
from content.people.roles import Role
from tests import factories
from tests.editorial.desk_forms import at_the_desk, errors_of

pytestmark = pytest.mark.django_db
DESK = "/admin/wanted/"


def teller(*titles: str) -> Page:
    """A published text that names the titles, the first one also as something to see."""
    body = f"See also [[{titles[0]}]]\n\n" + " ".join(f"On [[{title}]]." for title in titles)
    page = factories.make_article(title="A teller", sections=[factories.section("One", body)])
    publish(page=page, by=None)
    return page


def editor() -> User:
    return factories.make_user(role=Role.EDITOR)


def words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def states(client: Client, query: str = "") -> dict[str, str]:
    rows = client.get(f"{DESK}{query}").context["page"].object_list
    return {row.title: row.state for row in rows}


def test_a_page_is_begun_in_one_click_and_the_editor_sees_who_names_it() -> None:
    teller("Peace Partnerships")
    client = at_the_desk(Role.AUTHOR)
    answer = client.post(DESK, {"act": "write", "key": "peace partnerships", "kind": "article"}, follow=True)
    page = Article.objects.get(title="Peace Partnerships")
    assert answer.redirect_chain == [(desk_address(page), 302)]
    assert "Texts that name it:" in words(answer)
    assert "/articles/a-teller/#p-" in words(answer)
    assert Revision.objects.get(page=page).note == "Begun because texts name it."
    assert states(client) == {}
    assert states(client, "?state=in_draft") == {"Peace Partnerships": "in_draft"}


def test_a_second_click_makes_no_second_page() -> None:
    teller("Peace Partnerships")
    person = editor()
    first, again = (start_draft(title="Peace Partnerships", kind="article", by=person) for _ in range(2))
    assert (first[0].pk, first[1], again[1]) == (again[0].pk, True, False)
    assert LogEntry.objects.filter(act="wanted_decided").count() == 1


def test_a_page_that_has_the_title_already_is_taken() -> None:
    standing = factories.make_organization(title="Peace Partnerships")
    page, is_new = start_draft(title="Peace partnerships", kind="article", by=editor())
    assert (page.pk, is_new) == (standing.pk, False)


def test_an_address_that_is_taken_is_numbered() -> None:
    factories.make_article(title="Peace: Partnerships!", slug="peace-partnerships")
    page, _ = start_draft(title="Peace Partnerships", kind="article", by=editor())
    assert page.slug == "peace-partnerships-2"


@pytest.mark.parametrize("kind", ["agreement", "whim", ""])
def test_a_kind_that_needs_more_than_a_title_is_begun_by_its_own_form(kind: str) -> None:
    with pytest.raises(NotDecided, match="by its own form"):
        start_draft(title="An accord", kind=kind, by=editor())
    teller("An accord")
    answer = at_the_desk().post(DESK, {"act": "write", "key": "an accord", "kind": kind}, follow=True)
    assert errors_of(answer) == "Choose the kind of page to begin."


def test_another_name_is_a_revision_of_the_page_and_works_with_its_next_edition(client: Client) -> None:
    teller("Peace Partners")
    page = factories.make_organization(title="Partnership for Peace")
    publish(page=page, by=None)
    answer = at_the_desk().post(
        DESK, {"act": "same_as", "key": "peace partners", "page": "Partnership for Peace"}, follow=True
    )
    assert "It takes effect when that page is published" in words(answer)
    assert desk_address(page, "publish") in words(answer)
    assert Alias.objects.get(page=page).surface == "Peace Partners"
    assert (
        Revision.objects.filter(page=page).latest("number").note == "“Peace Partners” is another name of it."
    )
    assert Link.objects.wanted().count() == 2  # until then
    assert states(at_the_desk(), "?state=same_as") == {"Peace Partners": "same_as"}
    publish(page=page, by=None)
    assert Link.objects.wanted().count() == 0
    assert '"/organizations/partnership-for-peace/"' in words(client.get("/articles/a-teller/"))
    assert states(at_the_desk(), "?state=all") == {}


def test_a_name_that_the_page_has_already_makes_no_revision() -> None:
    page = factories.make_organization(title="Partnership for Peace")
    _, is_new = same_as(title="partnership for peace", page=page, by=editor())
    assert is_new is False
    assert Revision.objects.filter(page=page).count() == 1


def test_a_name_of_another_page_is_refused_and_nothing_changes() -> None:
    other, page = factories.make_organization(title="Other"), factories.make_organization(title="Mine")
    factories.make_alias(other, "Peace Partners")
    with pytest.raises(NotDecided):
        same_as(title="Peace Partners", page=page, by=editor())
    assert not WantedTitle.objects.exists()
    assert not LogEntry.objects.exists()
    assert Revision.objects.filter(page=page).count() == 1


def test_readers_are_not_asked_for_a_declined_title_and_read_it_plainly(client: Client) -> None:
    teller("Peace Partnerships", "Rim Pact")
    assert "Peace Partnerships" in words(client.get("/wanted/"))
    decline(title="Peace Partnerships", reason="No such thing.", by=editor())
    for address in ("/wanted/", "/"):
        assert "Peace Partnerships" not in words(client.get(address))
    shown = words(client.get("/articles/a-teller/"))
    assert "On Peace Partnerships." in shown
    assert "w-peace-partnerships" not in shown
    assert "w-rim-pact" in shown
    assert "Further reading" not in shown
    assert "is a title that texts here name" not in words(client.get("/articles/peace-partnerships/"))
    assert "No such thing." not in shown


def test_a_declined_title_is_wanted_again_and_a_page_that_bears_it_is_found(client: Client) -> None:
    teller("Peace Partnerships")
    person = editor()
    decline(title="Peace Partnerships", reason="No such thing.", by=person)
    assert want_again(title="Peace Partnerships", by=person)
    assert "Peace Partnerships" in words(client.get("/wanted/"))
    assert not want_again(title="Peace Partnerships", by=person)
    decline(title="Peace Partnerships", reason="Still not.", by=person)
    publish(page=factories.make_article(title="Peace Partnerships"), by=None)
    assert '"/articles/peace-partnerships/"' in words(client.get("/articles/a-teller/"))


def test_declining_costs_no_question_on_a_page(client: Client, django_assert_num_queries: Any) -> None:
    teller("Peace Partnerships", "Rim Pact")
    decline(title="Rim Pact", reason="No such thing.", by=editor())
    with django_assert_num_queries(3):
        client.get("/articles/a-teller/")


def test_a_reason_is_asked_for() -> None:
    teller("Peace Partnerships")
    with pytest.raises(NotDecided, match="Say why"):
        decline(title="Peace Partnerships", reason=" ", by=editor())
    answer = at_the_desk().post(DESK, {"act": "decline", "key": "peace partnerships"})
    assert (answer.status_code, "Say why" in errors_of(answer)) == (422, True)


def test_what_was_typed_and_refused_stands_where_it_was_typed() -> None:
    teller("Peace Partnerships", "Rim Pact")
    client = at_the_desk()
    sent = {"act": "same_as", "key": "rim pact", "page": "No such page at all"}
    answer = client.post(DESK, sent)
    assert answer.status_code == 422
    assert words(answer).count('value="No such page at all"') == 1
    assert words(answer).count("<details open>") == 1
    too_long = {"act": "decline", "key": ["rim pact", "peace partnerships"], "reason": "x" * 501}
    answer = client.post(DESK, too_long)
    assert answer.status_code == 422
    assert "x" * 501 in words(answer)
    assert words(answer).count(" checked >") == 2
    assert not WantedTitle.objects.exists()


def test_many_are_declined_at_once_with_a_result_for_each() -> None:
    teller("One Pact", "Two Pact", "Three Pact")
    form = {"act": "decline", "key": ["one pact", "two pact", "no such"], "reason": "Too many."}
    answer = at_the_desk().post(DESK, form, follow=True)
    assert errors_of(answer) == "“One Pact”: declined; “Two Pact”: declined"
    assert states(at_the_desk()) == {"Three Pact": "wanted"}
    decided = LogEntry.objects.filter(act="wanted_decided")
    assert [act.note for act in decided] == ["Too many."] * 2


@pytest.mark.parametrize("key", ["no such title", "", "\x00"])
def test_only_what_is_wanted_can_be_decided(key: str) -> None:
    teller("Peace Partnerships")
    for act in ("write", "same_as", "decline", "again"):
        answer = at_the_desk().post(
            DESK, {"act": act, "key": key, "kind": "article", "reason": "x"}, follow=True
        )
        assert "Nothing was done." in errors_of(answer)
    assert not WantedTitle.objects.exists()
    assert at_the_desk().post(DESK, {"act": "whim", "key": key}).status_code == 404


def test_titles_are_found_by_their_words_and_by_demand() -> None:
    teller("Rim Pact", "Peace Partnerships")
    client = at_the_desk()
    assert list(states(client)) == ["Rim Pact", "Peace Partnerships"]
    assert list(states(client, "?q=PEACE")) == ["Peace Partnerships"]
    for odd in ("?q=%00", "?state=whim", "?p=x", "?q=" + "x" * 5000):
        assert client.get(DESK + odd).status_code == 200


def test_an_author_begins_pages_and_decides_nothing() -> None:
    teller("Peace Partnerships")
    client = at_the_desk(Role.AUTHOR)
    shown = words(client.get(DESK))
    assert "Write it" in shown
    assert "Declined because" not in shown
    for act in ("same_as", "decline", "again"):
        answer = client.post(
            DESK, {"act": act, "key": "peace partnerships", "reason": "x", "page": "A teller"}
        )
        assert answer.status_code == 403
    assert not WantedTitle.objects.exists()


@pytest.mark.parametrize("role", [None, Role.READER, Role.ANNOTATOR])
def test_who_has_no_business_at_the_desk_sees_and_does_nothing(role: str | None) -> None:
    teller("Peace Partnerships")
    client = Client() if role is None else at_the_desk(role)
    answer = client.get(DESK)
    assert (answer.status_code, answer["Location"]) == (302, "/admin/login/?next=/admin/wanted/")
    asked = client.post(DESK, {"act": "write", "key": "peace partnerships"})
    assert (asked.status_code, "you are not signed in any more" in words(asked)) == (403, True)
    assert Page.objects.count() == 1


def test_what_readers_searched_for_in_vain_stands_below() -> None:
    Miss.objects.create(words="rim pact", count=7)
    shown = words(at_the_desk().get(DESK))
    assert 'rim pact <span class="quiet">7 times</span>' in shown
    assert "/admin/pages/article/add/?title=rim%20pact" in shown


@pytest.mark.parametrize("size", [1, 60])
def test_the_list_costs_the_same_however_long(size: int, django_assert_num_queries: Any) -> None:
    teller(*[f"Pact number {number}" for number in range(size)])
    start_draft(title="Pact number 0", kind="article", by=editor())
    client = at_the_desk()
    with django_assert_num_queries(6):
        client.get(f"{DESK}?state=all")


@pytest.mark.parametrize("role", [Role.AUTHOR, Role.EDITOR])
def test_beginning_a_page_undoes_no_decision(role: str, client: Client) -> None:
    other = teller("Peace Partnerships", "Rim Pact")
    decline(title="Peace Partnerships", reason="Not a subject of ours.", by=editor())
    same_as(title="Rim Pact", page=other, by=editor())
    desk = at_the_desk(role)
    for key in ("peace partnerships", "rim pact"):
        answer = desk.post(DESK, {"act": "write", "key": key, "kind": "article"})
        assert "Want it again first." in errors_of(answer)
    assert [one.decision for one in WantedTitle.objects.order_by("title")] == ["declined", "same_as"]
    assert Page.objects.count() == 1
    assert "Peace Partnerships" not in words(client.get("/wanted/"))


def test_two_who_begin_a_title_at_once_are_told_to_look_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """The other's page is there when this one is stored, and was not when it was looked for."""
    factories.make_article(title="Another title", slug="rim-pact")
    monkeypatch.setattr(wanted, "free_slug", lambda *_: "rim-pact")
    with pytest.raises(NotDecided, match="at this moment"):
        start_draft(title="Rim Pact", kind=Kind.ARTICLE, by=factories.make_user())
