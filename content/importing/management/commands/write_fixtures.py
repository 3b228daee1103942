"""`manage.py write_fixtures`: the fixture of the articles is written anew from `seeds/`."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection

from content.importing.article_fixtures import articles_as_fixture

ARTICLES: Final = "40_articles.json"


class Command(BaseCommand):
    help = "Write the fixture of the articles anew from seeds/; the other fixtures are edited by hand."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--to", default=str(settings.BASE_DIR / "fixtures"), help="another folder")

    def handle(self, *args: Any, **options: Any) -> None:
        with _scratch_database():
            text = articles_as_fixture(settings.BASE_DIR / "seeds")
        target = Path(options["to"]) / ARTICLES
        changed = not target.exists() or target.read_text("utf-8") != text
        target.write_text(text, "utf-8")
        self.stdout.write(f"{target}: {'written' if changed else 'unchanged'}")


@contextmanager
def _scratch_database() -> Iterator[None]:
    """An empty database of its own, such as tests have: what the site's database holds plays no part."""
    name = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["MIGRATE"] = False  # tables from the models: four times as fast
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
