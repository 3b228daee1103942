"""What editors read of times that were set is spelled the American way; the stored values stay."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0003_what_stands_beside_a_deleted_page"),
    ]

    operations = [
        migrations.AlterField(
            model_name="logentry",
            name="act",
            field=models.CharField(
                choices=[
                    ("submitted", "Submitted for review"),
                    ("taken_back", "Taken back from review"),
                    ("approved", "Approved"),
                    ("changes_requested", "Changes requested"),
                    ("edited", "Edited after a decision"),
                    ("remark_settled", "Remark settled"),
                    ("published", "Published"),
                    ("published_unreviewed", "Published without second review"),
                    ("second_review_given", "Second review given"),
                    ("scheduled", "Scheduled"),
                    ("schedule_moved", "Schedule moved to a new revision"),
                    ("schedule_cancelled", "Schedule canceled"),
                    ("schedule_failed", "Schedule failed"),
                    ("withdrawn", "Withdrawn"),
                    ("restored", "Restored"),
                    ("discarded", "Changes discarded"),
                    ("deleted", "Deleted"),
                    ("recovered", "Recovered"),
                    ("reviewed_unchanged", "Reviewed, nothing to change"),
                    ("preview_shared", "Preview shared"),
                    ("preview_revoked", "Shared preview revoked"),
                    ("wanted_decided", "Wanted title decided"),
                ],
                max_length=30,
            ),
        ),
        migrations.AlterField(
            model_name="schedule",
            name="standing",
            field=models.CharField(
                choices=[
                    ("waiting", "Waiting"),
                    ("done", "Done"),
                    ("cancelled", "Canceled"),
                    ("failed", "Failed"),
                ],
                default="waiting",
                max_length=10,
            ),
        ),
    ]
