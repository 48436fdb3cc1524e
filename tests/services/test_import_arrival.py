"""A list arrives: which of a workbook's sheets is taken for it."""

from __future__ import annotations

import io

import pytest

from relationships.models import CreatorImport
from relationships.services.imports import arrival
from relationships.services.tables import CannotTakeError
from tests.factories import make_brand
from tests.services.lists import Rows, as_workbook

pytestmark = pytest.mark.django_db

SUMMARY: Rows = [["Agency roster, as of 2026-03-01"], ["Reach", 120_000]]
CREATORS: Rows = [["Handle", "Followers"], ["@ana", 12_000], ["@bo", 13_000]]


def received(content: bytes) -> CreatorImport:
    return arrival.receive(io.BytesIO(content), name="roster.xlsx", by=None, brand=make_brand(), network="instagram")


def test_a_sheet_that_tells_accounts_goes_before_one_that_tells_nothing() -> None:
    record = received(as_workbook(SUMMARY, Creators=CREATORS, More=CREATORS))
    assert (record.table, record.measured_on) == ("Creators", None)  # the day stands on a sheet that is not read
    assert arrival.sheets_of(record) == ["List", "Creators", "More"]


def test_without_accounts_the_first_sheet_is_shown_for_a_person_to_say_what_it_is() -> None:
    record = received(as_workbook(SUMMARY, Others=[["Name", "City"], ["Ana Lind", "Lyon Sud"]]))
    assert record.table == "List"


@pytest.mark.parametrize(("columns", "is_taken"), [(999, True), (1_000, False), (100_000, False)])
def test_more_columns_than_a_list_has_are_refused_in_words(columns: int, is_taken: bool) -> None:
    content = ",".join(["Handle", *(f"c{n}" for n in range(columns - 1))]) + "\n@ana\n"
    if is_taken:
        assert received(content.encode()).pk
    else:
        with pytest.raises(CannotTakeError, match="1,000 columns or more"):
            received(content.encode())
