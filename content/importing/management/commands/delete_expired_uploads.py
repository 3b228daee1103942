"""`manage.py delete_expired_uploads`: uploads go that are a week old; run it each day."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from content.importing.actions import forget_expired


class Command(BaseCommand):
    help = "Delete uploads that have expired, with their texts. Drafts that were made of them stay."

    def handle(self, *args: Any, **options: Any) -> None:
        count = forget_expired(at=timezone.now())
        if options["verbosity"]:
            self.stdout.write(f"{count} upload{'' if count == 1 else 's'} deleted")
