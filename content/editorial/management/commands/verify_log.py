"""Checks that no entry of the editorial log was changed, removed or slipped in."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from content.editorial.actions.log import ONLY, first_break
from content.editorial.models import LogEntry, LogHead


class Command(BaseCommand):
    help = "Check the chain of the editorial log; exit status 1 where it is broken."

    def handle(self, *args: Any, **options: Any) -> None:
        head = LogHead.objects.filter(pk=ONLY).values_list("hash", flat=True).first() or ""
        broken = first_break(LogEntry.objects.order_by("pk").iterator(), head)
        if broken is None:
            self.stdout.write(f"The log holds: {LogEntry.objects.count()} entries, none changed.")
        elif isinstance(broken, str):
            raise CommandError(f"The log is broken: {broken}")
        else:
            raise CommandError(f"The log is broken at entry {broken.pk} ({broken.at:%Y-%m-%d %H:%M} UTC).")
