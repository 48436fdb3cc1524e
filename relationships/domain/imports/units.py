"""Percent or fraction: what the bare numbers of a column of rates are, told for the column as a whole."""

from decimal import Decimal
from statistics import median
from typing import NamedTuple

from relationships.domain.imports.fields import Unit
from relationships.domain.imports.values import Values

FRACTION_TOP = Decimal("0.15")
"""Where half of the bare rates of a column are under this, they are fractions: as percent they would all be tiny."""

STRAYS_LEAVE = 0.9
"""So many of them at most 1 leave a few strays above it slips: as percent nearly all of the column would be wrong."""


class Told(NamedTuple):
    """The unit, why it is that, and whether the numbers leave no doubt."""

    unit: Unit
    why: str = ""
    is_sure: bool = True


def unit_of(values: Values) -> Told:
    """Cells with a percent sign settle it; else the size of the numbers does, which may leave it open."""
    if values.kinds["percent"]:
        return Told(Unit.PERCENT)
    bare = [rate for rate in values.rates if rate]
    if not bare:
        return Told(Unit.PERCENT, "no number tells percent from fractions: taken as percent", is_sure=not values.said)
    top, tiny = max(bare), median(bare) < FRACTION_TOP
    if top <= 1 and tiny:
        return Told(Unit.FRACTION, f"fractions, since none is above {top:f}")
    if tiny and sum(rate <= 1 for rate in bare) >= STRAYS_LEAVE * len(bare):
        return Told(Unit.FRACTION, f"fractions, since nearly all are tiny, although one is {top:f}", is_sure=False)
    return _percent(top, tiny=tiny)


def _percent(top: Decimal, *, tiny: bool) -> Told:
    if top <= 1:
        return Told(Unit.PERCENT, "taken as percent, although none is above 1: the unit is a guess", is_sure=False)
    if tiny:
        why = f"taken as percent, since one is {top:f}, although most are tiny: the unit is a guess"
        return Told(Unit.PERCENT, why, is_sure=False)
    return Told(Unit.PERCENT)
