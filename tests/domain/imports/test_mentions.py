"""Accounts that are noted with their networks, several in one cell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationships.domain.imports.mentions import mentions
from tests.domain.imports.reading import refused
from tests.domain.imports.test_rows import accounts, mapping, read


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("IG: @kim (12k), TT: @kim.tt", [("instagram", "kim", 12_000), ("tiktok", "kim.tt", None)]),
        ("IG @kim 12.5K / TikTok @kim.tt 120,000", [("instagram", "kim", 12_500), ("tiktok", "kim.tt", 120_000)]),
        ("IG: kim\nYouTube: KimTV (1.2M subscribers)", [("instagram", "kim", None), ("youtube", "kimtv", 1_200_000)]),
        ("@kim (Instagram, 12k) + @kim_tt (TikTok)", [("instagram", "kim", 12_000), ("tiktok", "kim_tt", None)]),
        ("Instagram - @kim - 12K", [("instagram", "kim", 12_000)]),
        ("IG: https://www.instagram.com/kim/; X: @kim_x", [("instagram", "kim", None), ("x", "kim_x", None)]),
        ("YT: kim (12,5K) & IG: kim", [("youtube", "kim", 12_500), ("instagram", "kim", None)]),
        ("@kim - IG", [("instagram", "kim", None)]),
        ("@kim – TikTok; @kim.b - IG", [("tiktok", "kim", None), ("instagram", "kim.b", None)]),
        ("TT: @a, IG: @b and YT: @c", [("tiktok", "a", None), ("instagram", "b", None), ("youtube", "c", None)]),
    ],
)  # fmt: skip
def test_each_is_told_with_its_followers(cell: str, expected: list[tuple[str, str, int | None]]) -> None:
    assert [(told.network, told.key, followers) for told, followers in mentions(cell)] == expected


@pytest.mark.parametrize(
    "cell",
    ["", "@kim", "kim", "Kim (Boston)", "see: bio", "IG: see bio", "IG: @kim, ask her", "Kim: @kim", "IG:", "Blog: kim",
     "https://www.instagram.com/kim/", "IG: https://www.tiktok.com/@kim", "Mina K. (minak)", "anne-marie", "12:30",
     "kim - IG", "Kim - Instagram"],
)  # fmt: skip
def test_anything_else_is_no_mention(cell: str) -> None:
    assert mentions(cell) == ()


@given(st.text(alphabet="IGTikok @:(),;-12.k/&an", max_size=60))
def test_any_text_can_be_looked_at(cell: str) -> None:
    for told, followers in mentions(cell):
        assert told.key
        assert followers is None or followers >= 0


def test_they_are_the_row_s_accounts() -> None:
    row = read("name other_accounts", "Kim|IG: @kim (12k), TT: @kim.tt", None)
    assert accounts(row) == [("instagram", "kim", 12_000), ("tiktok", "kim.tt", None)]
    for network, own in ((None, "instagram"), ("tiktok", "tiktok")):
        row = read("name handle", "Kim|IG: @kim (12k), TT: @kim.tt (3K)", network)
        assert {each[:2]: each[2] for each in accounts(row)} == {
            ("instagram", "kim"): 12_000,
            ("tiktok", "kim.tt"): 3_000,
        }
        assert accounts(row)[0][0] == own
        assert row.name == "Kim"


@pytest.mark.parametrize("cell", ["ask her", "IG – see bio"])
def test_a_cell_that_names_nobody_is_shown(cell: str) -> None:
    [problem] = refused(mapping("name other_accounts", None), ["Kim", cell])
    assert (problem.column, problem.value) == ("other_accounts", cell)
    assert "no account is named here" in problem.problem
