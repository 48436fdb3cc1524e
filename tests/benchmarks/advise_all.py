"""One pass over every relationship: how long it takes to recompute all advice, and how much memory.

    python -m tests.benchmarks.advise_all

Run it on a database of sample data, named by DATABASE_URL.
Every row is marked as stale first and its standing advice removed, so that the pass writes everything; a second pass
then finds nothing to write.
"""

from __future__ import annotations

import os
import resource
import sys
import time
from pathlib import Path

import django


def peak_megabytes() -> float:
    """Of this process so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    sys.path.insert(0, str(Path(__file__).parents[2]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crm.settings")
    django.setup()
    from django.conf import settings

    from relationships.models import Relationship, StandingAdvice
    from relationships.services.advice import refresh_advice

    settings.DEBUG = False
    relationships = Relationship.objects.all()
    StandingAdvice.objects.all().delete()
    relationships.update(drift_changes_on="2000-01-01", drift=0)
    sys.stdout.write(f"{relationships.count():,} relationships; {peak_megabytes():,.0f} MB before the first pass\n")
    for what in ("all written", "nothing to write"):
        began, worked = time.perf_counter(), time.process_time()
        stale = refresh_advice(relationships)
        took, cpu = time.perf_counter() - began, time.process_time() - worked
        sys.stdout.write(
            f"{what}: {took:,.1f} s ({cpu:,.1f} s of CPU), {stale:,} rows differed, peak {peak_megabytes():,.0f} MB\n"
        )


if __name__ == "__main__":
    main()
