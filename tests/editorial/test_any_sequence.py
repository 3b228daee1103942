"""Any sequence of editorial acts: what must be true after each, whatever came before.

Editions never change; revisions are numbered densely; readers see the current edition and nothing else; what
was never published is nowhere in public; restoring a revision gives back what it said.
"""

import contextlib
import hashlib
import itertools
from typing import Any

import pytest
from django.core.cache import caches
from django.db import transaction
from django.forms.models import model_to_dict
from django.test import Client
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule, run_state_machine_as_test

from content.editorial.actions.after_save import draft_saved
from content.editorial.actions.publishing import PublishingRefused, publish_reviewed
from content.editorial.actions.review import (
    RemarkDraft,
    ReviewRefused,
    approve,
    request_changes,
    submit,
    take_back,
)
from content.editorial.models import Draft, LogEntry, State
from content.library.actions import NotPublishable, NotPublished, withdraw
from content.library.addresses import address, edition_address, list_address
from content.library.models import Edition, Publication
from content.pages.actions import SectionDraft, record_revision, replace_sections
from content.pages.models import Page, Revision, Section
from content.people.models import User
from content.people.roles import Role
from tests.editorial.desk_acts import PAGES, PEOPLE, MoreActs
from tests.factories import make_article, make_user

_ROLES = (Role.AUTHOR, Role.EDITOR, Role.EDITOR, Role.CHIEF_EDITOR)


def fingerprint(edition: Edition) -> str:
    return hashlib.sha256(repr(sorted(model_to_dict(edition).items())).encode()).hexdigest()


