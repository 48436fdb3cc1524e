"""From a row of a list to what is stored, or to the problems that keep it out."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationships.domain.engagement import EngagementBasis
from relationships.domain.imports import (
    BLANK_ROW,
    HEADER_AGAIN,
    TOTALS_ROW,
    CleanAccount,
    CleanRow,
    Field,
    Mapping,
    RowReader,
    Unit,
    Use,
    is_blank,
)
from relationships.domain.networks import normalise_handle
from tests.domain.imports.reading import refused, row_of

CHANNEL, OTHER_CHANNEL = "UCinvented-Channel_Id-01", "UCinvented-Channel_Id-02"


def mapping(fields: str, network: str | None = "instagram") -> Mapping:
    """ "handle followers@tiktok -" -> columns called so and used so."""
    parts = [part.partition("@") for part in fields.split()]
    uses = [Use(at, None if field == "-" else Field(field), on or None) for at, (field, _, on) in enumerate(parts)]
    return Mapping(tuple(fields.split()), tuple(uses), network)


def read(fields: str, cells: str, network: str | None = "instagram") -> CleanRow:
    result = RowReader(mapping(fields, network)).read(cells.split("|"))
    assert isinstance(result, CleanRow), result
    return result


def accounts(row: CleanRow) -> list[tuple[str, str, int | None]]:
    return [(account.network, account.handle_key, account.followers) for account in row.accounts]


def remarks(row: CleanRow) -> list[tuple[str, str]]:
    return [(remark.column, remark.value) for remark in row.remarks]


def test_a_row_in_the_manner_of_a_ranking() -> None:
    assert row_of("Rank|Name|Username|Follower Count\n5|Ada Obi|@AdaObi|2.9M", "tiktok") == CleanRow(
        (CleanAccount("tiktok", "@AdaObi", "adaobi", url="https://www.tiktok.com/@adaobi", followers=2_900_000),),
        name="Ada Obi",
    )


def test_every_field_is_read() -> None:
    row = row_of(
        "Handle|Name|Followers|ER by views|Country|Language|Niche|E-mail|Phone|Notes|Measured on\n"
        "ana|Ana  B|12,5K|4,5 %|Lagos, Nigeria|English / French|Beauty; Travel|mail: a.b@example.com|0803 123 "
        "4567|met once"
        "|13/02/2026"
    )
    assert row.remarks == ()
    assert (row.name, row.country, row.language, row.categories) == ("Ana B", "NG", "en", ("Beauty", "Travel"))
    [account] = row.accounts
    assert (account.followers, account.engagement_rate) == (12_500, Decimal("4.5"))
    assert account.engagement_basis is EngagementBasis.VIEWS
    assert (row.email, row.phone, row.notes) == ("a.b@example.com", "+2348031234567", "met once")
    assert row.measured_on == date(2026, 2, 13)


ALL_FIELDS = (
    "handle name followers engagement_rate country language categories email phone notes url measured_on tags stage"
    " compensation next_action next_action_on creator_id channel_id other_accounts"
)


@pytest.mark.parametrize(
    "debris",
    ["", " ", "N/A", "N/A'", "-", "--", "?", "Unknown", "TBD", "#NAME?", "#VALOR!", "#N/A", "null", "none", "nil",
    "s/d", "k.A.",
     "nan", "#DIV/0!"],
)  # fmt: skip
def test_debris_is_unknown_so_that_nothing_is_overwritten_by_it(debris: str) -> None:
    row = read(ALL_FIELDS, "|".join(["ana"] + [debris] * (len(ALL_FIELDS.split()) - 1)))
    assert row == CleanRow((CleanAccount("instagram", "ana", "ana", url="https://www.instagram.com/ana/"),))


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
        ("O Canal (ocanal)", "https://youtube.com/@ocanal", "ocanal", None),
    ],
)
def test_an_account_is_told_by_whatever_the_row_says(handle: str, url: str, key: str, channel: str | None) -> None:
    row = read("handle url", f"{handle}|{url}", "youtube")
    [account] = row.accounts
    assert (account.handle_key, account.channel_id) == (key, channel)
    assert normalise_handle("youtube", account.handle) == key
    assert row.name == ("O Canal" if " " in handle else None)
    assert row.remarks == ()


def test_a_name_of_its_own_goes_before_the_one_beside_the_handle() -> None:
    assert read("handle name", "Mina K. (minak)|Mina Kovar").name == "Mina Kovar"
    assert read("handle name", "Mina K. (minak)|").name == "Mina K."


def test_cells_that_name_another_account_are_remarked_on_and_not_taken() -> None:
    row = read("handle url", "ana|https://instagram.com/eva")
    assert accounts(row) == [("instagram", "ana", None)]
    assert remarks(row) == [("url", "https://instagram.com/eva")]
    both = read("channel_id url", f"{CHANNEL}|https://youtube.com/channel/{OTHER_CHANNEL}", "youtube")
    assert both.accounts[0].channel_id == OTHER_CHANNEL
    assert remarks(both) == [("channel_id", CHANNEL)]


class TestSeveralAccounts:
    ROSTER = "name handle@instagram followers@instagram handle@tiktok followers@tiktok"

    def test_one_row_gives_an_account_of_each_network(self) -> None:
        row = read(self.ROSTER, "Ana|@ana|12K|https://www.tiktok.com/@ana.t|3M", None)
        assert accounts(row) == [("instagram", "ana", 12_000), ("tiktok", "ana.t", 3_000_000)]

    def test_a_network_without_a_handle_is_left_out(self) -> None:
        assert accounts(read(self.ROSTER, "Ana|@ana|12K||", None)) == [("instagram", "ana", 12_000)]
        row = read(self.ROSTER, "Ana|@ana|12K||3M", None)
        assert accounts(row) == [("instagram", "ana", 12_000)]
        assert [remark.problem for remark in row.remarks] == [
            "no account on TikTok in this row: its figures are left out"
        ]

    def test_what_cannot_be_a_handle_of_one_is_remarked_on(self) -> None:
        row = read(self.ROSTER, "Ana|@ana|12K|https://x.com/ana|", None)
        assert accounts(row) == [("instagram", "ana", 12_000)]
        assert remarks(row) == [("handle@tiktok", "https://x.com/ana")]

    def test_followers_of_any_of_them_that_are_no_count_refuse_the_row(self) -> None:
        [problem] = refused(mapping(self.ROSTER, None), ["Ana", "ana", "12K", "ana", "3.4"])
        assert (problem.column, problem.value) == ("followers@tiktok", "3.4")

    def test_addresses_of_other_networks_join_the_person(self) -> None:
        row = read("handle followers url", "ana|12|https://tiktok.com/@ana.t, https://instagram.com/ana")
        assert accounts(row) == [("instagram", "ana", 12), ("tiktok", "ana.t", None)]

    def test_other_accounts_may_be_on_the_same_network(self) -> None:
        row = read("handle other_accounts", "ana|https://instagram.com/ana2; https://instagram.com/ana; example.com")
        assert accounts(row) == [("instagram", "ana", None), ("instagram", "ana2", None)]
        assert remarks(row) == [("other_accounts", "example.com")]

    def test_figures_of_no_network_belong_to_the_only_account(self) -> None:
        fields = "handle@instagram handle@tiktok followers engagement_rate"
        assert accounts(read(fields, "ana||12K|3%", None)) == [("instagram", "ana", 12_000)]
        row = read(fields, "ana|ana|12K|3%", None)
        assert accounts(row) == [("instagram", "ana", None), ("tiktok", "ana", None)]
        assert "do not say of which account" in row.remarks[0].problem

    def test_the_row_s_own_network_comes_first(self) -> None:
        fields = f"network {self.ROSTER}"
        assert [each.network for each in read(fields, "TikTok|Ana|ana|1|ana|2", None).accounts] == [
            "tiktok",
            "instagram",
        ]
        assert [each.network for each in read(fields, "IG|Ana|ana|1|ana|2", None).accounts] == ["instagram", "tiktok"]

    @pytest.mark.parametrize(
        ("fields", "row"),
        [
            ("handle url", "ana|https://www.tiktok.com/@ana"),
            ("handle url followers", "@ana|https://example.com https://www.tiktok.com/@ana.t|12K"),
            ("network handle url", "IG|ana|https://www.tiktok.com/@ana"),
        ],
    )
    def test_a_bare_handle_and_an_address_of_another_network_contradict_each_other(self, fields: str, row: str) -> None:
        [problem] = refused(mapping(fields), row.split("|"))
        assert problem.column == "url"
        assert problem.value.startswith("https://www.tiktok.com/@ana")
        assert "the address is on TikTok, but “" in problem.problem
        assert "choose TikTok as the network" in problem.problem

    def test_further_addresses_contradict_nothing_beside_one_of_the_list_s_network(self) -> None:
        row = read("handle url", "https://www.instagram.com/ana/|https://www.tiktok.com/@ana")
        assert accounts(row) == [("instagram", "ana", None), ("tiktok", "ana", None)]

    def test_figures_are_not_taken_for_those_of_another_network(self) -> None:
        [problem] = refused(mapping("url followers"), ["https://www.tiktok.com/@ana", "12K"])
        assert "figures for Instagram" in problem.problem
        assert problem.value == "https://www.tiktok.com/@ana"
        assert accounts(read("url followers", "https://www.tiktok.com/@ana|")) == [("tiktok", "ana", None)]


@pytest.mark.parametrize(
    ("network", "fields", "row", "found"),
    [
        ("tiktok", "handle", "ana", "tiktok"), ("tiktok", "network handle", "IG|ana", "instagram"),
        ("tiktok", "network handle", "|ana", "tiktok"), (None, "network handle", "YT|ana", "youtube"),
        (None, "handle@instagram", "ana", "instagram"), (None, "url", "https://www.twitch.tv/ana", "twitch"),
        (None, "handle", "https://x.com/ana", "x"), (None, "handle url", "ana|https://x.com/ana", "x"),
        (None, "channel_id", CHANNEL, "youtube"), (None, "handle channel_id", f"ana|{CHANNEL}", "youtube"),
    ],
)  # fmt: skip
def test_the_network_comes_from_the_row_then_from_the_list_then_from_addresses(
    network: str | None, fields: str, row: str, found: str
) -> None:
    assert [account.network for account in read(fields, row, network).accounts] == [found]


@pytest.mark.parametrize(
    ("network", "fields", "row", "column", "value", "says"),
    [
        ("instagram", "name handle", "Ana|", "handle", "",
        "no handle: fill in the account's handle or address on Instagram"),
        ("instagram", "name handle", "Ana|N/A", "handle", "", "no handle"),
        ("instagram", "name handle", "Ana|Ana Maria", "handle", "Ana Maria", "space inside: write the handle"),
        ("instagram", "handle", "tiktok.com/@ana", "handle", "tiktok.com/@ana", "of TikTok, not of Instagram"),
        ("instagram", "handle followers", "ana|many", "followers", "many", "write it as 12500"),
        ("instagram", "handle followers", "ana|-5", "followers", "-5", "negative"),
        ("instagram", "handle followers", "ana|3.4", "followers", "3.4", "whole number"),
        ("instagram", "handle followers", "ana|10000000001", "followers", "10000000001", "implausible"),
        ("instagram", "network handle", "MySpace|ana", "network", "MySpace", "write one of Instagram"),
        ("instagram", "network handle", "IG + TT|ana", "network", "IG + TT", "names several networks"),
        (None, "handle", "ana", "network", "", "no network: say which network “ana” is on"),
        ("instagram", "handle followers", "ana|5|000", "", "000", "more cells than the 2 columns"),
        ("youtube", "channel_id", "12345", "channel_id", "12345", "not a channel id of YouTube"),
        ("instagram", "url", "https://example.com/ana", "url", "https://example.com/ana",
        "not an address of Instagram"),
        ("instagram", "name other_accounts", "Ana|", "other_accounts", "", "no handle"),
    ],
)  # fmt: skip
def test_a_row_is_refused_with_the_cell_and_the_way_to_mend_it(
    network: str | None, fields: str, row: str, column: str, value: str, says: str
) -> None:
    [problem] = refused(mapping(fields, network), row.split("|"))
    assert (problem.column, problem.value) == (column, value)
    assert says in problem.problem


def test_every_problem_of_a_row_is_told_at_once_and_long_cells_are_shortened() -> None:
    problems = refused(mapping("handle followers"), ["Ana Maria " + "x" * 500, "many"])
    assert {problem.column for problem in problems} == {"handle", "followers"}
    assert all(len(problem.value) <= 200 for problem in problems)


@pytest.mark.parametrize(
    ("field", "cell"),
    [
        ("engagement_rate", "12K"), ("engagement_rate", "100.1%"),
        ("engagement_rate", "-1"), ("country", "Narnia"), ("country", "Atlanta, Georgia"),
        ("language", "Klingon"), ("email", "ana"), ("phone", "soon"), ("phone", "3.46E+11"), ("measured_on", "soon"),
        ("stage", "gone"), ("compensation", "love"), ("next_action_on", "13/13/2026"), ("creator_id", "x"),
    ],
)  # fmt: skip
def test_what_is_not_understood_elsewhere_is_remarked_on_and_left_out(field: str, cell: str) -> None:
    row = read(f"handle {field}", f"ana|{cell}")
    assert remarks(row) == [(field, cell)]
    assert row.remarks[0].problem
    url = row.accounts[0].url
    assert row == CleanRow((CleanAccount("instagram", "ana", "ana", url=url),), remarks=row.remarks)


def test_a_range_counts_as_its_lower_end_and_that_is_said() -> None:
    row = read("handle followers", "ana|600K-800K")
    assert row.accounts[0].followers == 600_000
    assert row.remarks[0].problem == "a range: taken at its lower end, 600,000"


def test_rates_and_dates_are_read_as_their_column_says() -> None:
    uses = (
        Use(0, Field.HANDLE),
        Use(1, Field.ENGAGEMENT_RATE, unit=Unit.FRACTION),
        Use(2, Field.MEASURED_ON, day_first=False),
    )
    reader = RowReader(Mapping(("Handle", "ER", "Date"), uses, "x", date(2026, 1, 1)))
    row, other = reader.read(["ana", "0.034", "03/04/2026"]), reader.read(["ana", "3.4%", ""])
    assert isinstance(row, CleanRow)
    assert isinstance(other, CleanRow)
    assert row.accounts[0].engagement_rate == other.accounts[0].engagement_rate == Decimal("3.4")
    assert (row.measured_on, other.measured_on) == (date(2026, 3, 4), date(2026, 1, 1))


def test_the_row_s_denominator_goes_before_the_header_s() -> None:
    fields = "handle engagement_rate engagement_basis"
    assert read(fields, "ana|3%|reach").accounts[0].engagement_basis is EngagementBasis.REACH
    assert read(fields, "ana|3%|").accounts[0].engagement_basis is EngagementBasis.FOLLOWERS
    assert read(fields, "ana||reach").accounts[0].engagement_basis is None


def test_words_and_notes_of_several_columns_add_up() -> None:
    row = read("handle categories categories notes notes tags", "ana|Diseño/arte, Moda|MODA; Viajes|one|two|vip")
    assert row.categories == ("Diseño/arte", "Moda", "Viajes")
    assert (row.notes, row.tags) == ("one\ntwo", ("vip",))


def test_our_own_number_is_enough() -> None:
    row = read("creator_id name", "17|Ana")
    assert (row.accounts, row.creator_id) == ((), 17)


class TestRowsThatAreNone:
    LIST = Mapping(("Username", "Followers"), (Use(0, Field.HANDLE), Use(1, Field.FOLLOWERS)), "x")

    @pytest.mark.parametrize("row", [["Username", "Followers"], ["USERNAME", " followers "]])
    def test_the_header_again(self, row: list[str]) -> None:
        assert [problem.problem for problem in refused(self.LIST, row)] == [HEADER_AGAIN]

    @pytest.mark.parametrize("row", [[], [""], ["", " \t"], ["", "", ""]])
    def test_an_empty_row(self, row: list[str]) -> None:
        assert is_blank(row)
        assert [problem.problem for problem in refused(self.LIST, row)] == [BLANK_ROW]

    def test_rows_of_a_second_table_until_the_header_comes_again(self) -> None:
        reader = RowReader(self.LIST)
        assert isinstance(reader.read(["ana", "12"]), CleanRow)
        for row in (["Name", "Country"], ["bo", "13"], ["cy", "14"]):
            found = reader.read(row)
            assert isinstance(found, tuple)
            assert "second table" in found[0].problem or "of a second" in found[0].problem
        reader.read(["Username", "Followers"])
        assert isinstance(reader.read(["bo", "13"]), CleanRow)

    def test_a_creator_who_is_called_like_a_header_is_none(self) -> None:
        assert isinstance(RowReader(self.LIST).read(["username", "12"]), CleanRow)
        assert isinstance(RowReader(self.LIST).read(["Country", "12"]), CleanRow)

    @pytest.mark.parametrize("row", [["Total", "24"], ["TOTALS", "24"], ["Итого", "24"]])
    def test_a_line_of_totals(self, row: list[str]) -> None:
        [problem] = refused(self.LIST, row)
        assert (problem.column, problem.value, problem.problem) == ("Username", row[0], TOTALS_ROW)

    @pytest.mark.parametrize("handle", ["@total", "total.fit", "https://x.com/total"])
    def test_a_creator_who_is_called_so_is_no_line_of_totals(self, handle: str) -> None:
        assert isinstance(RowReader(self.LIST).read([handle, "24"]), CleanRow)

    def test_a_short_row_lacks_its_last_cells(self) -> None:
        assert accounts_of(RowReader(self.LIST).read(["ana"])) == [("x", "ana", None)]
        assert accounts_of(RowReader(self.LIST).read(["ana", "12", "", " "])) == [("x", "ana", 12)]


def accounts_of(row: object) -> list[tuple[str, str, int | None]]:
    assert isinstance(row, CleanRow)
    return accounts(row)


@pytest.mark.parametrize(
    ("cell", "handle"), [("'@ana", "@ana"), ("'-ana", "-ana"), ('="@ana"', "@ana"), ('="0151"', "0151")]
)
def test_what_keeps_a_cell_from_being_computed_is_taken_off(cell: str, handle: str) -> None:
    assert read("handle", cell).accounts[0].handle == handle


SAID = [
    "ana",
    "N/A",
    "1.2M",
    CHANNEL,
    f"youtube.com/channel/{CHANNEL}",
    "https://x.com/ana",
    "IG",
    "Mina K. (minak)",
    "Handle",
]
CELLS = st.one_of(st.text(max_size=40), st.sampled_from(SAID))
EVERYTHING = f"network {ALL_FIELDS} engagement_basis handle@tiktok followers@tiktok url@x"


@given(
    st.lists(CELLS, max_size=len(EVERYTHING.split()) + 1),
    st.sampled_from([None, "youtube", "instagram", "blog", "other"]),
    st.sampled_from(
        [EVERYTHING, ALL_FIELDS, "handle followers", "url", "other_accounts name", "creator_id", "name", "-"]
    ),
)
def test_any_row_is_clean_or_refused_with_reasons(cells: list[str], network: str | None, fields: str) -> None:
    result = RowReader(mapping(fields, network)).read(cells)
    if not isinstance(result, CleanRow):
        assert result
        assert all(problem.problem for problem in result)
        return
    assert result.accounts or result.creator_id
    named = [(account.network, account.handle_key) for account in result.accounts]
    assert len(set(named)) == len(named)
    for account in result.accounts:
        assert normalise_handle(account.network, account.handle) == account.handle_key
    assert "" not in (result.name, result.country, result.email, result.notes, result.phone, result.next_action)


@pytest.mark.parametrize("mark", ["\0", "\ud800", "\u202e", "\ufeff"])
def test_nothing_is_stored_that_no_database_takes(mark: str) -> None:
    row = read("handle name notes tags next_action categories", "|".join(f"an{mark}a" for _ in range(6)), "other")
    texts = [row.accounts[0].handle, row.name, row.notes, *row.tags, row.next_action, *row.categories]
    assert texts == ["ana"] * 6
