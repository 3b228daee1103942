from typing import Any

from django.db import migrations


def confirm_addresses(apps: Any, schema_editor: Any) -> None:
    """Until now every account was made by an editor or on the command line: its address counts as confirmed."""
    user = apps.get_model("people", "User")
    address = apps.get_model("account", "EmailAddress")
    address.objects.bulk_create(
        [
            address(user_id=pk, email=email.lower(), primary=True, verified=True)
            for pk, email in user.objects.values_list("pk", "email")
        ]
    )


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
        ("account", "0009_emailaddress_unique_primary_email"),
    ]

    operations = [migrations.RunPython(confirm_addresses, migrations.RunPython.noop)]
