"""One sentence on every page of the desk: what happens next, who may do it; and why a button is off."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.dateformat import format as in_words

from content.editorial.models import Act, Draft, Remark, Schedule, SecondReview, State
from content.editorial.queries.naming import desk_address
from content.editorial.queries.schedules import open_schedules, said
from content.editorial.queries.standing import Standing, standing, why_no_second_review
from content.pages.models import Page
from content.people.models import User
from content.people.roles import who_may

_LEADING_ON: Final = (Act.SUBMITTED, Act.APPROVED, Act.PUBLISHED, Act.SECOND_REVIEW_GIVEN)


@dataclass(frozen=True)
class Button:
    """What could be done next, where, and why this person cannot do it now; "" where they can."""

    act: str
    label: str
    address: str
    why_off: str = ""


@dataclass(frozen=True)
class NextStep:
    """What happens next to a page, and what this person can do about it."""

    sentence: str
    buttons: tuple[Button, ...]

    def button(self, act: str) -> Button | None:
        return next((button for button in self.buttons if button.act == act), None)

    @property
    def usable(self) -> list[Button]:
        return [button for button in self.buttons if not button.why_off]

    @property
    def main(self) -> Button | None:
        """What leads the draft on to its readers, where the person can do it."""
        return next((button for button in self.usable if button.act in _LEADING_ON), None)

    @property
    def off(self) -> list[Button]:
        return [button for button in self.buttons if button.why_off]


def next_step(page: Page, person: User) -> NextStep:
    """In seven queries, and one more where remarks are open."""
    now = standing(page)
    schedules = list(open_schedules(page))
    second_reviews = list(SecondReview.objects.filter(page=page, outcome=SecondReview.Outcome.WAITING))
    said_first = [said(schedule) for schedule in schedules]
    said_last = [
        f"Edition {second.edition_number} was published without second review and waits for one."
        for second in second_reviews
    ]
    buttons = [
        *_of_the_draft(now, person),
        *_of_the_public(now, person, schedules),
        *_of_schedules(page, person, schedules),
        *_of_second_reviews(page, person, second_reviews),
    ]
    is_set = next((schedule for schedule in schedules if _takes(schedule, now)), None)
    sentence = _until(is_set, now) if is_set else _sentence(now)
    return NextStep(" ".join(filter(None, [*said_first, sentence, *said_last])), tuple(buttons))


def _takes(schedule: Schedule, now: Standing) -> bool:
    """Whether the schedule will publish the latest revision."""
    is_waiting = schedule.standing == Schedule.Standing.WAITING
    return is_waiting and now.revision is not None and schedule.revision_number == now.revision.number


def _until(schedule: Schedule, now: Standing) -> str:
    """What has to happen before the time that is set, if anything."""
    draft = now.draft
    if draft and draft.revision_number == schedule.revision_number and _sent_back_since(schedule, draft):
        who = draft.decided_by or "A reviewer"
        return f"{who} requested changes since: unless it is approved before then, it is not published."
    is_reviewed = now.is_approved or schedule.made_by_id not in now.makers
    if is_reviewed or schedule.terms.get("reason_for_bypass"):
        return ""
    return f"Next: {who_may('review')} who wrote none of it has to approve it before then."


def _sent_back_since(schedule: Schedule, draft: Draft) -> bool:
    return draft.state == State.CHANGES_REQUESTED and draft.since > schedule.made_at


def _sentence(now: Standing) -> str:
    if now.revision is None:
        return "The page was never saved at the desk: saving it makes its first revision."
    if now.is_unchanged and now.publication:
        return f"Readers see the page as it stands, edition {now.publication.edition.number}.{_due(now.page)}"
    return {
        State.DRAFT: _draft,
        State.IN_REVIEW: _in_review,
        State.CHANGES_REQUESTED: _changes_requested,
        State.APPROVED: _approved,
    }[State(now.state)](now)


def _due(page: Page) -> str:
    if page.review_by is None:
        return ""
    return f" Someone should read it again by {in_words(page.review_by, 'j F Y')}."


def _draft(now: Standing) -> str:
    publish = f"{who_may('review')} who wrote none of it can publish it at once"
    return f"A draft. Next: {who_may('submit')} submits it for review, or {publish}."


def _in_review(now: Standing) -> str:
    draft = now.draft
    who = who_may("review")
    if draft is None:
        return f"In review. Next: {who} decides."
    asked = f"{draft.reviewer}, who was asked, or {who}" if draft.reviewer else who
    return (
        f"In review since {in_words(draft.since, 'j F Y')}. Next: {asked} who wrote none of it approves it "
        "or requests changes."
    )


def _changes_requested(now: Standing) -> str:
    draft = now.draft
    remarks = Remark.objects.filter(page=now.page, settled_at=None).count()
    who = f"{draft.decided_by} requested changes" if draft and draft.decided_by else "Changes are requested"
    first = f"the author settles {remarks} open remark{'s' if remarks > 1 else ''}, then " if remarks else ""
    return f"{who}. Next: {first}{who_may('submit')} submits it again."


def _approved(now: Standing) -> str:
    draft = now.draft
    by = f" by {draft.decided_by}" if draft and draft.decided_by else ""
    number = draft.revision_number if draft else ""
    return (
        f"Revision {number} is approved{by}. Next: {who_may('publish')} publishes it, now or at a set time."
    )


def _of_the_draft(now: Standing, person: User) -> Iterator[Button]:
    """What leads the draft on; the acts that its state does not know are left out."""
    page = now.page
    if now.revision is None:
        return
    if now.state in (State.DRAFT, State.CHANGES_REQUESTED) and not now.is_unchanged:
        why = now.why_not(Act.SUBMITTED, person)
        yield Button(Act.SUBMITTED, "Submit for review …", desk_address(page, "submit"), why)
    if now.state == State.IN_REVIEW:
        why = now.why_not(Act.TAKEN_BACK, person)
        yield Button(Act.TAKEN_BACK, "Take back …", desk_address(page, "take_back"), why)
    if now.state in (State.IN_REVIEW, State.CHANGES_REQUESTED, State.APPROVED):
        act = Act.CHANGES_REQUESTED if now.state == State.APPROVED else Act.APPROVED
        yield Button(Act.APPROVED, "Review …", desk_address(page, "review"), now.why_not(act, person))


def _of_the_public(now: Standing, person: User, schedules: list[Schedule]) -> Iterator[Button]:
    page = now.page
    why = "" if person.may("publish") else f"Publishing is for {who_may('publish')}."
    if now.is_unchanged:
        why = why or "Nothing has changed since the edition that readers see."
    yield Button(Act.PUBLISHED, "Publish …", desk_address(page, "publish"), why)
    waiting = {schedule.what for schedule in schedules if schedule.standing == Schedule.Standing.WAITING}
    if now.revision and not now.is_unchanged and Schedule.What.PUBLISH not in waiting:
        yield Button(Act.SCHEDULED, "Publish at …", desk_address(page, "schedule"), why)
    if now.is_public and Schedule.What.WITHDRAW not in waiting:
        why = "" if person.may("withdraw") else f"Withdrawing is for {who_may('withdraw')}."
        yield Button(Act.WITHDRAWN, "Withdraw at …", desk_address(page, "schedule_withdrawal"), why)
    if now.is_public:
        why = "" if person.may("review") else f"Reviewing is for {who_may('review')}."
        if not now.is_unchanged:
            why = why or "There are changes that readers do not see: publish or discard them first."
        address = desk_address(page, "reviewed")
        yield Button(Act.REVIEWED_UNCHANGED, "Reviewed, nothing to change …", address, why)


def _of_schedules(page: Page, person: User, schedules: list[Schedule]) -> Iterator[Button]:
    for schedule in schedules:
        verb = "publish" if schedule.what == Schedule.What.PUBLISH else "withdraw"
        why = "" if person.may(verb) else f"Canceling is for {who_may(verb)}."
        failed = schedule.standing == Schedule.Standing.FAILED
        label = "Dismiss the failure …" if failed else f"Cancel the set time to {verb} …"
        address = desk_address(page, "cancel_schedule", schedule.pk)
        yield Button(Act.SCHEDULE_CANCELLED, label, address, why)


def _of_second_reviews(page: Page, person: User, second_reviews: list[SecondReview]) -> Iterator[Button]:
    for second in second_reviews:
        why = why_no_second_review(second, person)
        address = desk_address(page, "second_review", second.edition_number)
        label = f"Review edition {second.edition_number} …"
        yield Button(Act.SECOND_REVIEW_GIVEN, label, address, why)
