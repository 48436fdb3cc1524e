"""Indexes for a person's day and for what a team has on its hands: read in their order, however many rows there are."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("relationships", "0006_starting_playbooks"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="relationship",
            index=models.Index(
                condition=models.Q(("next_due_on__isnull", False)),
                fields=["owner", "next_due_on", "id", "brand"],
                name="rel_owner_due",
            ),
        ),
        migrations.AddIndex(
            model_name="relationship",
            index=models.Index(
                fields=[
                    "owner",
                    "drift",
                    "drift_blocks",
                    "id",
                    "brand",
                    "advice_infos",
                    "history_kind",
                    "next_due_on",
                    "renewal_on",
                ],
                name="rel_of_owner",
            ),
        ),
    ]
