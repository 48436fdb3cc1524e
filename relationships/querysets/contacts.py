"""How often relationships are in touch, and how long a reply takes: grouped by SQL, which the ORM cannot spell."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Count, F, Q, QuerySet, RowRange, Window

from relationships.domain.relationships import Direction

TOUCHES, REPLY = "touches", "reply"


def contact_numbers(touchpoints: QuerySet[Any, Any]) -> Iterator[tuple[str, int, str, float]]:
    """``(TOUCHES, brand, tier, how many)`` of every relationship, ``(REPLY, brand, tier, days)`` of every reply.

    One query. A reply is counted once, from the first of the messages that waited for it: a nudge makes no answer
    quicker. A message without a reply is in no figure.
    """
    answered_before = Window(
        Count("pk", filter=Q(direction=Direction.INBOUND)),
        partition_by="relationship_id",
        order_by=("happened_at", "pk"),
        frame=RowRange(end=-1),
    )
    rows = touchpoints.order_by().values(
        "relationship_id", "direction", "happened_at",
        brand_id=F("relationship__brand_id"), tier=F("relationship__tier"), wait=answered_before,
    )  # fmt: skip
    try:
        sql, params = rows.query.get_compiler(rows.db).as_sql()
    except EmptyResultSet:
        return
    connection = connections[rows.db]
    between = "julianday(answered) - julianday(asked)"
    if connection.vendor == "postgresql":
        between = "EXTRACT(EPOCH FROM answered - asked) / 86400"
    first = "MIN(CASE WHEN direction = '{}' THEN happened_at END)"
    statement = f"""
        WITH touches AS MATERIALIZED ({sql})
        SELECT '{TOUCHES}', brand_id, tier, COUNT(*) FROM touches GROUP BY relationship_id, brand_id, tier
        UNION ALL
        SELECT '{REPLY}', brand_id, tier, {between} FROM (
            SELECT brand_id, tier,
                {first.format(Direction.OUTBOUND.value)} AS asked, {first.format(Direction.INBOUND.value)} AS answered
            FROM touches GROUP BY relationship_id, brand_id, tier, wait
        ) AS waits WHERE asked IS NOT NULL AND answered IS NOT NULL"""  # noqa: S608 - the ORM's own SQL and our words
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        for kind, brand, tier, number in cursor:
            yield kind, brand, tier, float(number)
