"""What one collaboration measured and cost, from the rows."""

from __future__ import annotations

from decimal import Decimal

import pytest

from relationships.domain.kpis import Kpi, figure
from relationships.domain.money import Money
from relationships.models import Result
from relationships.reports.measured import cost_of, measured_of, result_of
from relationships.services.clock import organisation_today
from tests import factories

pytestmark = pytest.mark.django_db


def test_reach_cost_and_cost_per_thousand() -> None:
    collaboration = factories.make_collaboration(compensation="paid", fee="9000.00")
    Result.objects.create(
        collaboration=collaboration,
        measured_on=organisation_today(),
        source="insights",
        reach=820_000,
        impressions=1_200_000,
        agency_cost=Decimal("600.00"),
        currency="EUR",
    )
    collaboration.refresh_from_db()
    measured = measured_of(collaboration)
    assert (measured.reach, measured.cost) == (820_000, Money(Decimal("9600.00"), "EUR"))
    assert figure(Kpi.CPM, measured).number == 8


def test_without_a_result_nothing_is_known_and_the_fee_still_is() -> None:
    collaboration = factories.make_collaboration(compensation="paid", fee="9000.00")
    collaboration.refresh_from_db()
    assert result_of(collaboration) is None
    assert measured_of(collaboration).reach is None
    assert cost_of(collaboration).money == Money(Decimal("9000.00"), "EUR")


def test_two_currencies_are_no_cost() -> None:
    collaboration = factories.make_collaboration(compensation="paid", fee="9000.00")
    Result.objects.create(
        collaboration=collaboration,
        measured_on=organisation_today(),
        source="insights",
        shipping_cost=Decimal("10.00"),
        currency="USD",
    )
    collaboration.refresh_from_db()
    assert cost_of(collaboration).money is None
    assert "cannot be added" in cost_of(collaboration).reason
