"""The two costs of a collaboration: what it costs the brand, and what it is worth to the creator.

Source: the product's domain notes, §5. Every amount excludes VAT.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from relationships.domain.compensation import Compensation
from relationships.domain.money import Money


class CostPart(StrEnum):
    """What a collaboration costs, and what a creator gets."""

    CASH = "cash"
    PRODUCT_LANDED = "product_landed"
    PRODUCT_MARKET = "product_market"
    SHIPPING = "shipping"
    COMMISSION = "commission"
    RIGHTS = "rights"
    AGENCY = "agency"


COST_LABELS: Mapping[CostPart, str] = {
    CostPart.CASH: "fee",
    CostPart.PRODUCT_LANDED: "landed cost of the products",
    CostPart.PRODUCT_MARKET: "market value of the products",
    CostPart.SHIPPING: "shipping",
    CostPart.COMMISSION: "commission",
    CostPart.RIGHTS: "usage rights",
    CostPart.AGENCY: "agency",
}
#: What the brand pays for.
BRAND_COST: tuple[CostPart, ...] = (
    CostPart.CASH, CostPart.PRODUCT_LANDED, CostPart.SHIPPING, CostPart.COMMISSION, CostPart.RIGHTS, CostPart.AGENCY,
)  # fmt: skip
#: What the creator receives; thresholds of tax and law go by this.
CREATOR_VALUE: tuple[CostPart, ...] = (CostPart.CASH, CostPart.PRODUCT_MARKET, CostPart.COMMISSION)

_OF_COMPENSATION: Mapping[Compensation, frozenset[CostPart]] = {
    Compensation.PRODUCTS: frozenset({CostPart.PRODUCT_LANDED, CostPart.PRODUCT_MARKET}),
    Compensation.PAID: frozenset({CostPart.CASH}),
    Compensation.MIXED: frozenset({CostPart.CASH, CostPart.PRODUCT_LANDED, CostPart.PRODUCT_MARKET}),
}


def needed_parts(compensation: Compensation | str, *, has_commission: bool = False) -> frozenset[CostPart]:
    """What surely arose, by the way of compensation: without it a total would be a guess.

    Everything else arises only here and there, and counts as none where it is not on file (house default).
    """
    needed = _OF_COMPENSATION[Compensation(compensation)]
    return needed | {CostPart.COMMISSION} if has_commission else needed


@dataclass(frozen=True, slots=True)
class Total:
    """A sum of cost parts. ``money`` is None where it is not known, and ``reason`` says why."""

    money: Money | None
    reason: str = ""


Parts = Mapping[CostPart, Money | None]


def brand_cost(parts: Parts, needed: Collection[CostPart] = ()) -> Total:
    """Cash, landed product, shipping, commission, rights and agency. Not known without the parts ``needed``."""
    return _total(parts, BRAND_COST, needed)


def creator_value(parts: Parts, needed: Collection[CostPart] = ()) -> Total:
    """Cash, market value of products, and commission. Not known without the parts ``needed``."""
    return _total(parts, CREATOR_VALUE, needed)


def _total(parts: Parts, summed: Sequence[CostPart], needed: Collection[CostPart]) -> Total:
    """Raises ValueError on a part below 0."""
    known = {part: money for part in summed if (money := parts.get(part)) is not None}
    for part, money in known.items():
        if money.amount < 0:
            raise ValueError(f"{COST_LABELS[part]} cannot be negative: {money.amount}")
    missing = [part for part in summed if part in needed and part not in known]
    if missing:
        return Total(None, f"not known: {', '.join(COST_LABELS[part] for part in missing)}")
    if not known:
        return Total(None, "no part of it is known")
    currencies = sorted({money.currency for money in known.values()})
    if len(currencies) > 1:
        return Total(None, f"{' and '.join(currencies)} cannot be added: convert one of them first")
    return Total(Money(sum((money.amount for money in known.values()), Decimal(0)), currencies[0]))
