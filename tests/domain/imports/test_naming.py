"""Which columns hold names and which handles, where the headers call both alike."""

import pytest

from relationships.domain.imports import Sureness, recognise
from tests.domain.imports.reading import cells, meanings, taken

STAGE = "Anna Bell|Bo & Lind|cydays|Dee Okafor|Eva Lind"
"""Names as shown on a network; two of five are the handle as well."""


def two_names(handles: str, names: str = STAGE, headers: str = "Real name|Channel name") -> list[list[str]]:
    return [headers.split("|"), *(list(pair) for pair in zip(handles.split("|"), names.split("|"), strict=True))]


@pytest.mark.parametrize(
    ("handles", "expected"),
    [
        # Where the two differ the first is like a handle, and the second is not.
        ("annabellTV|Bo & Lind|cydays|deeok99|Eva Lind", "handle name"),
        ("annabellTV|bo_and_lind|cydays|deeok99|eva.lind", "handle name"),
        # They hardly differ; the other is no handle either; first names; a second name as shown.
        ("Anna Bell|Bo & Lind|cydays|Dee Okafor|Eva Lind", "- name"),
        ("Ann Bell|Bo Lind|Cy Days|Dee O.|Eva L.", "- name"),
        ("Anna|Bo|Cyrus|Dee|Eva", "- name"),
        ("annabell|Bo and Lind|cydays|deeok99|Eva Lind", "- name"),
    ],
)  # fmt: skip
def test_one_of_two_names_may_hold_the_handles(handles: str, expected: str) -> None:
    found = meanings(recognise(two_names(handles), network="youtube"))
    assert sorted(found) == sorted(expected.split())
    assert ("handle" in found) is expected.startswith("handle")
    assert "handle" not in found or found == ["handle", "name"]


def test_such_handles_are_a_guess_and_a_gap_in_a_row_does_not_mix_rows_up() -> None:
    rows = two_names("annabellTV|bo_lind|cydays|deeok99|eva_l", "Anna Bell||-|Dee Okafor|Eva Lind")
    [handle, name] = recognise(rows).guesses
    assert (handle.use.field, handle.sureness, name.use.field) == ("handle", Sureness.GUESS, "name")
    assert handle.reason == "Where it differs from the other name, it is like a handle"
    assert [(row.accounts[0].handle, row.name) for row in taken(rows, "youtube")][:2] == [
        ("annabellTV", "Anna Bell"),
        ("bo_lind", None),
    ]


@pytest.mark.parametrize(
    ("ids", "network", "expected"),
    [
        ("4196983001|7712003409", None, "- name"), ("4196983001|7712003409", "x", "- name"),
        ("4196983001|7712003409", "facebook", "handle name"), ("4196983001|7712003409", "other", "handle name"),
        ("ana4196983001|7712003409", "x", "handle name"),
        ("5a6d34661|be107467c", "x", "handle name"), ("5a6d346611be107467cb|cbd3e35b30e849e8ac2b", "x", "- name"),
        ("0b8f2c4e-1a2b-3c4d-5e6f-0a1b2c3d4e5f|0b8f2c4e-1a2b-3c4d-5e6f-0a1b2c3d4e60", "x", "- name"),
    ],
)  # fmt: skip
def test_a_network_s_own_numbers_are_no_handles(ids: str, network: str | None, expected: str) -> None:
    one, two = ids.split("|")
    found = recognise(cells(f"User ID|Name\n{one}|Ana Bell\n{two}|Bo Lind"), network=network)
    assert " ".join(meanings(found)) == expected
    left = found.guesses[0]
    assert left.use.field or left.reason == "Numbers by which a network counts its accounts: no handles"
