"""What the filters offer: one query, nothing of a brand that the reader may not see."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from relationships.reports.choices import choices_for
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_manager_is_offered_what_their_brands_have() -> None:
    own, foreign = factories.make_brand("Own"), factories.make_brand("Foreign")
    manager = factories.make_manager(own, first_name="Mo", last_name="Okafor")
    stranger = factories.make_manager(foreign, username="stranger")
    left = factories.make_user("left", is_active=False)
    rows = [factories.make_relationship(brand=own, owner=owner) for owner in (manager, left)]
    hidden = factories.make_relationship(brand=foreign, owner=stranger)
    shared, secret = factories.make_tag("shared", rows[0], hidden), factories.make_tag("secret", hidden)
    factories.make_tag("used by nobody")
    category = factories.make_category("Beauty")

    manager = type(manager).objects.get(pk=manager.pk)
    manager.has_perm("relationships.view_all_brands")  # reads the permissions, as any page has done by then
    with CaptureQueriesContext(connection) as queries:
        offered = choices_for(manager)
    assert len(queries) == 1
    assert {name.split()[1] for name in offered["usual"].values()} >= {"usual_compensation", "usual_history"}
    assert {kind: names for kind, names in offered.items() if kind != "usual"} == {
        "brand": {str(own.pk): "Own"},
        "owner": {str(left.pk): "left", str(manager.pk): "Mo Okafor"},
        "category": {str(category.pk): "Beauty"},
        "tag": {str(shared.pk): "shared"},
    }
    everything = choices_for(factories.make_lead())
    assert set(everything["brand"].values()) == {"Foreign", "Own"}
    assert {str(secret.pk), str(shared.pk)} == set(everything["tag"])
    assert str(stranger.pk) in everything["owner"]
