"""The lists: their order, their counts, their filters, and that an index serves what they offer to sort by."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import RequestFactory
from django.utils import timezone

from relationships.admin import lists
from relationships.admin.site import site
from relationships.models import Relationship
from relationships.models.relationships import SORTED
from tests import factories
from tests.admin.conftest import House, page

pytestmark = pytest.mark.django_db


def _changelist(house: House, model: type, query: str = "") -> lists.SteadyChangeList:
    request = RequestFactory().get(f"/?{query}")
    request.user = house.people["root"]
    found = site.get_model_admin(model).get_changelist_instance(request)
    assert isinstance(found, lists.SteadyChangeList)
    return found


@pytest.mark.parametrize("index", range(1, 12))
@pytest.mark.parametrize("sign", ["", "-"])
def test_a_sort_is_one_indexed_column_and_the_id_behind_it(house: House, index: int, sign: str) -> None:
    changelist = _changelist(house, Relationship, f"o={sign}{index}")
    column, key = changelist.get_ordering(None, changelist.queryset)  # type: ignore[arg-type]
    assert column.expression.name in SORTED
    assert key == f"{sign}pk"
    assert column.descending == bool(sign)


def test_unknown_comes_last_both_ways(house: House) -> None:
    factories.make_relationship(factories.make_creator("Unknown"), house.own)
    factories.make_relationship(factories.make_creator("Big", followers=900_000), house.own)
    column = list(site.get_model_admin(Relationship).list_display).index("followers_shown") + 1
    for sign in ("", "-"):
        rows = list(_changelist(house, Relationship, f"o={sign}{column}").result_list)
        assert str(rows[-1].creator) == "Unknown"


@pytest.mark.parametrize("model", [model for model in site._registry if model._meta.app_label == "relationships"])
def test_only_indexed_columns_are_offered(model: Any) -> None:
    admin, opts = site.get_model_admin(model), model._meta
    first = {index.fields[0] for index in opts.indexes if index.fields}
    first |= {field.name for field in opts.fields if field.db_index or field.unique}
    small = {"brand": {"name_key"}}.get(opts.model_name, set())
    for name in admin.sortable_by or ():
        column = getattr(getattr(admin, str(name)), "admin_order_field", None)
        assert column in first | small, (opts.model_name, name)


def test_counting_stops(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "COUNTED", 3)
    for _ in range(5):
        factories.make_relationship(brand=house.own)
    assert "3+ relationships" in house.client("manager").get(page("relationship")).content.decode()


def test_a_count_is_exact_below_its_cap(house: House) -> None:
    text = house.client("manager").get(page("relationship")).content.decode()
    assert "1 relationship" in text
    assert "10,000+" not in text


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("tier=micro", True), ("tier=macro", False), ("stage=prospect", True), ("stage=ended", False),
        ("compensation=paid", True), ("compensation=mixed", False), ("history=none", True), ("history=one_off", False),
        ("due=overdue", True), ("due=today", False), ("due=week", False), ("due=none", False),
        ("owner=me", True), ("owner=none", False), ("q=ada", True), ("q=nobody", False),
    ],
)  # fmt: skip
def test_filters(house: House, query: str, shown: bool) -> None:
    row = house.relationship
    row.compensation, row.next_action, row.next_action_on = "paid", "Call", timezone.localdate() - timedelta(1)
    row.save()
    text = house.client("manager").get(f"{page('relationship')}?{query}").content.decode()
    assert (page("relationship", "change", row.pk) in text) == shown


@pytest.mark.parametrize(("days", "due"), [(-1, "overdue"), (0, "today"), (0, "week"), (6, "week")])
def test_due_at_its_edges(house: House, days: int, due: str) -> None:
    row = house.relationship
    row.next_action, row.next_action_on = "Call", timezone.localdate() + timedelta(days)
    row.save()
    others = {-1: {"today", "week", "none"}, 0: {"overdue", "none"}, 6: {"overdue", "today", "none"}}[days]
    for name, expected in {due: True, **dict.fromkeys(others, False)}.items():
        text = house.client("manager").get(f"{page('relationship')}?due={name}").content.decode()
        assert (page("relationship", "change", row.pk) in text) == expected, name


def test_long_filters_are_one_tab_stop_each(house: House) -> None:
    for _ in range(40):
        factories.make_relationship(brand=factories.make_brand())
    text = house.client("root").get(page("relationship")).content.decode()
    before_the_rows = text[text.index('id="content"') : text.index('id="result_list"')]
    outside = before_the_rows
    while "<details" in outside:
        start, end = outside.index("<details"), outside.index("</details>") + len("</details>")
        outside = outside[:start] + outside[end:]
    assert outside.count("<a ") < 5
    assert before_the_rows.count("<details") == 7


def test_a_sort_of_many_rows_is_read_from_an_index(house: House) -> None:
    """The plan of the database itself: nothing is sorted for the list's own order."""
    explained = _changelist(house, Relationship).queryset[:50].explain()
    if connection.vendor == "sqlite":
        assert "USE TEMP B-TREE" not in explained
        assert "rel_creator_sort" in explained
