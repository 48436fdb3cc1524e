"""The two commands that keep copies true from outside: the check, and what each day asks for."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from relationships.models import Account, Creator, Relationship
from relationships.services.clock import organisation_today
from tests.factories import make_account, make_collaboration, make_relationship

pytestmark = pytest.mark.django_db


def run(command: str, *options: str) -> str:
    out = StringIO()
    call_command(command, *options, stdout=out)
    return out.getvalue()


def test_all_true_is_told_and_fine() -> None:
    make_relationship()
    lines = run("check_derived").splitlines()
    assert len(lines) == 16
    assert all(line.startswith("        0 wrong  ") for line in lines)


def test_wrong_copies_are_counted_and_the_exit_code_is_one() -> None:
    make_relationship()
    make_relationship()
    Relationship.objects.update(history_count=7)
    Creator.objects.update(tier="mega")
    out = StringIO()
    with pytest.raises(CommandError, match="copies differ from their source: run it again with --repair") as told:
        call_command("check_derived", stdout=out)
    assert told.value.returncode == 1
    assert "        2 wrong  creators: tier" in out.getvalue()
    assert "        2 wrong  relationships: history and next due" in out.getvalue()
    assert "Repaired: " in run("check_derived", "--repair")
    assert "Repaired" not in run("check_derived", "--repair"), "nothing was left to do"


def test_what_cannot_be_repaired_is_told() -> None:
    make_account(handle="ana")
    Account.objects.filter(pk=make_account(handle="ben").pk).update(handle="ana")
    with pytest.raises(CommandError, match="could not be repaired"):
        run("check_derived", "--repair")


def test_daily_turns_histories_and_is_idle_the_second_time() -> None:
    collaboration = make_collaboration(kind="ambassador", status="live", ends_on=organisation_today())
    Relationship.objects.update(history_changes_on=organisation_today() - timedelta(days=1), history_kind="none")
    assert "1 histories turned" in run("daily")
    assert "0 histories turned" in run("daily")
    collaboration.relationship.refresh_from_db()
    assert collaboration.relationship.history_kind == "ambassador"
