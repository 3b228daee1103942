"""What the database itself keeps to match the search index: FTS5 on SQLite, tsvector on PostgreSQL."""

from typing import Any

from django.db import DatabaseError, migrations, transaction

TABLES = (("library_pagewords", "publication_id"), ("library_passagewords", "passage_id"))
TOKENS = "ascii tokenchars '/-+_'"  # words are read by our own code; SQLite only tells them apart

SQLITE = (
    """CREATE VIRTUAL TABLE {table}_match USING fts5(
        body, marks, content='{table}', content_rowid='{key}', tokenize="{tokens}")""",
    """CREATE TRIGGER {table}_inserted AFTER INSERT ON {table} BEGIN
        INSERT INTO {table}_match (rowid, body, marks) VALUES (new.{key}, new.body, new.marks);
    END""",
    """CREATE TRIGGER {table}_deleted AFTER DELETE ON {table} BEGIN
        INSERT INTO {table}_match ({table}_match, rowid, body, marks)
        VALUES ('delete', old.{key}, old.body, old.marks);
    END""",
    """CREATE TRIGGER {table}_updated AFTER UPDATE ON {table} BEGIN
        INSERT INTO {table}_match ({table}_match, rowid, body, marks)
        VALUES ('delete', old.{key}, old.body, old.marks);
        INSERT INTO {table}_match (rowid, body, marks) VALUES (new.{key}, new.body, new.marks);
    END""",
)
SQLITE_WORDS = (
    """CREATE VIRTUAL TABLE library_word_match USING fts5(
        word, content='library_word', content_rowid='id', tokenize='trigram')""",
    """CREATE TRIGGER library_word_inserted AFTER INSERT ON library_word BEGIN
        INSERT INTO library_word_match (rowid, word) VALUES (new.id, new.word);
    END""",
    """CREATE TRIGGER library_word_deleted AFTER DELETE ON library_word BEGIN
        INSERT INTO library_word_match (library_word_match, rowid, word) VALUES ('delete', old.id, old.word);
    END""",
)
POSTGRESQL = (
    """ALTER TABLE {table} ADD COLUMN vector tsvector GENERATED ALWAYS AS (
        to_tsvector('simple'::regconfig, body) || array_to_tsvector(string_to_array(marks, ' '))) STORED""",
    "CREATE INDEX {table}_vector ON {table} USING gin (vector) WITH (fastupdate = off)",
)


def install(apps: Any, schema_editor: Any) -> None:
    vendor = schema_editor.connection.vendor
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}.get(vendor, ()):
        for table, key in TABLES:
            schema_editor.execute(statement.format(table=table, key=key, tokens=TOKENS), params=None)
    if vendor == "sqlite":
        for statement in SQLITE_WORDS:
            schema_editor.execute(statement, params=None)
    elif vendor == "postgresql":
        _install_trigrams(schema_editor)


def uninstall(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "sqlite":
        tables = [table for table, _ in TABLES]
        for table in [*tables, "library_word"]:
            for event in ("inserted", "deleted", "updated"):
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_{event}")
            schema_editor.execute(f"DROP TABLE {table}_match")
    elif schema_editor.connection.vendor == "postgresql":
        for table, _ in TABLES:
            schema_editor.execute(f"ALTER TABLE {table} DROP COLUMN vector")
        schema_editor.execute("DROP INDEX IF EXISTS library_word_trigrams")


def _install_trigrams(schema_editor: Any) -> None:
    """A role that may not create the extension does without: then no misspelling is put right."""
    try:
        with transaction.atomic(using=schema_editor.connection.alias):
            schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            schema_editor.execute(
                "CREATE INDEX library_word_trigrams ON library_word USING gin (word gin_trgm_ops)"
            )
    except DatabaseError:
        return


class Migration(migrations.Migration):
    dependencies = [("library", "0005_search_index")]
    operations = [migrations.RunPython(install, uninstall)]
