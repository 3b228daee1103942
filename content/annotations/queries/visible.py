"""Whose eyes a note is for: spelled once, asked by everything that shows, counts or sends notes."""

from django.db.models import Q

from content.annotations.models import Note
from content.people.models import User


def visible_to(person: User | None) -> Q:
    """The notes that the person may see; None is anybody without an account.

    Others see a public note while it stands; its author sees it always, and moderators see those that wait.
    """
    public = Q(visibility=Note.Visibility.PUBLIC)
    seen = public & Q(standing=Note.Standing.SHOWN)
    if person is None:
        return seen
    if person.may("moderate"):
        seen = public
    return seen | Q(made_by=person)


def may_see(note: Note, person: User | None) -> bool:
    return Note.objects.filter(visible_to(person), pk=note.pk).exists()


def reader(user: object) -> User | None:
    """The person who asks, if one is signed in."""
    return user if isinstance(user, User) and user.is_active else None
