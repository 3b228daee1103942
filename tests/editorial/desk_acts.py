"""What people at the desk may try beside writing, reviewing and publishing; for tests of any sequence."""

import contextlib
from datetime import timedelta

from django.db import transaction
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from content.editorial.actions import restoring
from content.editorial.actions.deleting import WasPublished, delete_draft, recover
from content.editorial.actions.due import run_due
from content.editorial.actions.publishing import PublishingRefused, Terms
from content.editorial.actions.review import ReviewRefused, give_second_review
from content.editorial.actions.scheduling import (
    ScheduleRefused,
    cancel_schedule,
    schedule_publication,
    schedule_withdrawal,
)
from content.editorial.actions.sharing import share_preview
from content.editorial.models import Schedule, SecondReview
from content.library.actions import NotPublishable, NotPublished
from content.library.models import Edition, Publication
from content.pages.models import Page, Revision
from content.people.models import User

PEOPLE = st.integers(0, 3)
PAGES = st.integers(0, 1)


class MoreActs(RuleBasedStateMachine):
    """Setting times, second reviews, going back, deleting, sharing."""

    people: list[User]
    pages: list[Page]
    written: dict[str, int]

    def latest(self, page: int) -> Revision:
        latest = Revision.objects.latest_of(self.pages[page])
        assert latest is not None
        return latest

    @rule(page=PAGES, person=PEOPLE, hours=st.integers(1, 40), reason=st.sampled_from(["", "It is urgent."]))
    def set_a_time(self, page: int, person: int, hours: int, reason: str) -> None:
        with contextlib.suppress(ScheduleRefused, PublishingRefused, NotPublishable):
            made = schedule_publication(
                page=self.pages[page],
                by=self.people[person],
                due_at=timezone.now() + timedelta(hours=hours),
                revision_number=self.latest(page).number,
                terms=Terms("It changed.", reason_for_bypass=reason),
            )
            assert self.people[person].may("publish")
            assert made.standing == Schedule.Standing.WAITING

    @rule(page=PAGES, person=PEOPLE, hours=st.integers(1, 40))
    def set_a_withdrawal(self, page: int, person: int, hours: int) -> None:
        due_at = timezone.now() + timedelta(hours=hours)
        terms = {"reason": "It was in error."}
        with contextlib.suppress(ScheduleRefused, NotPublished):
            schedule_withdrawal(page=self.pages[page], by=self.people[person], due_at=due_at, terms=terms)

    @rule(page=PAGES, person=PEOPLE)
    def cancel(self, page: int, person: int) -> None:
        waiting = Schedule.objects.filter(page=self.pages[page], standing=Schedule.Standing.WAITING).first()
        if waiting:
            with contextlib.suppress(ScheduleRefused):
                cancel_schedule(schedule=waiting, by=self.people[person])

    @rule(hours=st.integers(20, 60))
    def the_time_comes(self, hours: int) -> None:
        """What was set is done as it was set, or has failed and says why; a second run finds nothing."""
        at = timezone.now() + timedelta(hours=hours)
        due = list(Schedule.objects.filter(standing=Schedule.Standing.WAITING, due_at__lte=at))
        run_due(at=at)
        for schedule in due:
            schedule.refresh_from_db()
            assert schedule.standing != Schedule.Standing.WAITING
            if schedule.standing == Schedule.Standing.FAILED:
                assert schedule.failure
            elif schedule.standing == Schedule.Standing.DONE and schedule.what == Schedule.What.PUBLISH:
                made_of_it = Edition.objects.filter(page=schedule.page_id)
                assert made_of_it.filter(revision_number=schedule.revision_number or 0).exists()
        assert run_due(at=at) == []

    @rule(page=PAGES, person=PEOPLE)
    def give_the_second_review(self, page: int, person: int) -> None:
        waiting = SecondReview.objects.filter(page=self.pages[page], outcome=SecondReview.Outcome.WAITING)
        second = waiting.first()
        if second is None:
            return
        try:
            give_second_review(second_review=second, by=self.people[person])
        except ReviewRefused:
            return
        edition = Edition.objects.get(page=self.pages[page], number=second.edition_number)
        own = Revision.objects.filter(page=self.pages[page], number=edition.revision_number)
        assert self.people[person].may("review")
        assert not own.filter(made_by=self.people[person]).exists()
        assert second.bypassed_by_id != self.people[person].pk

    @rule(page=PAGES, person=PEOPLE, back=st.integers(0, 5))
    def restore(self, page: int, person: int, back: int) -> None:
        article, latest = self.pages[page], self.latest(page)
        wanted = Revision.objects.get(page=article, number=1 + back % latest.number)
        by = self.people[person]
        revision, untaken = restoring.restore(page=article, number=wanted.number, seen=latest.number, by=by)
        assert untaken == []
        assert revision.content_hash == wanted.content_hash

    @rule(page=PAGES, person=PEOPLE)
    def discard(self, page: int, person: int) -> None:
        article, seen = self.pages[page], self.latest(page).number
        try:
            revision, untaken = restoring.discard(page=article, seen=seen, by=self.people[person])
        except restoring.NothingToReturnTo:
            assert not Publication.objects.public().filter(page=article).exists()
            return
        edition = Publication.objects.get(page=article).edition
        public = Revision.objects.get(page=article, number=edition.revision_number)
        assert untaken == []
        assert revision.content_hash == public.content_hash

    @rule(page=PAGES, person=PEOPLE)
    def delete_and_recover(self, page: int, person: int) -> None:
        """What was never public can go, and comes back as it was; what was public stays."""
        article, key = self.pages[page], self.pages[page].pk  # deleting takes the key from the object
        before = list(Revision.objects.filter(page=article).order_by("number").values_list("content_hash"))
        try:
            with transaction.atomic():
                deleted = delete_draft(page=article, by=self.people[person])
        except (WasPublished, ProtectedError):
            assert Edition.objects.filter(page=article).exists()
            return
        assert not Page.objects.filter(pk=key).exists()
        recover(deleted=deleted, by=self.people[person])
        self.pages[page] = Page.objects.get(pk=key)
        after = list(Revision.objects.filter(page=key).order_by("number").values_list("content_hash"))
        assert after[: len(before)] == before

    @rule(page=PAGES, person=PEOPLE)
    def share(self, page: int, person: int) -> None:
        """A link shows its own page, and nothing of another's that was never public."""
        article = self.pages[page]
        _, secret = share_preview(page=article, by=self.people[person])
        html = Client().get(reverse("shared_preview", args=[secret])).content.decode()
        said = "".join(f"{text} {title}" for text, title in Edition.objects.values_list("text", "title"))
        strange = [word for word, pk in self.written.items() if pk != article.pk and word in html]
        assert [word for word in strange if word not in said] == []
