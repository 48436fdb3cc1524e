"""Sheets as agencies keep them: blocks under headings, remarks, sums and pivot tables beside the list."""

import pytest

from relationships.domain.imports import CleanRow, NotAListError, check, recognise
from tests.domain.imports.reading import cells, meanings, read_all


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Behind a blank column without a header stands something else, whatever it looks like, …
        ("Username|Followers|||\nana_b|12|||Spain\nbo.l|13|||France\ncy_d|14|||Italy", "handle followers - - -"),
        ("Username|Followers||\nana_b|12||@sum_up\nbo.l|13||@other", "handle followers - -"),
        # … but not where the blank column is of the list, or the column stands right beside it.
        ("Username||Country\nana_b||Spain\nbo.l||France", "handle - country"),
        ("Username|Followers|\nana_b|12|Spain\nbo.l|13|France\ncy_d|14|Italy", "handle followers country"),
        # A name beside a given name is the family's, unless there is a whole name besides.
        ("Nom du profil|Prénom|Nom|Instagram\nLéa Martin|Léa|Martin|lea.mrt", "name - - handle@instagram"),
        ("Prénom|Nom|Instagram\nLéa|Martin|lea.mrt", "name family_name handle@instagram"),
    ],
)
def test_columns_that_belong_to_the_list_are_told(text: str, expected: str) -> None:
    assert " ".join(meanings(recognise(cells(text)))) == expected


@pytest.mark.parametrize(
    ("text", "expected", "left_out"),
    [
        ("Name|IG handle|IG fans|TikTok fans\nAna|ana_b|1200|900", "name handle@instagram followers@instagram -", True),
        ("Name|IG handle|IG followers|YT subs|YT ER\nAna|ana_b|1200||", "name handle@instagram followers@instagram - -",
         False),
        ("Name|Link|TikTok followers\nAna|https://x.com/ana_b|900", "name url followers@tiktok", False),
        ("Name|IG handle|Links|TikTok followers\nAna|ana_b|https://www.tiktok.com/@ana_b|900",
         "name handle@instagram url followers@tiktok", False),
    ],
)  # fmt: skip
def test_figures_where_nothing_tells_the_account_keep_no_list_out(text: str, expected: str, left_out: bool) -> None:
    rows = cells(text)
    found = recognise(rows)
    assert " ".join(meanings(found)) == expected
    assert check(found.mapping()) == []
    assert any("No column tells the account on TikTok" in note for note in found.notes) is left_out


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("MACRO||||", "a heading, it seems"),
        ("|MICRO|||", "a heading, it seems"),
        ("|TikTok|||", "a heading, it seems"),
        ("|Micro creators|||", "a heading, it seems"),
        ("* rates without tax||||", "a heading, it seems"),
        ("||||mail@x.example", "a heading, it seems"),
        ("|Total||1200|", "a line of totals"),
        ("|@micro|||", ""),
        ("|micro||1200|", ""),
        ("|bo.lind|||", ""),
        ("|https://www.instagram.com/tiktok/|||", ""),
    ],
)
def test_what_stands_alone_between_the_rows_is_no_creator(row: str, problem: str) -> None:
    rows = cells(f"No|Instagram|Name|Followers|Email\n1|ana_b|Ana Bell|1200|a@x.example\n{row}\n2|cy_d|Cy Dee|900|")
    first, found, last = read_all(rows, recognise(rows))
    assert isinstance(first, CleanRow)
    assert isinstance(last, CleanRow)
    said = "" if isinstance(found, CleanRow) else found[0].problem
    assert problem in said
    assert bool(problem) is bool(said)


@pytest.mark.parametrize(
    ("beneath", "row"),
    [
        ("|||\nPosts|Likes|Comments|Post URL\n1|12|3|https://x.com/ana_b/status/1", 4),
        ("|||\nPosts|Likes|Comments|Followers\n1|12|3|8", 4),
        # Not where it follows at once, as an odd row of the list may, nor where it names too little.
        ("Posts|Likes|Comments|Post URL\n1|12|3|https://x.com/ana_b/status/1", None),
        ("|||\nPosts|Likes|Comments|\n1|12|3|", None),
    ],
)
def test_a_table_of_posts_beneath_the_list_is_a_second_table(beneath: str, row: int | None) -> None:
    rows = cells(f"Username|Followers|Name|Email\nana_b|1200|Ana Bell|a@x.example\n{beneath}")
    if row is None:
        assert recognise(rows).header_at == 0
    else:
        with pytest.raises(NotAListError, match=f"second table with other columns begins in row {row}"):
            recognise(rows)
