from django.db import migrations

from content.library.append_only import EDITIONS
from content.pages.append_only import operation


class Migration(migrations.Migration):
    dependencies = [
        ("library", "0002_corrections_and_kinds_of_withdrawal"),
        ("pages", "0004_revisions_are_never_changed"),
    ]

    operations = [operation(EDITIONS)]
