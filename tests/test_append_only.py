"""What the database itself refuses: changing or deleting editions and log entries, changing revisions."""

from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.core.checks import Tags, run_checks
from django.db import IntegrityError, connection, transaction
from django.db.models import Model

from content.annotations.append_only import DECISIONS, VERSIONS
from content.editorial.actions.log import record_act
from content.editorial.append_only import LOG
from content.editorial.models import Act, LogEntry
from content.library.actions import publish
from content.library.append_only import EDITIONS
from content.library.models import Edition
from content.pages.append_only import REVISIONS, lifted, missing, operation, take_down
from content.pages.models import Page, Revision
from tests import factories

pytestmark = pytest.mark.django_db
GUARDED = {"pages_revision": Revision, "library_edition": Edition, "editorial_logentry": LogEntry}


def one_of_each() -> dict[str, Model]:
    article, person = factories.make_article(), factories.make_user()
    edition = publish(page=article, by=person).edition
    entry = record_act(page=article, act=Act.PUBLISHED, by=person, at=datetime(2026, 1, 1, tzinfo=UTC))
    return {
        "pages_revision": article.revisions.get(),
        "library_edition": edition,
        "editorial_logentry": entry,
    }


EMPTY = {
    "sqlite": "DELETE FROM {} WHERE 1",
    "postgresql": "SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE {} CASCADE",
}


def sql(statement: str, row: Any) -> None:
    """The statement on the table of the row."""
    with connection.cursor() as cursor:
        cursor.execute(statement.format(row._meta.db_table))


def saved(row: Any) -> None:
    row.note = "Other"
    row.save()


def updated_in_bulk(row: Any) -> None:
    row.note = "Other"
    type(row).objects.bulk_update([row], ["note"])


CHANGES: dict[str, Callable[[Any], object]] = {
    "save": saved,
    "update": lambda row: type(row).objects.filter(pk=row.pk).update(note="Other"),
    "bulk_update": updated_in_bulk,
    "SQL": lambda row: sql("UPDATE {} SET note = 'Other'", row),
    "SQL of a key": lambda row: sql("UPDATE {} SET id = id + 1000", row),
}
DELETIONS: dict[str, Callable[[Any], object]] = {
    "queryset": lambda row: type(row).objects.filter(pk=row.pk)._raw_delete("default"),
    "SQL": lambda row: sql("DELETE FROM {}", row),
    "SQL of all": lambda row: sql(EMPTY[connection.vendor], row),
}


def refused(attempt: Callable[[Any], object], row: Model) -> str:
    before = type(row).objects.filter(pk=row.pk).values().get()  # type: ignore[attr-defined]
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        attempt(row)
    assert type(row).objects.filter(pk=row.pk).values().get() == before  # type: ignore[attr-defined]
    return str(refusal.value)


@pytest.mark.parametrize("how", CHANGES)
@pytest.mark.parametrize("table", GUARDED)
def test_no_row_is_changed_in_any_way(table: str, how: str) -> None:
    assert "never changed" in refused(CHANGES[how], one_of_each()[table])


@pytest.mark.parametrize("how", DELETIONS)
@pytest.mark.parametrize("table", ["library_edition", "editorial_logentry"])
def test_no_edition_and_no_act_is_deleted_in_any_way(table: str, how: str) -> None:
    assert "never changed" in refused(DELETIONS[how], one_of_each()[table])


def test_an_entry_of_the_log_is_not_deleted_by_its_model() -> None:
    entry: Any = one_of_each()["editorial_logentry"]
    assert "nothing is deleted from it" in refused(lambda row: LogEntry(pk=row.pk).delete(), entry)


def test_a_row_is_not_replaced_by_one_with_its_key() -> None:
    edition = one_of_each()["library_edition"]
    replacing = {
        "sqlite": "INSERT OR REPLACE INTO {0} SELECT * FROM {0}",
        "postgresql": "INSERT INTO {0} SELECT * FROM {0} ON CONFLICT (id) DO UPDATE SET note = 'Other'",
    }[connection.vendor]
    assert "never changed" in refused(lambda row: sql(replacing, row), edition)


def test_an_account_can_be_deleted_and_leaves_its_name_on_what_it_published() -> None:
    person = factories.make_user(display_name="Ana")
    edition = publish(page=factories.make_article(), by=person).edition
    person.delete()
    stands = Edition.objects.get(pk=edition.pk)
    assert (stands.published_by, stands.published_by_name) == (None, "Ana")


def test_the_deletion_of_an_account_is_no_pretext_for_anything_else() -> None:
    edition = one_of_each()["library_edition"]
    refused(lambda _: Edition.objects.update(published_by=None, note="Other"), edition)
    other = factories.make_user()
    refused(lambda _: Edition.objects.update(published_by=other), edition)


def test_revisions_go_with_a_page_that_was_never_published() -> None:
    article = factories.make_article()
    Page.objects.get(pk=article.pk).delete()
    assert not Revision.objects.exists()


def test_the_triggers_stand_after_all_migrations_and_for_all_columns() -> None:
    every = (REVISIONS, EDITIONS, LOG, DECISIONS, VERSIONS)
    assert [missing(rows, connection) for rows in every] == [[]] * 5
    assert run_checks(tags=[Tags.database], databases=["default"]) == []


@pytest.mark.parametrize("rows", [REVISIONS, EDITIONS, LOG], ids=lambda rows: rows.table)
def test_a_trigger_that_does_not_stand_is_found_by_the_checks(rows: Any) -> None:
    take_down(rows, connection)
    found = run_checks(tags=[Tags.database], databases=["default"])
    assert {problem.id for problem in found} == {"pages.E001"}
    assert all(rows.table in problem.msg for problem in found)


def test_lifted_triggers_stand_again_also_after_a_failure() -> None:
    with pytest.raises(ZeroDivisionError), lifted(EDITIONS):
        raise ZeroDivisionError
    assert missing(EDITIONS, connection) == []


@pytest.mark.parametrize("rows", [REVISIONS, EDITIONS, LOG], ids=lambda rows: rows.table)
def test_the_step_of_a_migration_can_be_taken_back_and_done_again(rows: Any) -> None:
    row = one_of_each()[rows.table]
    step: Any = operation(rows)
    editor = SimpleNamespace(connection=connection)
    step.reverse_code(apps, editor)
    CHANGES["SQL"](row)
    step.code(apps, editor)
    refused(CHANGES["SQL"], row)
