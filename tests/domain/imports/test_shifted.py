"""Rows of more cells than there are columns: shifted ones are refused, harmless ones are taken."""

import pytest

from relationships.domain.imports import CleanRow, Problem, RowReader
from relationships.domain.imports.shifted import SHIFTED
from tests.domain.imports.reading import refused
from tests.domain.imports.test_rows import mapping, remarks


@pytest.mark.parametrize(
    ("fields", "row", "column", "value"),
    [
        # handle, name, followers, country: the name holds the separator, the country is blank.
        ("handle name followers country", "ana|Bell|Ana|12K|", "followers", "Ana"),
        ("handle name followers country", "ana|Bell|Ana|12K| ", "followers", "Ana"),
        # Refused for its followers; the country before them stands too far right already.
        ("handle name country followers", "ana|Bell|Ana|Spain|", "country", "Ana"),
        ("handle name email country followers", "ana|Bell|Ana|a@example.com|Spain|", "email", "Ana"),
        # What is wrong anyway, before the place, hides nothing.
        ("handle country name followers email", "ana|Narnia|Bell|Ana|12K|", "followers", "Ana"),
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
    ("separator", "is_shifted"), [(",", True), (";", False), ("\t", False)], ids=["comma", "semicolon", "tab"]
)
def test_neighbours_are_put_together_as_the_file_divides_them(separator: str, is_shifted: bool) -> None:
    """ "12,5K" is a count; of a file that is divided otherwise the two cells are none."""
    found = RowReader(mapping("handle followers country"), separator).read(["ana", "12", "5K", ""])
    assert (not isinstance(found, CleanRow)) == is_shifted
    told = ["ana", "Bell", "Ana", "12K", ""]
    assert not isinstance(RowReader(mapping("handle name followers country"), separator).read(told), CleanRow)


def test_a_workbook_has_nothing_to_quote() -> None:
    """Nothing divides its cells: what is wrong with the row is told as in any row."""
    book = RowReader(mapping("handle followers country"), "")
    [problem] = refused_by(book, ["ana", "Bell", "12K", ""])
    assert (problem.column, problem.value) == ("followers", "Bell")
    [problem] = refused_by(book, ["ana", "12K", "Spain", "aside"])
    assert problem.problem.endswith("clear what stands to the right of the list")


def refused_by(reader: RowReader, cells: list[str]) -> tuple[Problem, ...]:
    found = reader.read(cells)
    assert not isinstance(found, CleanRow)
    return found


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
