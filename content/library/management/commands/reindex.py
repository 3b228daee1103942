"""`manage.py reindex`: the search index is made again while the site serves."""

from argparse import ArgumentParser
from typing import Any, Final

from django.core.management.base import BaseCommand

from content.library.actions.reindexing import index_again, rebuild_matching
from content.library.models import PageWords, Publication
from content.library.publishing.search_rows import VERSION
from content.library.search import backend

_WIDTH: Final = 40


class Command(BaseCommand):
    help = "Make the search index again, page by page, while the site serves."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--stale",
            action="store_true",
            help="only pages that this release has not indexed",
        )
        parser.add_argument(
            "--rebuild",
            action="store_true",
            help="the database’s own index too; writers wait",
        )

    def handle(self, *, stale: bool, rebuild: bool, verbosity: int, **options: Any) -> None:
        if rebuild:  # first, for a damaged index cannot even forget a row
            rebuild_matching()
        known = PageWords.objects.filter(version=VERSION).values("publication")
        wanted = Publication.objects.public().exclude(pk__in=known) if stale else Publication.objects.all()
        publications = list(wanted.order_by("pk").values_list("pk", flat=True))
        shown = 0
        for done, publication in enumerate(publications, start=1):
            index_again(publication=publication)
            if verbosity and (done == len(publications) or done * _WIDTH // len(publications) > shown):
                shown = done * _WIDTH // len(publications)
                self.show(done, len(publications))
        corrects = backend.install_trigrams()
        if verbosity:
            self.stdout.write(f"\n{len(publications)} pages can be found.")
            if not corrects:
                self.stdout.write(
                    "Fewer misspelled words are put right: this role may not create the extension pg_trgm."
                    " As a superuser: CREATE EXTENSION pg_trgm; then run this again."
                )

    def show(self, done: int, total: int) -> None:
        filled = done * _WIDTH // total
        self.stdout.write(f"\r[{'#' * filled}{' ' * (_WIDTH - filled)}] {done} of {total}", ending="")
        self.stdout.flush()
