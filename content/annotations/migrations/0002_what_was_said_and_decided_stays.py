from django.db import migrations

from content.annotations.append_only import DECISIONS, VERSIONS
from content.pages.append_only import operation


class Migration(migrations.Migration):
    dependencies = [
        ("annotations", "0001_initial"),
        ("pages", "0004_revisions_are_never_changed"),
    ]

    operations = [operation(DECISIONS), operation(VERSIONS)]
