"""A bond at the centre of the page: the values that both share, and the products that went out."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from relationships.admin import cells
from relationships.domain.collaborations import Status
from relationships.domain.playbooks.facts import WITH_PRODUCTS
from relationships.models import Collaboration, Relationship

#: The latest that the page shows.
PRODUCTS = 4


@dataclass(frozen=True, slots=True)
class Product:
    """Products of one collaboration; ``came`` says what became of them."""

    name: str
    worth: str
    sent: str
    came: str


@dataclass(frozen=True, slots=True)
class BondPanel:
    values: tuple[str, ...]
    motivation: str
    products: tuple[Product, ...]


def bond_panel(relationship: Relationship) -> BondPanel:
    """One query, for the products."""
    return BondPanel(
        values=tuple(line.strip() for line in relationship.brand.values.splitlines() if line.strip()),
        motivation=str(relationship.creator.get_motivation_display()),
        products=tuple(map(_product, _with_products(relationship))),
    )


def _with_products(relationship: Relationship) -> Iterable[Collaboration]:
    rows = Collaboration.objects.filter(relationship=relationship, compensation__in=WITH_PRODUCTS)
    return list(rows.exclude(status=Status.CANCELLED)[:PRODUCTS])


def _product(row: Collaboration) -> Product:
    sent = _("delivered %s") % cells.day(row.delivered_on) if row.delivered_on else _("delivery not noted")
    came = _("live %s") % cells.day(row.live_on) if row.live_on else row.get_status_display().lower()
    worth = f"{row.product_value:,.2f} {row.currency}" if row.product_value is not None else ""
    return Product(row.products or str(row), worth, sent, str(came))
