"""The editorial log: a chain of acts, each of which holds the one before."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command

from content.editorial.actions import log
from content.editorial.actions.log import record_act
from content.editorial.admin import log as log_admin
from content.editorial.append_only import LOG
from content.editorial.management.commands import verify_log
from content.editorial.models import Act, LogEntry
from content.pages.append_only import lifted
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)


@pytest.fixture
def three_acts() -> list[LogEntry]:
    page, person = make_article(title="A draft"), make_user(display_name="Ana")
    return [
        record_act(page=page, act=act, by=person, at=AT, note=f"Note of {act}")
        for act in (Act.SUBMITTED, Act.APPROVED, Act.PUBLISHED)
    ]


def test_an_entry_names_page_and_person_in_words(three_acts: list[LogEntry]) -> None:
    entry = LogEntry.objects.get(pk=three_acts[0].pk)
    assert (entry.page_title, entry.page_kind, entry.by_name) == ("A draft", "article", "Ana")
    assert (entry.act, entry.note, entry.at) == (Act.SUBMITTED, "Note of submitted", AT)


def test_each_entry_holds_the_hash_of_the_one_before(three_acts: list[LogEntry]) -> None:
    first, second, third = three_acts
    assert [first.previous_hash, second.previous_hash, third.previous_hash] == ["", first.hash, second.hash]


def test_a_whole_log_is_found_whole(three_acts: list[LogEntry], capsys: pytest.CaptureFixture[str]) -> None:
    call_command("verify_log")
    assert capsys.readouterr().out == "The log holds: 3 entries, none changed.\n"


@pytest.mark.parametrize(
    ("tamper", "told"),
    [
        (lambda rows: rows[1].__class__.objects.filter(pk=rows[1].pk).update(note="Other"), "at entry"),
        (lambda rows: rows[0].delete(), "at entry"),
        (lambda rows: rows[2].delete(), "The last entries are missing."),
    ],
    ids=["changed", "first removed", "last removed"],
)
def test_a_log_that_was_tampered_with_is_found_broken(
    three_acts: list[LogEntry], tamper: Callable[[list[LogEntry]], object], told: str
) -> None:
    with lifted(LOG):  # as a hand at the database's own files could
        tamper(three_acts)
    with pytest.raises(CommandError, match=told):
        call_command("verify_log")


def test_what_others_write_while_the_log_is_read_breaks_no_chain(
    three_acts: list[LogEntry], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The end is read first; an act that comes then is not looked at, by the command as by the page."""
    end = log.end_of_log

    def then_someone_acts() -> tuple[str, int]:
        read = end()
        record_act(page=None, act=Act.SUBMITTED, by=None, at=AT, title="In between")
        return read

    monkeypatch.setattr(verify_log, "end_of_log", then_someone_acts)
    monkeypatch.setattr(log_admin, "end_of_log", then_someone_acts)
    call_command("verify_log")
    assert "The log holds: 3 entries" in capsys.readouterr().out
    assert log_admin._chain().startswith("The latest 4 entries follow from one another")
