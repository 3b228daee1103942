"""Checks that no entry of the editorial log was changed, removed or slipped in."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from content.editorial.actions.log import end_of_log, first_break
from content.editorial.models import LogEntry


class Command(BaseCommand):
    help = "Check the chain of the editorial log; exit status 1 where it is broken."

    def handle(self, *args: Any, **options: Any) -> None:
        head, last = end_of_log()
        entries = LogEntry.objects.filter(pk__lte=last).order_by("pk")
        broken = first_break(entries.iterator(), head)
        if broken is None:
            self.stdout.write(f"The log holds: {entries.count()} entries, none changed.")
        elif isinstance(broken, str):
            raise CommandError(f"The log is broken: {broken}")
        else:
            raise CommandError(f"The log is broken at entry {broken.pk} ({broken.at:%Y-%m-%d %H:%M} UTC).")
