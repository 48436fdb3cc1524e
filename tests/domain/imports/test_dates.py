"""Days as lists write them."""

from contextlib import suppress
from datetime import date

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from relationships.domain.imports.dates import FIRST_YEAR, LAST_YEAR, date_within, is_date, order_of, parse_date

DAY = date(2026, 3, 4)
DAYS = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))


@pytest.mark.parametrize(
    "written",
    [
        "2026-03-04", "2026/3/4", "2026.03.04", "20260304", "2026-03-04T10:20:30", "2026-03-04 10:20", "04/03/2026",
        "4.3.2026", "04-03-26", "4. 3. 2026", "2026-03-04T10:20:30.123Z", "2026-03-04 00:00:00+02:00", "46085",
        "46085.5", "4 March 2026", "March 4, 2026", "Mar 4th, 2026", "4-Mar-26", "4. März 2026", "4 de marzo de 2026",
        "4 mars 2026", "4 marzo 2026", "4 marca 2026", "4 Mart 2026", "4 марта 2026 г.", "2026年3月4日",
        "2026년 3월 4일",
        "４/３/２０２６", "04/03/2026 10:20 AM", "٤/٣/٢٠٢٦", "4 Maret 2026",
    ],
)  # fmt: skip
def test_a_day_is_read_as_people_write_it(written: str) -> None:
    assert parse_date(written) == DAY


def test_the_order_is_the_column_s() -> None:
    assert parse_date("03/04/2026", day_first=False) == DAY
    assert parse_date("03/04/2026", day_first=True) == date(2026, 4, 3)
    assert parse_date("2026-03-04", day_first=False) == DAY
    with pytest.raises(ValueError, match="not a date"):
        parse_date("13/13/2026")


@pytest.mark.parametrize(
    ("cells", "first"),
    [
        (["13/04/2026", "01/02/2026"], True), (["04/13/2026"], False), (["01/02/2026"], None), ([], None),
        (["13/04/2026", "04/13/2026"], None), (["12/12/2026"], None), (["2026-12-13", "N/A"], None),
    ],
)  # fmt: skip
def test_a_column_tells_its_order(cells: list[str], first: bool | None) -> None:
    assert order_of(cells) is first


@pytest.mark.parametrize("written", ["", "-", "N/A", "TBD", "#VALUE!"])
def test_debris_is_no_day(written: str) -> None:
    assert parse_date(written) is None


@pytest.mark.parametrize(
    "written",
    ["1989-12-31", "2101-01-01", "2026-02-30", "soon", "March 2026", "4 March May 2026", "12", "1.2M", "x" * 99, "4/3"],
)
def test_what_is_no_day_is_refused_with_a_reason(written: str) -> None:
    with pytest.raises(ValueError, match="write it as 2026-03-31"):
        parse_date(written)


@pytest.mark.parametrize(
    ("written", "seen"), [("46085", False), ("20260304", False), ("4.3.2026", True), ("1.234", False), ("5 May", False)]
)
def test_a_bare_number_is_no_date_to_everybody(written: str, seen: bool) -> None:
    assert is_date(written) is seen


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Exported on 2026-03-04", DAY), ("creators_2026_03_04.csv", DAY), ("list-20260304-final.xlsx", DAY),
        ("Stand: 04.03.2026", DAY), ("as of 31/03/2026", date(2026, 3, 31)), ("as of 04/03/2026", None),
        ("4 March 2026 - roster", DAY), ("from 2026-03-04 to 2026-03-05", None), ("2026", None), ("", None),
        ("1000 creators", None),
    ],
)  # fmt: skip
def test_a_title_or_a_file_s_name_may_tell_the_day(text: str, day: date | None) -> None:
    assert date_within(text) == day


@given(DAYS, st.sampled_from(["en", "es", "fr", "de", "pt", "it", "nl", "pl", "ru", "id", "sv", "da"]))
def test_long_dates_of_many_languages_come_back(day: date, tongue: str) -> None:
    assert parse_date(format_date(day, "d MMMM y", locale=tongue)) == day


@given(DAYS)
def test_dates_in_numbers_come_back(day: date) -> None:
    assert parse_date(day.isoformat()) == day
    assert parse_date(f"{day:%d.%m.%Y}") == day
    assert parse_date(f"{day:%m/%d/%Y}", day_first=False) == day


@given(st.one_of(st.text(), st.text(alphabet="0123456789./- :年月日marT")), st.booleans())
def test_anything_is_a_day_or_refused(written: str, day_first: bool) -> None:
    with suppress(ValueError):
        parse_date(written, day_first=day_first)
    date_within(written)
    order_of([written])
