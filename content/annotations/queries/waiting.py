"""The notes that a moderator has to look at."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from content.annotations.models import Flag, Note


def waiting() -> QuerySet[Note]:
    """Public notes that are held, and shown ones with open flags; the oldest first."""
    flagged = Exists(Flag.objects.filter(note=OuterRef("pk"), settled_at=None))
    found = Note.objects.filter(
        Q(standing=Note.Standing.HELD) | Q(flagged, standing=Note.Standing.SHOWN),
        visibility=Note.Visibility.PUBLIC,
        deleted_at=None,
    )
    return found.select_related("made_by", "root", "page").order_by("made_at", "pk")
