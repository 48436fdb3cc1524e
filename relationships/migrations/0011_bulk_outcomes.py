from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("relationships", "0010_daily_tools_for_groups"),
    ]

    operations = [
        migrations.AddField(
            model_name="bulkchange",
            name="outcome",
            field=models.JSONField(blank=True, default=dict, editable=False),
        ),
        migrations.AddField(
            model_name="historicalbulkchange",
            name="outcome",
            field=models.JSONField(blank=True, default=dict, editable=False),
        ),
    ]
