"""Writing a staged list to the directory: one transaction, all of it or nothing, each step one statement over all rows.

History rows, row copies, tiers and what the playbooks say are written with it. Everybody is found anew first, since
colleagues may have saved since the list was looked at.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Model

from relationships.models import (
    Account,
    Category,
    Creator,
    CreatorImport,
    Relationship,
    StagedAccount,
    StagedLabel,
    StagedRow,
    Tag,
)
from relationships.querysets.bulk import remove
from relationships.querysets.staged import changes, writing
from relationships.querysets.staged.statements import (
    CREATORS,
    LABELS,
    ROWS,
    STAGED,
    analyze,
    execute,
    exists,
    fetch,
    join_as_many,
)
from relationships.services.imports.beginnings import keep_beginnings
from relationships.services.imports.people import write_people
from relationships.services.imports.preparing import compare
from relationships.services.imports.relationships import advise, write_labels, write_relationships
from relationships.services.imports.writing import LEADS, TAKEN, WRITTEN, Writing

_LABELS: Sequence[tuple[str, type[Any]]] = (("category", Category), ("tag", Tag))


def write_list(record: CreatorImport, stamp: datetime, today: date) -> None:
    """Write all that the staged rows change, and note in the record what that was. ``stamp``: the moment of it all."""
    w = Writing(record, stamp, today)
    join_as_many(StagedRow.objects.filter(creator_import=record).count())
    compare(record)
    changes.judge(w.parameters, w.newer)
    before: dict[type[Model], int] = {}
    if exists(f"SELECT 1 FROM {ROWS} AS r WHERE {LEADS}", w.parameters):
        keep_beginnings(w.parameters, w.newer, reason=w.reason, user=record.by)
        before = {model: writing.history_end(model) for model in WRITTEN}
        _number(w)
        _find_labels(w)
        write_people(w)
        write_relationships(w)
        write_labels(w)
        advise(w)
    record.written = {
        model._meta.model_name: [begin + 1, end]
        for model, begin in before.items()
        if (end := writing.history_end(model)) > begin
    }
    record.counts = {**record.counts, **_counts(w)}


def _number(w: Writing) -> None:
    """Ids for everything new, given beforehand so that rows can point at each other."""
    execute(writing.NAMED_BY_HANDLE, w.parameters)
    execute(writing.UNDER_CHANNEL, w.parameters)
    written = f"EXISTS (SELECT 1 FROM {ROWS} AS r WHERE {LEADS} AND r.number = {{table}}.leader)"
    new, taken = "outcome = 'new'", "outcome IN ('new', 'updated')"
    number, parameters = writing.number_rows, w.parameters
    number(Creator, ROWS, "creator_id", "is_new", new, parameters)
    number(Relationship, ROWS, "relationship_id", "relates", f"{taken} AND relationship_id IS NULL", parameters)
    unknown = f"speaks AND account_id IS NULL AND {written.format(table=STAGED)}"
    number(Account, STAGED, "account_id", "is_new", unknown, parameters)
    execute(writing.MAIN_OF_SEVERAL, parameters)
    # Every row names somebody now: PostgreSQL would still take those who do for hardly any.
    analyze((ROWS, STAGED))


def _find_labels(w: Writing) -> None:
    """Categories and tags by their name; those that are missing are made."""
    for kind, model in _LABELS:
        named = (
            f"SELECT l.name_key, min(l.name) FROM {LABELS} AS l WHERE l.creator_import_id = %(of)s"
            f" AND l.kind = '{kind}' AND NOT EXISTS (SELECT 1 FROM {model._meta.db_table} AS m"
            " WHERE m.name_key = l.name_key) GROUP BY l.name_key"
        )
        for _, name in fetch(named, w.parameters):
            made = model(name=name)
            vars(made).update(_change_reason=w.reason, _history_user=w.record.by)
            made.save()
        execute(
            f"UPDATE {LABELS} AS l SET label_id = m.id FROM {model._meta.db_table} AS m"
            f" WHERE l.creator_import_id = %(of)s AND l.kind = '{kind}' AND m.name_key = l.name_key",
            w.parameters,
        )


def _counts(w: Writing) -> dict[str, Any]:
    rows = fetch(
        f"SELECT outcome, count(*) FROM {ROWS} WHERE creator_import_id = %(of)s GROUP BY outcome", w.parameters
    )
    # A later row adds something only where there was something to change.
    telling = fetch(
        f"SELECT count(*) FROM {ROWS} AS t JOIN {ROWS} AS r"
        " ON r.creator_import_id = t.creator_import_id AND r.number = t.leader"
        f" WHERE t.creator_import_id = %(of)s AND t.tells AND t.outcome = 'folded' AND {LEADS}",
        w.parameters,
    )
    tiers = fetch(
        f"SELECT c.tier, count(*) FROM {ROWS} AS r JOIN {CREATORS} AS c ON c.id = r.creator_id"
        " WHERE r.creator_import_id = %(of)s AND r.outcome IN ('new', 'updated', 'unchanged') GROUP BY c.tier",
        w.parameters,
    )
    return {
        "outcomes": dict(rows),
        "telling": telling[0][0],
        "new_relationships": w.rows(*TAKEN).filter(relates=True).count(),
        "new_accounts": StagedAccount.objects.filter(creator_import=w.record, is_new=True).count(),
        "tiers": dict(tiers),
    }


@transaction.atomic
def empty_staging(creator_import: CreatorImport) -> None:
    """Nothing of the list is kept that is not needed any more."""
    for model in (StagedLabel, StagedAccount, StagedRow):
        # Where nobody else waits SQLite empties the whole table at once, without a look at its rows; while this one
        # writes, nobody comes in between. On PostgreSQL somebody might, and nothing would be gained.
        alone = connection.vendor == "sqlite" and not model.objects.exclude(creator_import=creator_import).exists()
        remove(model.objects.all() if alone else model.objects.filter(creator_import=creator_import))
