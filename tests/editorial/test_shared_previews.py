"""Sharing a preview: who may, what the outsider sees, and how a link ends."""

import logging
import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from content.editorial.actions.sharing import TooLong, open_preview, revoke_preview, share_preview
from content.editorial.models import LogEntry, ShareLink
from content.editorial.queries.naming import desk_address
from content.library.actions import publish
from content.pages.models import Page
from content.people.models import User
from content.people.roles import Role
from defense.logs import WithoutSecrets
from tests import factories
from tests.editorial.desk_forms import at_the_desk, errors_of

pytestmark = pytest.mark.django_db


def draft() -> Page:
    return factories.make_article(sections=[factories.section("One", "Secret words.")])


def shared(page: Page, **more: Any) -> str:
    """The address of a new link."""
    _, secret = share_preview(page=page, by=factories.make_user(role=Role.AUTHOR), **more)
    return f"/preview/{secret}/"


def words(html: bytes) -> str:
    return " ".join(html.decode().split())


def test_an_outsider_reads_the_draft_as_it_stands_and_nothing_of_the_desk(client: Client) -> None:
    page = draft()
    page.created_by = factories.make_user(display_name="Ana Editor")
    page.save()
    other = factories.make_article(title="Another draft")
    page.sections.update(body="Secret words. See [[Another draft]].")
    shown = words(client.get(shared(page)).content)
    assert "Secret words." in shown
    assert "Preview of the draft; not published." in shown
    assert "This link ends on" in shown
    for hidden in ("/admin/", "Ana", "drafts=1", desk_address(other)):
        assert hidden not in shown


def test_the_answer_is_kept_by_nobody_and_found_by_no_search_engine(client: Client) -> None:
    answer = client.get(shared(draft()))
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert 'content="noindex"' in words(answer.content)
    assert not answer.cookies
    assert not answer.has_header("ETag")


def test_only_a_fingerprint_of_the_secret_is_kept() -> None:
    link, secret = share_preview(page=draft(), by=factories.make_user())
    assert len(secret) >= 32  # 192 bits in base64
    kept = str(list(ShareLink.objects.values())) + str(list(LogEntry.objects.values()))
    assert secret not in kept
    assert link.secret_hash != secret


def test_every_link_that_is_not_good_is_answered_alike(client: Client) -> None:
    page, at = draft(), timezone.now()
    over = shared(page, days=1, at=at - timedelta(days=2))
    revoked = shared(page)
    revoke_preview(link=ShareLink.objects.get(revoked_at=None, expires_at__gt=at), by=factories.make_user())
    published_away = shared(page)
    publish(page=page, by=None)
    deleted_page = draft()
    deleted = shared(deleted_page)
    deleted_page.delete()
    unknown = f"/preview/{'A' * 32}/"
    answers = [client.get(address) for address in (unknown, over, revoked, published_away, deleted)]
    first = answers[0]
    assert first.status_code == 404
    assert first["Cache-Control"] == "private, no-store"
    for answer in answers:
        assert answer.status_code == first.status_code
        assert answer.content == first.content
        assert answer.headers == first.headers


def test_a_link_made_after_an_edition_shows_the_changes_until_the_next_one(client: Client) -> None:
    page = draft()
    publish(page=page, by=None, at=timezone.now() - timedelta(hours=1))
    page.sections.update(body="Changed words.")
    address = shared(page)
    assert "Changed words." in words(client.get(address).content)
    publish(page=page, by=None)
    assert client.get(address).status_code == 404


def test_a_draft_that_cannot_be_drawn_is_not_shown_half(client: Client) -> None:
    page = draft()
    page.sections.update(body="x" * 600_000)
    assert client.get(shared(page)).status_code == 404


@pytest.mark.parametrize("secret", ["%00", "a" * 2000, "%F0%9F%98%80", "..", "%ED%A0%80"])
def test_odd_secrets_lead_nowhere(client: Client, secret: str) -> None:
    assert client.get(f"/preview/{secret}/").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete", "options"])
def test_a_shared_preview_can_only_be_read(client: Client, method: str) -> None:
    assert getattr(client, method)(shared(draft())).status_code == 405


def test_opening_is_noted_once_a_minute() -> None:
    at = timezone.now()
    _, secret = share_preview(page=draft(), by=factories.make_user(), at=at)
    noted = []
    for seconds in (10, 30, 90):
        open_preview(secret=secret, at=at + timedelta(seconds=seconds))
        noted.append(ShareLink.objects.get().last_opened_at)
    assert noted == [at + timedelta(seconds=seconds) for seconds in (10, 10, 90)]


@pytest.mark.parametrize("days", [0, -1, 31])
def test_a_link_lasts_thirty_days_at_most(days: int) -> None:
    with pytest.raises(TooLong, match="1 to 30 days"):
        share_preview(page=draft(), by=factories.make_user(), days=days)
    page = draft()
    answer = at_the_desk().post(desk_address(page, "share"), {"days": str(days)})
    assert answer.status_code == 422
    assert not ShareLink.objects.exists()


