"""All relationships by tier, counted no further than a limit: as `count_values` would, for whoever asks."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from relationships.models import Relationship, User
from relationships.reports.tab_counts import count_values
from relationships.reports.whole_counts import count_all_tiers
from tests import factories
from tests.kept import kept_rows

pytestmark = pytest.mark.django_db


@kept_rows
def readers() -> tuple[User, ...]:
    """One who sees three brands, one who sees two of them, and one who sees none."""
    own, other, third = (factories.make_brand(name) for name in ("Own", "Other", "Third"))
    manager, stranger = factories.make_manager(own, third), factories.make_user("stranger")
    for brand, tiers in ((own, ("nano", "micro", "micro")), (other, ("mega", "micro")), (third, ("unknown",))):
        for tier in tiers:
            row = factories.make_relationship(brand=brand)
            Relationship.objects.filter(pk=row.pk).update(tier=tier)
    return factories.make_lead(), manager, stranger


@pytest.mark.parametrize("limit", [0, 1, 3, 4, 5, 6, 7, 100])
def test_it_counts_what_the_reader_sees_up_to_the_limit(readers: tuple[User, ...], limit: int) -> None:
    for user in readers:
        user.get_all_permissions()
        with CaptureQueriesContext(connection) as queries:
            found = count_all_tiers(user, limit)
        assert len(queries) == 1
        assert found == count_values(Relationship.objects.visible_to(user), None, "tier", limit=limit)
