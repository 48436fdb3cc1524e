"""Amounts and their currencies."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationships.domain.money import (
    CURRENCIES,
    CURRENCY_CHOICES,
    MAX_AMOUNT,
    Money,
    minor_digits,
    parse_money,
    quantise,
)


def test_currencies_have_codes_of_three_letters_and_names() -> None:
    assert [code for code, _ in CURRENCY_CHOICES] == sorted(CURRENCIES)
    assert all(len(code) == 3 and name != code for code, name in CURRENCIES.items())
    assert dict(CURRENCY_CHOICES)["EUR"] == "EUR – Euro"


@pytest.mark.parametrize(("currency", "digits"), [("EUR", 2), ("JPY", 0), ("KWD", 3)])
def test_minor_units(currency: str, digits: int) -> None:
    assert minor_digits(currency) == digits


@pytest.mark.parametrize(
    ("amount", "currency", "rounded"),
    [
        ("1.005", "EUR", "1.00"),
        ("1.015", "EUR", "1.02"),
        ("1.5", "JPY", "2"),
        ("2.5", "JPY", "2"),
        ("1.2345", "KWD", "1.234"),
    ],
)
def test_amounts_are_rounded_half_to_even_minor_units(amount: str, currency: str, rounded: str) -> None:
    assert str(quantise(Decimal(amount), currency)) == rounded


@pytest.mark.parametrize(
    ("written", "currency", "amount"),
    [
        ("1200", "EUR", "1200.00"), ("€1,200.50", "EUR", "1200.50"), ("1.200,50 EUR", "EUR", "1200.50"),
        ("1.200", "EUR", "1200.00"), ("1,2", "EUR", "1.20"), ("1 200 €", "EUR", "1200.00"),
        ("2.5k", "USD", "2500.00"), ("$5", "USD", "5.00"), ("$5", "MXN", "5.00"), ("US$ 5,000", "USD", "5000.00"),
        ("R$ 1.500,00", "BRL", "1500.00"), ("CHF 1'200.–", "CHF", "1200.00"), ("50 000 Ft", "HUF", "50000.00"),
        ("500 kr", "SEK", "500.00"), ("9,999,999,999", "EUR", "9999999999.00"),
    ],
)  # fmt: skip
def test_amounts_are_read_as_people_write_them(written: str, currency: str, amount: str) -> None:
    assert str(parse_money(written, currency)) == amount


@pytest.mark.parametrize("written", ["", "TBD", "-"])
def test_no_amount_is_not_zero(written: str) -> None:
    assert parse_money(written, "EUR") is None


@pytest.mark.parametrize(
    ("written", "currency", "says"),
    [
        ("$5", "EUR", "not EUR"), ("5 GBP", "EUR", "not EUR"), ("5 apples", "EUR", "not EUR"),
        ("-3", "EUR", "negative"), ("abc", "EUR", "not an amount"), ("1.2.3", "EUR", "not a number"),
        ("1.2345", "EUR", "finer"), ("1.5", "JPY", "finer"), ("1,234", "KWD", "two ways"),
        ("10,000,000,000", "EUR", "too large"), ("9" * 59, "EUR", "too large"), ("5", "XXX", "not a currency"),
    ],
)  # fmt: skip
def test_what_is_no_amount_is_refused_with_a_reason(written: str, currency: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        parse_money(written, currency)


@given(st.text(), st.sampled_from(sorted(CURRENCIES)))
def test_reading_fails_only_with_a_reason(written: str, currency: str) -> None:
    with suppress(ValueError):
        amount = parse_money(written, currency)
        assert amount is None or 0 <= amount < MAX_AMOUNT


@given(st.decimals(0, 10**9, places=2))
def test_amounts_come_back(amount: Decimal) -> None:
    assert parse_money(f"{amount:,}", "EUR") == amount
    assert parse_money(f"{amount} €", "EUR") == amount


def test_amounts_in_one_currency_add_up() -> None:
    assert Money(Decimal("1.10"), "EUR") + Money(Decimal("2.20"), "EUR") == Money(Decimal("3.30"), "EUR")


def test_amounts_in_two_currencies_never_do() -> None:
    with pytest.raises(ValueError, match="EUR and USD cannot be added"):
        Money(Decimal(1), "EUR") + Money(Decimal(1), "USD")


def test_money_has_a_currency_that_exists() -> None:
    with pytest.raises(ValueError, match="not a currency"):
        Money(Decimal(1), "EURO")
