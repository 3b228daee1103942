"""Whether an account is known well enough that its public notes are shown at once."""

from content.annotations.models import Note
from content.people.models import User


def is_known(person: User, needed: int) -> bool:
    """Who may moderate, and who has as many public notes shown as are needed; 0 knows everybody."""
    if needed == 0 or person.may("moderate"):
        return True
    shown = Note.objects.filter(
        made_by=person, visibility=Note.Visibility.PUBLIC, standing=Note.Standing.SHOWN
    )
    return shown[:needed].count() >= needed
