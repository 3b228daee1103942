"""What becomes of a person's notes when the account is deleted."""

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from content.annotations.models import Flag, Note, NoteVersion, Placement
from content.people.models import User


@transaction.atomic
def leave(*, person: User, keep_public: bool) -> None:
    """Notes for oneself go, and flags; public ones stay without the name if the person wishes.

    Of a note that goes and that others answered only the place stays, for their thread.
    """
    Flag.objects.filter(made_by=person).delete()
    going = Note.objects.filter(made_by=person)
    if keep_public:
        going = going.filter(visibility=Note.Visibility.PRIVATE)
    by_others = Note.objects.exclude(made_by=person)
    answered = by_others.filter(root=OuterRef("pk")) | by_others.filter(parent=OuterRef("pk"))
    kept = Note.objects.filter(pk__in=list(going.filter(Exists(answered)).values_list("pk", flat=True)))
    gone = Note.objects.filter(pk__in=list(going.exclude(pk__in=kept).values_list("pk", flat=True)))
    for rows in (NoteVersion, Flag, Placement):
        rows._default_manager.filter(note__in=gone).delete()
    NoteVersion.objects.filter(note__in=kept).delete()
    empty = {"body": "", "replacement": "", "deleted_at": timezone.now(), "acts": F("acts") + 1}
    kept.filter(kind=Note.NoteKind.REPLY).update(**empty)
    kept.exclude(kind=Note.NoteKind.REPLY).update(**empty, kind=Note.NoteKind.COMMENT, reference="")
    # All that refers to them has gone, and they refer to one another: the database looks at the end.
    gone._raw_delete(gone.db)
