"""Brings in a list of creators, whatever file it is in: the same way as through the pages, without a person in it."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

if TYPE_CHECKING:
    from relationships.management.import_report import Told
    from relationships.models import Brand, User

COULD_NOT_TAKE = 2


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise ArgumentTypeError(f"“{written}” is no day: write it as 2026-05-31") from None


class Command(BaseCommand):
    help = (
        "Brings in a list of creators (CSV, TSV, .xlsx, .xls, .ods) for a brand. Rows are matched by network and "
        "handle; what people wrote is kept, only blanks are filled; followers and engagement become a dated "
        "measurement. The same list again changes nothing. Exit code 0 when the list was taken, refused rows included; "
        "2 when it could not be."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--brand", required=True, metavar="SLUG", help="the brand's name in addresses")
        parser.add_argument("--network", help="where the list does not name one: instagram, tiktok, youtube, …")
        parser.add_argument("--owner", metavar="USERNAME", help="who will look after the new relationships")
        parser.add_argument("--sheet", metavar="TITLE", help="of a workbook; otherwise the first that holds a list")
        parser.add_argument(
            "--measured-on", type=_day, metavar="DAY", help="when the figures were read, where the list does not say"
        )
        parser.add_argument(
            "--create-doubtful",
            action="store_true",
            help="add possible duplicates as new creators instead of rejecting them",
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and write nothing")
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *, file: Path, **options: Any) -> None:
        from relationships.management.import_report import as_json, as_text
        from relationships.services.tables import CannotTakeError

        try:
            told = _bring_in(file, options)
        except CannotTakeError as problem:
            raise CommandError(str(problem), returncode=COULD_NOT_TAKE) from problem
        except OSError as problem:
            raise CommandError(f"{file}: {problem.strerror or problem}", returncode=COULD_NOT_TAKE) from problem
        except DatabaseError as problem:
            said = str(problem).strip().split("\n", maxsplit=1)[0]
            raise CommandError(f"the database refused: {said}", returncode=COULD_NOT_TAKE) from problem
        if options["format"] == "json":
            self.stdout.write(json.dumps(as_json(told), indent=2))
        else:
            self.stdout.write(as_text(told, file.name, dry_run=options["dry_run"]))


def _bring_in(file: Path, options: dict[str, Any]) -> Told:
    from relationships.management.import_report import told_of
    from relationships.management.import_steps import Asked, bring_in
    from relationships.services.clock import organisation_today

    brand, today = _brand(options["brand"]), organisation_today()
    asked = Asked(
        brand=brand,
        owner=_owner(options["owner"], brand),
        network=_network(options["network"]),
        sheet=options["sheet"],
        measured_on=min(options["measured_on"] or today, today),
        create_doubtful=options["create_doubtful"],
        dry_run=options["dry_run"],
        shows_progress=sys.stderr.isatty(),
    )
    with bring_in(file, asked) as row:
        return told_of(row)


def _brand(slug: str) -> Brand:
    from relationships.models import Brand
    from relationships.services.tables import CannotTakeError

    found: Brand | None = Brand.objects.filter(slug=slug).first()
    if found is None:
        known = ", ".join(Brand.objects.values_list("slug", flat=True)[:20]) or "none yet"
        raise CannotTakeError(f"no brand has the slug “{slug}”: there are {known}")
    return found


def _owner(username: str | None, brand: Brand) -> User | None:
    from relationships.models import User
    from relationships.services.tables import CannotTakeError

    if username is None:
        return None
    owner = User.objects.filter(username=username).first()
    if owner is None:
        raise CannotTakeError(f"nobody has the user name “{username}”")
    if not owner.is_staff or not type(brand).objects.visible_to(owner).filter(pk=brand.pk).exists():
        raise CannotTakeError(f"“{username}” does not see {brand.name}: add them to its team first")
    return owner


def _network(named: str | None) -> str:
    from relationships.domain.networks import NETWORKS, network_named
    from relationships.services.tables import CannotTakeError

    if named is None:
        return ""
    if key := network_named(named):
        return key
    raise CannotTakeError(f"“{named}” is not a network: choose one of {', '.join(NETWORKS)}")