class Desk(MoreActs):
    """Two articles, four people, and everything that they may try."""

    def __init__(self) -> None:
        super().__init__()
        caches["default"].clear()
        self.around = transaction.atomic()
        self.around.__enter__()
        self.people: list[User] = []
        self.pages: list[Page] = []
        self.editions: dict[int, str] = {}
        self.words = itertools.count(1)
        self.written: dict[str, int] = {}  # each word that was ever typed, and the page it was typed on

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.around.__exit__(None, None, None)
        caches["default"].clear()

    @initialize()
    def begin(self) -> None:
        self.people = [make_user(role=role) for role in _ROLES]
        self.pages = [make_article(title=f"Article {name}") for name in "AB"]

    def word(self, page: Page) -> str:
        word = f"quux{next(self.words)}x"
        self.written[word] = page.pk
        return word

    # The acts

    @rule(page=PAGES, person=PEOPLE, place=st.integers(0, 3), new=st.booleans())
    def edit(self, page: int, person: int, place: int, new: bool) -> None:
        """Rewrite one section, or add one, as the admin's form does."""
        article = self.pages[page]
        rows = list(Section.objects.filter(page=article).order_by("position"))
        drafts = [SectionDraft(row.level, row.heading, row.body, row.slug, row.pk) for row in rows]
        body = f"A sentence with {self.word(article)}."
        if new or not drafts:
            drafts.insert(place % (len(drafts) + 1), SectionDraft(2, f"Part {self.word(article)}", body))
        else:
            old = drafts[place % len(drafts)]
            drafts[place % len(drafts)] = SectionDraft(old.level, old.heading, body, old.slug, old.pk)
        replace_sections(page=article, sections=drafts)
        self.saved(article, person)

    @rule(page=PAGES, person=PEOPLE)
    def rename(self, page: int, person: int) -> None:
        article = self.pages[page]
        Page.objects.filter(pk=article.pk).update(title=f"Article {self.word(article)}")
        self.saved(article, person)

    @rule(page=PAGES, person=PEOPLE, place=st.integers(0, 3))
    def cut(self, page: int, person: int, place: int) -> None:
        """Take a section away."""
        article = self.pages[page]
        rows = list(Section.objects.filter(page=article).order_by("position"))
        if rows:
            del rows[place % len(rows)]
        drafts = [SectionDraft(row.level, row.heading, row.body, row.slug, row.pk) for row in rows]
        replace_sections(page=article, sections=drafts)
        self.saved(article, person)

    def saved(self, article: Page, person: int) -> None:
        revision, is_new = record_revision(page=article, by=self.people[person])
        if is_new:
            draft_saved(page=article, revision=revision, by=self.people[person], at=revision.made_at)

    @rule(page=PAGES, person=PEOPLE)
    def submit(self, page: int, person: int) -> None:
        with contextlib.suppress(ReviewRefused):
            submit(page=self.pages[page], by=self.people[person])

    @rule(page=PAGES, person=PEOPLE)
    def take_back(self, page: int, person: int) -> None:
        with contextlib.suppress(ReviewRefused):
            take_back(page=self.pages[page], by=self.people[person])

    @rule(page=PAGES, person=PEOPLE, says_no=st.booleans())
    def decide(self, page: int, person: int, says_no: bool) -> None:
        article, by = self.pages[page], self.people[person]
        latest = Revision.objects.latest_of(article)
        assert latest is not None
        try:
            if says_no:
                remarks = [RemarkDraft(f"Remark {self.word(article)}")]
                request_changes(page=article, by=by, revision_number=latest.number, remarks=remarks)
            else:
                approve(page=article, by=by, revision_number=latest.number)
        except ReviewRefused:
            return
        assert by.may("review")
        if not says_no:
            assert by.pk not in self.makers_since_edition(article)

    @rule(page=PAGES, person=PEOPLE, reason=st.sampled_from(["", "It is urgent."]))
    def publish(self, page: int, person: int, reason: str) -> None:
        article, by = self.pages[page], self.people[person]
        makers = self.makers_since_edition(article)
        state = Draft.objects.filter(page=article).values_list("state", flat=True).first()
        try:
            published = publish_reviewed(page=article, by=by, note="It changed.", reason_for_bypass=reason)
        except (PublishingRefused, NotPublishable):
            return
        assert by.may("publish")
        assert not published.is_new or state == State.APPROVED or by.pk not in makers or reason

    @rule(page=PAGES, person=st.integers(1, len(_ROLES) - 1))
    def publish_own_work(self, page: int, person: int) -> None:
        """Those who may publish try it with what nobody else has seen."""
        self.edit(page, person, 0, new=False)
        self.publish(page, person, "")

    @rule(page=PAGES, author=PEOPLE, reviewer=PEOPLE, editor=PEOPLE)
    def go_the_whole_way(self, page: int, author: int, reviewer: int, editor: int) -> None:
        self.edit(page, author, 1, new=True)
        self.submit(page, author)
        self.decide(page, reviewer, says_no=False)
        self.publish(page, editor, "")

    @rule(page=PAGES, person=PEOPLE)
    def withdraw(self, page: int, person: int) -> None:
        with contextlib.suppress(NotPublished):
            withdraw(page=self.pages[page], by=self.people[person], reason="It was in error.")

    def makers_since_edition(self, article: Page) -> set[int | None]:
        edition = Edition.objects.filter(page=article).order_by("-number").first()
        since = edition.revision_number if edition else 0
        later = Revision.objects.filter(page=article, number__gt=since)
        return set(later.values_list("made_by", flat=True))

    # What must be true

    @invariant()
    def editions_never_change(self) -> None:
        now = {edition.pk: fingerprint(edition) for edition in Edition.objects.all()}
        assert {pk: now.get(pk) for pk in self.editions} == self.editions
        self.editions = now

    @invariant()
    def revisions_and_editions_are_numbered_densely(self) -> None:
        for model in (Revision, Edition):
            for article in self.pages:
                rows: Any = model._default_manager.filter(page=article).order_by("number")
                numbers = list(rows.values_list("number", flat=True))
                assert numbers == list(range(1, len(numbers) + 1))

    @invariant()
    def readers_see_the_current_edition_and_no_draft(self) -> None:
        client = Client()
        shown = [client.get(place).content.decode() for place in ("/", list_address("article"))]
        public: set[str] = set()
        for publication in Publication.objects.select_related("edition"):
            edition = publication.edition
            answer = client.get(address(publication.kind, publication.slug))
            is_public = publication.state == Publication.State.PUBLISHED
            assert answer.status_code == (200 if is_public else 410)
            html = answer.content.decode()
            shown.append(html)
            said = edition.text + edition.title
            ever = "".join(
                f"{old.text} {old.title}" for old in Edition.objects.filter(page=publication.page_id)
            )
            public |= {word for word in self.written if word in ever}
            if is_public:
                assert all(word in html for word in self.written if word in said)
                old = client.get(edition_address(publication.kind, publication.slug, edition.number))
                assert old.status_code == 200
        everything = "".join(shown)
        assert [word for word in self.written if word not in public and word in everything] == []

    @invariant()
    def the_log_is_a_chain(self) -> None:
        before = ""
        for previous, own in LogEntry.objects.order_by("pk").values_list("previous_hash", "hash"):
            assert previous == before
            before = own


@pytest.mark.django_db
def test_whatever_is_done_in_whatever_order_the_promises_hold() -> None:
    tried = settings(
        stateful_step_count=25,
        max_examples=max(5, settings().max_examples // 5),
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Desk, settings=tried)
