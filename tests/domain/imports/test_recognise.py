"""What the columns of a list are taken for, by their headers and by their cells."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relationships.domain.imports import NO_HEADER, NotAListError, Sureness, Unit, check, recognise
from relationships.domain.imports.heads import HEADER_ROWS
from tests.domain.imports.reading import cells, meanings


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rank|Name|Username|Follower Count\n1|Ada Obi|@adaobi|2.9M", "- name handle followers"),
        ("Username|Country\nana|Spain\nbo_b|France", "handle country"),
        # Headers that lie.
        ("Username|Avg. views\nana|Spain\nbo_b|France", "handle country"),
        ("Username|Avg. views\nana|12K\nbo_b|3400", "handle -"),
        ("Username|Rank\nana|a@example.com\nbo_b|b@example.com", "handle email"),
        ("Username|Comments\nana|https://x.com/ana\nbo_b|https://x.com/bo_b", "handle url"),
        ("Channel|Country\nhttps://www.youtube.com/@ana|ES\nyoutube.com/@bo|FR", "url country"),
        ("Name|Followers\n@ana|12\n@bo|13", "handle followers"),
        ("Username|Followers\nana|Spain\nbo|France", "handle country"),
        ("Username|Language\nana|Spain\nbo|France", "handle country"),
        ("Username|Website|City\nana|https://x.com/ana|Madrid", "handle - -"),
        ("Username|Agent email|Audience country\nana|a@example.com|Spain", "handle - -"),
        # The display name or the handle.
        ("instagram name|Followers\nana.b|12\nbo_l|13", "handle@instagram followers"),
        ("instagram name|Username\nAna Bell|ana.b\nBo Lind|bo_l", "name handle"),
        ("Username|Link\nAna Bell|https://x.com/ana\nBo Lind|x.com/bo", "name url"),
        # Handle and name in one cell.
        ("Influencer|Followers\nMina K. (minak_live)|12\nBo L. (@bo)|13", "handle followers"),
        ("Influencer|Followers\nminak_live - Mina K.|12\n@bo - Bo L.|13", "handle followers"),
        ("Influencer|Followers\nmina.live Mina K.|12\nkovar99 Bo Kovar|13\nadeleobi Adele Obi|14", "handle followers"),
        ("Influencer|Followers\nmina.live Mina K.|12\nAda Obi|13\nEva Lind|14", "name followers"),
        # Brackets hold a handle only where it looks like one, and another in each row.
        ("Name|Link\nTed (Boston)|https://x.com/ted\nAnn (Paris)|https://x.com/ann", "name url"),
        ("Name|Link\nTed (boston)|https://x.com/ted\nAnn (boston)|https://x.com/ann", "name url"),
        ("Name|Link\nTed (spain)|https://x.com/ted\nAnn (france)|https://x.com/ann", "name url"),
        ("Name|Link\nTed (ted_b)|https://x.com/ted_b\nAnn (Paris)|https://x.com/ann", "name url"),
        ("Name|Followers\nTed (tedbell)|12\nAnn (annlind)|13", "handle followers"),
        # Accounts that are noted with their networks.
        ("Name|Accounts\nKim|IG: @kim (12k), TT: @kim.tt\nBo|IG: @bo", "name other_accounts"),
        ("Name|Socials\nKim|IG: @kim (12k), TT: @kim.tt\nBo|ask him", "name other_accounts"),
        ("Name|Handle\nKim|IG: @kim (12k), TT: @kim.tt\nBo|YT: @bo", "name other_accounts"),
        # A "channel" that is a network; one in another script; words in brackets; fractions where counts are named.
        ("Creator|Kanal|Username\nAna|Instagram|ana_b\nBo|TikTok|bo_l", "name network handle"),
        ("Username|Инстаграм подписчики\nana_b|12\nbo_l|13", "handle followers@instagram"),
        ("Username|Followers (as of March)|Location (audience)\nana_b|12|Spain\nbo_l|13|Italy", "handle followers -"),
        ("Username|Followers (fake)\nana_b|12\nbo_l|13", "handle -"),
        ("Username|Avg. engagement\nana_b|0.034\nbo_l|0.012", "handle engagement_rate"),
        ("Username|Avg. engagement\nana_b|34\nbo_l|12", "handle -"),
        # One stray among few cells.
        ("Zorb\nhttps://x.com/ana\nhttps://x.com/bo\nn/a - see bio", "url"),
        ("Zorb|Quux\nhttps://x.com/ana|a@example.com\nx.com/bo|ask\nask her|c@example.com", "url email"),
        ("Username|Zorb\nana|https://x.com/ana\nbo|ask her\ncy|ask him", "handle name"),
        ("Zorb|Quux\n@ana|ana@example.com\n@bo|bo@example.com\nCy Young|-", "handle email"),
        # One column per network.
        ("Name|Instagram|TikTok|IG followers|TikTok Followers\nAna|ana|@ana|12K|13K",
         "name handle@instagram handle@tiktok followers@instagram followers@tiktok"),
        ("Name|Instagram|Followers|ER\nAna|ana|12K|3%", "name handle@instagram followers engagement_rate"),
        ("Name|IG|YouTube channel\nAna|ana|https://www.youtube.com/@ana", "name handle@instagram url@youtube"),
        ("Name|Instagram\nAna|https://www.tiktok.com/@ana\nBo|https://www.tiktok.com/@bo", "name handle@tiktok"),
        # Comments beneath posts, or what a colleague says.
        ("Username|Comments\nana|12\nbo|340", "handle -"),
        ("Username|Comments Avg.\nana|51758.33093\nbo|47534.12096", "handle -"),
        ("Username|Kommentare\nana|war sehr nett\nbo|antwortet nie", "handle notes"),
        # Engagement as a count and as a rate.
        ("Username|Engagement avg|ER\nana|450|3.4%\nbo|12K|2%", "handle - engagement_rate"),
        ("Username|Engagement|ER\nana|4503|3.4%\nbo|12K|2%", "handle - engagement_rate"),
        ("Username|Engagement\nana|3.400\nbo|0.250", "handle engagement_rate"),
        ("Username|Engagement\nana|3,400\nbo|5,120", "handle -"),
        # Unknown headers, told by the cells.
        ("Zorb|Blarg|Quux\n@ana|a@example.com|+34 600 000 000", "handle email phone"),
        ("Zorb|Blarg|Quux\n@ana|TikTok|Spanish\n@bo|Instagram|French", "handle network language"),
        ("Username|Blarg\nana_b|1\nbo.l|2", "handle -"),
        ("Username|Followers|Blarg\nana_b|12K|3K\nbo.l|13K|4K", "handle followers -"),
        ("Username|Blarg|Zorb\nana_b|12K|3K\nbo.l|13K|4K", "handle - -"),
    ],
)  # fmt: skip
def test_columns_are_told_by_headers_and_cells(text: str, expected: str) -> None:
    assert " ".join(meanings(recognise(cells(text)))) == expected


def test_every_guess_has_its_reason_in_words_its_samples_and_what_else_it_may_be() -> None:
    rows = cells(
        "Username|Instagram link|Column 3\n" + "\n".join(f"u{i}|https://www.tiktok.com/@u{i}|{i}%" for i in range(50))
    )
    rows[3][1] = "ask her"
    handle, link, quux = recognise(rows).guesses
    assert (handle.sureness, handle.header) == (Sureness.SURE, "Username")
    assert handle.reason == "The header says handle, and 50 of 50 cells are handles or addresses"
    assert link.reason == "49 of 50 cells are TikTok addresses, although the header says Instagram"
    assert (link.use.network, link.sureness) == ("tiktok", Sureness.LIKELY)
    assert link.samples[:3] == ("https://www.tiktok.com/@u0", "https://www.tiktok.com/@u1", "ask her")
    assert (quux.use.field, quux.sureness) == ("engagement_rate", Sureness.GUESS)
    assert quux.reason.startswith("No other column gives a rate, and 50 of 50")


def test_what_is_left_out_says_why_and_has_no_sureness() -> None:
    _, fee, zorb = recognise(cells("Username|Fee|Zorb\nana|12|x y")).guesses
    assert (fee.sureness, fee.reason) == (None, "The header says a price, which Rapport does not keep")
    assert zorb.sureness is None or zorb.use.field == "name"
    [_, followers] = recognise(cells("Username|Followers\nana|many\nbo|lots of")).guesses
    assert (followers.use.field, followers.others) == (None, ("followers",))
    assert followers.reason == "The header says followers, but only 0 of 2 cells are counts"


def test_a_header_without_cells_is_believed_but_not_sure() -> None:
    [handle, followers] = recognise(cells("Username|Followers")).guesses
    assert (handle.sureness, followers.sureness) == (Sureness.LIKELY, Sureness.LIKELY)


class TestFollowersTwice:
    def test_the_exact_one_is_preferred_to_the_display_text(self) -> None:
        for text in (
            "Username|Followers|Followers\nana|1.2M|1203481\nbo|12.5K|12511",
            "Username|Followers|Followers\nana|1203481|1.2M\nbo|12511|12.5K",
        ):
            found = recognise(cells(text))
            exact = cells(text)[1][2] == "1203481"
            assert meanings(found) == (["handle", "-", "followers"] if exact else ["handle", "followers", "-"])
            other = found.guesses[1 if exact else 2]
            assert other.reason == f"The same followers as in “Followers (column {'C' if exact else 'B'})”, rounded"
            assert found.notes == ()

    def test_the_larger_one_is_taken_and_it_is_said(self) -> None:
        found = recognise(cells("Username|followers|Followers\nana|311|12000\nbo|820|5000\ndi|90|95"))
        assert meanings(found) == ["handle", "-", "followers"]
        assert "“followers” are both called followers and differ: “Followers” is taken" in found.notes[0]
        assert found.guesses[2].sureness is Sureness.GUESS
        assert found.guesses[1].others == ("followers",)

    def test_neither_larger_is_left_to_the_person(self) -> None:
        found = recognise(cells("Username|followers|Followers\nana|311|12000\nbo|82000|5000\ndi|90|95"))
        assert sorted(meanings(found)) == ["-", "followers", "handle"]
        assert found.notes[0].endswith("please look at both.")

    def test_an_empty_one_gives_way(self) -> None:
        assert meanings(recognise(cells("Username|Followers|Followers\nana||12000\nbo||5"))) == [
            "handle",
            "-",
            "followers",
        ]


class TestUnits:
    @pytest.mark.parametrize(
        ("rates", "unit"),
        [
            (["3.4%", "2%"], Unit.PERCENT), (["3.4", "2"], Unit.PERCENT), (["0.034", "0.02"], Unit.FRACTION),
            (["0,034", "0,02"], Unit.FRACTION), (["0.034", "1.2"], Unit.PERCENT), (["0.8", "0.5", "0.9"], Unit.PERCENT),
            (["0.034", "0.5%"], Unit.PERCENT), (["0.01", "0.02", "1"], Unit.FRACTION),
            (["0.01", "0.02", "1.01"], Unit.PERCENT),
            (["0.149", "0.149"], Unit.FRACTION), (["0.15", "0.15"], Unit.PERCENT), (["0", "0"], Unit.PERCENT),
        ],
    )  # fmt: skip
    def test_percent_or_fraction_is_decided_for_the_whole_column(self, rates: list[str], unit: Unit) -> None:
        rows = [["Username", "ER"], *([f"u{at}", rate] for at, rate in enumerate(rates))]
        assert recognise(rows).guesses[1].use.unit is unit

    @pytest.mark.parametrize(
        ("days", "day_first"),
        [(["13/04/2026", "1/2/2026"], True), (["04/13/2026", "1/2/2026"], False), (["1/2/2026"], True)],
    )
    def test_the_order_of_dates_is_decided_for_the_whole_column(self, days: list[str], day_first: bool) -> None:
        rows = [["Username", "Measured on"], *([f"u{at}", day] for at, day in enumerate(days))]
        guess = recognise(rows).guesses[1]
        assert guess.use.day_first is day_first
        assert ("nothing tells days from months" in guess.reason) is (days == ["1/2/2026"])

    @pytest.mark.parametrize(
        ("rates", "sureness", "says"),
        [
            (["3.4%", "2%"], Sureness.SURE, ""), (["3.4", "2"], Sureness.SURE, ""),
            (["0.034", "0.02"], Sureness.SURE, "fractions, since none is above 0.034"),
            (["0.8", "0.5"], Sureness.GUESS, "although none is above 1: the unit is a guess"),
            (["0.15", "0.15"], Sureness.GUESS, "the unit is a guess"),
            (["0.034", "0.02", "1.2"], Sureness.GUESS, "since one is 1.200, although most are tiny"),
            ([*["0.034"] * 9, "2"], Sureness.GUESS, "fractions, since nearly all are tiny, although one is 2.000"),
            ([*["0.034"] * 8, "2"], Sureness.GUESS, "taken as percent, since one is 2.000"),
            (["0", "0"], Sureness.GUESS, "no number tells percent from fractions"),
        ],
    )  # fmt: skip
    def test_where_the_numbers_leave_it_open_the_unit_is_a_guess(
        self, rates: list[str], sureness: Sureness, says: str
    ) -> None:
        rows = [["Username", "ER"], *([f"u{at}", rate] for at, rate in enumerate(rates))]
        guess = recognise(rows).guesses[1]
        assert guess.sureness is sureness
        assert says in guess.reason

    def test_an_empty_column_says_nothing_of_its_unit(self) -> None:
        [_, rate] = recognise(cells("Username|ER\nana|\nbo|")).guesses
        assert (rate.sureness, "unit" in rate.reason) == (Sureness.LIKELY, False)


class TestWhereTheHeaderIs:
    def test_titles_dates_and_blank_rows_and_columns_may_stand_around(self) -> None:
        text = "||\n|Agency list|12.03.2026\n||\n|Username|Followers\n|ana|12K"
        found = recognise([line.split("|") for line in text.split("\n")])
        assert (found.header_at, meanings(found)) == (3, ["-", "handle", "followers"])
        assert found.measured_on == date(2026, 3, 12)
        assert found.notes[0] == "The header is in row 4."

    def test_a_row_of_data_that_holds_a_network_is_not_taken_for_it(self) -> None:
        assert recognise(cells("Instagram|\nName|Username\nYouTube|ig_ana")).header_at == 1

    @pytest.mark.parametrize(
        ("text", "header_at"),
        [
            ("Agency roster 2026|\nHandle|Followers\nana|12", 1),
            ("Agency roster 2026|\nZorb|Blarg\n@ana|12K", 1),
            ("Agency roster 2026|\n@ana|12K\n@bo|13K", NO_HEADER),
            ("Instagram followers|\n@ana|12K\n@bo|13K", NO_HEADER),
            ("Agency\nx.com/ana\nx.com/bo", 0),
        ],
    )
    def test_a_title_over_the_table_is_no_header(self, text: str, header_at: int) -> None:
        found = recognise(cells(text))
        assert found.header_at == header_at
        assert ("The list has no header" in found.notes[0] if found.notes else False) is (header_at == NO_HEADER)

    def test_unknown_words_above_data_are_a_header(self) -> None:
        found = recognise(cells("Report|\nZorb|Blarg\n@ana|12K"))
        assert (found.header_at, found.headers) == (1, ("Zorb", "Blarg"))

    def test_a_list_without_one_is_told_by_its_cells(self) -> None:
        found = recognise(cells("@ana|Ana Bell|12K|a@example.com\n@bo|Bo Lind|4K|b@example.com"))
        assert found.header_at == NO_HEADER
        assert found.headers == ("Column 1", "Column 2", "Column 3", "Column 4")
        assert meanings(found) == ["handle", "name", "followers", "email"]
        assert found.notes[0].startswith("The list has no header")

    @pytest.mark.parametrize("rows", [HEADER_ROWS - 1, HEADER_ROWS])
    def test_it_is_looked_for_in_the_first_filled_rows(self, rows: int) -> None:
        head = [["Some text about it"]] * rows + [["Username", "Followers"], ["ana", "12"]]
        assert (recognise(head).header_at == rows) is (rows < HEADER_ROWS)
        assert recognise([[""]] * 200 + head[-2:]).header_at == 200

    def test_a_person_may_say_where_it_is(self) -> None:
        rows = cells("Username|Followers\nName|Country\nana|ES")
        assert recognise(rows, header_at=1).headers == ("Name", "Country")
        assert recognise(rows[:1], header_at=-1).headers == ("Column 1", "Column 2")
        for wrong in (3, -2):
            with pytest.raises(NotAListError, match="no row"):
                recognise(rows, header_at=wrong)

    @pytest.mark.parametrize("rows", [[], [[]], [["", " "], []]])
    def test_nothing_is_no_list(self, rows: list[list[str]]) -> None:
        with pytest.raises(NotAListError, match="nothing in this list"):
            recognise(rows)

    def test_too_many_columns_are_no_list(self) -> None:
        with pytest.raises(NotAListError, match="1,001 columns"):
            recognise([["x"] * 1_001])


class TestSeveralTables:
    def test_a_second_one_with_other_columns_is_refused(self) -> None:
        with pytest.raises(NotAListError, match=r"second table .* begins in row 4 \(Name, Country, E-mail\)"):
            recognise(cells("Username|Followers\nana|12\n|\nName|Country|E-mail\nBo|ES|b@example.com"))

    def test_the_same_header_again_is_no_second_one(self) -> None:
        found = recognise(cells("Username|Followers\nana|12\nUSERNAME|followers\nbo|13"))
        assert meanings(found) == ["handle", "followers"]
        assert "2 of 2 cells are counts" in found.guesses[1].reason

    def test_groups_of_columns_under_networks_are_told_apart(self) -> None:
        text = "|Instagram||TikTok||Audience\nName|Handle|Followers|Handle|Followers|Country\nAna|ana|12|ana.t|13|ES"
        found = recognise([line.split("|") for line in text.split("\n")])
        expected = "name handle@instagram followers@instagram handle@tiktok followers@tiktok -"
        assert " ".join(meanings(found)) == expected

    def test_a_title_alone_is_no_group(self) -> None:
        assert meanings(recognise(cells("Instagram|\nHandle|Followers\nana|12"))) == ["handle", "followers"]


class TestTheListsNetwork:
    @pytest.mark.parametrize(
        ("text", "name", "network"),
        [
            ("Username|Followers\nana|12", "", None),
            ("Username|Followers\nana|12", "tiktok_ng.csv", "tiktok"),
            ("Username|Followers\nana|12", "youtubers-es-top1000.csv", "youtube"),
            ("Username|Followers\nana|12", "tiktok and instagram.csv", None),
            ("Username|Followers\nana|12", "other web sites.csv", None),
            ("Top TikTok creators|\nUsername|Followers\nana|12", "", "tiktok"),
            ("Username|TikTok followers\nana|12", "", "tiktok"),
            ("Instagram name|Username\nAna Bell|ana\nBo Lind|bo", "", "instagram"),
            ("Username|Link\nana|https://x.com/ana", "", "x"),
            ("Link|Followers\nhttps://x.com/ana|12", "", None),
            ("Username|Network\nana|TikTok", "instagram.csv", None),
            ("Username|Channel id\nana|UCinvented-Channel_Id-01", "", "youtube"),
            ("Name|Instagram|TikTok\nAna|ana|ana_t", "", None),
        ],
    )
    def test_it_is_what_headers_addresses_titles_or_the_file_s_name_say(
        self, text: str, name: str, network: str | None
    ) -> None:
        assert recognise(cells(text), file_name=name).network == network

    def test_the_one_asked_for_comes_first(self) -> None:
        assert recognise(cells("Username|Link\nana|https://x.com/ana"), network="twitch").network == "twitch"

    def test_handles_of_no_network_in_a_list_of_several_are_left_to_the_person(self) -> None:
        found = recognise(cells("Username|Followers|Instagram|TikTok\nana|12|ana_i|ana_t\nbo|13|bo_i|bo_t"))
        assert meanings(found) == ["-", "-", "handle@instagram", "handle@tiktok"]
        assert [note for note in found.notes if "Nothing says on which network “Username”" in note]
        assert found.guesses[0].others == ("handle",)
        assert check(found.mapping()) == []

    def test_a_list_that_says_nothing_needs_a_choice(self) -> None:
        found = recognise(cells("Username|Followers\nana|12"))
        assert check(found.mapping()) == ["Nothing says which network the handles are on: choose the list's network."]


COLUMNS = [
    ["Username", "ana_b", "bo.l", "cy99", "di_d"],
    ["Full name", "Ana Bell", "Bo Lind", "Cy Young", "Di Dodd"],
    ["Followers", "1.2M", "12.5K", "8K", "3.1K"],
    ["Followers", "1203481", "12511", "8040", "3120"],
    ["ER", "0.034", "0.05", "0.011", "0.02"],
    ["Avg. views", "Spain", "France", "Italy", "Spain"],
    ["Zorb", "a@example.com", "b@example.com", "", "d@example.com"],
    ["Measured on", "13/04/2026", "01/04/2026", "02/04/2026", "-"],
    ["Agent email", "x@example.com", "", "", ""],
    ["Link", "https://x.com/ana_b", "https://x.com/bo.l", "x.com/cy99", ""],
]


@settings(max_examples=25)
@given(st.permutations(range(len(COLUMNS))))
def test_a_column_means_the_same_wherever_it_stands(order: list[int]) -> None:
    def meaning_of_each(indices: list[int]) -> dict[int, object]:
        rows = [list(row) for row in zip(*(COLUMNS[at] for at in indices), strict=True)]
        guesses = recognise(rows).guesses
        return {
            at: (guess.use.field, guess.use.network, guess.use.unit, guess.use.day_first, guess.sureness, guess.others)
            for at, guess in zip(indices, guesses, strict=True)
        }

    assert meaning_of_each(order) == meaning_of_each(list(range(len(COLUMNS))))


WORDS = ["Username", "Followers", "ana", "@bo", "12K", "https://x.com/ana", "Instagram", "TikTok", "N/A", "3%", "Spain"]
CELLS = st.one_of(st.text(max_size=20), st.sampled_from(WORDS))


@settings(max_examples=60)
@given(
    st.lists(st.lists(CELLS, max_size=6), max_size=8), st.sampled_from([None, "youtube", "blog"]), st.text(max_size=30)
)
def test_any_rows_are_recognised_or_refused_with_a_sentence(
    rows: list[list[str]], network: str | None, name: str
) -> None:
    try:
        found = recognise(rows, network=network, file_name=name)
    except NotAListError:
        return
    assert len(found.guesses) == len(found.headers) == max(len(row) for row in rows)
    assert [guess.use.position for guess in found.guesses] == list(range(len(found.headers)))
    assert all(guess.reason for guess in found.guesses)
    assert all((guess.use.field is None) is (guess.sureness is None) for guess in found.guesses)
    check(found.mapping())


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ("Name|Handle|Followers||Name|Handle|Followers\nAna|@ana|12||Bo|@bo|13", "E"),
        ("Name|Handle|Followers|Handle|Followers\nAna|@ana|12|@ana.b|13", "D"),
        # The same account twice, figures twice, or a network over each: one table.
        ("Name|Handle|Followers|Handle|Followers\nAna|@ana|12|@ANA|13", ""),
        ("Name|Handle|Followers|Followers\nAna|@ana|12|13", ""),
        ("Name|Handle|Handle\nAna|@ana|@bo", ""),
        ("|Instagram||TikTok|\nName|Handle|Followers|Handle|Followers\nAna|@ana|12|@ana.b|13", ""),
    ],
)
def test_a_table_beside_the_first_is_refused_instead_of_mixed_with_it(text: str, beside: str) -> None:
    if not beside:
        recognise(cells(text))
        return
    with pytest.raises(NotAListError, match=rf"anew in column {beside} "):
        recognise(cells(text))


@pytest.mark.parametrize(
    ("text", "divided", "width"),
    [
        ("Handle|Followers\n@ana|1|234\n@bo|13", True, 2),  # 1,234 without quotes
        ("Handle|Followers\n@ana|1|234\n@bo|13", False, 3),  # a word beside a sheet's table
        ("Handle|Followers\n@ana|12|x\n@bo|13|y\n@cy|14", True, 3),  # a column without a name
        ("Handle|Followers|\n@ana|12|x\n@bo|13|", True, 3),
        ("Handle|Followers\n@ana|12", True, 2),
        ("Handle|Followers", True, 2),
    ],
)
def test_a_value_cut_in_two_makes_no_column_of_its_own(text: str, divided: bool, width: int) -> None:
    assert len(recognise(cells(text), divided=divided).guesses) == width
