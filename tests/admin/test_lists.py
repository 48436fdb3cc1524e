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
from relationships.admin.walking import rows_visible_to, walking
from relationships.models import Playbook, PlaybookNorm, Relationship, Touchpoint
from relationships.models.relationships import SORTED
from tests import factories
from tests.admin.conftest import House, page

pytestmark = pytest.mark.django_db


def _changelist(house: House, model: type, query: str = "", role: str = "root") -> lists.SteadyChangeList:
    request = RequestFactory().get(f"/?{query}")
    request.user = house.people[role]
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


# --- The latest rows --------------------------------------------------------------------------------------------------


@pytest.fixture
def touches(house: House, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The ids of five touchpoints, latest first; two make a page."""
    monkeypatch.setattr(site.get_model_admin(Touchpoint), "list_per_page", 2)
    return [factories.make_touchpoint(house.relationship).pk for _ in range(5)][::-1]


@pytest.mark.parametrize("looked_through", [1, 2, 3], ids=["less", "exactly a page", "one more"])
def test_older_rows_follow_however_many_of_the_latest_fill_the_page(
    house: House, touches: list[int], looked_through: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "LATEST", looked_through)
    for number, (start, more) in enumerate([(0, True), (2, True), (4, False)], 1):
        changelist = _changelist(house, Touchpoint, f"p={number}", "manager")
        assert [row.pk for row in changelist.result_list] == touches[start : start + 2]
        assert changelist.paginator.page(number).has_next() == more, number


def test_the_last_page_of_what_is_counted_is_found_among_the_latest(
    house: House, touches: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "LATEST", 2)
    monkeypatch.setattr(lists, "COUNTED", 4)
    changelist = _changelist(house, Touchpoint, "p=2", "manager")
    assert changelist.paginator.object_list == touches[:4]
    assert not changelist.paginator.page(2).has_next()


@pytest.mark.parametrize("model", [Playbook, PlaybookNorm, Relationship, Touchpoint])
def test_the_latest_are_of_what_is_visible(house: House, model: Any) -> None:
    """What the tiers do is everybody's, also where each row is asked for its brand."""
    for brand, relationship in ((house.own, house.relationship), (house.foreign, house.foreign_relationship)):
        factories.make_touchpoint(relationship)
        playbook = Playbook.objects.create(brand=brand, tier="micro")
        PlaybookNorm.objects.create(playbook=playbook, key="products_first_below", reason="x", source="x")
    request = RequestFactory().get("/")
    request.user = house.people["manager"]
    with walking(request):
        seen = set(rows_visible_to(model.objects.all(), request).values_list("pk", flat=True))
    assert seen
    assert seen == set(model.objects.visible_to(request.user).values_list("pk", flat=True))
