from django.db import migrations

from content.editorial.append_only import LOG
from content.pages.append_only import operation


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0001_initial"),
        ("pages", "0004_revisions_are_never_changed"),
    ]

    operations = [operation(LOG)]
