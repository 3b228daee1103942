"""Tables whose rows the database itself refuses to change: the triggers that do it, on SQLite and PostgreSQL.

SQLite drops the triggers of a table that a migration makes anew (as Django does for most changes of a
column): the migration that changes such a table ends with `stand_again`. `missing` finds what was forgotten.
Replacing a row (INSERT OR REPLACE) runs SQLite's triggers only with recursive_triggers on, as the settings
have it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from django.core.checks import CheckMessage, Error
from django.db import connections, migrations
from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(frozen=True)
class AppendOnly:
    """A table that takes new rows and no changes.

    `deletable` rows may go; `emptied` is the one column that may become NULL, because an account is deleted.
    """

    table: str
    says: str
    deletable: bool = False
    emptied: str = ""


REVISIONS: Final = AppendOnly("pages_revision", "A revision is never changed.", deletable=True)


def operation(rows: AppendOnly) -> migrations.RunPython:
    """The step of a migration that puts the triggers up, and takes them down backwards."""

    def up(_: Any, schema_editor: Any) -> None:
        put_up(rows, schema_editor.connection)

    def down(_: Any, schema_editor: Any) -> None:
        take_down(rows, schema_editor.connection)

    return migrations.RunPython(up, down)


def stand_again(rows: AppendOnly) -> migrations.RunPython:
    """The last step of a migration that changes the columns of the table."""

    def up(_: Any, schema_editor: Any) -> None:
        take_down(rows, schema_editor.connection)
        put_up(rows, schema_editor.connection)

    return migrations.RunPython(up, up)


def put_up(rows: AppendOnly, connection: BaseDatabaseWrapper) -> None:
    _run(connection, _triggers(rows, connection).values())


def take_down(rows: AppendOnly, connection: BaseDatabaseWrapper) -> None:
    on = f" ON {rows.table}" if connection.vendor == "postgresql" else ""
    _run(connection, [f"DROP TRIGGER IF EXISTS {name}{on}" for name in _names(rows, connection)])
    if connection.vendor == "postgresql":
        _run(connection, [f"DROP FUNCTION IF EXISTS {_function(rows)}()"])


@contextmanager
def lifted(*all_rows: AppendOnly, using: str = "default") -> Iterator[None]:
    """Without the triggers: for a migration that must count something anew, and for tests that forge rows."""
    connection = connections[using]
    for rows in all_rows:
        take_down(rows, connection)
    try:
        yield
    finally:
        for rows in all_rows:
            put_up(rows, connection)


def missing(rows: AppendOnly, connection: BaseDatabaseWrapper) -> list[str]:
    """The triggers that do not stand, or not for all columns; none where there is no table yet."""
    if rows.table not in connection.introspection.table_names():
        return []
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND tgenabled <> 'D'",
                [rows.table],
            )
            standing = {name: "" for (name,) in cursor.fetchall()}
            return [name for name in _names(rows, connection) if name not in standing]
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        standing = dict(cursor.fetchall())
    return [name for name, sql in _triggers(rows, connection).items() if standing.get(name) != sql]


def errors(rows: AppendOnly, databases: Any) -> list[CheckMessage]:
    """For a system check: `manage.py check --database default`."""
    return [
        Error(
            f"The trigger {name} does not stand: rows of {rows.table} could be changed.",
            hint="A migration that changes the table ends with append_only.stand_again.",
            id="pages.E001",
        )
        for alias in databases or ()
        for name in missing(rows, connections[alias])
    ]


def _triggers(rows: AppendOnly, connection: BaseDatabaseWrapper) -> dict[str, str]:
    """The statements by the names of their triggers."""
    names = _names(rows, connection)
    if connection.vendor == "postgresql":
        return dict(zip(names, _on_postgresql(rows), strict=True))
    return dict(zip(names, _on_sqlite(rows, connection), strict=True))


def _names(rows: AppendOnly, connection: BaseDatabaseWrapper) -> list[str]:
    acts = ["update"] if rows.deletable else ["update", "delete"]
    if connection.vendor == "postgresql" and not rows.deletable:
        acts.append("truncate")
    return [f"{rows.table}_refuses_{act}" for act in acts]


def _on_sqlite(rows: AppendOnly, connection: BaseDatabaseWrapper) -> Iterator[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{rows.says}'); END"
    when = ""
    if rows.emptied:
        with connection.cursor() as cursor:
            columns = [
                column.name for column in connection.introspection.get_table_description(cursor, rows.table)
            ]
        only = [f'NEW."{rows.emptied}" IS NULL']
        only += [f'NEW."{name}" IS OLD."{name}"' for name in columns if name != rows.emptied]
        when = f"WHEN NOT ({' AND '.join(only)}) "
    for name in _names(rows, connection):
        if name.endswith("_update"):
            yield f"CREATE TRIGGER {name} BEFORE UPDATE ON {rows.table} {when}{refuse}"
        else:
            yield f"CREATE TRIGGER {name} BEFORE DELETE ON {rows.table} {refuse}"


def _on_postgresql(rows: AppendOnly) -> Iterator[str]:
    """The function is made again and again with the first of them: it is the same each time."""
    function = (
        f"CREATE OR REPLACE FUNCTION {_function(rows)}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN RAISE EXCEPTION '{rows.says}' USING ERRCODE = 'integrity_constraint_violation'; END $$; "
    )
    when = ""
    if rows.emptied:
        others = f"to_jsonb({{}}) - '{rows.emptied}'"
        when = (
            f'WHEN (NOT (NEW."{rows.emptied}" IS NULL AND {others.format("NEW")} = {others.format("OLD")})) '
        )
    do = f"EXECUTE FUNCTION {_function(rows)}()"
    yield (
        f"{function}CREATE TRIGGER {rows.table}_refuses_update BEFORE UPDATE ON {rows.table} "
        f"FOR EACH ROW {when}{do}"
    )
    if not rows.deletable:
        yield f"CREATE TRIGGER {rows.table}_refuses_delete BEFORE DELETE ON {rows.table} FOR EACH ROW {do}"
        yield (
            f"CREATE TRIGGER {rows.table}_refuses_truncate BEFORE TRUNCATE ON {rows.table} "
            f"FOR EACH STATEMENT {do}"
        )


def _function(rows: AppendOnly) -> str:
    return f"{rows.table}_is_never_changed"


def _run(connection: BaseDatabaseWrapper, statements: Any) -> None:
    statements = list(statements)  # SQLite's are made with a cursor of their own
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
