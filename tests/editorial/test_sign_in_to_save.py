"""A save without a session: what was sent is kept on a page that asks who sends it, and then it is saved."""

from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client

from content.editorial.actions.review import submit
from content.editorial.models import Remark
from content.editorial.queries.naming import desk_address
from content.library.models import Edition
from content.pages.models import Article, Page
from content.people.models import User
from content.people.roles import Role
from tests import factories
from tests.editorial.desk_forms import errors_of, shown
from tests.editorial.reviewing import written_by
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db
TEXT = "First line.\r\n\r\n“Second” <b>line</b> & more.\r\n"


@pytest.fixture(autouse=True)
def quick_hashes(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


class _Hidden(HTMLParser):
    """The hidden fields of a page, as a browser would send them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.fields: dict[str, list[str]] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = dict(attrs)
        if tag == "input" and at.get("type") == "hidden" and at.get("name"):
            self.fields.setdefault(at["name"] or "", []).append(at.get("value") or "")


def carried(answer: Any) -> dict[str, list[str]]:
    return _Hidden(answer.content.decode()).fields


def person(email: str = "ana@example.org", role: str = Role.EDITOR) -> User:
    return factories.make_user(
        email=email, role=role, password=PASSWORD, display_name=email.partition("@")[0]
    )


def typed(by: User, page: Page) -> dict[str, Any]:
    """The form as the person opened and changed it."""
    client = Client()
    client.force_login(by)
    fields = shown(client, desk_address(page))
    return {**fields, "opened_by": str(by.pk), "title": "New title", "sections-0-body": TEXT}


def signing(email: str = "ana@example.org", password: str = PASSWORD) -> dict[str, str]:
    return {"sign-in-username": email, "sign-in-password": password}


def test_what_was_sent_without_a_session_is_all_on_the_page_and_nothing_is_saved() -> None:
    article, ana = factories.make_article(tags=[factories.make_tag(), factories.make_tag()]), person()
    sent = typed(ana, article)
    answer = Client().post(desk_address(article), sent)
    fields = carried(answer)
    assert answer.status_code == 403
    assert "no-store" in answer.headers["Cache-Control"]
    assert {name: value if len(value) > 1 else value[0] for name, value in fields.items()} == {
        **sent,
        "csrfmiddlewaretoken": fields["csrfmiddlewaretoken"][0],
    }
    assert article.revisions.count() == 1


def test_signing_in_there_completes_the_save_as_that_person() -> None:
    article, ana = factories.make_article(), person()
    client = Client()
    fields = carried(client.post(desk_address(article), typed(ana, article)))
    answer = client.post(desk_address(article), {**fields, **signing()})
    assert answer.status_code == 302
    assert "is saved as revision 2" in errors_of(answer)
    latest = article.revisions.latest("number")
    assert (latest.made_by, latest.taken["title"]) == (ana, "New title")
    assert latest.taken["sections"][0]["body"] == TEXT.replace("\r\n", "\n").strip()
    assert "sign-in" not in str(latest.snapshot)
    assert client.get("/admin/").status_code == 200


def test_a_new_page_is_saved_so_too() -> None:
    ana, client = person(), Client()
    signed_in = Client()
    signed_in.force_login(ana)
    sent = {**shown(signed_in, "/admin/pages/article/add/"), "title": "Quite new", "opened_by": str(ana.pk)}
    fields = carried(client.post("/admin/pages/article/add/", sent))
    client.post("/admin/pages/article/add/", {**fields, **signing()})
    assert Article.objects.get().title == "Quite new"


def test_a_wrong_password_loses_nothing_and_the_sixth_is_429_with_all_that_was_written() -> None:
    article, ana = factories.make_article(), person()
    sent, client = typed(ana, article), Client()
    for _ in range(5):
        answer = client.post(desk_address(article), {**sent, **signing(password="wrong")})
        assert answer.status_code == 403
        assert carried(answer)["title"] == ["New title"]
    answer = client.post(desk_address(article), {**sent, **signing()})
    assert (answer.status_code, carried(answer)["title"]) == (429, ["New title"])
    assert int(answer.headers["Retry-After"]) > 0
    assert (
        client.post("/admin/login/", {"username": "ana@example.org", "password": PASSWORD}).status_code == 429
    )
    assert article.revisions.count() == 1


def test_if_someone_else_signs_in_that_person_is_asked_before_anything_is_saved() -> None:
    article, ana, ben = factories.make_article(), person(), person("ben@example.org")
    client = Client()
    answer = client.post(desk_address(article), {**typed(ana, article), **signing("ben@example.org")})
    html = " ".join(answer.content.decode().split())
    assert answer.status_code == 409
    assert "ana opened this form, and you are ben." in html
    assert article.revisions.count() == 1
    client.post(desk_address(article), carried(answer))
    assert article.revisions.latest("number").made_by == ben


@pytest.mark.parametrize("opened_by", ["999999", "x", "9" * 40, "\x00"])
def test_a_forged_opener_is_someone_else(opened_by: str) -> None:
    article, ana = factories.make_article(), person()
    answer = Client().post(
        desk_address(article), {**typed(ana, article), "opened_by": opened_by, **signing()}
    )
    assert answer.status_code == 409
    assert "someone else opened this form" in answer.content.decode()


def test_who_has_no_business_at_the_desk_gets_no_further() -> None:
    article, client = factories.make_article(title="secret"), Client()
    client.force_login(person("reader@example.org", Role.READER))
    for more in ({}, signing("reader@example.org")):
        answer = client.post(desk_address(article), {"title": "x", **more})
        assert answer.status_code == 403
        assert b"secret" not in answer.content
    assert article.revisions.count() == 1


def test_a_page_that_is_not_there_looks_the_same_to_a_stranger() -> None:
    article, ana = factories.make_article(), person()
    sent = typed(ana, article)
    there, not_there = (
        Client().post(address, sent)
        for address in (desk_address(article), "/admin/pages/article/99999/change/")
    )
    assert (there.status_code, carried(there).keys()) == (not_there.status_code, carried(not_there).keys())


def test_the_token_against_forged_requests_holds_before_and_after() -> None:
    article, ana = factories.make_article(), person()
    client = Client(enforce_csrf_checks=True)
    sent = typed(ana, article)
    assert client.post(desk_address(article), sent).status_code == 403
    assert client.post(desk_address(article), {**sent, **signing()}).status_code == 403
    token = carried(client.get("/admin/login/"))["csrfmiddlewaretoken"][0]
    fields = carried(client.post(desk_address(article), {**sent, "csrfmiddlewaretoken": token}))
    answer = client.post(desk_address(article), {**fields, **signing()})
    assert (answer.status_code, article.revisions.count()) == (302, 2)


def test_a_refused_token_says_that_the_text_is_kept() -> None:
    client = Client(enforce_csrf_checks=True)
    html = " ".join(client.post("/admin/pages/article/add/", {"title": "x"}).content.decode().split())
    assert "What you were writing at the desk is kept in your browser" in html


def test_only_what_brings_text_is_answered_so() -> None:
    """No password goes along, and no choice from a list."""
    for address in ("/admin/people/user/add/", "/admin/pages/article/", "/admin/importing/upload/add/"):
        assert Client().post(address, {"title": "x"}).status_code == 302
    article = factories.make_article()
    for view in ("change", "review", "publish"):
        assert Client().get(desk_address(article, view)).status_code == 302
    for view in ("take_back", "reviewed", "discard"):
        assert Client().post(desk_address(article, view)).status_code == 302


def test_remarks_are_carried_and_kept_as_those_of_who_signs_in() -> None:
    page = written_by(person("ben@example.org"))
    submit(page=page, by=person("cleo@example.org"))
    ana, client, address = person(), Client(), desk_address(page, "review")
    remarks = {"whole": TEXT, "on-one": "Why?", "decision": "request_changes", "seen_revision": "2"}
    answer = client.post(address, remarks)
    assert answer.status_code == 403
    assert "Not done yet:" in " ".join(answer.content.decode().split())
    assert not Remark.objects.exists()
    client.post(address, {**carried(answer), **signing()})
    assert {(remark.text, remark.made_by) for remark in Remark.objects.all()} == {
        (TEXT.replace("\r\n", "\n").strip(), ana),
        ("Why?", ana),
    }


def test_who_signs_in_does_no_more_than_they_may() -> None:
    page = written_by(person("ben@example.org"))
    person("author@example.org", Role.AUTHOR)
    form = {"note": "New.", "seen_revision": "2", **signing("author@example.org")}
    assert Client().post(desk_address(page, "publish"), form).status_code == 403
    form |= signing("ben@example.org")
    answer = Client().post(desk_address(page, "publish"), form)
    assert "Say why it cannot wait for a second review." in errors_of(answer)
    assert not Edition.objects.exists()


@pytest.mark.parametrize(
    "view", ["submit", "publish", "schedule", "withdraw", "schedule_withdrawal", "share"]
)
def test_notes_and_reasons_are_carried_too(view: str) -> None:
    sent = {"note": TEXT, "reason": "Because", "label": "For Ana"}
    answer = Client().post(desk_address(factories.make_article(), view), sent)
    assert answer.status_code == 403
    assert {name: values[0] for name, values in carried(answer).items() if name in sent} == sent


@pytest.mark.parametrize(
    "address", ["/admin/wanted/", "/admin/importing/upload/1/1/", "/admin/pages/tag/add/"]
)
def test_so_is_what_is_written_elsewhere_at_the_desk(address: str) -> None:
    assert carried(Client().post(address, {"definition": TEXT}))["definition"] == [TEXT]


def test_a_decided_conflict_is_handed_over_to_who_signs_in_and_agrees() -> None:
    article, ana, ben = factories.make_article(), person(), person("ben@example.org")
    tab, address = Client(), desk_address(article)
    tab.force_login(ana)
    sent = typed(ana, article)
    tab.post(address, {**sent, "title": "Title of another tab", "sections-0-body": "Of another tab."})
    conflicts = carried(tab.post(address, sent))
    decided = {f"choice-{number}": "mine" for number in range(2)}
    out = Client()
    asked = out.post(address, {**conflicts, **decided, **signing("ben@example.org")})
    assert (asked.status_code, article.revisions.count()) == (409, 2)
    out.post(address, carried(asked))
    latest = article.revisions.latest("number")
    assert (latest.made_by, latest.taken["title"]) == (ben, "New title")
    assert latest.taken["sections"][0]["body"] == TEXT.replace("\r\n", "\n").strip()


def test_markup_in_what_was_sent_stays_text() -> None:
    evil = '"><script>alert(1)</script>'
    answer = Client().post("/admin/pages/article/add/", {"title": evil, evil: evil})
    assert b"<script>alert" not in answer.content
    assert carried(answer)[evil] == [evil]
