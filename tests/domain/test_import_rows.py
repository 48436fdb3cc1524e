"""From a row of a list to what is stored, or to the problems that keep it out."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationships.domain.engagement import EngagementBasis
from relationships.domain.import_rows import CleanRow, clean_row, is_blank, map_columns
from relationships.domain.networks import normalise_handle

CHANNEL, OTHER_CHANNEL = "UCinvented-Channel_Id-01", "UCinvented-Channel_Id-02"


def read(header: str, row: str, network: str | None = "instagram") -> CleanRow:
    """The clean row of cells given as "a|b|c"; fails when it is refused."""
    result = clean_row(row.split("|"), map_columns(header.split("|"), network), network)
    assert isinstance(result, CleanRow), result
    return result


def refused(header: str, row: str, network: str | None = "instagram") -> list[tuple[str, str, str]]:
    result = clean_row(row.split("|"), map_columns(header.split("|"), network), network)
    assert isinstance(result, list), result
    return [(problem.column, problem.value, problem.problem) for problem in result]


def test_a_row_in_the_manner_of_a_ranking_of_tiktok() -> None:
    row = read("Rank|Name|Username|Follower Count", "5|Ada Obi|@adaobi|2.9M", "tiktok")
    assert row == CleanRow(
        network="tiktok",
        handle="@adaobi",
        handle_key="adaobi",
        url="https://www.tiktok.com/@adaobi",
        name="Ada Obi",
        followers=2_900_000,
    )


def test_a_row_in_the_manner_of_a_ranking_of_youtube() -> None:
    header = "Rank|Username|Categories|Suscribers|Country|Visits|Likes|Comments|Links"
    cells = "2|ElCanal|Videojuegos, Humor|1835000|Estados Unidos|117400|5300|18"
    row = read(header, f"{cells}|http://youtube.com/channel/{CHANNEL}", "youtube")
    assert row == CleanRow(
        network="youtube",
        handle="ElCanal",
        handle_key="elcanal",
        channel_id=CHANNEL,
        url=f"https://www.youtube.com/channel/{CHANNEL}",
        followers=1_835_000,
        country="US",
        categories=("Videojuegos", "Humor"),
    )
    assert row.account == CHANNEL


def test_every_field_is_read() -> None:
    header = "Handle|Name|Followers|ER by views|Country|Language|Niche|E-mail|Phone|Notes"
    places = "Lagos, Nigeria|English / French|Beauty; Travel"
    row = read(header, f"ana|Ana  B|12,5K|4,5 %|{places}|mail: a.b@example.com|+34 600 000 000|met\r\nonce")
    assert row.remarks == ()
    assert (row.name, row.followers, row.country, row.language) == ("Ana B", 12_500, "NG", "en")
    assert (row.engagement_rate, row.engagement_basis) == (Decimal("4.5"), EngagementBasis.VIEWS)
    assert row.categories == ("Beauty", "Travel")
    assert (row.email, row.phone, row.notes) == ("a.b@example.com", "+34 600 000 000", "met\nonce")


def test_what_is_not_said_is_none_so_that_nothing_is_overwritten_by_a_blank() -> None:
    header = "Handle|Name|Followers|ER|Country|Language|Category|Email|Phone|Notes|URL"
    row = read(header, "ana|????|N/A|-|Unknown|TBD|#N/A||n.a.|–|")
    assert row == CleanRow("instagram", "ana", "ana", url="https://www.instagram.com/ana/")
    assert read("Handle|Name|Followers", "ana") == row


@pytest.mark.parametrize(
    ("handle", "url", "key", "channel"),
    [
        ("ocanal", f"https://youtube.com/channel/{CHANNEL}", "ocanal", CHANNEL),
        ("ocanal", "https://youtube.com/@ocanal", "ocanal", None),
        ("", f"https://youtube.com/channel/{CHANNEL}?x=1", CHANNEL, CHANNEL),
        (CHANNEL, "", CHANNEL, CHANNEL),
        (f"https://youtube.com/channel/{CHANNEL}", "https://youtube.com/@ocanal", "ocanal", CHANNEL),
        ("", "https://example.com https://youtube.com/@ocanal", "ocanal", None),
        ("", "@ocanal", "ocanal", None),
        ("O Canal", "https://youtube.com/@ocanal", "ocanal", None),
    ],
)
def test_an_account_is_told_by_whatever_the_row_says(handle: str, url: str, key: str, channel: str | None) -> None:
    row = read("Username|Links", f"{handle}|{url}", "youtube")
    assert (row.handle_key, row.channel_id, row.account) == (key, channel, channel or key)
    assert normalise_handle("youtube", row.handle) == row.handle_key


def test_a_handle_with_spaces_is_a_name_when_the_address_tells_the_account() -> None:
    row = read("Username|Links", "O Canal|https://youtube.com/@ocanal", "youtube")
    assert (row.name, row.remarks) == ("O Canal", ())
    assert read("Username|Links|Name", "O Canal|youtube.com/@ocanal|Label", "youtube").name == "Label"


def test_a_channel_whose_handle_is_taken_can_be_known_by_its_id() -> None:
    row = read("Username|Channel ID", f"ocanal|{CHANNEL}", "youtube").under_channel_id()
    assert (row.handle, row.handle_key, row.channel_id, row.name) == (CHANNEL, CHANNEL, CHANNEL, "ocanal")
    plain = read("Username", "ocanal", "youtube")
    assert plain.under_channel_id() is plain


def test_cells_that_name_another_account_are_remarked_on_and_not_taken() -> None:
    row = read("Username|Link", "ana|https://instagram.com/eva")
    assert (row.handle_key, row.url) == ("ana", "https://www.instagram.com/ana/")
    assert [(remark.column, remark.value) for remark in row.remarks] == [("Link", "https://instagram.com/eva")]
    both = read("Channel ID|Link", f"{CHANNEL}|https://youtube.com/channel/{OTHER_CHANNEL}", "youtube")
    assert both.channel_id == OTHER_CHANNEL
    assert [remark.column for remark in both.remarks] == ["Channel ID"]


@pytest.mark.parametrize(
    ("network", "header", "row", "found"),
    [
        ("tiktok", "Username", "ana", "tiktok"),
        ("tiktok", "Platform|Username", "IG|ana", "instagram"),
        ("tiktok", "Platform|Username", "|ana", "tiktok"),
        (None, "Platform|Username", "YT|ana", "youtube"),
        (None, "Instagram handle", "ana", "instagram"),
        (None, "Profile", "https://www.twitch.tv/ana", "twitch"),
        (None, "Username", "https://x.com/ana", "x"),
    ],
)
def test_the_network_comes_from_the_row_then_from_the_asker_then_from_the_rest(
    network: str | None, header: str, row: str, found: str
) -> None:
    assert read(header, row, network).network == found


@pytest.mark.parametrize(
    ("network", "header", "row", "column", "value", "says"),
    [
        ("instagram", "Name|Username", "Ana|", "Username", "", "no handle: fill in"),
        ("instagram", "Name|Username", "Ana|N/A", "Username", "", "no handle: fill in"),
        ("instagram", "Name|Username", "Ana|Ana Maria", "Username", "Ana Maria", "space inside: write the handle"),
        ("instagram", "Username", "tiktok.com/@ana", "Username", "tiktok.com/@ana", "of TikTok, not of Instagram"),
        ("instagram", "Username|Followers", "ana|many", "Followers", "many", "write it as 12500"),
        ("instagram", "Username|Followers", "ana|-5", "Followers", "-5", "negative"),
        ("instagram", "Username|Followers", "ana|3.4", "Followers", "3.4", "whole number"),
        ("instagram", "Platform|Username", "MySpace|ana", "Platform", "MySpace", "write one of Instagram"),
        (None, "Username", "ana", "network", "", "say which network"),
        ("instagram", "Username|Followers", "Username|Followers", "", "Username", "the header again"),
        ("instagram", "Username|Followers", "ana|5|000", "", "000", "more cells than the 2 columns"),
        ("youtube", "Channel ID", "12345", "Channel ID", "12345", "not a channel id"),
    ],
)
def test_a_row_is_refused_with_the_cell_and_the_way_to_mend_it(
    network: str | None, header: str, row: str, column: str, value: str, says: str
) -> None:
    [(at, cell, problem)] = refused(header, row, network)
    assert (at, cell) == (column, value)
    assert says in problem


def test_every_problem_of_a_row_is_told_at_once() -> None:
    assert [column for column, _, _ in refused("Username|Followers", "Ana Maria|many")] == ["Username", "Followers"]


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("ER", "12K"),
        ("ER", "-1"), ("Country", "Narnia"), ("Country", "San Francisco, CA"),
        ("Country", "Atlanta, Georgia"), ("Language", "Klingon"),
        ("Email", "ana"), ("Phone", "soon"), ("Phone", "1" * 41),
    ],
)  # fmt: skip
def test_what_is_not_understood_elsewhere_is_remarked_on_and_left_out(header: str, cell: str) -> None:
    row = read(f"Username|{header}", f"ana|{cell}")
    [remark] = row.remarks
    assert (remark.column, remark.value) == (header, cell)
    assert remark.problem
    assert row == CleanRow("instagram", "ana", "ana", url=row.url, remarks=row.remarks)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("NG", "NG"),
        ("Lagos, Nigeria", "NG"),
        ("Austin, US", "US"),
        ("Atlanta, Georgia, USA", "US"),
        ("Georgia", "GE"),
        ("España / Spain", "ES"),
    ],
)
def test_a_country_may_stand_behind_a_city(cell: str, code: str) -> None:
    assert read("Username|Location", f"ana|{cell}").country == code


def test_categories_are_each_once_and_keep_their_slash() -> None:
    columns = map_columns(["Username", "Categories", "Niche"])
    row = clean_row(["ana", "Diseño/arte, Moda|moda; N/A", "MODA, Viajes"], columns, "instagram")
    assert isinstance(row, CleanRow)
    assert row.categories == ("Diseño/arte", "Moda", "Viajes")


@pytest.mark.parametrize(("cell", "handle"), [("'@ana", "@ana"), ("'ana'", "'ana'")])
def test_an_apostrophe_that_disarms_a_formula_is_taken_off(cell: str, handle: str) -> None:
    result = clean_row([cell], map_columns(["Username"]), "instagram")
    if handle == "@ana":
        assert isinstance(result, CleanRow)
        assert result.handle == handle
    else:
        assert isinstance(result, list)


def test_the_first_of_several_columns_that_says_something_counts() -> None:
    assert read("Username|Followers|Subscribers", "ana|N/A|5K").followers == 5_000
    assert read("Username|Followers|Subscribers", "ana|4K|5K").followers == 4_000


@pytest.mark.parametrize(("cells", "blank"), [([], True), (["", " \t"], True), (["", "0"], False)])
def test_rows_without_anything_are_no_rows(cells: list[str], blank: bool) -> None:
    assert is_blank(cells) is blank


HEADERS = ["Username", "Links", "Channel ID", "Platform", "Name", "Followers", "ER", "Country", "Language", "Niche"]
HEADERS += ["Email", "Phone", "Notes"]
SAID = ["ana", "N/A", "1.2M", CHANNEL, f"youtube.com/channel/{CHANNEL}", "https://x.com/ana", "IG"]
CELLS = st.one_of(st.text(), st.sampled_from(SAID))


@given(st.lists(CELLS, max_size=len(HEADERS) + 1), st.sampled_from([None, "youtube", "instagram", "blog"]))
def test_any_row_is_stored_or_reported(cells: list[str], network: str | None) -> None:
    result = clean_row(cells, map_columns(HEADERS, network), network)
    if isinstance(result, CleanRow):
        assert normalise_handle(result.network, result.handle) == result.handle_key
        assert "" not in (result.name, result.country, result.email, result.notes, result.channel_id, result.url)
    else:
        assert result
        assert all(problem.problem for problem in result)
