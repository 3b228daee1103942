"""What becomes of a title that texts name and no page has: written, found under another name, declined."""

from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction
from django.utils import timezone

from content.editorial.actions.after_save import draft_saved
from content.editorial.actions.log import record_act
from content.editorial.models import Act, WantedTitle
from content.library.actions import ask_for_title, decline_title
from content.library.wording import title_key
from content.pages.actions import NotWritable, record_revision, write_snapshot
from content.pages.addresses import free_slug
from content.pages.models import Kind, Page, Revision
from content.pages.snapshots import MODELS, snapshot
from content.people.models import User

# An agreement cannot begin with its title alone: someone has to say which kind it is of.
KINDS: Final = (Kind.ARTICLE, Kind.CASE_STUDY, Kind.ORGANIZATION, Kind.COUNTRY)
Decision = WantedTitle.Decision


class NotDecided(Exception):
    """The decision cannot be taken; it says why in a sentence."""


@transaction.atomic
def start_draft(*, title: str, kind: str, by: User, at: datetime | None = None) -> tuple[Page, bool]:
    """The draft of that title, and whether it was made now: a page that has the title already is taken.

    Raises NotDecided where editors decided otherwise about the title: who may only write undoes no decision.
    """
    at = at or timezone.now()
    if kind not in KINDS:
        raise NotDecided("Begin a page of that kind by its own form.")
    key = title_key(title)
    standing = WantedTitle.objects.select_for_update().filter(key=key).first()
    if standing is not None and standing.decision != Decision.IN_DRAFT:
        what = standing.get_decision_display()
        raise NotDecided(f"{standing.decided_by} decided about “{title}”: {what}. Want it again first.")
    if standing is not None and standing.page is not None:
        return standing.page, False
    page = next((one for one in Page.objects.filter(title__iexact=title).order_by("pk")), None)
    is_new = page is None
    if page is None:
        page = _made(title, kind, by, at)
    _decide(key, title, Decision.IN_DRAFT, by=by, at=at, page=page)
    return page, is_new


@transaction.atomic
def same_as(*, title: str, page: Page, by: User, at: datetime | None = None) -> tuple[Revision, bool]:
    """Make the title another name of the page; True if the page's next edition will resolve it.

    Raises NotDecided where the name is another page's.
    """
    at = at or timezone.now()
    key = title_key(title)
    Page.objects.select_for_update().get(pk=page.pk)
    taken = snapshot(page)
    names = [taken["title"], *(alias["surface"] for alias in taken["aliases"] if not alias["ambiguous"])]
    is_named = key in map(title_key, names)
    if not is_named:
        alias = {
            "surface": title,
            "kind": "other",
            "language": "en",
            "case_sensitive": True,
            "ambiguous": False,
        }
        rows = [row for row in taken["aliases"] if title_key(row["surface"]) != key]
        taken = {**taken, "aliases": sorted([*rows, alias], key=lambda row: row["surface"])}
    try:
        revision, untaken = write_snapshot(
            page=page, taken=taken, by=by, at=at, note=f"“{title}” is another name of it."
        )
    except NotWritable as refusal:
        raise NotDecided(" ".join(refusal.reasons)) from refusal
    if untaken:
        raise NotDecided(" ".join(untaken))
    if not is_named:
        draft_saved(page=page, revision=revision, by=by, at=at)
    _decide(key, title, Decision.SAME_AS, by=by, at=at, page=page)
    return revision, not is_named


@transaction.atomic
def decline(*, title: str, reason: str, by: User, at: datetime | None = None) -> WantedTitle:
    """The public is no longer asked for the title; texts show its words without a link. Raises NotDecided."""
    at = at or timezone.now()
    reason = reason.strip()
    if not reason:
        raise NotDecided("Say why: whoever meets the title again will ask.")
    key = title_key(title)
    decided = _decide(key, title, Decision.DECLINED, by=by, at=at, reason=reason[:500])
    decline_title(key=key, at=at)
    return decided


@transaction.atomic
def want_again(*, title: str, by: User, at: datetime | None = None) -> bool:
    """Take the decision back. A draft that was begun stays, and so does a name that a page was given."""
    at = at or timezone.now()
    decided = WantedTitle.objects.select_for_update().filter(key=title_key(title)).first()
    if decided is None:
        return False
    _log(decided, "wanted", by=by, at=at)
    ask_for_title(key=decided.key, at=at)
    decided.delete()
    return True


def _made(title: str, kind: str, by: User, at: datetime) -> Page:
    model = MODELS[kind]
    taken = set(Page.objects.filter(kind=kind).values_list("slug", flat=True))
    try:
        with transaction.atomic():
            page = model.objects.create(title=title, slug=free_slug(title, taken), created_by=by)
    except IntegrityError as taken_meanwhile:
        raise NotDecided(f"Someone began “{title}” at this moment. Look again.") from taken_meanwhile
    record_revision(page=page, by=by, at=at, note="Begun because texts name it.")
    return page


def _decide(
    key: str,
    title: str,
    decision: str,
    *,
    by: User,
    at: datetime,
    page: Page | None = None,
    reason: str = "",
) -> WantedTitle:
    if decision != Decision.DECLINED:
        ask_for_title(key=key, at=at)
    decided, _ = WantedTitle.objects.update_or_create(
        key=key,
        defaults={
            "title": title[:250],
            "decision": decision,
            "page_id": page.pk if page else None,
            "reason": reason,
            "decided_by": by,
            "decided_at": at,
        },
    )
    _log(decided, decision, by=by, at=at)
    return decided


def _log(decided: WantedTitle, decision: str, *, by: User, at: datetime) -> None:
    record_act(
        page=decided.page,
        act=Act.WANTED_DECIDED,
        by=by,
        at=at,
        note=decided.reason,
        title=decided.title,
        detail={"title": decided.title, "decision": str(decision)},
    )
