"""Cells that are remembered, and quick ways that read what the long ways read."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationships.domain.imports import cells as read_cell
from relationships.domain.imports import person, readers
from relationships.domain.imports.readers import reader, remember
from relationships.domain.text import UNKNOWN_WORDS

NAMES = st.one_of(
    st.text(max_size=12),
    st.text(alphabet="aZ9 .'-", max_size=read_cell.NAME_MAX + 2),
    st.sampled_from(sorted(UNKNOWN_WORDS)),
    st.sampled_from(sorted(UNKNOWN_WORDS)).map(str.title),
)


@given(NAMES.map(str.strip).filter(bool))
def test_a_plain_name_is_read_as_any_name(cell: str) -> None:
    quick, long = person.read_name(cell), reader(read_cell.name)(cell)
    assert quick == (long[0] or None, None)


@given(st.from_regex(r"[A-Za-z0-9._+@-]{1,12}@[a-z0-9_.-]{1,8}\.[a-z_]{1,4}", fullmatch=True))
def test_a_plain_e_mail_address_is_one(cell: str) -> None:
    try:
        found = read_cell.email(cell)
    except ValueError:
        found = ""
    assert read_cell.is_email(cell) is (found == cell)


def noting(asked: list[str]) -> Callable[[str], int]:
    """A cell -> its length; what it is asked for is kept in ``asked``."""

    def read(cell: str) -> int:
        asked.append(cell)
        return len(cell)

    return read


def test_a_cell_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(readers, "CACHED", 2)
    read = remember(noting(asked))
    assert [read(cell) for cell in ("a", "a", "bc", "a")] == [1, 1, 2, 1]
    assert asked == ["a", "bc"]
    # Full, it begins anew: memory does not grow with the list.
    assert [read(cell) for cell in ("def", "def", "a")] == [3, 3, 1]
    assert asked == ["a", "bc", "def", "a"]


@pytest.mark.parametrize("longer", [0, 1])
def test_a_long_cell_is_not_remembered(longer: int) -> None:
    asked: list[str] = []
    read = remember(noting(asked))
    for _ in range(2):
        read("x" * (readers.KEPT_MAX + longer))
    assert len(asked) == 1 + longer
