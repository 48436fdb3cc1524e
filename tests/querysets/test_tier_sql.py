"""The tier rule as plain SQL, beside the rule itself, on both sides of every edge."""

from __future__ import annotations

import pytest
from django.db import connection

from relationships.domain.tiers import DEFAULT_BANDS, Bands, tier_for
from relationships.querysets.tiers import tier_sql

OWN = Bands(7_000, 200_000, 20_000_000)
EDGES = [edge + off for bands in (DEFAULT_BANDS, OWN) for _, edge in bands.lower_edges() for off in (-1, 0, 1)]


@pytest.mark.django_db
@pytest.mark.parametrize("network", ["instagram", "tiktok"])
@pytest.mark.parametrize("followers", [None, 0, *sorted({edge for edge in EDGES if edge > 0})])
def test_plain_sql_says_what_the_rule_says(followers: int | None, network: str) -> None:
    count = "CAST(NULL AS bigint)" if followers is None else str(followers)
    said = tier_sql(count, f"'{network}'", DEFAULT_BANDS, {"tiktok": OWN})
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {said}")
        assert cursor.fetchone()[0] == tier_for(followers, bands=OWN if network == "tiktok" else DEFAULT_BANDS).value
