"""On PostgreSQL, rare words are looked up in the index whatever the planner thinks of them.

Of words that it has no figures for, it takes one in two hundred passages to hold them, and then reads all
passages backwards until it has found enough of what is not there.
"""

from typing import Any

from django.db import migrations

FUNCTION = """
CREATE FUNCTION library_matching_passages(wanted tsquery, most integer) RETURNS SETOF bigint
LANGUAGE sql STABLE ROWS 500 SET enable_seqscan = off SET enable_indexscan = off
AS 'SELECT passage_id FROM library_passagewords WHERE vector @@ wanted LIMIT most'
"""


def install(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(FUNCTION, params=None)


def uninstall(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION library_matching_passages(tsquery, integer)", params=None)


class Migration(migrations.Migration):
    dependencies = [("library", "0006_search_matching")]
    operations = [migrations.RunPython(install, uninstall)]
