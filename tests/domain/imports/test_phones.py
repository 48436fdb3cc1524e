"""Phone numbers, written in one way."""

from contextlib import suppress

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationships.domain.imports.phones import phone, whole_number


@pytest.mark.parametrize(
    ("written", "region", "number"),
    [
        ("+34 600 000 000", None, "+34600000000"), ("+34600000000", "FR", "+34600000000"),
        ("0034 600 000 000", None, "+34600000000"), ("600 00 00 00", "ES", "+34600000000"),
        ("(0)7700 900123", "GB", "+447700900123"), ("+44 (0)7700 900123", None, "+447700900123"),
        ("34600000000", "ES", "+34600000000"), ("34600000000.0", "ES", "+34600000000"),
        ("tel:+34600000000", None, "+34600000000"), ("+34 600 000 000 / +34 611 111 111", None, "+34600000000"),
        ("0803 123 4567", "NG", "+2348031234567"), ("+1 (212) 555-0123", None, "+12125550123"),
        ("＋３４ ６００ ０００ ０００", None, "+34600000000"), ("+39 06 1234 5678", None, "+390612345678"),
        ("600 000 000", None, "600 000 000"), ("06 12345678", "NL", "+31612345678"),
    ],
)  # fmt: skip
def test_a_number_is_written_as_e164_where_its_country_is_known(written: str, region: str | None, number: str) -> None:
    assert phone(written, region) == number


@pytest.mark.parametrize(
    ("written", "region"),
    [
        ("soon", None), ("12345", None), ("1" * 41, None), ("3.46E+11", "ES"), ("+999 123 456 789", None),
        ("12 34 56", "ES"),
        ("call me maybe 12345678", None), ("+34 6000", None), ("+34 600 000 000 000 000", None),
    ],
)  # fmt: skip
def test_what_can_be_no_number_is_refused(written: str, region: str | None) -> None:
    with pytest.raises(ValueError, match="phone number"):
        phone(written, region)


@pytest.mark.parametrize("region", ["ES", "FR", "DE", "GB", "US", "NG", "BR", "IN", "JP", "IT"])
def test_the_quick_way_agrees_with_the_library(region: str) -> None:
    example = phonenumbers.example_number_for_type(region, phonenumbers.PhoneNumberType.MOBILE)
    assert example is not None
    e164 = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.E164)
    spaced = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    national = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.NATIONAL)
    assert whole_number(e164) == whole_number(spaced.replace("-", " ")) == phone(national, region) == e164
    assert whole_number(f"{e164}99999") is None


@given(st.one_of(st.text(), st.text(alphabet="0123456789+ -()/.٣")), st.sampled_from([None, "ES", "US", "XK", "ZZ"]))
def test_anything_is_a_number_or_refused(written: str, region: str | None) -> None:
    with suppress(ValueError):
        number = phone(written, region)
        assert number
        assert phone(number, region)
