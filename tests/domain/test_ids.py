"""What is taken for a row's id, at both ends of what the column holds."""

from __future__ import annotations

import pytest

from relationships.domain.ids import MAX_ID, ids_of, is_id


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("0", True),
        ("007", True),
        (7, True),
        (str(MAX_ID), True),
        (str(MAX_ID + 1), False),
        ("0" * 20, False),
        ("", False),
        (None, False),
        ("-1", False),
        ("1.0", False),
        ("1e3", False),
        ("\u0661", False),
        ("\u00b2", False),
        (" 1", False),
        ("1\0", False),
    ],
)
def test_ids(value: object, expected: bool) -> None:
    assert is_id(value) is expected


def test_each_once_and_in_order() -> None:
    assert ids_of(["9", "x", "3", "09", "", "9"]) == [9, 3]
