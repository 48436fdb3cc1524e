"""Single cells: counts, rates, places, addresses, words."""

from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationships.domain.counts import MAX_FOLLOWERS, parse_count, short_count
from relationships.domain.imports import Unit
from relationships.domain.imports import cells as read
from relationships.domain.spreadsheets import plain_cell, safe_cell


@pytest.mark.parametrize(
    ("written", "count"),
    [
        ("400.1M", 400_100_000), ("12,5K", 12_500), ("5,893,570", 5_893_570), ("5.893.570", 5_893_570),
        ("637000.0", 637_000), ("1.2M+", 1_200_000), ("600K-800K", 600_000), ("٣٤", 34), ("1,2 Mio.", 1_200_000),
        ("3 lakh", 300_000), ("1.2万", 12_000), ("1 234 567", 1_234_567), ("1\u00a0234", 1_234), ("0", 0),
        ("12k", 12_000),
        ("9999.9M", None), ("1000M", MAX_FOLLOWERS), ("1000.1M", None), ("999,999,999", 999_999_999),
        ("1,000,000,000", MAX_FOLLOWERS), ("10,000,000,001", None), ("3.4", None), ("-5", None), ("0.5K", 500),
        ("01,234", None), ("66599999.9999999", 66_600_000), ("12345.0000001", 12_345), ("12345.60000", None),
        ("99.49999999", None), ("6.66E+07", 66_600_000),
    ],
)  # fmt: skip
def test_a_count_is_read_or_refused(written: str, count: int | None) -> None:
    if count is None:
        with pytest.raises(ValueError, match="“"):
            read.count(written)
    else:
        assert read.count(written) == count


COUNTS = st.integers(0, MAX_FOLLOWERS)


@given(COUNTS, st.sampled_from(["{}", "{}.0", "{:,}", "{} followers", "~{}", "{}+", "{:_}"]))
def test_the_quick_way_and_the_long_way_read_the_same(count: int, style: str) -> None:
    written = style.format(count).replace("_", "\u202f")
    assert read.count(written) == parse_count(written) == count


@given(COUNTS, st.sampled_from("KkMm"))
def test_short_counts_are_read_the_same_in_both_ways(count: int, letter: str) -> None:
    for written in (short_count(count), f"{count % 10_000}.{count % 10}{letter}", f"{count % 10_000}{letter}"):
        try:
            expected = parse_count(written)
        except ValueError:
            with pytest.raises(ValueError, match="“"):
                read.count(written)
        else:
            assert read.count(written) == expected


@given(st.text(alphabet="0123456789.,KkMm+- '%", max_size=14))
def test_the_quick_way_never_reads_what_the_long_way_refuses(written: str) -> None:
    with suppress(ValueError):
        found = read.count(written)
        assert found == parse_count(written)


@pytest.mark.parametrize(
    ("written", "is_range"),
    [
        ("600K-800K", True),
        ("600–800K", True),
        ("10.000 - 20.000", True),
        ("1.2M+", False),
        ("600K", False),
        ("-5", False),
    ],
)
def test_a_range_is_known_as_one(written: str, is_range: bool) -> None:
    assert read.is_range(written) is is_range


@pytest.mark.parametrize(
    ("written", "unit", "percent"),
    [
        ("4.5%", Unit.PERCENT, "4.5"), ("4,5 %", Unit.FRACTION, "4.5"), ("4.5", Unit.PERCENT, "4.5"),
        ("0.045", Unit.FRACTION, "4.5"), ("0,045", Unit.FRACTION, "4.5"), ("0.03456", Unit.FRACTION, "3.456"),
        ("8.65E-05", Unit.FRACTION, "0.009"), ("1.2e0", Unit.PERCENT, "1.2"),
        ("0.034567", Unit.FRACTION, "3.457"), (".045", Unit.FRACTION, "4.5"), ("1", Unit.FRACTION, "100"),
        ("0.045", Unit.PERCENT, "0.045"), ("100", Unit.PERCENT, "100"), ("3.400", Unit.PERCENT, "3.4"),
    ],
)  # fmt: skip
def test_a_rate_is_percent_of_what_its_column_s_unit_says(written: str, unit: Unit, percent: str) -> None:
    assert read.rate(written, unit) == Decimal(percent)


@pytest.mark.parametrize(
    ("written", "unit"),
    [("1.01", Unit.FRACTION), ("100.1", Unit.PERCENT), ("-1", Unit.FRACTION), ("12K", Unit.PERCENT)],
)
def test_an_impossible_rate_is_refused(written: str, unit: Unit) -> None:
    with pytest.raises(ValueError, match="“"):
        read.rate(written, unit)


