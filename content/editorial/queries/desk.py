"""What waits at the desk: the admin's start page."""

from dataclasses import dataclass

from content.editorial.extensions import desk_queues
from content.editorial.queries.queues import SHOWN, Asked, Cut, Queue
from content.editorial.queries.queues_of_drafts import DRAFTS, PAGES
from content.editorial.queries.queues_of_matter import MATTER
from content.editorial.queries.queues_of_times import FAILURES, TIMES
from content.pages.models import Revision
from content.people.models import User


@dataclass(frozen=True)
class Desk:
    """Everything that the start page shows; queues with nothing in them come last."""

    waiting: list[tuple[Queue, Cut]]
    empty: list[Queue]
    revisions: list[Revision]


def queues_for(person: User) -> list[Queue]:
    """The queues in which the person can act, in the order of their urgency."""
    every = (*FAILURES, *DRAFTS, *TIMES, *desk_queues, *MATTER, *PAGES)
    return [queue for queue in every if queue.is_for(person)]


def desk(asked: Asked) -> Desk:
    """In two queries a queue, three for wanted titles, three for import problems, one for the revisions."""
    read = [(queue, queue.read(asked, 0, SHOWN)) for queue in queues_for(asked.person)]
    return Desk(
        waiting=[(queue, cut) for queue, cut in read if cut.count],
        empty=[queue for queue, cut in read if not cut.count],
        revisions=_latest_revisions(),
    )


def _latest_revisions() -> list[Revision]:
    latest = Revision.objects.select_related("page", "made_by").defer("snapshot")
    return list(latest.order_by("-made_at", "-pk")[:SHOWN])
