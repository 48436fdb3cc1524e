"""Files that leave a list: who may take one, what is in it, that it is safe to open and can be brought in again."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from relationships.domain.imports import Field
from relationships.domain.imports.headers import meaning_of
from relationships.models import Account, Brand, Creator, Export, Relationship, User
from relationships.reports.relationship_file import RELATIONSHIP_FILE
from relationships.views import exports
from relationships.views.lists import found as found_list
from tests import factories
from tests.kept import kept_rows
from tests.services.lists import bring_in, figures

pytestmark = pytest.mark.django_db

CSV = reverse("staff:export", args=["relationships", "csv"])
XLSX = reverse("staff:export", args=["relationships", "xlsx"])
DIALOG = reverse("staff:export_dialog", args=["relationships"])


@kept_rows
def brand() -> Brand:
    return factories.make_brand("Homely")


@kept_rows
def manager(brand: Brand) -> User:
    return factories.make_manager(brand)


#: Names, handles and notes at which spreadsheets and careless readers stumble.
AWKWARD: tuple[dict[str, Any], ...] = (
    {"name": "=HYPERLINK(1)", "handle": "@plain.one", "notes": "-5 is no number\nsecond line", "email": "a@b.example"},
    {"name": "Zoë, “the” Größe", "handle": "zoe_g", "notes": "@home; +1", "country": "DE", "language": "de"},
    {"name": "'quoted", "handle": "UPPER.Case", "phone": "+33612345678"},
    {"name": "王小明", "handle": "wang", "followers": 0},
)


@kept_rows
def awkward(brand: Brand) -> list[Relationship]:
    made = []
    for number, values in enumerate(AWKWARD):
        about = {name: value for name, value in values.items() if name not in ("handle", "followers")}
        creator = factories.make_creator(**about)
        factories.make_account(
            creator,
            values["handle"],
            followers=values.get("followers", 12_345 + number),
            engagement_rate=Decimal("3.251"),
            engagement_basis="reach" if number else "views",
            measured_on=date(2026, 3, 4),
        )
        factories.make_category(f"Category {number}", creator)
        made.append(factories.make_relationship(creator=creator, brand=brand, next_action="=call", owner=None))
    factories.make_category("Shared", *(row.creator for row in made))
    return made


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def content(user: User, address: str = CSV, **posted: Any) -> bytes:
    response = client_of(user).post(address, posted)
    assert response.status_code == 200, response
    return b"".join(response)


def rows_of(file: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.decode("utf-8-sig"))))


def names(user: User, **posted: Any) -> list[str]:
    return [row["Name"] for row in rows_of(content(user, **posted))]


# --- What is in it ----------------------------------------------------------------------------------------------------


def test_a_csv_opens_without_computing_anything(manager: User, awkward: list[Relationship]) -> None:
    text = content(manager).decode("utf-8-sig")
    for row in csv.reader(io.StringIO(text)):
        assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert {row["Next action"] for row in rows_of(text.encode())} == {"'=call"}


def test_a_workbook_holds_text_as_text_and_numbers_as_numbers(manager: User, awkward: list[Relationship]) -> None:
    sheet = load_workbook(io.BytesIO(content(manager, XLSX))).active
    assert sheet is not None
    head, *body = sheet.iter_rows()
    at = {cell.value: place for place, cell in enumerate(head)}
    first = next(row for row in body if row[at["Name"]].value == "=HYPERLINK(1)")
    assert {cell.data_type for cell in first} <= {"s", "inlineStr", "n", "d"}
    assert first[at["Followers"]].value == 12_345
    assert first[at["Measured on"]].value.date() == date(2026, 3, 4)
    assert first[at["Handle"]].value == "@plain.one"


def test_rows_follow_the_filters_and_the_order_of_the_list(manager: User, awkward: list[Relationship]) -> None:
    assert names(manager, query="country=DE") == ["Zoë, “the” Größe"]
    by_followers = rows_of(content(manager, query="sort=-followers"))
    counts = [int(row["Followers"]) for row in by_followers]
    assert counts == sorted(counts, reverse=True)


@pytest.mark.parametrize("few", [True, False])
def test_a_long_list_is_read_in_parts_and_misses_nothing(
    manager: User, awkward: list[Relationship], monkeypatch: pytest.MonkeyPatch, few: bool
) -> None:
    monkeypatch.setattr(exports, "_AT_ONCE", 2)
    monkeypatch.setattr(found_list, "SPARSE", 5_000 if few else 0)
    assert sorted(names(manager)) == sorted(
        f"'{values['name']}" if values["name"].startswith("=") else values["name"] for values in AWKWARD
    )


def test_selected_rows_alone(manager: User, awkward: list[Relationship]) -> None:
    chosen = [str(awkward[1].pk), str(awkward[3].pk), "0", "x", "9" * 30]
    assert sorted(names(manager, row=chosen)) == sorted(["Zoë, “the” Größe", "王小明"])


def test_columns_as_the_list_shows_them(manager: User, awkward: list[Relationship]) -> None:
    everything, shown = (rows_of(content(manager, columns=columns))[0] for columns in ("all", "shown"))
    assert {"Name", "Handle", "Followers", "Stage", "Next action"} <= shown.keys()
    assert everything.keys() - shown.keys() >= {"Tags", "Ladder"}


def test_more_rows_cost_no_more_queries_a_part(manager: User, awkward: list[Relationship]) -> None:
    table = RELATIONSHIP_FILE
    for ids in ([awkward[0].pk], [row.pk for row in awkward]):
        with CaptureQueriesContext(connection) as queries:
            assert len(list(table.rows([ids]))) == len(ids)
        # The rows, their creators' categories and other accounts, their tags and advice.
        assert len(queries) == 5


# --- Out and in again -------------------------------------------------------------------------------------------------

READ_BACK = ("Name", "Handle", "Network", "Profile URL", "Channel id", "Followers", "Engagement rate",
             "Engagement measured by", "Country", "Language", "Categories", "E-mail", "Phone", "Notes", "Measured on",
             "Other accounts", "Compensation", "Next action", "Next action on", "Stage", "Tags",
             "Creator number")  # fmt: skip


def test_every_head_means_to_the_import_what_it_says() -> None:
    heads = [column.head for column in RELATIONSHIP_FILE.columns]
    assert len(heads) == len(set(heads))
    understood = [head for head in heads if (found := meaning_of(head)) and found.field]
    assert tuple(understood) == READ_BACK
    # A family name is a part of the name, which leaves whole.
    said = {meaning.field for head in understood if (meaning := meaning_of(head))}
    assert said == set(Field) - {Field.FAMILY_NAME}


@pytest.mark.parametrize("address", [CSV, XLSX])
def test_what_came_out_goes_in_again_and_changes_nothing(
    manager: User, brand: Brand, awkward: list[Relationship], address: str
) -> None:
    file = content(manager, address)
    before = [list(model.objects.order_by("pk").values()) for model in (Creator, Account, Relationship)]
    assert figures(bring_in(file, brand=brand, network=None)) == (0, 0, len(AWKWARD), 0)
    assert [list(model.objects.order_by("pk").values()) for model in (Creator, Account, Relationship)] == before


@pytest.mark.parametrize("address", [CSV, XLSX])
def test_a_house_without_these_creators_gets_the_same(
    manager: User, brand: Brand, awkward: list[Relationship], address: str
) -> None:
    about = ("name", "email", "phone", "country", "language", "notes", "tier")
    of_account = ("network", "handle", "handle_key", "url", "followers", "engagement_rate", "engagement_basis")

    def on_file() -> list[tuple[Any, ...]]:
        accounts = Account.objects.order_by("handle_key")
        return list(accounts.values_list(*of_account, *(f"creator__{column}" for column in about)))

    file, before = content(manager, address), on_file()
    Relationship.objects.all().delete()
    Creator.objects.all().delete()
    assert figures(bring_in(file, brand=brand, network=None)) == (len(AWKWARD), 0, 0, 0)
    assert on_file() == before
    kinds = [(values["name"], word) for n, values in enumerate(AWKWARD) for word in (f"Category {n}", "Shared")]
    assert sorted(Creator.objects.values_list("name", "categories__name")) == sorted(kinds)


# --- Who may ----------------------------------------------------------------------------------------------------------


def test_nobody_takes_out_what_they_do_not_see(manager: User, awkward: list[Relationship]) -> None:
    foreign = factories.make_relationship(brand=factories.make_brand("Foreign"))
    assert len(names(manager)) == len(AWKWARD)
    assert names(manager, row=[foreign.pk]) == []
    assert len(names(factories.make_lead())) == len(AWKWARD) + 1


def test_a_viewer_takes_nothing_out(brand: Brand, awkward: list[Relationship]) -> None:
    client = client_of(factories.make_viewer(brand))
    assert client.post(CSV).status_code == 403
    assert client.get(DIALOG).status_code == 403
    assert not Export.objects.exists()


def test_a_file_is_asked_for_by_post_alone(manager: User) -> None:
    assert client_of(manager).get(CSV).status_code == 405


def test_each_file_is_noted(manager: User, awkward: list[Relationship]) -> None:
    content(manager, query="country=DE&nonsense=1")
    noted = Export.objects.get()
    assert (noted.by, noted.list_key, noted.query, noted.rows, noted.file_format) == (
        manager, "relationships", "country=DE", 1, "csv",
    )  # fmt: skip
    assert noted.history.values_list("history_user", flat=True).last() == manager.pk


def test_a_file_that_breaks_off_is_noted_without_its_rows(manager: User, awkward: list[Relationship]) -> None:
    unread = client_of(manager).post(CSV)
    assert unread.streaming
    assert Export.objects.get().rows is None


@pytest.mark.parametrize(
    ("address", "posted", "status"),
    [
        (reverse("staff:export", args=["no-list", "csv"]), {}, 404),
        (reverse("staff:export", args=["relationships", "pdf"]), {}, 404),
        (CSV, {"columns": "some"}, 404),
        (CSV, {"query": "x" * 5_000}, 404),
        (CSV, {"query": "tier=nonsense&sort=%00&rows=zz"}, 200),
    ],
)
def test_nothing_that_is_asked_for_breaks_it(manager: User, address: str, posted: dict[str, str], status: int) -> None:
    assert client_of(manager).post(address, posted).status_code == status


def test_too_many_rows_for_a_workbook_are_told(
    manager: User, awkward: list[Relationship], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "WORKBOOK_ROWS", 3)
    client = client_of(manager)
    answer = client.post(XLSX, {"query": ""}, follow=True)
    assert "A workbook takes 3 rows at most" in answer.content.decode()
    assert not Export.objects.exists()
    assert "Excel workbook" not in client.get(DIALOG).content.decode()


def test_the_dialog_says_what_leaves(manager: User, awkward: list[Relationship]) -> None:
    page = client_of(manager).get(f"{DIALOG}?country=DE&sort=-followers").content.decode()
    assert "<strong>1</strong> relationship leaves" in page
    assert 'value="country=DE&amp;sort=-followers"' in page
    part = client_of(manager).get(DIALOG, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "<strong>4</strong> relationships leave" in part
