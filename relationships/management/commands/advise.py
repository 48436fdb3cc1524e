"""Tells what the playbooks advise today, one line for each advice."""

from __future__ import annotations

import json
import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

if TYPE_CHECKING:
    from relationships.services.advice_lists import AdviceLine

USAGE = 2


class Command(BaseCommand):
    help = "Tells what each relationship's playbook advises today: the same as its page, the list and the worklist."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--brand", metavar="B", help="only this brand: its slug or its name")
        parser.add_argument("--owner", metavar="U", help="only what this user owns: a user name")
        parser.add_argument("--code", metavar="C", help="only this rule, such as notice-missing")
        parser.add_argument(
            "--format",
            choices=("text", "json"),
            default="text",
            help="text: a line each; json: one array",
        )

    def handle(self, *, brand: str | None, owner: str | None, code: str | None, **options: Any) -> None:
        from relationships.models import Relationship
        from relationships.services.advice_lists import advice_lines
        from relationships.services.clock import organisation_today

        chosen = {**_brand(brand), **_owner(owner)}
        lines = advice_lines(Relationship.objects.filter(**chosen), organisation_today(), _code(code))
        write = self._write_array if options["format"] == "json" else self._write_lines
        try:
            write(lines)
            self.stdout.flush()
        except BrokenPipeError:
            # Whoever reads has seen enough, as `head` has; what Python still flushes at its end goes nowhere.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def _write_array(self, lines: Iterable[AdviceLine]) -> None:
        """Written as it is read, so that a long list needs no more memory than a short one."""
        between = "[\n"
        for line in lines:
            self.stdout.write(between + json.dumps(line.as_json(), ensure_ascii=False), ending="")
            between = ",\n"
        self.stdout.write("[]" if between == "[\n" else "\n]")

    def _write_lines(self, lines: Iterable[AdviceLine]) -> None:
        count = 0
        for count, line in enumerate(lines, start=1):  # noqa: B007 - how many there were is told below
            advice, decision = line.given.advice, line.given.decision
            decided = f" ({decision.kind} until {decision.until})" if decision else ""
            whose = f"{line.creator} × {line.brand}" + (f" ({line.owner})" if line.owner else "")
            self.stdout.write(
                f"{advice.severity:<5}  {advice.code:<18}  {line.relationship_id:>7}  {whose}: {advice.what}{decided}"
            )
        if not count:
            self.stdout.write("Nothing is advised today.")


def _brand(given: str | None) -> dict[str, Any]:
    from django.db.models import Q

    from relationships.models import Brand

    if given is None:
        return {}
    found = Brand.objects.filter(Q(slug=given) | Q(name=given)).first() if _is_text(given) else None
    if found is None:
        raise _unknown("brand", given, Brand.objects.order_by("slug").values_list("slug", flat=True)[:20])
    return {"brand": found.pk}


def _owner(given: str | None) -> dict[str, Any]:
    from relationships.models import User

    if given is None:
        return {}
    found = User.objects.filter(username=given).first() if _is_text(given) else None
    if found is None:
        raise _unknown("user", given, User.objects.order_by("username").values_list("username", flat=True)[:20])
    return {"owner": found.pk}


def _code(given: str | None) -> str:
    from relationships.domain.playbooks.advice import Code

    if given is not None and given not in set(Code):
        raise _unknown("rule", given, list(Code))
    return given or ""


def _is_text(given: str) -> bool:
    """Bytes of the command line that are no UTF-8 arrive as lone surrogates, which no database takes."""
    return not any("\ud800" <= char <= "\udfff" for char in given)


def _unknown(what: str, given: str, known: Iterable[str]) -> CommandError:
    there_are = ", ".join(known) or "none yet"
    return CommandError(f"There is no {what} called {given!r}. There are: {there_are}.", returncode=USAGE)
