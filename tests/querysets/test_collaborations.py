"""What SQL says of a collaboration, the domain says too: on both sides of every day and amount."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from relationships.domain.collaboration_marks import Mark, marks_of
from relationships.domain.collaborations import Status
from relationships.models import Collaboration
from relationships.services.facts import collaboration_facts, columns_of
from tests import factories

pytestmark = pytest.mark.django_db

ON = date(2026, 6, 15)
AROUND = [None, *(ON + timedelta(days=days) for days in (-1, 0, 1))]
OWED: dict[str, Any] = {"compensation": "paid", "fee": Decimal(100), "currency": "EUR"}


def _cases() -> list[dict[str, Any]]:
    """Every status with each date at −1, 0 and +1 day, and every way in which value is given or not known."""
    cases: list[dict[str, Any]] = []
    for status in Status:
        of_status = {
            "status": status.value, "compensation": "products", "product_value": Decimal(0), "currency": "EUR",
        }  # fmt: skip
        for column, day in product(
            ("live_on", "deadline_on", "delivered_on", "contract_signed_on", "accepted_on", "paid_on"), AROUND
        ):
            cases.append(of_status | {column: day})
            cases.append(of_status | {"deadline_on": ON - timedelta(days=1), column: day})
        for day in AROUND:
            cases.append(of_status | OWED | {"product_value": None, "payment_due_on": day})
            cases.append(of_status | OWED | {"product_value": None, "payment_due_on": day, "paid_on": ON})
        for days, day in product((None, 0, 1), AROUND):
            terms = {"accepted_on": day, "payment_terms_days": days, "product_value": None}
            cases.append(of_status | OWED | terms)
        for fee, worth, percent in product((None, Decimal(0), Decimal(1)), repeat=3):
            amounts = {"product_value": worth, "commission_percent": percent}
            cases.append(of_status | amounts)
            cases.append(of_status | amounts | {"fee": fee, "compensation": "mixed"})
            if not worth:
                cases.append(of_status | amounts | {"fee": fee, "compensation": "paid"})
        cases.append(of_status | {"is_gift": True})
        cases.append(of_status | {"is_gift": True, "disclosure_proof": "https://example.com/label"})
    return cases


def test_every_mark_is_the_same_in_sql() -> None:
    relationship = factories.make_relationship()
    Collaboration.objects.bulk_create(
        Collaboration(relationship=relationship, brand=relationship.brand, **values) for values in _cases()
    )
    rows = list(Collaboration.objects.all())
    said = {row.pk: marks_of(collaboration_facts(columns_of(row)), ON) for row in rows}
    for mark in Mark:
        found = set(Collaboration.objects.marked([mark], ON).values_list("pk", flat=True))
        meant = {pk for pk, marks in said.items() if mark in marks}
        odd = found ^ meant
        assert not odd, (mark, [columns_of(row) for row in rows if row.pk in odd][:1])
        assert meant, f"no case bears the mark {mark}"
        assert len(meant) < len(rows), f"every case bears the mark {mark}"


@pytest.mark.parametrize("checking", [False, True], ids=["looked up", "row by row"])
def test_rows_are_found_through_their_relationships(checking: bool) -> None:
    owner = factories.make_manager()
    mine = factories.make_collaboration(
        factories.make_relationship(factories.make_creator("Ana Moreau", followers=9_000), owner=owner)
    )
    nobodys = factories.make_collaboration()
    rows = Collaboration.objects.all().checking() if checking else Collaboration.objects.all()
    assert list(rows.search("moreau")) == [mine]
    assert list(rows.owned_by([owner.pk])) == [mine]
    assert list(rows.owned_by([None])) == [nobodys]


def test_a_collaboration_takes_its_brand_from_its_relationship() -> None:
    homely, other = factories.make_brand("Homely"), factories.make_brand("Other")
    relationship = factories.make_relationship(brand=homely)
    collaboration = factories.make_collaboration(relationship)
    assert Collaboration.objects.get().brand == homely
    collaboration.brand = other
    collaboration.save()
    assert Collaboration.objects.get().brand == homely
    assert list(Collaboration.objects.visible_to(factories.make_manager(homely))) == [collaboration]
    assert not Collaboration.objects.visible_to(factories.make_manager(other)).exists()
    relationship.brand = other
    relationship.save()
    assert Collaboration.objects.get().brand == other
