"""What a measured collaboration cost, as SQL: the same as `domain.costs.brand_cost` with `needed_parts`."""

from collections.abc import Iterable

from django.db.models import Case, CharField, DecimalField, F, Q, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from relationships.domain.compensation import Compensation
from relationships.domain.costs import BRAND_COST, CostPart, needed_parts

#: Where each part stands, seen from a result.
COLUMNS: dict[CostPart, str] = {
    CostPart.CASH: "collaboration__fee",
    CostPart.PRODUCT_MARKET: "collaboration__product_value",
    CostPart.PRODUCT_LANDED: "landed_product_cost",
    CostPart.SHIPPING: "shipping_cost",
    CostPart.COMMISSION: "commission_paid",
    CostPart.RIGHTS: "rights_cost",
    CostPart.AGENCY: "agency_cost",
}
_MONEY = DecimalField(max_digits=14, decimal_places=2)
_AGREED = {CostPart.CASH, CostPart.PRODUCT_MARKET}
"""Parts that stand with the agreement, in its currency; the others in the result's."""


def brand_cost() -> Case:
    """Null where it is not known: a part that surely arose is missing, or the parts are in two currencies."""
    parts = (Coalesce(F(COLUMNS[part]), Value(0), output_field=_MONEY) for part in BRAND_COST)
    total: Combinable = Value(0, output_field=_MONEY)
    for part in parts:
        total = total + part
    return Case(When(_is_unknown(), then=None), default=total, output_field=_MONEY)


def cost_currency() -> Case:
    """The currency of `brand_cost`; null where that is."""
    return Case(
        When(_is_unknown(), then=None),
        When(_any_known(part for part in BRAND_COST if part not in _AGREED), then=F("currency")),
        default=F("collaboration__currency"),
        output_field=CharField(max_length=3, null=True),
    )


def _is_unknown() -> Q:
    agreed = [part for part in BRAND_COST if part in _AGREED]
    others = [part for part in BRAND_COST if part not in _AGREED]
    mixed = _any_known(agreed) & _any_known(others) & ~Q(collaboration__currency=F("currency"))
    return _lacks_a_part() | mixed | ~_any_known(BRAND_COST)


def _lacks_a_part() -> Q:
    lacking = Q()
    for compensation in Compensation:
        for has_commission in (False, True):
            way = Q(collaboration__compensation=compensation)
            commission = Q(collaboration__commission_percent__gt=0)
            way &= commission if has_commission else ~commission
            needed = needed_parts(compensation, has_commission=has_commission)
            lacking |= way & ~_all_known(part for part in BRAND_COST if part in needed)
    return lacking


def _any_known(parts: Iterable[CostPart]) -> Q:
    known = Q()
    for part in parts:
        known |= Q(**{f"{COLUMNS[part]}__isnull": False})
    return known


def _all_known(parts: Iterable[CostPart]) -> Q:
    known = Q()
    for part in parts:
        known &= Q(**{f"{COLUMNS[part]}__isnull": False})
    return known
