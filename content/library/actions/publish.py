"""Publishing: the page as it stands, or one of its revisions, becomes its next edition."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from content.library import signals
from content.library.actions.generation import site_changed
from content.library.models import Edition, OldSlug, PassageKey, Publication
from content.library.publishing.checks import reasons_against
from content.library.publishing.composing import TakenKeys, compose
from content.library.publishing.correcting import with_corrections
from content.library.publishing.indexing import index
from content.library.publishing.names import lexicon
from content.library.publishing.preview import unnumbered
from content.library.queries.states import publication_beside
from content.pages.actions import record_revision
from content.pages.models import Page, Revision
from content.pages.snapshots import Snapshot
from content.people.models import User


class NotPublishable(Exception):
    """The page cannot be published; `reasons` are sentences, all of them at once."""

    def __init__(self, page: Page, reasons: Sequence[str]) -> None:
        self.page, self.reasons = page, list(reasons)
        super().__init__(f"“{page}” cannot be published: " + " ".join(reasons))


@dataclass(frozen=True)
class Published:
    """The current edition, and whether it was made just now: an unchanged page makes no edition."""

    edition: Edition
    is_new: bool


@transaction.atomic
def publish(
    *,
    page: Page,
    by: User | None,
    note: str = "",
    minor: bool = False,
    correction: str = "",
    revision: Revision | None = None,
    at: datetime | None = None,
) -> Published:
    """Freeze the revision, or else the page as it stands, into its next edition, which readers see from now.

    Raises NotPublishable. Sends `published` inside the transaction: what a listener refuses is not published.
    """
    at = at or timezone.now()
    if revision is None:
        revision, _ = record_revision(page=page, by=by, at=at)  # which also lets one publish at a time
    else:
        Page.objects.select_for_update().get(pk=page.pk)
    publication, stands = publication_beside(page, revision.content_hash)
    previous = publication.edition if publication else None
    if previous and stands:
        return Published(previous, False)
    taken = revision.taken
    _check(page, publication, taken, unexplained=bool(correction) and not note)
    edition = _composed(page, revision, taken, previous)
    minor = minor and publication is not None and publication.state == Publication.State.PUBLISHED
    edition.note, edition.minor, edition.correction = note, minor, correction
    edition.published_by, edition.published_by_name = by, by.display_name if by else ""
    edition.published_at = at
    with_corrections(edition, previous).save(force_insert=True)
    _remember_keys(page, edition)
    current = _make_current(page, edition, publication)
    index(current, edition, previous)
    site_changed(at=at)
    signals.published.send(sender=Edition, page=page, edition=edition, previous=previous)
    return Published(edition, True)


def _composed(page: Page, revision: Revision, taken: Snapshot, previous: Edition | None) -> Edition:
    """The revision as the next edition, with the keys of its passages; not yet who publishes it, and when."""
    number = previous.number + 1 if previous else 1
    composed = compose(
        taken,
        page=page.pk,
        lexicon=lexicon(without=page.pk),
        previous=(previous.text, previous.content["passages"]) if previous else None,
        seed=f"{taken['kind']}/{taken['slug']}/{number}",
        taken_keys=_Ledger(),
    )
    edition = unnumbered(page, taken, composed)
    edition.number, edition.revision_number = number, revision.number
    edition.fingerprint = revision.content_hash
    return edition


class _Ledger(TakenKeys):
    """Every key that was ever given."""

    def among(self, keys: Sequence[str]) -> set[str]:
        return set(PassageKey.objects.filter(key__in=keys).values_list("key", flat=True))


def _check(page: Page, publication: Publication | None, taken: Snapshot, *, unexplained: bool) -> None:
    reasons = [*reasons_against(taken), *address_taken(page, publication, taken)]
    if unexplained:
        reasons.append("Say what the edition corrects: readers find it among the corrections.")
    if reasons:
        raise NotPublishable(page, reasons)


def address_taken(page: Page, publication: Publication | None, taken: Snapshot) -> list[str]:
    """Why the page cannot have the address that it asks for; nothing where it can."""
    kind, slug = taken["kind"], taken["slug"]
    if publication and publication.slug == slug:
        return []
    other = Publication.objects.filter(kind=kind, slug=slug).exclude(page=page).first()
    old = OldSlug.objects.filter(kind=kind, slug=slug).exclude(page=page).select_related("page").first()
    if other:
        return [f"The address “{slug}” is that of “{other.title}” on the public site. Choose another one."]
    if old:
        return [
            f"The address “{slug}” once was that of another page and still leads there. Choose another one."
        ]
    return []


def _remember_keys(page: Page, edition: Edition) -> None:
    PassageKey.objects.bulk_create(
        [
            PassageKey(
                key=passage["key"], page_id=page.pk, first_edition=edition.number, last_edition=edition.number
            )
            for passage in edition.content["passages"]
        ],
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=["last_edition"],
    )


def _make_current(page: Page, edition: Edition, publication: Publication | None) -> Publication:
    if publication is None:
        publication = Publication(page_id=page.pk, first_published_at=edition.published_at)
    elif publication.slug != edition.slug:
        OldSlug.objects.get_or_create(
            kind=publication.kind, slug=publication.slug, defaults={"page_id": page.pk}
        )
        OldSlug.objects.filter(kind=edition.kind, slug=edition.slug).delete()
    publication.edition = edition
    publication.state = Publication.State.PUBLISHED
    publication.kind, publication.slug = edition.kind, edition.slug
    publication.title, publication.summary = edition.title, edition.summary
    publication.acronym = edition.content["acronym"]
    publication.variety, publication.began = edition.content["variety"], edition.content["began"]
    publication.words = edition.words
    publication.withdrawn_at, publication.withdrawn_by, publication.reason = None, None, ""
    publication.cause, publication.treatment = "", Publication.Treatment.GONE
    publication.superseded_by = None
    if not edition.minor:
        publication.changed_at = edition.published_at
    publication.save()
    return publication
