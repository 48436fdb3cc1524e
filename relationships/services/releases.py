"""What points at a row that is deleted points at nothing from then on. Django writes that past `save()`: here it is
written beforehand, and each row's history says so.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.utils import timezone

from relationships.services.audit import record_history

Pointer = tuple[type[models.Model], str]


@cache
def pointers() -> Mapping[type[models.Model], Sequence[Pointer]]:
    """By model: the columns of others that are emptied when one of its rows goes. Derived copies have no history."""
    found: dict[type[models.Model], list[Pointer]] = {}
    for model in apps.get_app_config("relationships").get_models():
        if not hasattr(model, "history"):
            continue
        for field in model._meta.concrete_fields:
            emptied = isinstance(field, models.ForeignKey) and field.remote_field.on_delete is models.SET_NULL
            if emptied and field.name not in getattr(model, "derived", ()):
                target: Any = field.related_model
                found.setdefault(target, []).append((model, field.name))
    return found


@transaction.atomic
def release(row: models.Model) -> None:
    """Before ``row`` is deleted: what points at it no longer does, and its history tells why."""
    reason = f"{row._meta.verbose_name} deleted"
    for model, column in pointers().get(type(row), ()):
        rows = model._default_manager.all()
        ids = list(rows.filter(**{column: row.pk}).values_list("pk", flat=True))
        if ids:
            released = rows.filter(pk__in=ids)
            released.update(**{column: None, "updated_at": timezone.now()})
            record_history(released, reason=reason)
