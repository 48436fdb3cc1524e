"""Money: an amount in a currency. Amounts in two currencies are never added, compared or divided.

Currencies are those of ISO 4217 that are legal tender somewhere today (2026); names come from CLDR by way of Babel.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from babel import Locale

from relationships.domain.numerals import decimal_of, plain
from relationships.domain.text import is_unknown

_CODES = (
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP"
    " CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF"
    " IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD"
    " MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB"
    " RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU"
    " UZS VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG"
)
CURRENCIES: Mapping[str, str] = {code: str(Locale("en").currencies.get(code, code)) for code in _CODES.split()}
CURRENCY_CHOICES: tuple[tuple[str, str], ...] = tuple((code, f"{code} – {name}") for code, name in CURRENCIES.items())
"""(ISO 4217 code, "EUR – Euro") in the order of the codes."""

# ISO 4217, column "minor unit"; all others have two.
_NO_MINOR_UNIT = frozenset(re.findall("[A-Z]{3}", "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"))
_THREE_DIGITS = frozenset(re.findall("[A-Z]{3}", "BHD IQD JOD KWD LYD OMR TND"))

# Signs that mean one currency only; "$", "¥" and "kr" are shared by several and are judged by the currency asked for.
_SIGNS = {"€": "EUR", "£": "GBP", "₹": "INR", "₦": "NGN", "₺": "TRY", "₽": "RUB", "₩": "KRW", "₪": "ILS", "₫": "VND"}
_SIGNS |= {"₱": "PHP", "₴": "UAH", "zł": "PLN", "R$": "BRL", "US$": "USD", "A$": "AUD", "C$": "CAD", "Ft": "HUF"}
_SHARED_SIGNS = {
    "$": frozenset(
        re.findall("[A-Z]{3}", "USD CAD AUD NZD SGD HKD MXN ARS CLP COP UYU TWD BBD BSD BZD DOP FJD JMD TTD")
    ),
    "¥": frozenset(("JPY", "CNY")),
    "kr": frozenset(("SEK", "NOK", "DKK", "ISK")),
}
_AMOUNT = re.compile(
    r"(?P<before>[^\d.,+-]*)(?P<sign>[+-]?)(?P<number>[\d.,][\d., '\u2019]*)"
    r"(?:(?P<scale>[kKmM])(?![^\W\d_]))?(?P<after>\D*)"
)
_SCALE = {"": 1, "k": 1_000, "m": 1_000_000}
MAX_AMOUNT = Decimal(10) ** 10
"""Amounts stay below this, so that they fit a column of twelve digits, two of them minor units."""


def minor_digits(currency: str) -> int:
    """Digits after the decimal point that a currency has (ISO 4217); ValueError for an unknown code."""
    if currency not in CURRENCIES:
        raise ValueError(f"“{currency}” is not a currency: give its code of three letters, such as EUR")
    return 0 if currency in _NO_MINOR_UNIT else 3 if currency in _THREE_DIGITS else 2


def quantise(amount: Decimal, currency: str) -> Decimal:
    """The amount in whole minor units of its currency, half to even."""
    return amount.quantize(Decimal(1).scaleb(-minor_digits(currency)), rounding=ROUND_HALF_EVEN)


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in a currency. Adding another currency raises ValueError: no figure mixes currencies."""

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        minor_digits(self.currency)

    def __add__(self, other: "Money") -> "Money":
        if other.currency != self.currency:
            raise ValueError(f"{self.currency} and {other.currency} cannot be added: convert one of them first")
        return Money(self.amount + other.amount, self.currency)


def parse_money(text: str, currency: str) -> Decimal | None:
    """An amount of `currency` as people write it: 1200, €1,200.50, 1.200,50 EUR, 2.5k. None when it says "not known".

    A lone mark before exactly three digits groups thousands, unless the currency has three minor digits: then both
    readings are possible and it is refused. ValueError, with a sentence for the user, for what is no amount, negative,
    finer than the currency's minor unit, too large, or written in another currency.
    """
    digits = minor_digits(currency)
    if is_unknown(text):
        return None
    found = _AMOUNT.fullmatch(plain(text))
    if found is None:
        raise ValueError(f"“{text}” is not an amount: write it as 1200 or 1,200.50")
    for sign in (found["before"].strip(), found["after"].strip(" -")):
        _same_currency(sign, currency)
    if found["sign"] == "-":
        raise ValueError(f"“{text}” is negative: an amount is 0 or more")
    number, scale = found["number"].strip().rstrip(".,"), (found["scale"] or "").lower()
    if digits == 3 and re.fullmatch(r"\d{1,3}[.,]\d{3}", number):
        raise ValueError(
            f"“{text}” can be read in two ways: write {currency} with a grouping and a decimal mark, or as 1200"
        )
    amount = decimal_of(number, three_digits_group=not scale) * _SCALE[scale]
    if amount >= MAX_AMOUNT:
        raise ValueError(f"“{text}” is too large: at most {MAX_AMOUNT - 1:,}")
    if amount != quantise(amount, currency):
        raise ValueError(f"“{text}” is finer than {currency} can be: it has {digits} digits after the decimal mark")
    return quantise(amount, currency)


def _same_currency(sign: str, currency: str) -> None:
    """ValueError when a sign or code beside the number means another currency than the one asked for."""
    if not sign or sign.upper() == currency or _SIGNS.get(sign) == currency:
        return
    if currency in _SHARED_SIGNS.get(sign.lower(), ()):
        return
    known = sign.upper() in CURRENCIES or sign in _SIGNS or sign.lower() in _SHARED_SIGNS
    raise ValueError(
        f"“{sign}” is not {currency}: " + ("convert the amount first" if known else "write the number alone")
    )
