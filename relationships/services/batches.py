"""Rows waiting to be written in bulk, with their history: ids given at once so that rows can point at each other."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Model

from relationships.models import User
from relationships.querysets.loading import id_source, insert_rows
from relationships.services.audit import ADDED, record_history


class Batch:
    """New rows of one model, written at ``stamp`` for ``reason``. A column that is not given has the model's default.

    Past `save()`: no signal, and every column that a model computes in `save()` has to be given. One transaction long.
    """

    def __init__(self, model: type[Model], stamp: datetime, reason: str, user: User | None = None) -> None:
        self.model = model
        self.fields = [field for field in model._meta.concrete_fields if not field.generated]
        self.at = {field.attname: position for position, field in enumerate(self.fields)}
        given = {"created_at": stamp, "updated_at": stamp}
        self.blank = [given.get(field.attname, field.get_default()) for field in self.fields]
        self.stamp, self.reason, self.user = stamp, reason, user
        self.ids = id_source(model)
        self.rows: list[Sequence[Any]] = []

    def add(self, **values: Any) -> int:
        row = self.blank.copy()
        for column, value in values.items():
            row[self.at[column]] = value
        pk = self.at["id"]
        if row[pk] is None:
            row[pk] = next(self.ids)
        self.rows.append(row)
        return int(row[pk])

    def write(self) -> None:
        if not self.rows:
            return
        insert_rows(self.model._meta.db_table, [str(field.column) for field in self.fields], self.rows)
        # Somebody else's rows may lie between ours on PostgreSQL: the stamp tells them apart.
        ids = [row[self.at["id"]] for row in self.rows]
        written = self.model._default_manager.filter(pk__gte=ids[0], pk__lte=ids[-1], updated_at=self.stamp)
        record_history(written, kind=ADDED, reason=self.reason, user=self.user)
