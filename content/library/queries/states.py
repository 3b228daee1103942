"""The public state of pages of the working copy, for lists of editors."""

from typing import Any, TypeVar, cast

from django.db.models import Case, CharField, F, OuterRef, Q, QuerySet, Subquery, TextChoices, Value, When
from django.db.models.functions import Coalesce

from content.library.models import Publication
from content.pages.models import Page, Revision


class PublicState(TextChoices):
    """What readers see of a page."""

    NEVER = "never", "Never published"
    PUBLISHED = "published", "Published"
    CHANGED = "changed", "Changed since"
    WITHDRAWN = "withdrawn", "Withdrawn"


PageT = TypeVar("PageT", bound=Page)


def with_public_state(pages: QuerySet[PageT]) -> QuerySet[PageT]:
    """The same pages with `public_state`, in the same query.

    A page has changed when its latest revision does not say what the published one says: the hashes of two
    revisions can be compared, whatever the schema in which they were taken.
    """
    publication = Publication.objects.filter(page=OuterRef("pk"))
    revisions = Revision.objects.filter(page=OuterRef("pk"))
    latest = revisions.order_by("-number")
    edited = revisions.filter(number=OuterRef("_published_number"))
    stated = pages.annotate(
        _published=Coalesce(Subquery(publication.values("state")[:1]), Value("")),
        _published_number=Subquery(publication.values("edition__revision_number")[:1]),
        _published_hash=Coalesce(Subquery(edited.values("content_hash")[:1]), Value("")),
        _latest_hash=Coalesce(Subquery(latest.values("content_hash")[:1]), Value("")),
        public_state=Case(
            When(Q(_published=""), then=Value(PublicState.NEVER)),
            When(Q(_published=Publication.State.WITHDRAWN), then=Value(PublicState.WITHDRAWN)),
            When(
                ~Q(_latest_hash=Value("")) & ~Q(_latest_hash=F("_published_hash")),
                then=Value(PublicState.CHANGED),
            ),
            default=Value(PublicState.PUBLISHED),
            output_field=CharField(),
        ),
    )
    return cast(QuerySet[PageT], stated)


def stands_as_published(publication: Publication, content_hash: str) -> bool:
    """Whether that hash of content is of what readers read."""
    if publication.state != Publication.State.PUBLISHED:
        return False
    if publication.edition.fingerprint == content_hash:
        return True
    # The fingerprint is of the schema in which it was published: the revision has the hash of today's.
    edited = Revision.objects.filter(page=publication.page_id, number=publication.edition.revision_number)
    return edited.filter(content_hash=content_hash).exists()


def publication_beside(page: Page, content_hash: str) -> tuple[Publication | None, bool]:
    """The page's publication with its edition, and whether it `stands_as_published`: one query for both."""
    edited = Revision.objects.filter(page=OuterRef("page"), number=OuterRef("edition__revision_number"))
    publications = Publication.objects.select_related("edition").annotate(
        published_hash=Subquery(edited.values("content_hash")[:1])
    )
    found: Any = publications.filter(page=page).first()
    if found is None:
        return None, False
    said = content_hash in (found.edition.fingerprint, found.published_hash)
    return found, said and found.state == Publication.State.PUBLISHED
