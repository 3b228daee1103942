"""Submitting drafts and deciding about them: every act in one transaction with its entry in the log."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from content.editorial.actions.log import record_act
from content.editorial.models import Act, Draft, Remark, SecondReview
from content.editorial.queries.standing import Standing, standing, why_no_second_review
from content.editorial.transitions import TABLE
from content.pages.actions import record_revision
from content.pages.models import Page, Revision
from content.people.models import User
from content.people.roles import who_may


class ReviewRefused(Exception):
    """The act cannot be done now, or not by this person; it says so in a sentence."""


@dataclass(frozen=True)
class RemarkDraft:
    """What a reviewer says of a section; an empty slug means the whole page."""

    text: str
    section_slug: str = ""


@transaction.atomic
def submit(
    *, page: Page, by: User, reviewer: User | None = None, note: str = "", at: datetime | None = None
) -> Draft:
    """Ask for a review, of someone by name or of any editor. Raises ReviewRefused."""
    at = at or timezone.now()
    now = _locked(page, at)
    if reviewer is not None:
        _check_reviewer(reviewer, now)
    changes = {"submitted_by": by, "reviewer": reviewer, "decided_by": None}
    return _led_on(Act.SUBMITTED, now, by=by, at=at, note=note, changes=changes)


@transaction.atomic
def take_back(*, page: Page, by: User, at: datetime | None = None) -> Draft:
    """Make what was submitted a draft again. Raises ReviewRefused."""
    at = at or timezone.now()
    return _led_on(Act.TAKEN_BACK, _locked(page, at), by=by, at=at)


@transaction.atomic
def approve(*, page: Page, by: User, revision_number: int, at: datetime | None = None) -> Draft:
    """Approve the revision that was looked at, if it is still the latest. Raises ReviewRefused."""
    at = at or timezone.now()
    now = _locked(page, at)
    _check_seen(now, revision_number)
    return _led_on(Act.APPROVED, now, by=by, at=at, changes={"decided_by": by})


@transaction.atomic
def request_changes(
    *,
    page: Page,
    by: User,
    revision_number: int,
    remarks: Sequence[RemarkDraft],
    at: datetime | None = None,
) -> Draft:
    """Send the draft back with at least one remark. Raises ReviewRefused."""
    at = at or timezone.now()
    now = _locked(page, at)
    _check_seen(now, revision_number)
    said = [remark for remark in remarks if remark.text.strip()]
    if not said:
        raise ReviewRefused("Say what to change, on a section or on the whole page.")
    draft = _led_on(
        Act.CHANGES_REQUESTED,
        now,
        by=by,
        at=at,
        note="\n\n".join(remark.text.strip() for remark in said),
        changes={"decided_by": by},
    )
    _keep_remarks(page, revision_number, said, by, at)
    return draft


@transaction.atomic
def settle_remark(*, remark: Remark, by: User, at: datetime | None = None) -> Remark:
    """Mark a remark as done with. Raises ReviewRefused where someone settled it before."""
    at = at or timezone.now()
    if not by.may("write"):
        raise ReviewRefused(f"This is for {who_may('write')}.")
    Page.objects.select_for_update().get(pk=remark.page_id)
    settled = Remark.objects.filter(pk=remark.pk, settled_at=None).update(settled_by=by, settled_at=at)
    remark.refresh_from_db()
    if not settled:
        raise ReviewRefused(f"{remark.settled_by} has settled this remark already.")
    record_act(
        page=remark.page,
        act=Act.REMARK_SETTLED,
        by=by,
        at=at,
        revision_number=remark.revision_number,
        note=remark.text,
        detail={"remark": remark.pk, "section": remark.section_slug},
    )
    return remark


@transaction.atomic
def give_second_review(*, second_review: SecondReview, by: User, at: datetime | None = None) -> SecondReview:
    """Approve an edition that was published without a second pair of eyes. Raises ReviewRefused."""
    at = at or timezone.now()
    page = Page.objects.select_for_update().get(pk=second_review.page_id)
    reason = why_no_second_review(second_review, by)
    if reason:
        raise ReviewRefused(reason)
    given = SecondReview.objects.filter(pk=second_review.pk, outcome=SecondReview.Outcome.WAITING).update(
        outcome=SecondReview.Outcome.GIVEN, given_by=by, given_at=at
    )
    second_review.refresh_from_db()
    if not given:
        raise ReviewRefused(f"{second_review.given_by} has reviewed this edition already.")
    record_act(
        page=page,
        act=Act.SECOND_REVIEW_GIVEN,
        by=by,
        at=at,
        edition_number=second_review.edition_number,
    )
    return second_review


def _locked(page: Page, at: datetime) -> Standing:
    """Where the page stands, which nobody moves until this transaction ends."""
    locked = Page.objects.select_for_update().get(pk=page.pk)
    now = standing(locked)
    if now.revision is None:  # it was never saved at the desk
        record_revision(page=locked, by=None, at=at)
        now = standing(locked)
    return now


def _led_on(
    act: Act, now: Standing, *, by: User, at: datetime, note: str = "", changes: dict[str, Any] | None = None
) -> Draft:
    reason = now.why_not(act, by)
    if reason:
        raise ReviewRefused(reason)
    if now.revision is None:
        raise ReviewRefused("The page has no revision.")
    draft = now.draft or Draft(page_id=now.page.pk)
    before, draft.state = now.state, TABLE[act].target
    draft.revision_number, draft.since = now.revision.number, at
    for name, value in (changes or {}).items():
        setattr(draft, name, value)
    draft.save()
    detail = {"reviewer": str(draft.reviewer)} if act == Act.SUBMITTED and draft.reviewer else {}
    record_act(
        page=now.page,
        act=act,
        by=by,
        at=at,
        states=(before, draft.state),
        revision_number=now.revision.number,
        note=note,
        detail=detail,
    )
    return draft


def _check_seen(now: Standing, number: int) -> None:
    if now.revision is None or now.revision.number != number:
        raise ReviewRefused(
            f"Not done: revision {now.revision.number if now.revision else 0} was saved after you had opened "
            f"revision {number}. Look again, then decide."
        )


def _check_reviewer(reviewer: User, now: Standing) -> None:
    if not reviewer.may("review"):
        raise ReviewRefused(f"{reviewer} cannot review: that is for {who_may('review')}.")
    if now.is_own_work(reviewer):
        raise ReviewRefused(f"{reviewer} made some of these changes. Ask someone else.")


def _keep_remarks(page: Page, number: int, remarks: Sequence[RemarkDraft], by: User, at: datetime) -> None:
    taken = Revision.objects.get(page=page, number=number).taken
    headings = {section["slug"]: section["heading"] for section in taken["sections"]}
    Remark.objects.bulk_create(
        Remark(
            page=page,
            revision_number=number,
            section_slug=remark.section_slug if remark.section_slug in headings else "",
            section_heading=headings.get(remark.section_slug, ""),
            text=remark.text.strip(),
            made_by=by,
            made_at=at,
        )
        for remark in remarks
    )
