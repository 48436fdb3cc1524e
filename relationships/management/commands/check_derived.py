"""Compares every stored copy with its source, and mends those that differ if asked to."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

WRONG = 1


class Command(BaseCommand):
    help = (
        "Compares every derived value (tier, followers, history, next due, fit, last touch, advice, snapshots, sort "
        "and search keys) with what it is derived from. Exit code 1 when one differs and is not repaired."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--repair", action="store_true", help="rewrite what differs")

    def handle(self, *, repair: bool, **options: Any) -> None:
        from relationships.services.derived import count_wrong, rebuild_everything

        wrong = count_wrong()
        for what, count in wrong.items():
            self.stdout.write(f"{count:>9,} wrong  {what}")
        if any(wrong.values()) and repair:
            rebuild_everything()
            self.stdout.write(f"Repaired: {sum(wrong.values()):,}")
            wrong = count_wrong()
        if left := sum(wrong.values()):
            advice = "they could not be repaired" if repair else "run it again with --repair"
            raise CommandError(f"{left:,} copies differ from their source: {advice}", returncode=WRONG)
