from typing import Any

from django.db import migrations, models

from content.pages.schemas import content_hash, upgraded, words_between


def count_anew(apps: Any, schema_editor: Any) -> None:
    """Hashes as today's schema has them, and the words that each revision added and removed."""
    revisions = apps.get_model("pages", "Revision").objects
    pages = revisions.order_by("page").values_list("page", flat=True).distinct()
    for page in list(pages):
        before = None
        for revision in revisions.filter(page=page).order_by("number").iterator(chunk_size=50):
            taken = upgraded(revision.snapshot)
            revision.words_added, revision.words_removed = words_between(before, taken)
            revision.content_hash = content_hash(taken)
            revision.save(update_fields=["content_hash", "words_added", "words_removed"])
            before = taken


class Migration(migrations.Migration):
    dependencies = [("pages", "0002_how_soon_a_page_is_out_of_date")]

    operations = [
        migrations.AddField(
            model_name="revision",
            name="words_added",
            field=models.PositiveIntegerField(default=0, help_text="Since the revision before."),
        ),
        migrations.AddField(
            model_name="revision",
            name="words_removed",
            field=models.PositiveIntegerField(default=0, help_text="Since the revision before."),
        ),
        # Backwards the hashes stay: the code before then takes each page for changed until it is saved.
        migrations.RunPython(count_anew, migrations.RunPython.noop, elidable=True),
    ]