@given(st.decimals(0, 1, places=5))
def test_fractions_come_back(fraction: Decimal) -> None:
    percent = (fraction * 100).quantize(Decimal("0.001"))
    assert read.rate(f"{fraction:f}", Unit.FRACTION) == percent
    assert read.rate(f"{fraction:f}".replace(".", ","), Unit.FRACTION) == percent


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("NG", "NG"), ("NGA", "NG"), ("Lagos, Nigeria", "NG"), ("Austin, US", "US"), ("Atlanta, Georgia, USA", "US"),
        ("Georgia", "GE"), ("España / Spain", "ES"), ("🇪🇸", "ES"), ("🇳🇬 Lagos", "NG"), ("日本", "JP"),
        ("Германия", "DE"),
        ("Wien – Österreich", "AT"), ("Polska", "PL"), ("Estados Unidos", "US"), ("Spain (ES)", "ES"), ("المغرب", "MA"),
        ("Türkiye", "TR"), ("한국", "KR"), ("UK", "GB"),
    ],
)  # fmt: skip
def test_a_country_is_told_in_any_common_language_or_by_its_code(written: str, code: str) -> None:
    assert read.country(written) == code


@pytest.mark.parametrize(
    ("written", "code"),
    [("Spanish", "es"), ("pt-BR", "pt"), ("English / French", "en"), ("日本語", "ja"), ("deu", "de")],
)
def test_a_language_is_told_by_name_or_code(written: str, code: str) -> None:
    assert read.language(written) == code


@pytest.mark.parametrize(
    ("parse", "written"),
    [
        (read.country, "Narnia"), (read.country, "San Francisco, CA"), (read.country, "Atlanta, Georgia"),
        (read.language, "Klingon"), (read.email, "ana"), (read.email, "ana@"), (read.network, "MySpace"),
        (read.basis, "likes"), (read.stage, "gone"), (read.compensation, "love"), (read.creator_id, "-1"),
        (read.creator_id, "0"), (read.creator_id, "x"), (read.creator_id, str(2**63)),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_refused_with_a_reason(parse: Callable[[str], object], written: str) -> None:
    with pytest.raises(ValueError, match=r"write|leave"):
        parse(written)


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("a.b@example.com", "a.b@example.com"), ("mailto:a@example.com", "a@example.com"),
        ("Ana <a@example.com>; b@example.com", "a@example.com"), ("mail: a@exämple.de.", "a@exämple.de"),
        ("a@b@example.com", "b@example.com"),
    ],
)  # fmt: skip
def test_the_first_e_mail_address_counts(written: str, address: str) -> None:
    assert read.email(written) == address
    assert read.is_email(address)


@pytest.mark.parametrize(
    ("written", "own", "words"),
    [
        ("Videojuegos, Humor", False, ["Videojuegos", "Humor"]), ("Diseño/arte|Moda", False, ["Diseño/arte", "Moda"]),
        ("Food, drink; Travel", False, ["Food, drink", "Travel"]), ("Food, drink", True, ["Food, drink"]),
        ("#beauty, #travel", False, ["beauty", "travel"]), ("['Beauty', 'N/A']", False, ["Beauty"]), ("-", False, []),
        ("美妆、旅行", False, ["美妆", "旅行"]), ("", False, []),
        # How much of each there is does not belong to the word, except in an export of ours.
        ("Beauty : 68%, Film & TV (12.5%)", False, ["Beauty", "Film & TV"]), ("Travel 12%", True, ["Travel 12%"]),
        ("{'Art': 3, 'Food': 2}", False, ["Art", "Food"]), ("Web 3", False, ["Web 3"]), ("100%", False, []),
    ],
)  # fmt: skip
def test_words_are_divided(written: str, own: bool, words: list[str]) -> None:
    assert [word for _, word in read.listed(written, own=own)] == words


@given(st.text())
def test_a_cell_of_an_export_is_the_text_again(text: str) -> None:
    assert plain_cell(safe_cell(text)) == text


@pytest.mark.parametrize(
    ("text", "cell"),
    [("@ana", "'@ana"), ("=1", "'=1"), ("-5", "'-5"), ("'=1", "''=1"), ("'ana'", "'ana'"), ("ana", "ana"), ("", "")],
)
def test_only_what_a_spreadsheet_would_compute_is_escaped(text: str, cell: str) -> None:
    assert safe_cell(text) == cell
    assert plain_cell(cell) == text


PARSERS: list[Callable[[str], object]] = [
    read.count,
    read.country,
    read.language,
    read.email,
    read.network,
    read.basis,
    read.stage,
    read.compensation,
]
PARSERS += [read.creator_id, read.name, read.notes, read.listed, read.is_range, read.is_email]


@given(st.one_of(st.text(), st.text(alphabet="0123456789.,-–+KkMme% '@>²٣٫🇪🇸()\n")))
def test_parsers_fail_only_with_a_reason(written: str) -> None:
    for parse in PARSERS:
        with suppress(ValueError):
            parse(written)
    for unit in Unit:
        with suppress(ValueError):
            read.rate(written, unit)
