"""Which columns of a list somebody sees, in which order and how dense: chosen, kept, moved, put back."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from relationships.models import Brand, ListSetting, Relationship, SavedView, User
from relationships.services import freshness
from relationships.services.clock import organisation_today
from relationships.views.relationship_columns import EXTRAS
from relationships.views.relationships import RELATIONSHIPS
from tests import factories
from tests.kept import kept_rows

pytestmark = pytest.mark.django_db

LIST = reverse("staff:relationships")
KEY = "relationships"
COLUMNS, DENSITY = (reverse(f"staff:{name}", args=[KEY]) for name in ("list_columns", "list_density"))
EVERY = [column.key for column in RELATIONSHIPS.columns]
OWN = [column.key for column in RELATIONSHIPS.columns if not column.is_extra]


@pytest.fixture(autouse=True)
def _fresh() -> None:
    """As in a process that has already served a page today."""
    freshness.freshen_histories()


@kept_rows
def brand() -> Brand:
    return factories.make_brand("Homely")


@kept_rows
def ana(brand: Brand) -> User:
    return factories.make_manager(brand, username="ana")


@kept_rows
def row(brand: Brand, ana: User) -> Relationship:
    """A relationship of which everything is known that the further columns show."""
    creator = factories.make_creator("Ada", country="PT", language="pt")
    factories.make_account(creator, "@ada", network="tiktok")
    made = factories.make_relationship(
        creator, brand, owner=ana, next_action="Thank her", next_action_kind="thank_you",
        next_action_on=timezone.localdate(),
    )  # fmt: skip
    for name in ("VIP", "autumn", "<b>"):
        factories.make_tag(name, made)
    for key, value in {"values": 4, "audience": 3, "content": 5, "sentiment": 4, "safety": 5, "conflict": 5}.items():
        factories.make_rating(made, key, value, reviewer=ana)
    return made


def client_of(user: User, *, script: bool = False) -> Client:
    client = Client(headers={"HX-Request": "true"} if script else {})
    client.force_login(user)
    return client


def get(user: User, url: str = LIST) -> str:
    response = client_of(user).get(url)
    assert response.status_code == 200, response
    return response.content.decode()


def shown(html: str) -> list[str]:
    return re.findall(r'<th scope="col" class="head-([\w-]+)', html)


def choose(user: User, *columns: str, order: list[str] | None = None, **sent: Any) -> Any:
    data = {"order": order or EVERY, "column": columns, "next": LIST, **sent}
    return client_of(user).post(COLUMNS, data)


def order_of(html: str) -> list[str]:
    return re.findall(r'name="order" value="([\w-]+)"', html)


def checked(html: str) -> list[str]:
    return re.findall(r'name="column" value="([\w-]+)" checked', html)


# --- Chosen and kept --------------------------------------------------------------------------------------------------


def test_what_is_chosen_is_kept_for_the_list_and_the_person(ana: User, brand: Brand, row: Relationship) -> None:
    assert shown(get(ana)) == OWN
    order = ["creator", "tags", "owner", *(key for key in EVERY if key not in ("creator", "tags", "owner"))]
    assert choose(ana, "owner", "tags", "tier", order=order).headers["Location"] == LIST
    assert shown(get(ana)) == ["creator", "tags", "owner", "tier"]
    assert shown(get(factories.make_manager(brand))) == OWN
    setting = ListSetting.objects.get()
    assert (setting.user, setting.list_key, setting.columns) == (ana, KEY, ["creator", "tags", "owner", "tier"])
    assert setting.history.get().history_user == ana
    # A sort by a column that is not shown goes on sorting.
    assert shown(get(ana, f"{LIST}?sort=-followers")) == ["creator", "tags", "owner", "tier"]


def test_the_first_column_stays_first(ana: User, row: Relationship) -> None:
    choose(ana, "tier", order=["tier", "creator"])
    assert shown(get(ana)) == ["creator", "tier"]
    choose(ana)
    assert shown(get(ana)) == ["creator"]


@pytest.mark.parametrize("how", [{"reset": "1"}, {}], ids=["put back", "chosen as they are"])
def test_the_lists_own_choice_is_kept_as_none(ana: User, row: Relationship, how: dict[str, Any]) -> None:
    choose(ana, "tier")
    choose(ana, *(OWN if not how else ["tier"]), **how)
    assert (shown(get(ana)), ListSetting.objects.get().columns) == (OWN, [])


def test_what_is_kept_and_gone_from_the_product_is_left_out(ana: User, row: Relationship) -> None:
    ListSetting.objects.create(user=ana, list_key=KEY, columns=["creator", "moods", "tier"])
    html = get(ana)
    assert (shown(html), "problems" in html) == (["creator", "tier"], False)


MOVES = [
    ("up:tier", ["creator", "tier", "brand", "followers"]),
    ("down:tier", ["creator", "brand", "followers", "tier"]),
    ("up:brand", ["creator", "brand", "tier", "followers"]),
    ("down:creator", ["creator", "brand", "tier", "followers"]),
    ("sideways:tier", ["creator", "brand", "tier", "followers"]),
    ("up:moods", ["creator", "brand", "tier", "followers"]),
]


@pytest.mark.parametrize(("move", "expected"), MOVES)
def test_without_script_a_step_is_sent_and_asked_again(ana: User, move: str, expected: list[str]) -> None:
    html = choose(ana, "tier", "brand", move=move).content.decode()
    assert order_of(html)[:4] == expected
    assert set(checked(html)) == {"creator", "tier", "brand"}
    assert not ListSetting.objects.exists()


@pytest.mark.parametrize("order", [["tier", "tier", "moods", "\0"], [], ["creator"] * 500])
def test_any_order_is_read(ana: User, row: Relationship, order: list[str]) -> None:
    response = client_of(ana).post(COLUMNS, {"order": order, "column": ["tier", "moods", "<b>"], "next": LIST})
    assert response.status_code == 302
    assert shown(get(ana)) == ["creator", "tier"]


def test_the_chooser_stands_in_the_dialog_and_on_a_page(ana: User) -> None:
    html = client_of(ana, script=True).get(COLUMNS).content.decode()
    assert ("<html" in html, order_of(html), checked(html)) == (False, EVERY, OWN)
    assert "<html" in get(ana, COLUMNS)


# --- In a view --------------------------------------------------------------------------------------------------------


def test_in_a_view_they_stand_in_the_address_until_it_is_saved(ana: User, row: Relationship) -> None:
    view = SavedView.objects.create(owner=ana, list_key=KEY, name="V", columns=["creator", "stage"])
    there = choose(ana, "tier", "tags", next=f"{LIST}?view={view.pk}").headers["Location"]
    assert there == f"{LIST}?view={view.pk}&columns=creator.tier.tags"
    assert (shown(get(ana, there)), "Changed" in get(ana, there)) == (["creator", "tier", "tags"], True)
    assert choose(ana, "stage", next=there).headers["Location"] == f"{LIST}?view={view.pk}"
    assert not ListSetting.objects.exists()
    dense = client_of(ana).post(DENSITY, {"density": "comfortable", "next": there}).headers["Location"]
    assert dense == f"{there}&density=comfortable"
    by_script = client_of(ana, script=True).post(DENSITY, {"density": "compact", "next": dense})
    assert by_script.headers["HX-Redirect"] == there


WRONG = [
    ("columns=moods", "Columns: There is no column “moods”: choose again under Columns.", OWN),
    (
        "columns=creator.moods.tier",
        "Columns: There is no column “moods”: choose again under Columns.",
        ["creator", "tier"],
    ),
    ("columns=" + "x" * 3_000, "Columns: There is no column “", OWN),
    ("columns=%00", "Columns: There is no column “�”", OWN),
    ("density=airy", "Density: “airy” is none: rows are compact or comfortable.", OWN),
]


@pytest.mark.parametrize(("query", "told", "columns"), WRONG, ids=[query[:30] for query, *_ in WRONG])
def test_a_wrong_address_is_told(ana: User, row: Relationship, query: str, told: str, columns: list[str]) -> None:
    html = get(ana, f"{LIST}?{query}")
    problems = unescape(re.sub(r"<[^>]+>", "", re.findall(r'<ul class="problems">(.*?)</ul>', html, re.DOTALL)[0]))
    assert problems.strip().startswith(told)
    assert shown(html) == columns


# --- Density ----------------------------------------------------------------------------------------------------------


def test_density_is_kept_for_the_list(ana: User, row: Relationship) -> None:
    assert "list-table--compact" in get(ana)
    for density in ("comfortable", "comfortable", "compact"):
        client_of(ana).post(DENSITY, {"density": density, "next": LIST})
        assert f"list-table--{density}" in get(ana)
    assert ListSetting.history.count() == 2
    client_of(ana).post(DENSITY, {"density": "airy", "next": LIST})
    assert "list-table--compact" in get(ana)


# --- What they show ---------------------------------------------------------------------------------------------------


def _cells(html: str) -> dict[str, str]:
    found = re.findall(r'<td class="cell-([\w-]+)[^"]*" data-label="[^"]*">(.*?)</td>', html, re.DOTALL)
    return {key: " ".join(unescape(re.sub(r"<[^>]+>", " ", inside)).split()) for key, inside in found}


def test_further_columns_show_what_is_on_file(ana: User, row: Relationship) -> None:
    renewal = organisation_today() + timedelta(days=9)
    Relationship.objects.filter(pk=row.pk).update(ladder="offered", renewal_on=renewal)
    html = get(ana, f"{LIST}?columns={'.'.join(EVERY)}")
    cells = _cells(html)
    assert {key: cells[key] for key in (column.key for column in EXTRAS)} == {
        "network": "TikTok",
        "country": "Portugal",
        "language": "Portuguese",
        "tags": "<b> autumn VIP",
        "confidence": "Medium",
        "coverage": "90%",
        "ladder": "Offered",
        "renewal": f"{renewal:%-d %b %Y}",
        "action_kind": "Thank you",
        "since": f"{timezone.localdate():%-d %b %Y}",
    }
    assert "<b> </span>" not in html


def test_what_is_not_known_is_a_dash(ana: User, brand: Brand) -> None:
    factories.make_relationship(factories.make_creator("Nobody"), brand)
    cells = _cells(get(ana, f"{LIST}?columns={'.'.join(EVERY)}"))
    since = cells.pop("since")
    assert since == f"{timezone.localdate():%-d %b %Y}"
    assert {cells[column.key] for column in EXTRAS if column.key != "since"} == {"–"}


def test_all_columns_a_view_and_a_setting_cost_no_further_query(ana: User, row: Relationship) -> None:
    view = SavedView.objects.create(owner=ana, list_key=KEY, name="V", columns=EVERY, is_shared=True)
    ListSetting.objects.create(user=ana, list_key=KEY, columns=["creator", "tags"], default_view=view)
    client = client_of(ana)
    for query in ("view=all", f"view={view.pk}", f"view={view.pk}&columns=creator.tags"):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"{LIST}?{query}").status_code == 200
        assert len(queries) == 8, query
