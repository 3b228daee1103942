"""Several processes run what is due at once: each schedule is done once, and told by one of them."""

from pathlib import Path

import pytest

from tests.processes import shared_database, started, waited_for

PROCESSES, PAGES = 3, 4
_SETTING = f"""
import django
django.setup()
from datetime import timedelta
from django.utils import timezone
from content.editorial.models import Schedule
from content.pages.actions import SectionDraft, record_revision, replace_sections
from content.pages.models import Article
from content.people.models import User
person = User.objects.create_user(email="due@example.org", display_name="Due", role="editor")
past = timezone.now() - timedelta(hours=1)
for number in range({PAGES}):
    page = Article(title=f"Due {{number}}", slug=f"due-{{number}}")
    page.save()
    replace_sections(page=page, sections=[SectionDraft(level=2, heading="One", body="A text.")])
    record_revision(page=page, by=None)
    # The last one cannot be published: it is to fail once.
    terms = {{"note": "New." if number < {PAGES} - 1 else ""}}
    Schedule.objects.create(
        page=page, what="publish", revision_number=1, due_at=past, terms=terms, made_by=person, made_at=past
    )
"""
_RUNNING = """
import django
django.setup()
from content.editorial.actions.due import run_due
from django.db import OperationalError
done = []
while True:
    try:
        done += run_due()
        break
    except OperationalError:  # SQLite: others were first for five seconds; nothing was done, so once more
        continue
print(len(done), sum(1 for ran in done if ran.failure))
"""
_TELLING = """
import django
django.setup()
from content.editorial.models import LogEntry, Schedule
from content.library.models import Edition
print(
    sorted(Schedule.objects.values_list("standing", flat=True)),
    sorted(Edition.objects.filter(slug__startswith="due-").values_list("slug", "number")),
    LogEntry.objects.filter(act="published", page_title__startswith="Due").count(),
    LogEntry.objects.filter(act="schedule_failed").count(),
)
"""


@pytest.mark.django_db(transaction=True)
def test_what_is_due_is_done_once_by_whichever_process_comes_first(tmp_path: Path) -> None:
    url = shared_database(tmp_path)
    waited_for([started(url, _SETTING)])
    told = waited_for([started(url, _RUNNING) for _ in range(PROCESSES)], seconds=240)
    counts = [tuple(map(int, line.split())) for line in told]
    assert [sum(column) for column in zip(*counts, strict=True)] == [PAGES, 1]
    (found,) = waited_for([started(url, _TELLING)])
    standings = ["done"] * (PAGES - 1) + ["failed"]
    editions = [(f"due-{number}", 1) for number in range(PAGES - 1)]
    assert found.strip() == f"{standings} {editions} {PAGES - 1} 1"
