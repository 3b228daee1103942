"""`manage.py import_documents`: documents become articles, each of them all or nothing."""

import json
from contextlib import nullcontext
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.db.models import Q

from content.importing.actions import ImportResult, Outcome, SharedTitle, import_document, rehearsal
from content.importing.documents import UnreadableDocument
from content.importing.formats import KNOWN, LARGEST
from content.importing.report import report_lines
from content.pages.actions import EditConflict
from content.people.models import User

_SAYS: Final = {
    Outcome.CREATED: "imported as a new article, {address}",
    Outcome.UPDATED: "imported as the next revision of {address}",
    Outcome.UNCHANGED: "unchanged: these bytes were imported before, as {address}",
}


class Command(BaseCommand):
    help = "Import documents as articles. A document that cannot be imported does not stop the others."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", help=f"a document ({', '.join(KNOWN)})")
        parser.add_argument("--dry-run", action="store_true", help="report everything and keep nothing")
        parser.add_argument("--json", action="store_true", help="print what was found as JSON, nothing else")
        parser.add_argument("--user", metavar="NAME", help="who imports: an e-mail address or a display name")

    def handle(self, *args: Any, **options: Any) -> None:
        by = _user(options["user"]) if options["user"] else None
        results: list[ImportResult] = []
        with rehearsal() if options["dry_run"] else nullcontext():
            for path in options["paths"]:
                result = self._imported(path, by)
                if result is not None:
                    results.append(result)
                    if not options["json"]:
                        self._report(result, dry_run=options["dry_run"])
        if options["json"]:
            documents = [result.document.as_json() for result in results]
            self.stdout.write(json.dumps({"documents": documents}, ensure_ascii=False, indent=2))
        failed = len(options["paths"]) - len(results)
        if failed:
            raise CommandError(f"{failed} of {len(options['paths'])} documents not imported.", returncode=1)

    def _imported(self, path: str, by: User | None) -> ImportResult | None:
        """The import of one file; None after saying on the error stream why it failed."""
        try:
            return import_document(data=_bytes_of(path), file_name=path, by=by)
        except UnreadableDocument as refused:
            self.stderr.write(refused.in_file(path))
        except (SharedTitle, EditConflict) as refused:
            self.stderr.write(f"{path}: {refused}")
        except DatabaseError as error:
            self.stderr.write(f"{path}: the database refused it, and nothing of it is kept: {error}")
        return None

    def _report(self, result: ImportResult, *, dry_run: bool) -> None:
        says = _SAYS[result.outcome].format(address=f"articles/{result.article.slug}/")
        self.stdout.write("\n".join(report_lines(result.document)))
        self.stdout.write(f"  {'Would be ' if dry_run else 'Result       '}{says}\n")


def _bytes_of(path: str) -> bytes:
    """The file's bytes, no more of them than the reader needs to refuse it; raises UnreadableDocument."""
    try:
        with Path(path).open("rb") as file:
            return file.read(LARGEST + 1)
    except FileNotFoundError as error:
        raise UnreadableDocument("there is no such file") from error
    except IsADirectoryError as error:
        raise UnreadableDocument("this is a folder; name the documents in it") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableDocument(f"the file cannot be read: {reason}") from error


def _user(name: str) -> User:
    """The person with this e-mail address or display name."""
    people = list(User.objects.filter(Q(email__iexact=name) | Q(display_name=name), is_active=True)[:2])
    if len(people) != 1:
        raise CommandError(f"{'Several people are' if people else 'Nobody is'} called {name}.")
    return people[0]
