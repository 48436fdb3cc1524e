"""Counts and rates as lists write them."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationships.domain.counts import MAX_FOLLOWERS, parse_count, parse_rate, short_count


@pytest.mark.parametrize(
    ("written", "count"),
    [
        ("0", 0), ("00012", 12), ("999", 999), ("10.4M", 10_400_000), ("977.2K", 977_200), ("2M ", 2_000_000),
        ("12,5K", 12_500), ("12k subs", 12_000), ("1.2M followers", 1_200_000), ("10,5 mil seguidores", 10_500),
        ("5,893,570", 5_893_570), ("5.893.570", 5_893_570), ("1 234 567", 1_234_567),
        ("1\u00a0234\u00a0567", 1_234_567), ("1\u2009234", 1_234), ("1\u202f234", 1_234), ("1'234'567", 1_234_567),
        ("1’234", 1_234), ("12,34,567", 1_234_567), ("1,234", 1_234), ("1.234", 1_234), ("637000.0", 637_000),
        ("12,500.00", 12_500), ("12.500,00", 12_500), ("1.2M+", 1_200_000), (">1M", 1_000_000), ("~5K", 5_000),
        ("ca. 5000", 5_000), ("1,2 Mio", 1_200_000), ("1,2 Mio.", 1_200_000), ("2,3 mil", 2_300), ("2.3 mil", 2_300),
        ("12 mil", 12_000), ("3 млн", 3_000_000), ("12万", 120_000), ("2 crore", 20_000_000), ("1.5 lakh", 150_000),
        ("1.234M", 1_234_000), ("0,123M", 123_000), ("1.2345K", 1_234), ("1.2E+06", 1_200_000), ("\u0663\u0664", 34),
        ("\u0661\u0662\u066b\u0665K", 12_500), ("\uff11\uff12", 12), ("600K-800K", 600_000), ("600-800K", 600_000),
        ("900K–1.2M", 900_000), ("1000-5K", 1_000), ("30к", 30_000), ("1,1м", 1_100_000),
        ("12.3K 🔥", 12_300), ("👥 5 000", 5_000), ("❤️ 1.2M", 1_200_000),
        ("1B", MAX_FOLLOWERS), ("1000000000", MAX_FOLLOWERS),
    ],
)  # fmt: skip
def test_a_count_is_read_as_people_write_it(written: str, count: int) -> None:
    assert parse_count(written) == count


@pytest.mark.parametrize("written", ["", " ", "-", "N/A", "#VALUE!", "TBD", "unknown", "??"])
def test_debris_is_not_known_and_not_zero(written: str) -> None:
    assert parse_count(written) is None
    assert parse_rate(written) is None


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("-5", "negative"), ("\u22125", "negative"), ("-1.2M", "negative"), ("3.4", "whole number"),
        ("0.5", "whole number"), ("abc", "whole number"), ("K", "whole number"), ("1.2X", "whole number"),
        ("12%", "whole number"), ("10K-5K", "whole number"), ("2021-05-03", "whole number"),
        ("1.2.3", "not a number"), ("12 34", "not a number"), ("1,23,4", "not a number"), ("1,234K", "two ways"),
        ("1000000001", "implausible"), ("1,2 B", "implausible"), ("1e99", "implausible"), ("10²", "not a number"),
        ("½", "not a number"), ("1" * 61, "too long"),
    ],
)  # fmt: skip
def test_what_is_no_plausible_count_is_refused_with_a_reason(written: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        parse_count(written)


def test_another_limit_can_be_asked_for() -> None:
    assert parse_count("2B", limit=10**10) == 2_000_000_000


@given(st.one_of(st.text(), st.text(alphabet="0123456789.,-–+KkMme% '\u00a0~>²\u0663\u066b")))
def test_parsers_fail_only_with_a_reason(written: str) -> None:
    for parse in (parse_count, parse_rate):
        with suppress(ValueError):
            value = parse(written)
            assert value is None or value >= 0


@given(st.integers(0, MAX_FOLLOWERS))
def test_whole_numbers_come_back_however_grouped(count: int) -> None:
    english = f"{count:,}"
    for written in (str(count), f"{count}.0", english, *(english.replace(",", mark) for mark in ".  '\u00a0\u202f")):
        assert parse_count(written) == count


@given(st.integers(0, MAX_FOLLOWERS))
def test_a_short_count_is_the_count_rounded_down(count: int) -> None:
    unit = next(unit for unit in (10**9, 10**6, 10**3, 1) if count >= unit or unit == 1)
    read = parse_count(short_count(count))
    assert read is not None
    assert read <= count < read + max(unit // 10, 1)
    assert short_count(read) == short_count(count)


@pytest.mark.parametrize(
    ("count", "short"),
    [
        (0, "0"), (999, "999"), (1_000, "1K"), (1_099, "1K"), (1_100, "1.1K"), (4_999, "4.9K"), (5_000, "5K"),
        (12_400, "12.4K"), (99_999, "99.9K"), (100_000, "100K"), (999_950, "999.9K"), (999_999, "999.9K"),
        (1_000_000, "1M"), (9_999_999, "9.9M"), (10_000_000, "10M"), (1_000_000_000, "1B"), (10**13, "10,000B"),
    ],
)  # fmt: skip
def test_short_counts_never_read_as_the_next_tier(count: int, short: str) -> None:
    assert short_count(count) == short


def test_a_negative_count_has_no_short_form() -> None:
    with pytest.raises(ValueError, match="negative"):
        short_count(-1)


@pytest.mark.parametrize(
    ("written", "percent"),
    [
        ("4.5%", "4.5"), ("4,5 %", "4.5"), ("4.5", "4.5"), ("\u0664\u066b\u0665\u066a", "4.5"), ("~3 pct", "3"),
        ("0", "0"), ("0.045", "0.045"), ("1,234", "1.234"), ("4.56789%", "4.568"), ("1000", "1000"),
        ("%3,4", "3.4"), ("\u066a \u0663", "3"),
    ],
)  # fmt: skip
def test_a_rate_is_percent(written: str, percent: str) -> None:
    assert parse_rate(written) == Decimal(percent)


@pytest.mark.parametrize(
    ("written", "says"), [("-1%", "negative"), ("1000.1", "implausible"), ("12K", "not a rate"), ("x", "not a rate")]
)
def test_what_is_no_rate_is_refused_with_a_reason(written: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        parse_rate(written)


@given(st.decimals(0, 1000, places=3))
def test_rates_come_back(rate: Decimal) -> None:
    assert parse_rate(f"{rate}%") == rate
    assert parse_rate(f"{rate}".replace(".", ",")) == rate
