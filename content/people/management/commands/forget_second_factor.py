"""`manage.py forget_second_factor`: for who has lost app, passkeys and recovery codes."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from content.people.actions import forget_second_factor
from content.people.models import User


class Command(BaseCommand):
    """The way back in for a person whom the operator knows."""

    help = "Take the second factors from an account, so that its password alone opens it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")

    def handle(self, *, email: str, **options: Any) -> None:
        person = User.objects.filter(email__iexact=email).first()
        if person is None:
            raise CommandError(f"No account has the address {email}.")
        self.stdout.write(f"Removed {forget_second_factor(person=person)} from {person.email}.")
