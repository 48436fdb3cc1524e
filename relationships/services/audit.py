"""History rows for writes that go past `save()`: copied by the database itself, in the same transaction."""

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections, models
from django.utils import timezone
from simple_history.models import HistoricalRecords

ADDED, CHANGED, REMOVED = "+", "~", "-"
#: How the reason begins that stands with a row or value that was put back as it had been.
RESTORED = "restored"
#: How the reason begins that an import writes with each row.
IMPORTED = "import of "
#: How the reason begins that a merge of two creators writes with each row.
MERGED = "merged: "


def acting_user() -> Any:
    """Who is behind the current request, or None outside of one."""
    request = getattr(HistoricalRecords.context, "request", None)
    user = getattr(request, "user", None)
    return user if user is not None and user.is_authenticated else None


def record_history(rows: models.QuerySet[Any], *, kind: str = CHANGED, reason: str = "", user: Any = None) -> int:
    """Write one history row for each of ``rows`` as it stands now; returns how many.

    Call it in the transaction of the write: after a change, before a removal. ``user`` defaults to who is acting.
    """
    historical = rows.model.history.model
    user = user or acting_user()
    own = {field.attname for field in rows.model._meta.concrete_fields}
    copied = [field for field in historical._meta.concrete_fields if field.attname in own]
    written = {
        "history_date": timezone.now(),
        "history_type": kind,
        "history_change_reason": reason[:100] or None,
        "history_user_id": user.pk if user else None,
    }
    stated = [field for field in historical._meta.concrete_fields if field.attname in written]
    connection = connections[rows.db]
    try:
        select, parameters = rows.order_by().values_list(*(f.attname for f in copied)).query.sql_with_params()
    except EmptyResultSet:  # Django sees that no row can be meant, and writes no SQL for it
        return 0
    values = [field.get_db_prep_save(written[field.attname], connection) for field in stated]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in [*stated, *copied])
    # The stated values come as a row of parameters; the copied ones as the very SELECT that the queryset stands for.
    # PostgreSQL must be told the types; SQLite would turn a moment cast to "datetime" into the number of its year.
    cast = "CAST(%s AS {})" if connection.vendor == "postgresql" else "%s"
    casts = ", ".join(cast.format(field.db_type(connection)) for field in stated)
    inserted = ", ".join(f"source.{quote(field.column)}" for field in copied)
    sql = (
        f"INSERT INTO {quote(historical._meta.db_table)} ({columns})"  # noqa: S608 - names of our own tables and columns
        f" SELECT {casts}, {inserted} FROM ({select}) AS source"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, *parameters])
        return int(cursor.rowcount)
