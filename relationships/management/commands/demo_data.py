"""Fills the database with a believable agency, for trying the product and for measuring it."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand

DEFAULT_RELATIONSHIPS = 600
MAX_RELATIONSHIPS = 1_000_000


def how_many(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= MAX_RELATIONSHIPS:
        raise ArgumentTypeError(f"give a whole number from 1 to {MAX_RELATIONSHIPS:,}, without separators")
    return int(text)


class Command(BaseCommand):
    help = (
        "Tops up the sample data to N relationships: three brands, the people who work for them, and invented creators "
        "in every state. Rows on file are never changed or removed; run again, it does nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        from relationships.services.demo.filling import DEFAULT_SEED

        parser.add_argument(
            "--relationships", type=how_many, default=DEFAULT_RELATIONSHIPS, metavar="N", help="default: %(default)s"
        )
        parser.add_argument(
            "--seed", type=int, default=DEFAULT_SEED, metavar="S", help="another number gives other people"
        )

    def handle(self, *, relationships: int, seed: int, verbosity: int, **options: Any) -> None:
        from relationships.services.demo.filling import top_up

        def tell(on_file: int) -> None:
            if verbosity > 1:
                self.stdout.write(f"{on_file:,} of {relationships:,}")

        added = top_up(relationships, seed, tell)
        self.stdout.write(
            f"Sample data: {added:,} relationships added"
            if added
            else f"Sample data: nothing to add, there are {relationships:,} relationships or more"
        )
