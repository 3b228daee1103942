from django.db import migrations

from content.pages.append_only import REVISIONS, operation


class Migration(migrations.Migration):
    dependencies = [("pages", "0003_words_and_hashes_of_revisions")]

    operations = [operation(REVISIONS)]