def test_the_desk_shows_the_address_once_then_lists_the_link_without_it() -> None:
    page, client = draft(), at_the_desk(Role.AUTHOR)
    made = client.post(desk_address(page, "share"), {"label": "The ministry", "days": "3"})
    found = re.search(r'href="(http://127\.0\.0\.1:8000(/preview/[\w-]{32}/))"', made.content.decode())
    assert found
    assert "no-store" in made["Cache-Control"]
    assert Client().get(found[2]).status_code == 200
    listed = words(client.get(desk_address(page, "share")).content)
    assert found[2] not in listed
    assert "The ministry" in listed
    assert "Revoke" in listed
    act = LogEntry.objects.get()
    assert (act.act, act.note) == ("preview_shared", "The ministry")


def test_a_revoked_link_is_listed_as_such_and_logged() -> None:
    page, client = draft(), at_the_desk(Role.EDITOR)
    address = shared(page)
    link = ShareLink.objects.get()
    answer = client.post(f"{desk_address(page, 'share')}{link.pk}/revoke/", follow=True)
    assert errors_of(answer) == "The link is revoked: it leads nowhere from now on."
    assert "Revoked by" in words(answer.content)
    assert Client().get(address).status_code == 404
    again = client.post(f"{desk_address(page, 'share')}{link.pk}/revoke/", follow=True)
    assert errors_of(again) == "The link was revoked already."
    assert LogEntry.objects.filter(act="preview_revoked").count() == 1


def test_a_link_is_revoked_on_its_own_page_and_by_post_only() -> None:
    page, client = draft(), at_the_desk(Role.EDITOR)
    shared(page)
    link = ShareLink.objects.get()
    assert client.post(f"{desk_address(draft(), 'share')}{link.pk}/revoke/").status_code == 404
    assert client.get(f"{desk_address(page, 'share')}{link.pk}/revoke/").status_code == 405
    assert ShareLink.objects.get().revoked_at is None


@pytest.mark.parametrize("role", [None, Role.READER, Role.ANNOTATOR])
def test_who_has_no_business_at_the_desk_shares_nothing(role: str | None) -> None:
    page = draft()
    client = Client() if role is None else at_the_desk(role)
    share, revoke = desk_address(page, "share"), f"{desk_address(page, 'share')}1/revoke/"
    for answer in (client.get(share), client.get(revoke), client.post(revoke)):
        assert answer.status_code == 302
        assert answer["Location"].startswith("/admin/login/")
    asked = client.post(share, {"days": "3"})
    assert (asked.status_code, "you are not signed in any more" in words(asked.content)) == (403, True)
    assert not ShareLink.objects.exists()


def test_the_list_of_links_costs_the_same_however_many(django_assert_num_queries: Any) -> None:
    page, client = draft(), at_the_desk()
    for _ in range(2):
        shared(page)
        with django_assert_num_queries(11):
            client.get(desk_address(page, "share"))


@pytest.mark.parametrize(
    "said",
    [
        ("%s: %s", "Not Found", "/preview/abc-DEF_1/"),
        ('"%s" %s', "GET /preview/abc-DEF_1/?x=1 HTTP/1.1", 200),
        ("Internal Server Error: /preview/abc-DEF_1/",),
    ],
)
def test_the_secret_stands_in_no_log(said: tuple[Any, ...]) -> None:
    record = logging.LogRecord("django", logging.ERROR, "", 0, said[0], said[1:], None)
    assert WithoutSecrets().filter(record)
    assert "abc-DEF_1" not in record.getMessage()
    assert "/preview/***" in record.getMessage()


def test_every_handler_of_the_settings_leaves_secrets_out(settings: Any) -> None:
    assert {name: handler["filters"] for name, handler in settings.LOGGING["handlers"].items()} == {
        "console": ["without_secrets"],
        "server": ["without_secrets"],
    }
    handlers = logging.getLogger("django.server").handlers
    assert all(handler.filters for handler in handlers if type(handler) is logging.StreamHandler)
    assert logging.getLogger("django").handlers == []


@pytest.mark.parametrize(
    ("changes", "status", "told"),
    [
        ({"is_active": False}, 404, "Ended: Ana may not share previews any more"),
        ({"role": Role.READER}, 404, "Ended: Ana may not share previews any more"),
        ({"role": Role.EDITOR}, 200, "Revoke"),
        ({"role": Role.READER, "is_superuser": True}, 200, "Revoke"),
    ],
)
def test_a_link_ends_with_the_right_of_who_made_it(
    client: Client, changes: dict[str, Any], status: int, told: str
) -> None:
    page, ana = draft(), factories.make_user(role=Role.AUTHOR, display_name="Ana")
    _, secret = share_preview(page=page, by=ana)
    User.objects.filter(pk=ana.pk).update(**changes)
    assert client.get(f"/preview/{secret}/").status_code == status
    assert told in words(at_the_desk().get(desk_address(page, "share")).content)
