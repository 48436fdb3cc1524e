"""The peer of the import: django-import-export over clean rows into the same tables, one resource a table.

It is made as easy for it as can be: ids, copies and clean values come ready in the rows, keys are written as numbers,
and rows of history are not asked for (its bulk mode writes none).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from typing import Any

from tests.benchmarks.invented_lists import Person, people

MISSING = "django-import-export is not installed: pip install -e '.[bench]' (or leave it out with --without-stock)"
#: Rows of one INSERT, and of one data set: a whole list at once would be hundreds of megabytes.
BATCH, DATA_SET = 1_000, 20_000
#: What the newest version offers to be fast; ``{}`` are its defaults.
FASTEST = {
    "use_bulk": True, "batch_size": BATCH, "force_init_instance": True, "skip_diff": True, "skip_html_diff": True,
    "report_skipped": False, "skip_admin_log": True, "use_transactions": True,
}  # fmt: skip
_CATEGORIES = ("Beauty", "Travel", "Food", "Fitness", "Gaming")

Columns = Sequence[str]
_CREATOR = ("id", "name", "name_key", "email", "phone", "country", "language", "followers", "network", "tier",
            "search_text", "data_source", "main_account_id")  # fmt: skip
_ACCOUNT = ("id", "creator_id", "network", "handle", "handle_key", "url", "followers", "engagement_rate",
            "engagement_basis", "measured_on")  # fmt: skip
_SNAPSHOT = ("id", "account_id", "measured_on", "followers", "engagement_rate", "engagement_basis")
_RELATIONSHIP = ("id", "creator_id", "brand_id", "tier", "followers", "engagement_rate", "engagement_basis", "network",
                 "country", "language", "creator_sort", "brand_sort", "search_text")  # fmt: skip


def run(count: int, brand: int, settings: dict[str, Any]) -> int:
    """Bring in ``count`` people; returns how many rows were written. In a process where Django is set up."""
    from django.db import transaction

    from relationships import models
    from relationships.domain.tiers import tier_for
    from relationships.services.clock import organisation_today

    today = organisation_today()
    models.Category.objects.bulk_create([models.Category(name=name, name_key=name.lower()) for name in _CATEGORIES])
    categories = dict(models.Category.objects.values_list("name", "pk"))

    def creator(one: Person) -> Iterator[Sequence[Any]]:
        key, name = one.name.lower(), one.handle.lstrip("@")
        yield (one.number, one.name, key, one.email, one.phone, one.country, one.language, one.followers, one.network,
               tier_for(one.followers).value, f"{key} {one.email} {name}", "peer", one.number)  # fmt: skip

    def account(one: Person) -> Iterator[Sequence[Any]]:
        yield (one.number, one.number, one.network, one.handle, one.handle.lstrip("@"), one.url, one.followers,
               one.rate, "followers", today)  # fmt: skip

    def snapshot(one: Person) -> Iterator[Sequence[Any]]:
        yield one.number, one.number, today, one.followers, one.rate, "followers"

    def relationship(one: Person) -> Iterator[Sequence[Any]]:
        key, name = one.name.lower(), one.handle.lstrip("@")
        yield (one.number, one.number, brand, tier_for(one.followers).value, one.followers, one.rate, "followers",
               one.network, one.country, one.language, key, "bench", f"{key} {one.email} {name}")  # fmt: skip

    def labels(one: Person) -> Iterator[Sequence[Any]]:
        for name in one.categories.split(", "):
            yield one.number, categories[name]

    tables: Sequence[tuple[Any, Columns, Callable[[Person], Iterator[Sequence[Any]]]]] = (
        (models.Creator, _CREATOR, creator),
        (models.Account, _ACCOUNT, account),
        (models.AudienceSnapshot, _SNAPSHOT, snapshot),
        (models.Relationship, _RELATIONSHIP, relationship),
        (models.CreatorCategory, ("creator_id", "category_id"), labels),
    )
    with transaction.atomic():
        return sum(_bring_in(count, model, columns, rows_of, settings) for model, columns, rows_of in tables)


def _bring_in(
    count: int,
    model: Any,
    columns: Columns,
    rows_of: Callable[[Person], Iterator[Sequence[Any]]],
    settings: dict[str, Any],
) -> int:
    tablib, fields, resources, widgets = _peer()
    import_id = ["id"] if "id" in columns else columns
    meta = {**settings, "fields": columns, "import_id_fields": import_id}
    # Its own way with a foreign key is a query a row.
    keys = {name: fields.Field(name, name, widgets.IntegerWidget()) for name in columns if name.endswith("_id")}
    base = _quiet(resources.ModelResource) if settings else resources.ModelResource
    resource = resources.modelresource_factory(model, base, meta_options=meta, custom_fields=keys)()
    written = 0
    some = tablib.Dataset(headers=columns)
    for person, _ in people(count):
        for row in rows_of(person):
            some.append([str(value) for value in row])
        if len(some) >= DATA_SET or person.number == count:
            result = resource.import_data(some, raise_errors=True)
            written += sum(result.totals.values())
            some = tablib.Dataset(headers=columns)
    return written


def _peer() -> Sequence[Any]:
    """Of the benchmark only, and so not among what the product or its tests install."""
    names = ("tablib", "import_export.fields", "import_export.resources", "import_export.widgets")
    try:
        return [import_module(name) for name in names]
    except ImportError:
        raise SystemExit(MISSING) from None


def _quiet(resource: Any) -> Any:
    """Without each row in words, which its results keep and which costs queries of its own."""
    told = import_module("import_export.results").RowResult
    silent = type("Silent", (told,), {"add_instance_info": lambda self, instance: None})
    return type("Quiet", (resource,), {"get_row_result_class": classmethod(lambda cls: silent)})
