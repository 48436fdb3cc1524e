"""What each group may do with lists that are brought in."""

from typing import Any

from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

GROUPS: dict[str, dict[str, tuple[str, ...]]] = {
    "account manager": {
        "view": ("creatorimport", "savedmapping"),
        "add": ("creatorimport", "savedmapping"),
        "change": ("creatorimport",),
    },
    "lead": {
        "view": ("creatorimport", "savedmapping"),
        "add": ("creatorimport", "savedmapping"),
        "change": ("creatorimport", "savedmapping"),
        "delete": ("creatorimport", "savedmapping"),
    },
}


def give_permissions(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    # Permissions are otherwise made after the last migration, too late to be given to a group here.
    config: Any = apps.get_app_config("relationships")
    config.models_module = True
    create_permissions(config, verbosity=0, using=schema_editor.connection.alias, apps=apps)
    config.models_module = None
    permission, group = apps.get_model("auth", "Permission"), apps.get_model("auth", "Group")
    for name, allowed in GROUPS.items():
        codenames = [f"{action}_{model}".rstrip("_") for action, models in allowed.items() for model in models]
        # A house may have renamed or removed a group: it is not made again.
        for found in group.objects.filter(name=name):
            found.permissions.add(
                *permission.objects.filter(content_type__app_label="relationships", codename__in=codenames)
            )


def nothing(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The permissions go with the tables of the migration before."""


class Migration(migrations.Migration):
    dependencies = [("relationships", "0015_imports")]

    operations = [migrations.RunPython(give_permissions, nothing)]
