"""What has to be done once a day, early: to be run by cron or a timer. Running it twice does no harm."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand


def _turn_histories(on: date) -> str:
    from relationships.services.work import refresh_turned_histories

    return f"{refresh_turned_histories(on):,} histories turned (an ambassadorship ended, an agreement began)"


def _turn_advice(on: date) -> str:
    from relationships.services.advice import refresh_turned_advice

    return f"{refresh_turned_advice(on):,} relationships are advised otherwise than before"


def _tidy_imports(on: date) -> str:
    from django.utils import timezone

    from relationships.services.imports.tidying import tidy

    lists, rows = tidy(timezone.now())
    return f"{lists:,} lists that were never brought in, {rows:,} refused rows thrown away"


def _prune_tasks(on: date) -> str:
    from django.utils import timezone

    from relationships.tasks import prune

    return f"{prune(timezone.now()):,} notes of finished background work thrown away"


#: Each task does its work for the day and says what it did. Advice comes last: it rests on the others.
TASKS: Mapping[str, Callable[[date], str]] = {
    "imports": _tidy_imports,
    "background work": _prune_tasks,
    "histories": _turn_histories,
    "advice": _turn_advice,
}


class Command(BaseCommand):
    help = (
        "Does what each day asks for: throws away lists that were never brought in, rewrites the histories and the "
        "advice that turned by themselves."
    )

    def handle(self, **options: Any) -> None:
        from relationships.services.clock import organisation_today

        today = organisation_today()
        for name, task in TASKS.items():
            self.stdout.write(f"{today} {name}: {task(today)}")
