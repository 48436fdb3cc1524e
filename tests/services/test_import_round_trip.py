"""What leaves as a file and comes back: into the same house it changes nothing, into an empty one it says the same."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from relationships.models import (
    Account,
    AudienceSnapshot,
    Brand,
    Category,
    Creator,
    CreatorCategory,
    Relationship,
    RelationshipTag,
    Tag,
)
from relationships.reports.file_formats import csv_pieces, write_workbook
from relationships.reports.relationship_file import RELATIONSHIP_FILE
from relationships.services.derived import count_wrong
from tests.factories import make_account, make_brand, make_category, make_creator, make_relationship, make_tag
from tests.kept import kept_rows
from tests.services.lists import bring_in, figures

pytestmark = pytest.mark.django_db

CHANNEL = "UCinvented0000000000001x"
#: Names, notes and handles at which spreadsheets and careless readers stumble.
AWKWARD: Sequence[dict[str, Any]] = (
    {"name": "=HYPERLINK(1)", "handle": "@plain.one", "notes": "-5 is no number\nsecond line", "email": "a@b.example"},
    {"name": "Zoë, “the” Größe", "handle": "zoe_g", "notes": "@home; +1", "country": "DE", "language": "de"},
    {"name": "'quoted", "handle": "UPPER.Case", "phone": "+33 6 12 34 56 78"},
    {"name": 'Said "so"', "handle": "王小明", "network": "x", "followers": 0},
    {"name": "Channel", "handle": "@channel.one", "network": "youtube", "channel_id": CHANNEL, "followers": None},
)
WRITTEN = (Creator, Account, AudienceSnapshot, Category, CreatorCategory, Tag, Relationship, RelationshipTag)


@kept_rows
def brand() -> Brand:
    brand = make_brand("Homely")
    shared = make_category("Art, design")
    for number, values in enumerate(AWKWARD):
        about = {
            name: values[name] for name in ("name", "notes", "email", "country", "language", "phone") if name in values
        }
        creator = make_creator(**about)
        followers = values.get("followers", 12_345 + number)
        account: dict[str, Any] = {"followers": followers, "network": values.get("network", "instagram")}
        if followers is None:
            account["measured_on"] = None
        else:
            account |= {
                "engagement_rate": Decimal("3.251"),
                "engagement_basis": "views",
                "measured_on": date(2026, 3, 4),
            }
        made = make_account(creator, values["handle"], **account)
        if channel := values.get("channel_id"):
            address = f"https://www.youtube.com/channel/{channel}"
            Account.objects.filter(pk=made.pk).update(channel_id=channel, url=address)
        make_account(creator, f"second.{number}", network="tiktok", followers=None, measured_on=None)
        make_category(f"Category {number}", creator)
        CreatorCategory.objects.create(creator=creator, category=shared)
        row = make_relationship(
            creator, brand, next_action="=call", next_action_on=date(2030, 1, 2 + number), compensation="paid",
            stage="contacted",
        )  # fmt: skip
        make_tag(f"Tag {number}", row)
    return brand


def exported(rows: Any, kind: str) -> bytes:
    table = RELATIONSHIP_FILE
    heads = [column.head for column in table.columns]
    cells = table.rows([list(rows.order_by("pk").values_list("pk", flat=True))])
    if kind == "csv":
        return b"".join(csv_pieces(heads, cells))
    file = io.BytesIO()
    write_workbook("Relationships", heads, cells, file)
    return file.getvalue()


def everything() -> list[list[dict[str, Any]]]:
    """Every column, history included."""
    tables: list[Any] = [model._default_manager for model in WRITTEN]
    tables += [getattr(model, "history") for model in WRITTEN]  # noqa: B009 - simple-history's, unknown to the types
    return [list(rows.order_by("pk").values()) for rows in tables]


def said() -> dict[str, dict[str, Any]]:
    """What the file carries, by name."""
    told: dict[str, dict[str, Any]] = {}
    about = ("email", "phone", "country", "language", "notes", "tier", "followers", "network")
    for row in Relationship.objects.select_related("creator__main_account"):
        one = row.creator
        told[one.name] = {
            **{column: getattr(one, column) for column in about},
            "phone": one.phone.replace(" ", ""),  # the same number, as the standard writes it
            "accounts": sorted(one.accounts.values_list("network", "handle_key", "url", "channel_id")),
            "main": [
                getattr(one.main_account, column)
                for column in ("handle", "followers", "engagement_rate", "engagement_basis", "measured_on")
            ],
            "snapshots": list(
                AudienceSnapshot.objects.filter(account__creator=one).values_list("measured_on", "followers")
            ),
            "categories": sorted(one.categories.values_list("name", flat=True)),
            "tags": sorted(RelationshipTag.objects.filter(relationship=row).values_list("tag__name", flat=True)),
            "plan": (row.stage, row.compensation, row.next_action, row.next_action_on),
        }
    return told


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_into_the_same_house_it_changes_nothing(brand: Brand, kind: str) -> None:
    file, before = exported(Relationship.objects.all(), kind), everything()
    assert figures(bring_in(file, brand=brand, network=None)) == (0, 0, len(AWKWARD), 0)
    assert everything() == before


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_into_an_empty_house_it_says_the_same(brand: Brand, kind: str) -> None:
    file, before = exported(Relationship.objects.all(), kind), said()
    Relationship.objects.all().delete()
    Creator.objects.all().delete()
    Category.objects.all().delete()
    Tag.objects.all().delete()
    result = bring_in(file, brand=brand, network=None)
    assert figures(result) == (len(AWKWARD), 0, 0, 0)
    for name, told in said().items():
        assert told == before[name]
    assert not any(count_wrong().values())


def test_somebody_without_an_account_is_found_by_number(brand: Brand) -> None:
    Account.objects.all().delete()
    file, before = exported(Relationship.objects.all(), "csv"), everything()
    assert figures(bring_in(file, brand=brand, network=None)) == (0, 0, len(AWKWARD), 0)
    assert everything() == before


def test_rows_of_another_brand_say_nothing_of_this_ones_relationships(brand: Brand) -> None:
    """A list that shows several brands is for one of them: of the others' rows it takes what is said of the person."""
    other = make_brand("Another")
    both = Creator.objects.get(name="'quoted")
    row = make_relationship(both, other)
    file = exported(Relationship.objects.all(), "csv")
    before = everything()
    assert bring_in(exported(Relationship.objects.filter(creator=both), "csv"), brand=other, network=None).updated == 0
    assert everything() == before
    result = bring_in(file, brand=other, network=None)
    assert result.new_relationships == len(AWKWARD) - 1
    for one in Relationship.objects.filter(brand=other):
        assert (one.stage, one.compensation, one.next_action, one.next_action_on) == ("prospect", "", "", None), one
    assert not RelationshipTag.objects.filter(relationship__brand=other).exists()
    row.refresh_from_db()
    assert not any(count_wrong().values())
