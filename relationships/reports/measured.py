"""One collaboration's measured figures and what it cost, from the row and its result as they are on file."""

from relationships.domain.costs import CostPart, Total, brand_cost, needed_parts
from relationships.domain.kpis import Measured
from relationships.domain.money import Money
from relationships.models import Collaboration, Result

_COUNTS = ("reach", "impressions", "engagements", "views", "clicks", "conversions")
#: Where each part of the cost stands; the first two with the agreement, in its own currency.
_OF_AGREEMENT = {CostPart.CASH: "fee", CostPart.PRODUCT_MARKET: "product_value"}
_OF_RESULT = {
    CostPart.PRODUCT_LANDED: "landed_product_cost",
    CostPart.SHIPPING: "shipping_cost",
    CostPart.COMMISSION: "commission_paid",
    CostPart.RIGHTS: "rights_cost",
    CostPart.AGENCY: "agency_cost",
}


def result_of(collaboration: Collaboration) -> Result | None:
    """Without a query where the row was read together with its result."""
    found: Result | None = getattr(collaboration, "result", None)
    return found


def cost_of(collaboration: Collaboration) -> Total:
    """What it costs the brand, and why that is not known where it is not."""
    result = result_of(collaboration)
    parts = {part: _money(collaboration, column) for part, column in _OF_AGREEMENT.items()}
    parts |= {part: _money(result, column) for part, column in _OF_RESULT.items()}
    needed = needed_parts(collaboration.compensation, has_commission=bool(collaboration.commission_percent))
    return brand_cost(parts, needed)


def measured_of(collaboration: Collaboration) -> Measured:
    """Everything None while no result is on file."""
    result = result_of(collaboration)
    counts = {name: getattr(result, name, None) for name in _COUNTS}
    return Measured(
        **counts, cost=cost_of(collaboration).money, revenue=_money(result, "revenue"), margin=_money(result, "margin")
    )


def _money(row: Collaboration | Result | None, column: str) -> Money | None:
    amount = getattr(row, column, None)
    return Money(amount, row.currency) if row is not None and amount is not None else None
