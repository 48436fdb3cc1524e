"""The playbooks that a house starts with, and what each group may do with them and with what hangs on them."""

from typing import Any

from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from relationships.domain.playbooks.starting import starting_norms

WORK = ("result", "contribution", "checklisttick", "ladderdecision", "advicedecision", "brief")
LED = ("playbook", "playbooknorm", "competitor")
SEEN_ONLY = ("standingadvice",)
EVERYTHING = (*WORK, *LED, *SEEN_ONLY)

#: What each group may do besides, as ``action: models``. Only leads change playbooks and let a blocked step pass.
GROUPS: dict[str, dict[str, tuple[str, ...]]] = {
    "viewer": {"view": EVERYTHING},
    "account manager": {"view": EVERYTHING, "add": WORK, "change": WORK},
    "lead": {
        "view": EVERYTHING,
        "add": (*WORK, *LED),
        "change": (*WORK, *LED),
        "delete": (*WORK, *LED),
        "override_advice": ("",),
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


def make_playbooks(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What is on file stays: run again after a reversal, or over a house that has its own, this only adds."""
    playbook, norm = apps.get_model("relationships", "Playbook"), apps.get_model("relationships", "PlaybookNorm")
    for start in starting_norms():
        of_tier, _ = playbook.objects.get_or_create(tier=start.tier.value, brand=None)
        origin = start.origin
        norm.objects.get_or_create(
            playbook=of_tier,
            key=start.key,
            defaults={
                "value": start.value,
                "reason": origin.reason,
                "source": origin.source,
                "year": origin.year,
                "basis": origin.basis.value,
            },
        )


def refresh_all(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Every relationship's advice is due at once: the daily command, or whoever reads first, works it out."""
    relationship = apps.get_model("relationships", "Relationship")
    relationship.objects.update(drift_changes_on="2000-01-01")


def nothing(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The tables go with the migration before; nothing else was written."""


class Migration(migrations.Migration):
    dependencies = [("relationships", "0005_playbooks_and_their_facts")]

    operations = [
        migrations.RunPython(give_permissions, nothing),
        migrations.RunPython(make_playbooks, nothing),
        migrations.RunPython(refresh_all, nothing),
    ]
