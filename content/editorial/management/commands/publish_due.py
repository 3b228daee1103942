"""`manage.py publish_due`: publish and withdraw what was scheduled and is due; run it each minute."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from content.editorial.actions.due import run_due
from content.editorial.queries.schedules import in_utc


class Command(BaseCommand):
    help = "Publish and withdraw what is due. Safe to run twice at once, and to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        done = run_due()
        failed = [ran for ran in done if ran.failure]
        for ran in done:
            page, due = ran.schedule.page, in_utc(ran.schedule.due_at)
            name = f"{page.kind}/{page.slug}: {ran.schedule.what}, due {due}"
            if ran.failure:
                self.stderr.write(f"{name}: failed. {ran.failure}")
            elif options["verbosity"]:
                self.stdout.write(f"{name}: done")
        if failed:
            raise CommandError(f"{len(failed)} of {len(done)} failed; the desk shows why.", returncode=1)
