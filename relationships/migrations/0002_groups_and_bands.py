"""The three groups that people work in, and the tier bands that the founding articles give."""

from typing import Any

from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

PEOPLE = ("agent", "creator", "creatorcategory", "account")
#: Words that every team uses: anybody may add one, but another team's rows would change with it.
WORDS = ("category", "tag")
DIRECTORY = (*PEOPLE, *WORDS)
WORK = ("relationship", "relationshiptag", "collaboration", "touchpoint", "rating")
LED = ("brand", "membership", "fitcriterion", "tierbandset", "adjudication", "gateoverride")
SEEN_ONLY = ("audiencesnapshot",)
EVERYTHING = (*DIRECTORY, *WORK, *LED, *SEEN_ONLY)

#: What each group may do, as ``action: models``. Only leads change bands and criteria, adjudicate, override and delete.
GROUPS: dict[str, dict[str, tuple[str, ...]]] = {
    "viewer": {"view": EVERYTHING},
    "account manager": {"view": EVERYTHING, "add": (*DIRECTORY, *WORK), "change": (*PEOPLE, *WORK)},
    "lead": {
        "view": (*EVERYTHING, "user"),
        "add": (*DIRECTORY, *WORK, *LED),
        "change": (*DIRECTORY, *WORK, *LED),
        "delete": (*DIRECTORY, *WORK, *LED),
        "view_all_brands": ("",),
    },
}


def make_groups(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    # Permissions are otherwise made after the last migration, too late to be given to a group here.
    config: Any = apps.get_app_config("relationships")
    config.models_module = True
    create_permissions(config, verbosity=0, using=schema_editor.connection.alias, apps=apps)
    config.models_module = None
    permission, group = apps.get_model("auth", "Permission"), apps.get_model("auth", "Group")
    for name, allowed in GROUPS.items():
        codenames = [f"{action}_{model}".rstrip("_") for action, models in allowed.items() for model in models]
        made, _ = group.objects.get_or_create(name=name)
        made.permissions.add(
            *permission.objects.filter(content_type__app_label="relationships", codename__in=codenames)
        )


def remove_groups(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("auth", "Group").objects.filter(name__in=GROUPS).delete()


def make_bands(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    source = "The two founding articles, of 2019 and 2020 studies (nano, micro, macro); mega's floor is a house default"
    apps.get_model("relationships", "TierBandSet").objects.get_or_create(
        network="", defaults={"micro_from": 5_000, "macro_from": 100_000, "mega_from": 10_000_000, "source": source}
    )


def remove_bands(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("relationships", "TierBandSet").objects.filter(network="").delete()


class Migration(migrations.Migration):
    dependencies = [
        ("relationships", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.RunPython(make_groups, remove_groups),
        migrations.RunPython(make_bands, remove_bands),
    ]
