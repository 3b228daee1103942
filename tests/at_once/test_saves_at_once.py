"""Eight editors save one page two hundred times from processes of their own, by the form of the desk."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.processes import shared_database, started, waited_for

PROCESSES, SAVES = 8, 25
_SETTING_UP = """
import json, sys, django
from django.conf import settings
settings.STORAGES = {
    **settings.STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
settings.ALLOWED_HOSTS = ["testserver"]
settings.LOGGING_CONFIG = None
django.setup()
import logging
logging.disable()
from django.test import Client
from content.editorial.queries.naming import desk_address
from content.pages.models import Article
from tests import factories
from tests.editorial.desk_forms import fields_of, shown
"""
_PREPARING = f"""{_SETTING_UP}
body = "\\n\\n".join(["Opening."] + [f"Editor {{number}} begins." for number in range({PROCESSES})])
article = factories.make_article(title="Saved at once", sections=[factories.section("One", body)])
keys = []
for number in range({PROCESSES}):
    client = Client()
    client.force_login(factories.make_user(email=f"at-once-{{number}}@example.org"))
    keys.append(client.cookies["sessionid"].value)
print(json.dumps(keys))
"""
# Each adds a paragraph behind its own, and every fifth time rewrites the opening too, as all others do.
_SAVING = f"""{_SETTING_UP}
number, key = int(sys.argv[1]), sys.argv[2]
client = Client(raise_request_exception=False)
client.cookies["sessionid"] = key
address = desk_address(Article.objects.get(title="Saved at once"))
told = {{"accepted": [], "refused": [], "lost": [], "busy": 0, "others": []}}

def posted(fields):
    while True:
        answer = client.post(address, fields)
        if answer.status_code != 503:
            return answer
        told["busy"] += 1  # others were first for five seconds: nothing was written, so once more

for save in range({SAVES}):
    word = f"word{{number}}x{{save}}"
    fields = shown(client, address)
    own = f"Editor {{number}} begins."
    body = fields["sections-0-body"].replace("\\r\\n", "\\n")
    body = body.replace(own, f"{{own}}\\n\\nParagraph {{word}}.")
    if save % 5 == 4:
        body = "\\n\\n".join([f"Opening {{word}}.", *body.split("\\n\\n")[1:]])
    answer = posted({{**fields, "sections-0-body": body}})
    if answer.status_code == 302:
        told["accepted"].append(word)
    elif answer.status_code == 409:
        told["refused"].append(word)
        page = answer.content.decode()
        typed = f"Opening {{word}}." if save % 5 == 4 else f"Paragraph {{word}}."
        if not (typed in page and "Not saved yet" in page):
            told["lost"].append((word, page[:3000]))
        # The editor decides for the own words; what is saved meanwhile is merged with that, or asked about.
        for _ in range(100):
            chosen = fields_of(answer.content.decode(), "conflict_form")
            places = [name for name in chosen if name.startswith("own-")]
            choices = {{name.replace("own", "choice"): "mine" for name in places}}
            answer = posted({{**chosen, **choices}})
            if answer.status_code == 302:
                told["accepted"].append(word)
                break
    else:
        told["others"].append(answer.status_code)
print(json.dumps(told))
"""
_TELLING = f"""{_SETTING_UP}
from content.pages.models import Revision
article = Article.objects.get(title="Saved at once")
revisions = Revision.objects.filter(page=article).order_by("number")
print(json.dumps({{
    "numbers": [revision.number for revision in revisions],
    "texts": [revision.taken["sections"][0]["body"] for revision in revisions],
    "stands": article.sections.get().body,
    "version": article.version,
}}))
"""


@pytest.mark.at_once
@pytest.mark.django_db(transaction=True)
def test_nothing_that_was_accepted_is_lost_and_whoever_was_refused_was_told(tmp_path: Path) -> None:
    url = shared_database(tmp_path)
    (prepared,) = waited_for([started(url, _PREPARING)])
    keys = json.loads(prepared)
    editors = [started(url, _SAVING, str(number), key) for number, key in enumerate(keys)]
    told = [json.loads(line) for line in waited_for(editors, seconds=1500)]
    (last,) = waited_for([started(url, _TELLING)])
    found: dict[str, Any] = json.loads(last)

    accepted = [word for one in told for word in one["accepted"]]
    refused = [word for one in told for word in one["refused"]]
    assert [one["others"] for one in told] == [[]] * PROCESSES
    assert [one["lost"] for one in told] == [[]] * PROCESSES
    assert len(accepted) == PROCESSES * SAVES
    assert refused  # there were conflicts, and each of them came to its end
    assert [word for word in accepted if f"Paragraph {word}." not in found["stands"]] == []
    history = "\n".join(found["texts"])
    openings = [word for word in accepted if int(word.partition("x")[2]) % 5 == 4]
    assert [word for word in openings if f"Opening {word}." not in history] == []
    assert found["numbers"] == list(range(1, PROCESSES * SAVES + 2))
    assert (found["version"], found["texts"][-1]) == (PROCESSES * SAVES, found["stands"])
