"""The help of a field is in American words."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_addresses_of_standing_accounts"),
    ]

    operations = [
        migrations.AlterField(
            model_name="user",
            name="is_active",
            field=models.BooleanField(
                default=True, help_text="Uncheck instead of deleting an account.", verbose_name="active"
            ),
        ),
    ]
