"""Brings in a list of creators from a CSV file or an Excel workbook."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from relationships.domain.text import clean_line

if TYPE_CHECKING:
    from relationships.models import Brand, User
    from relationships.services.imports.results import ImportResult

COULD_NOT_TAKE = 2
SOURCE_MAX = 80  # characters of a file's name that are kept with what it brought


class Command(BaseCommand):
    help = (
        "Brings in a list of creators (CSV or .xlsx) for a brand. Rows are matched by network and handle; what people "
        "wrote is kept, only blanks are filled; followers and engagement become today's measurement. The same list "
        "again changes nothing. Exit code 0 when the list was taken, refused rows included; 2 when it could not be."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--brand", required=True, metavar="SLUG", help="the brand's name in addresses")
        parser.add_argument("--network", help="where the list does not name one: instagram, tiktok, youtube, …")
        parser.add_argument("--owner", metavar="USERNAME", help="who will look after the new relationships")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and write nothing")
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *, file: Path, brand: str, network: str | None, owner: str | None, **options: Any) -> None:
        from relationships.management.import_report import report
        from relationships.services.imports.results import CannotTakeError

        dry_run: bool = options["dry_run"]
        try:
            result = _import(file, brand, network, owner, dry_run)
        except CannotTakeError as problem:
            raise CommandError(str(problem), returncode=COULD_NOT_TAKE) from problem
        except OSError as problem:
            raise CommandError(f"{file}: {problem.strerror or problem}", returncode=COULD_NOT_TAKE) from problem
        except DatabaseError as problem:
            told = str(problem).strip().split("\n", maxsplit=1)[0]
            raise CommandError(f"the database refused: {told}", returncode=COULD_NOT_TAKE) from problem
        if options["format"] == "json":
            self.stdout.write(json.dumps(result.as_json(), indent=2))
        else:
            self.stdout.write(report(result, file.name, dry_run=dry_run))


def _import(file: Path, brand: str, network: str | None, owner: str | None, dry_run: bool) -> ImportResult:
    from relationships.services.clock import organisation_today
    from relationships.services.imports.importing import import_list
    from relationships.services.imports.steps import Purpose

    found = _brand(brand)
    purpose = Purpose(found, _owner(owner, found), clean_line(file.name)[:SOURCE_MAX], organisation_today())
    key = _network(network)
    with file.open("rb") as opened:
        return import_list(opened, purpose, network=key, dry_run=dry_run)


def _brand(slug: str) -> Brand:
    from relationships.models import Brand
    from relationships.services.imports.results import CannotTakeError

    found: Brand | None = Brand.objects.filter(slug=slug).first()
    if found is None:
        known = ", ".join(Brand.objects.values_list("slug", flat=True)[:20]) or "none yet"
        raise CannotTakeError(f"no brand has the slug “{slug}”: there are {known}")
    return found


def _owner(username: str | None, brand: Brand) -> User | None:
    from relationships.models import User
    from relationships.services.imports.results import CannotTakeError

    if username is None:
        return None
    owner = User.objects.filter(username=username).first()
    if owner is None:
        raise CannotTakeError(f"nobody has the user name “{username}”")
    if not owner.is_staff or not type(brand).objects.visible_to(owner).filter(pk=brand.pk).exists():
        raise CannotTakeError(f"“{username}” does not see {brand.name}: add them to its team first")
    return owner


def _network(named: str | None) -> str | None:
    from relationships.domain.networks import NETWORKS, network_named
    from relationships.services.imports.results import CannotTakeError

    if named is None:
        return None
    if key := network_named(named):
        return key
    raise CannotTakeError(f"“{named}” is not a network: choose one of {', '.join(NETWORKS)}")
