"""Each run of an import's step has a token of its own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("relationships", "0018_indexes_of_ambassadors"),
    ]

    operations = [
        migrations.AddField(
            model_name="creatorimport",
            name="turn",
            field=models.UUIDField(editable=False, null=True),
        ),
    ]
