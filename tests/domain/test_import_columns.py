"""From a header to the meaning of its columns."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationships.domain.engagement import EngagementBasis
from relationships.domain.import_columns import HEADER_ROWS, find_header, map_columns, meaning_of
from relationships.domain.import_headers import BASES, FIELDS, Field, header_key


def test_every_phrase_of_the_table_is_written_as_it_is_looked_up() -> None:
    for phrase in (*FIELDS, *BASES):
        assert header_key(phrase) == phrase


def test_no_phrase_is_listed_for_two_fields() -> None:
    for phrase, field in FIELDS.items():
        meaning = meaning_of(phrase)
        assert meaning is not None
        assert meaning.field is field


@pytest.mark.parametrize(
    ("header", "field", "network"),
    [
        ("Username", "handle", None),
        ("USER_NAME", "handle", None),
        ("userName", "handle", None),
        ("Nombre de usuario", "handle", None),
        ("Benutzername", "handle", None),
        ("Instagram Username", "handle", "instagram"),
        ("IG Handle", "handle", "instagram"),
        ("Instagram", "handle", "instagram"),
        ("instagram name", "handle", "instagram"),
        ("Name", "name", None),
        ("Influencer's name", "name", None),
        ("Nom complet", "name", None),
        ("Suscribers", "followers", None),
        ("Follower Count", "followers", None),
        ("# of followers", "followers", None),
        ("TikTok followers", "followers", "tiktok"),
        ("Abonnés", "followers", None),
        ("Anzahl Follower", "followers", None),
        ("Seguidores", "followers", None),
        ("ER (%)", "engagement_rate", None),
        ("Engagement Rate", "engagement_rate", None),
        ("Taxa de engajamento", "engagement_rate", None),
        ("País", "country", None),
        ("Creator country", "country", None),
        ("Idioma", "language", None),
        ("Kategorien", "categories", None),
        ("Temática", "categories", None),
        ("Links", "url", None),
        ("YouTube link", "url", "youtube"),
        ("Channel ID", "channel_id", None),
        ("E-Mail", "email", None),
        ("Courriel", "email", None),
        ("Teléfono", "phone", None),
        ("Plattform", "network", None),
        ("Observações", "notes", None),
    ],
)
def test_headers_are_known_in_many_languages(header: str, field: str, network: str | None) -> None:
    meaning = meaning_of(header)
    assert meaning is not None
    assert (meaning.field, meaning.network) == (field, network)


@pytest.mark.parametrize(
    "header",
    [
        "", "Rank", "Visits", "Likes", "Comments", "Followers (K)", "followers growth", "Engagement avg", "Website",
        "Agent email", "Blog", "Instagram and TikTok followers", "x" * 1000,
    ],
)  # fmt: skip
def test_headers_that_could_mislead_are_left_out(header: str) -> None:
    assert meaning_of(header) is None


@pytest.mark.parametrize(
    ("header", "basis"),
    [
        ("ER", "followers"),
        ("ER by views", "views"),
        ("Engagement rate (reach)", "reach"),
        ("Engagement rate per follower", "followers"),
    ],
)
def test_a_rate_has_the_denominator_that_its_header_names(header: str, basis: str) -> None:
    assert map_columns(["Username", header]).basis == EngagementBasis(basis)


def test_the_header_need_not_be_the_first_row() -> None:
    assert find_header([["", "", ""], ["Creators 2026"], [], ["Rank", "Name", "Username"], ["1", "Ana", "ana"]]) == 3


def test_a_row_of_data_that_holds_a_network_is_not_taken_for_the_header() -> None:
    assert find_header([["Instagram"], ["Name", "Username"], ["YouTube", "IG"]]) == 1


@pytest.mark.parametrize("blank_rows", [HEADER_ROWS - 1, HEADER_ROWS])
def test_the_header_is_looked_for_in_the_first_rows(blank_rows: int) -> None:
    rows = [[""]] * blank_rows + [["Username"]]
    if blank_rows < HEADER_ROWS:
        assert find_header(rows) == blank_rows
    else:
        with pytest.raises(ValueError, match="no header"):
            find_header(rows)


def test_no_rows_have_no_header() -> None:
    with pytest.raises(ValueError, match="no header"):
        find_header([])


def test_columns_keep_their_order_and_unknown_ones_are_named() -> None:
    columns = map_columns(["", "Rank", "Username", "Followers", "Handle", "Comments"])
    assert columns.at == {Field.HANDLE: (2, 4), Field.FOLLOWERS: (3,)}
    assert columns.unmapped == ("Rank", "Comments")


def test_columns_of_another_network_are_left_out() -> None:
    header = ["Name", "Instagram", "TikTok", "Instagram followers", "TikTok followers"]
    columns = map_columns(header, "tiktok")
    assert columns.at == {Field.NAME: (0,), Field.HANDLE: (2,), Field.FOLLOWERS: (4,)}
    assert columns.unmapped == ("Instagram", "Instagram followers")


def test_several_networks_need_a_choice() -> None:
    with pytest.raises(ValueError, match="Instagram and TikTok: say which"):
        map_columns(["Name", "Instagram", "TikTok"])


def test_the_headers_can_name_the_network() -> None:
    assert map_columns(["Name", "IG handle", "Followers"]).network == "instagram"


def test_the_column_of_the_network_asked_for_is_surer() -> None:
    assert map_columns(["Followers", "TikTok followers", "Username"], "tiktok").at[Field.FOLLOWERS] == (1, 0)


def test_a_handle_column_is_surer_than_one_called_by_the_network() -> None:
    assert map_columns(["Instagram name", "Username"], "instagram").at[Field.HANDLE] == (1, 0)


def test_a_list_that_tells_no_account_is_refused() -> None:
    with pytest.raises(ValueError, match=r"no column tells the account.*Name, Followers"):
        map_columns(["Name", "", "Followers"])


@given(st.lists(st.text(), max_size=8), st.sampled_from([None, "youtube"]))
def test_any_header_is_mapped_or_refused_with_a_reason(header: list[str], network: str | None) -> None:
    with suppress(ValueError):
        columns = map_columns(header, network)
        assert all(0 <= column < len(header) for at in columns.at.values() for column in at)
