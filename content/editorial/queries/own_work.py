"""Whose work a draft or an edition is, asked for many rows at once: nobody reviews their own."""

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from content.editorial.models import Act, LogEntry
from content.library.models import Edition, Publication
from content.pages.models import Revision
from content.people.models import User


def is_own_draft(person: User) -> Exists:
    """Of a row with a `page`: whether the person saved a revision that readers do not see yet."""
    public = Publication.objects.public().filter(page=OuterRef("page"))
    seen = Coalesce(Subquery(public.values("edition__revision_number")[:1]), Value(0))
    return Exists(Revision.objects.filter(page=OuterRef("page"), made_by=person, number__gt=seen))


def is_own_edition(person: User) -> Case:
    """Of a second review: whether the person published the edition, or saved a revision that it brought.

    After a withdrawal readers had seen nothing: all revisions up to the edition count then.
    """
    reviewed = OuterRef(OuterRef("edition_number"))  # two queries further out
    withdrawn = LogEntry.objects.filter(
        page=OuterRef("page"), act=Act.WITHDRAWN, edition_number=OuterRef("number")
    )
    editions = Edition.objects.filter(page=OuterRef("page"))
    seen = editions.filter(number=reviewed - 1).exclude(Exists(withdrawn)).values("revision_number")[:1]
    brought = editions.filter(number=reviewed).values("revision_number")[:1]
    saved = Revision.objects.filter(
        page=OuterRef("page"),
        made_by=person,
        number__gt=Coalesce(Subquery(seen), Value(0)),
        number__lte=Subquery(brought),
    )
    return Case(
        When(Q(bypassed_by=person) | Q(Exists(saved)), then=Value(True)),
        default=Value(False),
        output_field=BooleanField(),
    )
