"""How a creator is compensated: in products, paid, or both. A commission can ride on any of them."""

from enum import StrEnum


class Compensation(StrEnum):
    PRODUCTS = "products"
    PAID = "paid"
    MIXED = "mixed"


LABELS: dict[Compensation, str] = {
    Compensation.PRODUCTS: "Products",
    Compensation.PAID: "Paid",
    Compensation.MIXED: "Products + paid",
}
