"""The public state of pages of the working copy, for lists of editors."""

from typing import TypeVar, cast

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

    A page has changed when its latest revision is not what was published.
    """
    publication = Publication.objects.filter(page=OuterRef("pk"))
    latest = Revision.objects.filter(page=OuterRef("pk")).order_by("-number")
    stated = pages.annotate(
        _published=Coalesce(Subquery(publication.values("state")[:1]), Value("")),
        _edition_hash=Coalesce(Subquery(publication.values("edition__fingerprint")[:1]), Value("")),
        _latest_hash=Coalesce(Subquery(latest.values("content_hash")[:1]), Value("")),
        public_state=Case(
            When(Q(_published=""), then=Value(PublicState.NEVER)),
            When(Q(_published=Publication.State.WITHDRAWN), then=Value(PublicState.WITHDRAWN)),
            When(
                ~Q(_latest_hash=Value("")) & ~Q(_latest_hash=F("_edition_hash")),
                then=Value(PublicState.CHANGED),
            ),
            default=Value(PublicState.PUBLISHED),
            output_field=CharField(),
        ),
    )
    return cast(QuerySet[PageT], stated)
