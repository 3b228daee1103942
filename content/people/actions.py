"""What changes an account."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction

from content.people.models import User


@transaction.atomic
def rename(*, person: User, name: str) -> None:
    """Gives the person another display name."""
    person.display_name = name
    person.save(update_fields=["display_name"])


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
