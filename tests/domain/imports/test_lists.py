"""Whole lists, invented: exports in the manner of discovery tools, rosters of agencies, what is peculiar in them."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest

from relationships.domain.imports import CleanRow, NotAListError, RowReader, Unit, check, recognise
from relationships.reports.collaboration_file import COLLABORATION_FILE
from relationships.reports.file_formats import csv_pieces
from relationships.reports.file_tables import Cell
from relationships.reports.relationship_file import RELATIONSHIP_FILE
from tests.domain.imports.reading import FIXTURES, cells, fixture, meanings, read_all, taken


@pytest.mark.parametrize(
    ("name", "header_at", "network", "expected"),
    [
        ("audience_report.csv", 3, "instagram",
         "handle name url followers - engagement_rate - - - country - email"),
        ("creator_search.csv", 0, "tiktok",
         "- handle name url followers - - engagement_rate - country - email language categories"),
        ("influencer_database.csv", 0, None,
         ("name network url@instagram followers@instagram engagement_rate@instagram url@tiktok followers@tiktok"
         " url@youtube"
         " followers@youtube email phone country categories tags -")),
        ("one_cell_names.csv", 0, "instagram", "handle name country - followers - - engagement_rate"),
        ("one_column_per_network.csv", 2, None,
         "- name handle@instagram followers@instagram handle@tiktok followers@tiktok handle@youtube"),
        ("no_header.csv", -1, None, "url name country followers email"),
        ("group_headings.csv", 1, None, "name handle@instagram followers@instagram handle@tiktok followers@tiktok - -"),
        ("channel_urls_only.csv", 0, None, "url"),
    ],
)  # fmt: skip
def test_a_list_is_understood_with_no_option(name: str, header_at: int, network: str | None, expected: str) -> None:
    rows = fixture(name)
    found = recognise(rows, file_name=name)
    assert (found.header_at, found.network) == (header_at, network)
    assert " ".join(meanings(found)) == expected
    assert check(found.mapping()) == []
    assert all(isinstance(row, CleanRow) for row in read_all(rows, found))


def test_every_list_here_is_tried() -> None:
    assert {path.name for path in FIXTURES.iterdir()} == {
        "audience_report.csv", "creator_search.csv", "influencer_database.csv", "one_cell_names.csv",
        "one_column_per_network.csv", "no_header.csv", "group_headings.csv", "channel_urls_only.csv", "stacked.csv",
    }  # fmt: skip


def test_an_audience_report() -> None:
    rows = taken(fixture("audience_report.csv"))
    assert [row.accounts[0].followers for row in rows] == [184_200, 12_700, 1_300_000, 8_931]
    assert [row.accounts[0].engagement_rate for row in rows] == list(map(Decimal, ("2.41", "5.02", "1.1", "7.9")))
    assert [row.country for row in rows] == ["DE", "AT", "JP", "FI"]
    assert [row.email for row in rows] == ["lena@lenabackt.example", None, "press@minamoto.example", None]
    assert {row.measured_on for row in rows} == {date(2026, 3, 2)}
    assert [row.remarks for row in rows] == [()] * 4


def test_a_creator_search() -> None:
    rows = taken(fixture("creator_search.csv"))
    assert [row.accounts[0].engagement_rate for row in rows] == list(map(Decimal, ("4.945", "7.576", "3.173", "9.138")))
    assert [row.language for row in rows] == ["nl", "nl", "pt", "de"]
    assert rows[0].name == "Noor van Lier"


def test_an_influencer_database() -> None:
    priya, joao, sanne = taken(fixture("influencer_database.csv"))
    assert [(each.network, each.followers) for each in priya.accounts] == [
        ("instagram", 1_204_112),
        ("tiktok", 340_500),
        ("youtube", 88_000),
    ]
    assert priya.accounts[2].channel_id == "UCinventedPriyaCooks0001"
    assert (joao.country, joao.phone) == ("PT", "+351912345678")
    assert [(each.network, each.followers) for each in sanne.accounts] == [("instagram", 45_000), ("youtube", 12_000)]
    assert sanne.tags == ("spring 2026", "vip")


def test_handles_and_names_in_one_cell() -> None:
    rows = taken(fixture("one_cell_names.csv"))
    assert [row.accounts[0].handle for row in rows] == ["minak_live", "bo.lindq", "alvaro_rueda", "@dee.dee"]
    assert [row.name for row in rows] == ["Mina Kovar", "Bo Lindqvist", "Álvaro Rueda", "Dee Okafor"]
    assert [row.accounts[0].followers for row in rows] == [1_203_481, 12_511, 600_999, 8_040]
    assert [row.country for row in rows] == ["ES", "US", "FR", None]
    assert rows[3].remarks == ()


def test_stacked_tables_are_refused() -> None:
    with pytest.raises(NotAListError, match="begins in row 5"):
        recognise(fixture("stacked.csv"))


def exported(**values: Cell) -> list[list[str]]:
    """An export of one relationship, as its file holds it."""
    heads = [column.head for column in RELATIONSHIP_FILE.columns]
    record = {head.casefold().replace(" ", "_").replace("-", ""): head for head in heads}
    given = {record[name]: value for name, value in values.items()}
    pieces = b"".join(csv_pieces(heads, [[given.get(head) for head in heads]]))
    return list(csv.reader(io.StringIO(pieces.decode("utf-8-sig"), newline="")))


class TestOurOwnExports:
    ROW = exported(
        name="=Ana, the “Great”",
        handle="@ana",
        network="Instagram",
        profile_url="https://www.instagram.com/ana/",
        followers=12_500,
        engagement_rate=Decimal("0.340"),
        engagement_measured_by="reach",
        country="ES",
        language="es",
        categories="Beauty; Food, drink",
        email="a@example.com",
        phone="+34600000000",
        notes="-first\nsecond",
        measured_on=date(2026, 3, 4),
        other_accounts="https://www.tiktok.com/@ana; https://www.instagram.com/ana2/",
        must_not_be_contacted=False,
        brand="Acme",
        tier="micro",
        compensation="Products + paid",
        stage="Negotiating",
        tags="vip, gold; +1",
        next_action="@call her",
        next_action_on=date(2026, 5, 6),
        fit=80.5,
        relationship_number=7,
    )

    def test_every_column_is_recognised_or_named_as_what_it_is(self) -> None:
        guesses = {guess.header: guess for guess in recognise(self.ROW).guesses}
        assert {head for head, guess in guesses.items() if guess.use.field} == {
            "Name", "Handle", "Network", "Profile URL", "Channel id", "Followers", "Engagement rate",
            "Engagement measured by",
            "Country", "Language", "Categories", "E-mail", "Phone", "Notes", "Measured on", "Other accounts",
            "Compensation",
            "Next action", "Next action on", "Stage", "Tags", "Creator number",
        }  # fmt: skip
        left = {head: guess.reason for head, guess in guesses.items() if not guess.use.field}
        assert left["Tier"] == "This is worked out from what is on file, not read"
        assert all(reason.startswith("This ") for reason in left.values()), left

    def test_the_values_come_back(self) -> None:
        [row] = taken(self.ROW)
        account = row.accounts[0]
        assert (row.name, account.handle, account.followers) == ("=Ana, the “Great”", "@ana", 12_500)
        assert (account.engagement_rate, account.engagement_basis) == (Decimal("0.34"), "reach")
        assert [(each.network, each.handle_key) for each in row.accounts] == [
            ("instagram", "ana"),
            ("tiktok", "ana"),
            ("instagram", "ana2"),
        ]
        assert (row.country, row.language, row.email, row.phone) == ("ES", "es", "a@example.com", "+34600000000")
        assert (row.categories, row.tags) == (("Beauty", "Food, drink"), ("vip, gold", "+1"))
        assert (row.notes, row.measured_on) == ("-first\nsecond", date(2026, 3, 4))
        assert (row.stage, row.compensation) == ("negotiating", "mixed")
        assert (row.next_action, row.next_action_on) == ("@call her", date(2026, 5, 6))
        assert row.remarks == ()

    def test_its_small_rates_are_percent(self) -> None:
        guesses = {guess.header: guess for guess in recognise(self.ROW).guesses}
        assert guesses["Engagement rate"].use.unit is Unit.PERCENT

    def test_a_rate_that_stands_on_file_comes_back_however_high(self) -> None:
        [row] = taken(exported(handle="@ana", network="TikTok", engagement_rate=Decimal("450.5")))
        assert row.accounts[0].engagement_rate == Decimal("450.5")
        assert row.remarks == ()

    def test_the_creator_s_number_is_known_when_a_file_has_it(self) -> None:
        [row] = taken(cells("Name|Creator number\nAna|17\n"))
        assert (row.creator_id, row.accounts) == (17, ())

    def test_an_export_of_collaborations_is_refused(self) -> None:
        with pytest.raises(NotAListError, match="export of collaborations"):
            recognise([[column.head for column in COLLABORATION_FILE.columns]])


def test_a_list_is_read_by_the_mapping_that_was_saved_of_it() -> None:
    rows = fixture("influencer_database.csv")
    mapping = recognise(rows).mapping()
    again = type(mapping).from_json(mapping.as_json())
    assert [RowReader(again).read(row) for row in rows[1:]] == [RowReader(mapping).read(row) for row in rows[1:]]
