"""Rows of more cells than there are columns: shifted ones are refused, harmless ones are taken."""

import pytest

from relationships.domain.imports import CleanRow, RowReader
from relationships.domain.imports.shifted import SHIFTED
from tests.domain.imports.reading import refused
from tests.domain.imports.test_rows import mapping, remarks


@pytest.mark.parametrize(
    ("fields", "row", "column", "value"),
    [
        # handle, name, followers, country: the name holds the separator, the country is blank.
        ("handle name followers country", "ana|Bell|Ana|12K|", "followers", "Ana"),
        ("handle name followers country", "ana|Bell|Ana|12K| ", "followers", "Ana"),
        ("handle name country followers", "ana|Bell|Ana|Spain|", "followers", "Spain"),
        ("handle followers country email", "ana|12|5K|Spain|", "country", "5K"),
        ("handle categories email country", "ana|Beauty|Food|a@example.com|", "email", "Food"),
        ("handle name country phone", "ana|Bell|Ana|Spain|", "country", "Ana"),
        ("handle name followers language country", "ana|Bell|Jr|Ana|12K||", "followers", "Jr"),
        ("handle categories followers country email", "ana|Beauty|Food|Home|12K||", "followers", "Food"),
    ],
)
def test_values_that_stand_too_far_right_are_told(fields: str, row: str, column: str, value: str) -> None:
    [problem] = refused(mapping(fields), row.split("|"))
    assert (problem.column, problem.value, problem.problem) == (column, value, SHIFTED)


@pytest.mark.parametrize(
    ("fields", "row", "left_out"),
    [
        ("handle followers country", "ana|12K|Spain|", []),
        ("handle followers country", "ana|12K|Spain|||", []),
        ("handle followers country", "ana|12K|Narnia|", ["Narnia"]),
        ("handle notes country", "ana|x|Narnia|", ["Narnia"]),
        ("handle name country phone", "ana|Ana|Spain|soon|", ["soon"]),
        ("handle followers engagement_rate country", "ana|12K|450%|Spain|", ["450%"]),
        ("handle name notes categories", "ana|Bell|Ana|Beauty|", []),
    ],
)
def test_blank_cells_at_the_end_are_harmless_where_all_else_fits(fields: str, row: str, left_out: list[str]) -> None:
    found = RowReader(mapping(fields)).read(row.split("|"))
    assert isinstance(found, CleanRow)
    assert [value for _, value in remarks(found)] == left_out


@pytest.mark.parametrize(
    ("fields", "row", "says"),
    [
        ("handle followers", "ana|many|", "write it as 12500"),
        ("handle followers", "ana|5|000", "more cells than the 2 columns"),
        ("handle name", "Ana Maria|x|", "space inside"),
    ],
)
def test_what_is_wrong_otherwise_is_told_as_in_any_row(fields: str, row: str, says: str) -> None:
    [problem] = refused(mapping(fields), row.split("|"))
    assert says in problem.problem
