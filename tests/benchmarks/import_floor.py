"""The least that new creators can cost: clean rows loaded by the database itself, then one INSERT … SELECT a table.

Into the very tables that an import writes, with their indexes and triggers, their rows of history among them. Nothing
is read, recognised, cleaned, matched or compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tests.benchmarks.invented_lists import Person

LOADED = "bench_loaded"
_TYPES = {"number": "integer", "followers": "bigint", "rate": "numeric(7, 3)"}
#: Ids are given from the start: the tables are empty.
_ID = "number"
_MOMENT, _DAY = "2026-01-02 03:04:05", "2026-01-02"


def create_table() -> str:
    columns = ", ".join(f"{name} {_TYPES.get(name, 'text')}" for name in Person._fields)
    return f"CREATE TEMPORARY TABLE {LOADED} ({columns})"


def statements(brand: int) -> Iterator[str]:
    """Of one transaction, after ``LOADED`` was filled. In a process where Django is set up."""
    from django.db import connection

    from relationships import models
    from relationships.querysets.tiers import tier_sql
    from relationships.services.audience import bands_on_file
    from relationships.services.clock import organisation_today
    from relationships.services.fits import FIT, unrated_values

    tier, key = tier_sql("followers", "network", *bands_on_file()), "lower(name)"
    search = f"{key} || ' ' || email || ' ' || ltrim(handle, '@')"
    person = {name: name for name in ("name", "email", "phone", "country", "language", "followers", "network")}
    figures = {"followers": "followers", "engagement_rate": "rate", "engagement_basis": "'followers'"}
    day = _typed(f"'{_DAY}'", "date")
    unrated = dict(zip(FIT.columns, unrated_values(brand, organisation_today()), strict=True))
    copied = {name: name for name in ("country", "language", "network")}
    yield _insert(
        models.Creator,
        person
        | {"id": _ID, "name_key": key, "main_account_id": _ID, "tier": tier, "search_text": search}
        | {"data_source": "'floor'"},
    )
    yield _insert(
        models.Account,
        {"id": _ID, "creator_id": _ID, "network": "network", "handle": "handle", "handle_key": "ltrim(handle, '@')"}
        | {"url": "url", "measured_on": day}
        | figures,
    )
    yield _insert(models.AudienceSnapshot, {"id": _ID, "account_id": _ID, "measured_on": day} | figures)
    yield _insert(
        models.Relationship,
        {"id": _ID, "creator_id": _ID, "brand_id": str(brand), "tier": tier, "search_text": search}
        | {"creator_sort": key, "brand_sort": "'bench'", "drift_changes_on": day}
        | {name: _literal(value) for name, value in unrated.items()}
        | copied
        | figures,
    )
    yield _insert(
        models.StandingAdvice,
        {"relationship_id": _ID, "code": "'engagement-odd'", "severity": "'warn'"},
        f"{LOADED} WHERE number % 3 = 0",
    )  # as many as there are odd rates
    names = f"SELECT DISTINCT categories AS name FROM {LOADED} WHERE categories NOT LIKE '%,%'"
    both = " UNION SELECT 'Travel' UNION SELECT 'Food'"
    yield _insert(models.Category, {"name": "name", "name_key": key}, f"({names}{both}) AS named")
    category = connection.ops.quote_name(models.Category._meta.db_table)
    yield _insert(
        models.CreatorCategory,
        {"creator_id": "number", "category_id": "c.id"},
        f"{LOADED} JOIN {category} AS c ON ', ' || categories || ', ' LIKE '%, ' || c.name || ', %'",
    )
    for model in (
        models.Creator, models.Account, models.AudienceSnapshot, models.Relationship, models.Category,
        models.CreatorCategory,
    ):  # fmt: skip
        yield _keep(model)


def _insert(model: Any, values: Mapping[str, str], source: str = LOADED) -> str:
    """``values``: SQL by the field's attname; every other column has its default."""
    from django.db import connection

    written: dict[str, str] = {}
    for field in model._meta.concrete_fields:
        if field.generated or (field.primary_key and field.attname not in values):
            continue
        if field.attname in ("created_at", "updated_at"):
            written[field.column] = _typed(f"'{_MOMENT}'", "timestamp with time zone")
        else:
            default = _literal(field.get_db_prep_save(field.get_default(), connection))
            written[field.column] = values.get(field.attname, default)
    return (
        f"INSERT INTO {model._meta.db_table} ({', '.join(written)}) SELECT {', '.join(written.values())} FROM {source}"
    )


def _keep(model: Any) -> str:
    """A row of history of every row."""
    historical = model.history.model
    own = {field.attname for field in model._meta.concrete_fields}
    copied = [field.column for field in historical._meta.concrete_fields if field.attname in own]
    said = {
        "history_date": _typed(f"'{_MOMENT}'", "timestamp with time zone"),
        "history_type": "'+'",
        "history_change_reason": "'floor'",
    }
    return (
        f"INSERT INTO {historical._meta.db_table} ({', '.join((*said, *copied))})"
        f" SELECT {', '.join((*said.values(), *copied))} FROM {model._meta.db_table}"
    )


def _typed(literal: str, kind: str) -> str:
    from django.db import connection

    return f"CAST({literal} AS {kind})" if connection.vendor == "postgresql" else literal


def _literal(value: Any) -> str:
    from django.db import connection

    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return str(value).upper() if connection.vendor == "postgresql" else str(int(value))
    if isinstance(value, int | float):
        return str(value)
    return "'" + str(value).replace("'", "''") + "'"


def script(brand: int, clean: str) -> Sequence[str]:
    """What sqlite3's command line is told, line by line."""
    options = ("journal_mode = WAL", "synchronous = NORMAL", "cache_size = -64000", "temp_store = MEMORY")
    return [
        *(f"PRAGMA {option};" for option in options),
        f"{create_table()};",
        ".mode csv",
        f".import {clean} {LOADED}",
        "BEGIN IMMEDIATE;",
        *(f"{statement};" for statement in statements(brand)),
        "COMMIT;",
    ]
