"""Several processes publish one page at once."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.factories import make_article, section
from tests.processes import shared_database, started, waited_for

ROUNDS, PROCESSES = 4, 3
_PUBLISHING = f"""
import sys, django
django.setup()
from django.db import OperationalError, transaction
from content.library.actions import publish
from content.pages.models import Article
page = Article.objects.earliest("pk")
number = 0
while number < {ROUNDS}:
    try:
        with transaction.atomic():
            Article.objects.filter(pk=page.pk).update(summary=sys.argv[1] + str(number))
            publish(page=page, by=None)
    except OperationalError:  # SQLite: others were first for five seconds; nothing was written, so once more
        continue
    number += 1
"""
_TELLING = """
import json, django
django.setup()
from content.library.models import Edition, Passage, PassageKey, Publication
from content.pages.models import Article, Revision
page = Article.objects.earliest("pk")
publication = Publication.objects.get(page=page)
print(json.dumps({
    "editions": sorted(Edition.objects.filter(page=page).values_list("number", flat=True)),
    "revisions": sorted(Revision.objects.filter(page=page).values_list("number", flat=True)),
    "current": publication.edition.number,
    "is_latest": publication.edition.summary == page.summary,
    "passages": publication.passages.count() - len(publication.edition.content["passages"]),
    "keys": list(PassageKey.objects.filter(page=page).values_list("last_edition", flat=True).distinct()),
}))
"""


@pytest.mark.django_db(transaction=True)
def test_editions_that_are_published_at_once_are_numbered_without_gap_or_double(tmp_path: Path) -> None:
    make_article(sections=[section("One", "A text.\n\nAnother one.")])
    url = shared_database(tmp_path)
    waited_for([started(url, _PUBLISHING, f"process {number} ") for number in range(PROCESSES)])
    (told,) = waited_for([started(url, _TELLING)])
    found: dict[str, Any] = json.loads(told)

    last = found["current"]
    assert last > 1
    assert found["editions"] == list(range(1, last + 1))
    assert found["revisions"] == list(range(1, len(found["revisions"]) + 1))
    assert (found["is_latest"], found["passages"], found["keys"]) == (True, 0, [last])
