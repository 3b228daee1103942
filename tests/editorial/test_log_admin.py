"""The log in the admin: read only, narrowed by act and person, with the state of its chain."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from content.editorial.actions.log import record_act
from content.editorial.models import Act, LogEntry, LogHead
from content.pages.models import Page
from content.people.models import User
from content.people.roles import Role
from tests import factories
from tests.editorial.desk_forms import at_the_desk

pytestmark = pytest.mark.django_db
LOG = "/admin/editorial/logentry/"


def log(*acts: str, by: User | None = None) -> None:
    page = Page.objects.filter(title="A page").first() or factories.make_article(title="A page")
    for act in acts:
        record_act(page=page, act=act, by=by, at=timezone.now(), note="A note.")


def words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_every_act_is_listed_and_the_chain_is_said_to_hold() -> None:
    ana = factories.make_user(display_name="Ana", role=Role.EDITOR)
    log(Act.SUBMITTED, Act.APPROVED, by=ana)
    shown = words(at_the_desk(Role.AUTHOR).get(LOG))
    for said in ("A page", "Submitted for review", "Approved", "Ana", "A note.", "UTC"):
        assert said in shown
    assert "The latest 2 entries follow from one another, up to the head of the chain." in shown


def test_the_log_is_narrowed_by_act_by_person_and_by_words() -> None:
    ana = factories.make_user(display_name="Ana", role=Role.EDITOR)
    log(Act.SUBMITTED, by=ana)
    log(Act.APPROVED)
    client = at_the_desk()
    for query in ("act__exact=submitted", f"by__id__exact={ana.pk}", "q=ana"):
        entries = client.get(f"{LOG}?{query}").context["cl"].result_list
        assert [entry.act for entry in entries] == ["submitted"], query


def test_a_broken_chain_is_said_to_be_broken() -> None:
    log(Act.SUBMITTED, Act.APPROVED)
    LogHead.objects.update(hash="0" * 64)
    assert "The chain is broken. The last entries are missing." in words(at_the_desk().get(LOG))


def test_an_entry_is_shown_with_its_page_and_cannot_be_changed() -> None:
    log(Act.SUBMITTED)
    entry = LogEntry.objects.get()
    client = at_the_desk(Role.CHIEF_EDITOR)
    assert "A page" in words(client.get(f"{LOG}{entry.pk}/change/"))
    for address in (f"{LOG}{entry.pk}/change/", f"{LOG}{entry.pk}/delete/", f"{LOG}add/"):
        assert client.post(address, {"note": "x", "post": "yes"}).status_code == 403
    assert LogEntry.objects.get().note == "A note."


@pytest.mark.parametrize("role", [None, Role.READER, Role.ANNOTATOR])
def test_strangers_do_not_see_the_log(role: str | None) -> None:
    log(Act.SUBMITTED)
    client = Client() if role is None else at_the_desk(role)
    assert client.get(LOG).status_code == 302


def test_the_log_is_called_so_and_says_when_nobody_was_signed_in() -> None:
    log(Act.PUBLISHED)
    log(Act.APPROVED, by=factories.make_user(display_name="Ana", role=Role.EDITOR))
    shown = words(at_the_desk().get(LOG))
    for said in ("<h1>The log</h1>", "Nobody signed in", "By time", "By person"):
        assert said in shown, said
