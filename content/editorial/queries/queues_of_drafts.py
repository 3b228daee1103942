"""The queues of drafts: to review, sent back, changed since they were published, never published."""

from typing import Any, Final

from django.db.models import Q, QuerySet

from content.editorial.models import Draft, State
from content.editorial.queries.naming import desk_address
from content.editorial.queries.own_work import is_own_draft
from content.editorial.queries.queues import (
    Asked,
    Cut,
    Item,
    Queue,
    ago,
    cut,
    of_kind,
    written_by,
)
from content.library.queries.states import PublicState, with_public_state
from content.pages.models import Page


def _drafts(asked: Asked, state: str) -> QuerySet[Draft]:
    people = ("submitted_by", "reviewer", "decided_by")
    drafts = Draft.objects.filter(state=state).select_related("page", *people)
    return of_kind(drafts, asked).order_by("since", "pk")


def _to_review(asked: Asked, start: int, stop: int) -> Cut:
    """What was submitted to the person or to anyone; nobody approves their own work."""
    drafts = _drafts(asked, State.IN_REVIEW).annotate(is_own=is_own_draft(asked.person))
    if asked.mine(otherwise=False):
        drafts = drafts.filter(reviewer=asked.person)
    elif asked.mine(otherwise=True):
        drafts = drafts.filter(Q(reviewer=asked.person) | Q(reviewer=None), is_own=False)

    def item(draft: Any) -> Item:
        who = f" by {draft.submitted_by}" if draft.submitted_by else ""
        to = f", to {draft.reviewer}" if draft.reviewer else ""
        said = f"{draft.page.get_kind_display()}, submitted {ago(draft.since, asked.at)}{who}{to}"
        page = draft.page
        address = "" if draft.is_own else desk_address(page, "review")
        return Item(str(page), desk_address(page), said, "" if draft.is_own else "Review …", address)

    return cut(drafts, start, stop, item)


def _sent_back(asked: Asked, start: int, stop: int) -> Cut:
    """Changes that were requested of the person; on request, of everybody."""
    drafts = _drafts(asked, State.CHANGES_REQUESTED)
    if asked.mine(otherwise=True):
        drafts = drafts.filter(Q(submitted_by=asked.person) | written_by(asked.person, "page"))

    def item(draft: Draft) -> Item:
        who = f" by {draft.decided_by}" if draft.decided_by else ""
        said = f"{draft.page.get_kind_display()}, sent back {ago(draft.since, asked.at)}{who}"
        page = draft.page
        return Item(str(page), desk_address(page), said, "Read the remarks", desk_address(page))

    return cut(drafts, start, stop, item)


def _in_state(asked: Asked, state: str) -> QuerySet[Any]:
    pages: QuerySet[Any] = with_public_state(Page.objects.all())
    pages = pages.filter(public_state=state)
    if asked.mine(otherwise=not asked.person.may("publish")):
        pages = pages.filter(written_by(asked.person))
    return of_kind(pages, asked, "kind").order_by("updated_at", "pk")


def _changed(asked: Asked, start: int, stop: int) -> Cut:
    may_publish = asked.person.may("publish")
    view, word = ("publish", "Publish …") if may_publish else ("change", "Open")
    return cut(
        _in_state(asked, PublicState.CHANGED), start, stop, lambda page: _page(page, asked, view, word)
    )


def _never(asked: Asked, start: int, stop: int) -> Cut:
    return cut(
        _in_state(asked, PublicState.NEVER),
        start,
        stop,
        lambda page: _page(page, asked, "preview", "Preview"),
    )


def _page(page: Page, asked: Asked, view: str, word: str) -> Item:
    said = f"{page.get_kind_display()}, saved {ago(page.updated_at, asked.at)}"
    return Item(str(page), desk_address(page), said, word, desk_address(page, view), key=str(page.pk))


DRAFTS: Final = (
    Queue("to-review", "To review", "Nobody waits for a review.", "review", _to_review),
    Queue("changes-requested", "Changes requested", "No changes are asked of you.", "write", _sent_back),
)
PAGES: Final = (
    Queue(
        "changed", "Changed since published", "All that is public is as it stands here.", "write", _changed
    ),
    Queue("never-published", "Never published", "Every page has been published.", "write", _never),
)
