"""What changes an account."""

from typing import Final

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import Q

from content.people.models import User
from content.people.roles import Role
from content.people.signals import account_deleted

_PERSONAL: Final = ("email", "display_name", "role", "password", "last_login")
DELETED_READER: Final = "deleted reader"


class LastChiefEditor(Exception):
    """Nobody else may manage people: another chief editor must be made first."""


@transaction.atomic
def rename(*, person: User, name: str) -> None:
    """Gives the person another display name."""
    person.display_name = name
    person.save(update_fields=["display_name"])


@transaction.atomic
def delete_account(*, person: User, keep_notes: bool) -> None:
    """Takes everything personal out of the account; LastChiefEditor if nobody could manage people any more.

    Address, password, second factors and sessions go. The empty row stays, since revisions and notes refer to
    it: as "deleted reader", or under the name of who worked at the desk, whose acts stay on the record.
    """
    chiefs = User.objects.filter(Q(role=Role.CHIEF_EDITOR) | Q(is_superuser=True), is_active=True)
    standing = {chief.pk for chief in chiefs.select_for_update()}
    if standing == {person.pk}:
        raise LastChiefEditor
    account_deleted.send(sender=User, user=person, keep_notes=keep_notes)
    for session in UserSession.objects.filter(user=person):
        session.end()
    EmailAddress.objects.filter(user=person).delete()
    Authenticator.objects.filter(user=person).delete()
    if not person.is_staff:
        person.display_name = DELETED_READER
        person.role = Role.READER
    person.email = f"deleted-{person.pk}@deleted.invalid"
    person.set_unusable_password()
    person.is_active = person.is_superuser = False
    person.is_deleted = True
    person.last_login = None
    person.save(update_fields=[*_PERSONAL, "is_active", "is_superuser", "is_deleted"])


@transaction.atomic
def forget_second_factor(*, person: User) -> int:
    """Takes away app, passkeys and recovery codes of who has lost them all; how many there were.

    The password alone opens the account then; whoever calls this has seen who asks.
    """
    found, _ = Authenticator.objects.filter(user=person).delete()
    return found


@transaction.atomic
def vouch_for_address(*, person: User) -> None:
    """Makes the account's address its confirmed one, as if its owner had followed a link; no letter is sent.

    For accounts that others make or correct: whoever may do that answers for the address.
    """
    EmailAddress.objects.filter(user=person).delete()
    EmailAddress.objects.filter(email=person.email, verified=True).delete()
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)
