"""Everything between an empty folder and a product that can be tried, in one go; keeps whatever is there already."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from relationships.management.commands.demo_login import USERNAME
from relationships.models import Relationship
from relationships.services.demo.desk import hand_over


class Command(BaseCommand):
    help = "Brings the tables up to date, fills an empty database with sample data, and makes the demo log-in."

    def handle(self, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=0, stdout=self.stdout)
        # People's own work is never topped up with invented rows.
        is_new = not Relationship.objects.exists()
        if is_new:
            call_command("demo_data", stdout=self.stdout)
        call_command("demo_login", stdout=self.stdout)
        if is_new:
            hand_over(USERNAME)
