"""What follows from a new revision, whoever made it: an approval was of the revision before."""

from datetime import datetime

from django.db import transaction

from content.editorial.actions.log import record_act
from content.editorial.models import Act, Draft
from content.editorial.transitions import TABLE
from content.pages.models import Page, Revision
from content.people.models import User


@transaction.atomic(savepoint=False)
def draft_saved(*, page: Page, revision: Revision, by: User | None, at: datetime) -> None:
    """Call it with every new revision, in the transaction that made it; what is in review stays there."""
    edited = TABLE[Act.EDITED]
    draft = Draft.objects.select_for_update().filter(page=page, state__in=edited.sources).first()
    if draft is None or draft.revision_number >= revision.number:
        return
    before, draft.state = draft.state, edited.target
    draft.since = at
    draft.save(update_fields=["state", "since"])
    record_act(
        page=page,
        act=Act.EDITED,
        by=by,
        at=at,
        states=(before, draft.state),
        revision_number=revision.number,
        note=f"The approval was of revision {draft.revision_number}.",
    )
