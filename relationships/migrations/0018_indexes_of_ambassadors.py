"""Ambassadors in the order of their last touch; and three indexes less, whose columns a constraint begins with."""

from collections.abc import Callable

import django.db.models.deletion
from django.db import migrations, models


def _without_index(model: str, field: str, index: str, key: "models.ForeignKey") -> migrations.SeparateDatabaseAndState:
    """``key`` without its own index, which is dropped by its name: SQLite would otherwise copy the whole table."""
    table, column = f"relationships_{model}", f"{field}_id"
    return migrations.SeparateDatabaseAndState(
        database_operations=[
            migrations.RunSQL(
                f'DROP INDEX IF EXISTS "{index}"', f'CREATE INDEX IF NOT EXISTS "{index}" ON "{table}" ("{column}")'
            )
        ],
        state_operations=[migrations.AlterField(model_name=model, name=field, field=key)],
    )


def _key(to: str, name: str, on_delete: Callable[..., None]) -> "models.ForeignKey":
    return models.ForeignKey(db_index=False, on_delete=on_delete, related_name=name, to=f"relationships.{to}")


CASCADE, PROTECT = django.db.models.deletion.CASCADE, django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    dependencies = [("relationships", "0017_creator_merges")]

    operations = [
        _without_index(
            "audiencesnapshot",
            "account",
            "relationships_audiencesnapshot_account_id_c051ca83",
            _key("account", "snapshots", CASCADE),
        ),
        _without_index(
            "creatorcategory",
            "category",
            "relationships_creatorcategory_category_id_f91707f0",
            _key("category", "creator_categories", CASCADE),
        ),
        _without_index(
            "relationship",
            "creator",
            "relationships_relationship_creator_id_eff1fd13",
            _key("creator", "relationships", PROTECT),
        ),
        migrations.AddIndex(
            model_name="relationship",
            index=models.Index(fields=["history_kind", "last_touch_at", "id", "brand"], name="rel_kind_touch"),
        ),
    ]
