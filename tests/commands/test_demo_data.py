"""The sample data from the command line."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from relationships.management.commands.demo_data import how_many
from relationships.models import Relationship

pytestmark = pytest.mark.django_db


def run(*options: str) -> str:
    out = StringIO()
    call_command("demo_data", *options, stdout=out)
    return out.getvalue().strip()


def test_tops_up_and_then_has_nothing_to_do() -> None:
    assert run("--relationships", "7") == "Sample data: 7 relationships added"
    assert run("--relationships", "9", "--seed", "4", "-v", "2").splitlines() == [
        "9 of 9",
        "Sample data: 2 relationships added",
    ]
    assert run("--relationships", "7") == "Sample data: nothing to add, there are 7 relationships or more"
    assert Relationship.objects.count() == 9


@pytest.mark.parametrize("wrong", ["0", "-1", "1e6", "1,000", "1000001", "²", "many", ""])
def test_a_number_that_is_none(wrong: str) -> None:
    with pytest.raises(CommandError, match="whole number from 1 to 1,000,000"):
        run(f"--relationships={wrong}")
    assert how_many("1000000") == 1_000_000
