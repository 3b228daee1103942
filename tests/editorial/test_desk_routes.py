"""Every address of the desk and every role: a table of what each is answered.

An address without a row, and a row without an address, fail. What is tried of an act is an empty form.
"""

import re
from collections.abc import Collection, Iterator
from datetime import timedelta
from typing import Any, Final

import pytest
from django.db import connection, transaction
from django.http import SimpleCookie
from django.template.base import Template
from django.test import Client
from django.utils import timezone

from content.editorial.actions.deleting import delete_draft
from content.editorial.actions.sharing import share_preview
from content.editorial.models import LogEntry, Remark, Schedule, SecondReview
from content.importing.actions import receive, work_on
from content.library.actions import publish
from content.library.models import Edition, Publication
from content.pages.actions import record_revision
from content.pages.models import Kind, Page
from content.people.roles import Role
from tests import factories
from tests.editorial.desk_routes import ANSWERS, KINDS, REHEARSED, WRITTEN, Route, routes

pytestmark = pytest.mark.django_db
MAKE: Final[dict[str, Any]] = {
    Kind.ARTICLE: factories.make_article,
    Kind.CASE_STUDY: factories.make_case_study,
    Kind.ORGANIZATION: factories.make_organization,
    Kind.COUNTRY: factories.make_country,
    Kind.AGREEMENT: factories.make_agreement,
}


STAFF: Final = (Role.AUTHOR, Role.EDITOR, Role.CHIEF_EDITOR)
OUTSIDE: Final = (None, Role.READER, Role.ANNOTATOR)


class World:
    """A published page with changes and all that can stand about it, and a draft, of each kind."""

    def __init__(self) -> None:
        at = timezone.now()
        self.people = {role: factories.make_user(role=role) for role in Role.values}
        self.ana = factories.make_user(role=Role.AUTHOR, display_name="Ana")
        self.pages: dict[str, Page] = {}
        self.drafts: dict[str, Page] = {}
        self.beside: dict[str, dict[str, int]] = {}
        for model, kind in KINDS.items():
            page = self.pages[model] = MAKE[kind](title=f"secret {kind}")
            self.drafts[model] = MAKE[kind](title=f"secret draft {kind}")
            publish(page=page, by=None)
            Page.objects.filter(pk=page.pk).update(summary="secret change")
            record_revision(page=page, by=self.ana)
            said = {"made_by": self.ana, "made_at": at}
            remark = Remark.objects.create(page=page, revision_number=2, text="secret remark", **said)
            due_at = at + timedelta(days=1)
            waiting = Schedule.objects.create(page=page, what="withdraw", due_at=due_at, **said)
            link, _ = share_preview(page=page, by=self.ana)
            SecondReview.objects.create(
                page=page, edition_number=1, reason="secret", bypassed_by=self.ana, bypassed_at=at
            )
            self.beside[model] = {"settle": remark.pk, "cancel": waiting.pk, "revoke": link.pk}
        document = factories.make_source_document(text="secret")
        files = [("secret.txt", b"A\n\nB b.")]
        self.uploads = {role: receive(files=files, by=self.people[role], at=at) for role in STAFF}
        for role, upload in self.uploads.items():
            while work_on(upload=upload, by=self.people[role], at=at):
                pass
        self.rows: dict[str, int] = {
            "page": self.pages["article"].pk,
            "section": self.pages["article"].sections.get().pk,
            "tag": factories.make_tag().pk,
            "defect": factories.make_defect(page=self.pages["article"], source_document=document).pk,
            "sourcedocument": document.pk,
            "publication": Publication.objects.get(page=self.pages["article"]).pk,
            "edition": Edition.objects.get(page=self.pages["article"]).pk,
            "logentry": LogEntry.objects.latest("pk").pk,
            "deletedpage": delete_draft(page=factories.make_article(), by=self.ana).pk,
            "user": self.ana.pk,
        }

    def address(self, route: Route, role: str | None) -> str:
        """Where the route leads here; of uploads, to the person's own."""
        if route.row in _ODD:
            return f"/admin/{_ODD[route.row]}"
        return "/admin/" + _HOLE.sub(lambda hole: str(self._value(route, role, hole[1])), route.pattern)

    def _value(self, route: Route, role: str | None, name: str) -> object:
        if name in ("pk", "object_id", "id") and route.model in KINDS:
            return (self.drafts if route.row == "page delete" else self.pages)[route.model].pk
        if name in ("pk", "object_id", "id"):
            if route.model == "upload":
                return self.uploads[Role(role) if role in STAFF else Role.EDITOR].pk
            return self.rows[route.model]
        if name == "number":
            act = route.row.removeprefix("page ").partition("_")[0]
            return self.beside[route.model].get(act, 1)
        return {"old": "r1", "new": "e1", "key": "changes-requested", "position": 1}[name]


_HOLE: Final = re.compile(r"<(?:\w+:)?(\w+)>")
_ODD: Final = {
    "autocomplete": "autocomplete/?app_label=pages&model_name=participant&field_name=participant",
    "view_on_site": "r/1/1/",
    "app_list": "pages/",
    "anywhere else": "nowhere/at/all/",
}


def ask(world: World, role: str | None, *, kinds: Collection[str]) -> Iterator[tuple[Route, Any, Any]]:
    """Each route with its answers to a GET and to a POST; whatever they did is undone."""
    client = Client()
    if role:
        client.force_login(world.people[role])
    cookies = client.cookies
    for route in routes(kinds=kinds):
        address = world.address(route, role)
        given: list[Any] = []
        for method in (client.get, client.post):
            client.cookies = SimpleCookie(cookies)
            reading = method == client.get and route.row not in REHEARSED
            with transaction.atomic(), connection.execute_wrapper(_only_reads if reading else _anything):
                given.append(method(address))
                transaction.set_rollback(True)
        yield route, given[0], given[1]


def _only_reads(execute: Any, sql: str, *more: Any) -> Any:
    assert not sql.startswith(("INSERT", "UPDATE", "DELETE")), f"a GET writes: {sql}"
    return execute(sql, *more)


def _anything(execute: Any, *more: Any) -> Any:
    return execute(*more)


def test_every_address_has_its_row_and_every_row_an_address() -> None:
    assert sorted({route.row for route in routes()}) == sorted(ANSWERS)


@pytest.mark.parametrize(
    ("role", "kinds"),
    [
        (Role.AUTHOR, ("article", "casestudy")),
        (Role.EDITOR, ("organization", "country")),
        (Role.CHIEF_EDITOR, ("agreement",)),
    ],
)
def test_whoever_works_at_the_desk_is_answered_as_the_table_says(
    role: str, kinds: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World()
    monkeypatch.setattr(Template, "render", lambda *_: "")  # what is drawn is tried elsewhere
    column = 2 * STAFF.index(Role(role))
    for route, read, sent in ask(world, role, kinds=kinds):
        statuses = [read.status_code, sent.status_code]
        assert (route.pattern, statuses) == (route.pattern, ANSWERS[route.row][column : column + 2])


@pytest.mark.parametrize("role", OUTSIDE)
def test_all_others_are_sent_to_sign_in_and_learn_nothing(role: str | None) -> None:
    for route, read, sent in ask(World(), role, kinds=tuple(KINDS)):
        statuses = [read.status_code, sent.status_code]
        told = [200, 200] if route.row == "login" else [302, 403 if route.row in WRITTEN else 302]
        assert (route.pattern, statuses) == (route.pattern, told)
        for answer in (read, sent):
            assert b"secret" not in answer.content
            assert answer.status_code != 302 or answer.headers["Location"].startswith("/admin/")
