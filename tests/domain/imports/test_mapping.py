"""What is done with each column: saved, checked, offered again."""

from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationships.domain.engagement import EngagementBasis
from relationships.domain.imports import Field, Mapping, Policy, Unit, Use, check, default_policy, signature
from relationships.domain.imports.mapping import labels_of, letter
from relationships.domain.networks import NETWORKS

NETWORK = st.none() | st.sampled_from(sorted(NETWORKS))
USES = st.builds(
    Use,
    st.integers(0, 5_000),
    st.none() | st.sampled_from(Field),
    NETWORK,
    st.none() | st.sampled_from(EngagementBasis),
    st.none() | st.sampled_from(Unit),
    st.none() | st.sampled_from(Policy),
    st.none() | st.booleans(),
)
MAPPINGS = st.builds(
    Mapping,
    st.lists(st.text(), max_size=4).map(tuple),
    st.lists(USES, max_size=4).map(tuple),
    NETWORK,
    st.none() | st.dates(),
)


@given(MAPPINGS)
def test_a_mapping_comes_back_from_json_and_any_can_be_checked(mapping: Mapping) -> None:
    assert Mapping.from_json(mapping.as_json()) == mapping
    assert all(sentence.endswith(".") for sentence in check(mapping))


GOOD: dict[str, Any] = Mapping(("Handle",), (Use(0, Field.HANDLE),), "instagram", date(2026, 3, 4)).as_json()


def _with(**changes: object) -> dict[str, Any]:
    return {**GOOD, **changes}


def _use(**changes: object) -> dict[str, Any]:
    return _with(uses=[{**GOOD["uses"][0], **changes}])


@pytest.mark.parametrize(
    "data",
    [
        None, 1, "x", [], {}, _with(headers=None), _with(headers=[1]), _with(uses="x"), _with(uses=[1]),
        _with(network="myspace"),
        _with(network=1), _with(network=["x"]), _with(measured_on="soon"), _with(measured_on=3), _use(position=-1),
        _use(position="0"),
        _use(position=True), _use(field="love"), _use(field=1), _use(unit="permille"), _use(policy=[]),
        _use(day_first="yes"),
        _use(network="myspace"), _use(basis={}), _with(headers=["x"] * 1_001), _with(uses=GOOD["uses"] * 1_001),
    ],
)  # fmt: skip
def test_anything_else_is_refused_with_a_sentence(data: object) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        Mapping.from_json(data)


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["headers", "uses", "position", "field", "x"]), inner, max_size=4)
    ),
)


@given(JSON)
def test_any_json_is_a_mapping_or_refused(data: object) -> None:
    with suppress(ValueError):
        assert isinstance(Mapping.from_json(data), Mapping)


def test_measurements_are_replaced_and_what_people_wrote_is_filled_in() -> None:
    newer = {field for field in Field if default_policy(field) is Policy.NEWER}
    assert newer == {Field.FOLLOWERS, Field.ENGAGEMENT_RATE, Field.ENGAGEMENT_BASIS}
    assert Use(0, Field.FOLLOWERS).kept_by is Policy.NEWER
    assert Use(0, Field.FOLLOWERS, policy=Policy.FILL).kept_by is Policy.FILL
    assert Use(0, None).kept_by is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (["Name", "País"], ["name", " PAIS "], True), (["Name", ""], ["Name"], True),
        (["Name", "Age"], ["Age", "Name"], False),
        (["Name", "Age"], ["NameAge"], False), (["", "Name"], ["Name"], False), ([], [""], True),
        (["a\ud800"], ["a"], True),
    ],
)  # fmt: skip
def test_the_same_header_line_has_the_same_signature(one: list[str], other: list[str], same: bool) -> None:
    assert (signature(one) == signature(other)) is same


def test_columns_are_called_by_their_header_and_by_their_letter_where_that_is_not_enough() -> None:
    assert labels_of(["Name", "Name", "", "Age"]) == ("Name (column A)", "Name (column B)", "column C", "Age")
    assert [letter(at) for at in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


HEADERS = ("Handle", "Other", "Followers", "Fans")


@pytest.mark.parametrize(
    ("uses", "network", "sentences"),
    [
        ([Use(0, Field.HANDLE)], "tiktok", []),
        ([Use(0, Field.URL)], None, []),
        ([Use(0, Field.CREATOR_ID)], None, []),
        ([Use(0, Field.HANDLE), Use(1, Field.NETWORK)], None, []),
        ([Use(0, Field.HANDLE, "x"), Use(1, Field.HANDLE, "tiktok"), Use(2, Field.FOLLOWERS, "x")], None, []),
        ([Use(0, Field.URL), Use(1, Field.URL)], None, []),
        ([Use(0, Field.HANDLE)], None, ["Nothing says which network the handles are on: choose the list's network."]),
        ([Use(0, Field.NAME), Use(2, Field.FOLLOWERS)], "x",
         [("No column tells the account: say which one holds the handle, the profile's address or the channel id. Names"
          " as they are shown, as in “Handle”, tell no account: add a column with handles or addresses.")]),
        ([Use(0, Field.FOLLOWERS)], "x",
         ["No column tells the account: say which one holds the handle, the profile's address or the channel id."]),
        ([Use(0, Field.HANDLE), Use(2, Field.FOLLOWERS), Use(3, Field.FOLLOWERS)], "x",
         ["“Followers” and “Fans” are both followers on X: choose one."]),
        ([Use(0, Field.HANDLE), Use(1, Field.HANDLE, "x")],
        "x", ["“Handle” and “Other” are both handle on X: choose one."]),
        ([Use(0, Field.HANDLE), Use(1, Field.HANDLE, "tiktok")], "x", []),
        ([Use(0, Field.URL), Use(1, Field.EMAIL), Use(2, Field.EMAIL)], None,
         ["“Other” and “Followers” are both e-mail: choose one."]),
        ([Use(0, Field.HANDLE), Use(4, Field.NAME)], "x", ["There is no column E: the list has 4."]),
        ([Use(0, Field.HANDLE), Use(0, Field.NAME)], "x", ["Column A is given two meanings: choose one."]),
        ([Use(0, Field.HANDLE, "x"), Use(2, Field.FOLLOWERS, "tiktok")], None,
         ["“Followers” is a figure on TikTok, where no column tells the account."]),
        ([Use(0, Field.HANDLE, "myspace")], None, ["There is no network “myspace”."]),
    ],
)  # fmt: skip
def test_what_is_missing_or_contradicts_itself_is_said(
    uses: list[Use], network: str | None, sentences: list[str]
) -> None:
    assert check(Mapping(HEADERS, tuple(uses), network)) == sentences
