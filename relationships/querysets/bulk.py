"""Many rows, each with values of its own, in one call to the database."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db import connections, models

#: Ids lie close together where at least one in so many of their range is meant.
_SPREAD = 2


def update_rows(rows: models.QuerySet[Any], columns: Sequence[str], values: Iterable[tuple[Any, ...]]) -> int:
    """Write ``columns`` of the model of ``rows``; each of ``values`` is ``(id, value of column 1, …)``.

    Returns how many rows were given. Past `save()`: no signal, no history row; for derived columns.
    """
    connection = connections[rows.db]
    fields = [rows.model._meta.get_field(column) for column in columns]
    quote = connection.ops.quote_name
    assignments = ", ".join(f"{quote(field.column)} = %s" for field in fields)
    prepared = [
        (*(field.get_db_prep_save(value, connection) for field, value in zip(fields, row[1:], strict=True)), row[0])
        for row in values
    ]
    if prepared:
        with connection.cursor() as cursor:
            cursor.executemany(
                f"UPDATE {quote(rows.model._meta.db_table)} SET {assignments} WHERE id = %s",  # noqa: S608 - our own names
                prepared,
            )
    return len(prepared)


def remove(rows: models.QuerySet[Any]) -> int:
    """Delete ``rows`` by one statement; returns how many. Whatever points at them has to be gone already."""
    return int(rows.order_by()._raw_delete(rows.db))  # noqa: SLF001 - Django's own fast path, which asks nobody


def among(column: str, ids: Collection[int]) -> models.Q:
    """Rows whose ``column`` is one of ``ids``, and where these lie close together perhaps some more.

    A range is two parameters instead of thousands, each of which costs Django more than the row that it finds. Callers
    look up what they read by id, so that what they did not ask for does no harm.
    """
    if not ids:
        return models.Q(pk__in=[])
    first, last = min(ids), max(ids)
    if last - first < _SPREAD * len(ids):
        return models.Q(**{f"{column}__gte": first, f"{column}__lte": last})
    return models.Q(**{f"{column}__in": list(ids)})
