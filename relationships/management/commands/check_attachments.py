"""Compares the attached files on the disk with what is on file, and clears away what belongs to no row if asked to."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

WRONG = 1


class Command(BaseCommand):
    help = (
        "Names attached files that are not in ATTACHMENTS_DIR (bring them back from a backup), and files there that no "
        "row names (a process was killed, or another database uses the same folder). Exit code 1 when one is missing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--delete-unknown", action="store_true", help="delete the files that no row names")

    def handle(self, *, delete_unknown: bool, **options: Any) -> None:
        from relationships.services import attachments

        found = attachments.strays()
        for row in found.missing:
            self.stdout.write(f"missing  {row.file.name}  {row.name}, relationship {row.relationship_id}")
        for name in found.unknown:
            self.stdout.write(f"unknown  {name}")
        self.stdout.write(f"{found.files:,} files, {len(found.missing):,} missing, {len(found.unknown):,} unknown")
        if delete_unknown:
            self.stdout.write(f"Deleted: {attachments.delete_unknown(found.unknown):,}")
        if found.missing:
            raise CommandError(f"{len(found.missing):,} attached files are missing", returncode=WRONG)
