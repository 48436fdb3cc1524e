"""A test that commits leaves the database as the migrations made it: no row more, none less, each under its number."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import TransactionTestCase

from relationships.models import Creator, Playbook, PlaybookNorm, TierBandSet
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


def _state() -> dict[str, list[object]]:
    may: list[object] = list(Group.permissions.through.objects.order_by("pk").values_list())
    tables = (Creator, Creator.history.model, Group, Permission, Playbook, PlaybookNorm, TierBandSet)
    return {"may": may} | {model.__name__: list(model._base_manager.order_by("pk").values()) for model in tables}


def test_what_was_written_changed_or_removed_is_as_before() -> None:
    before = _state()
    assert before["Group"]
    assert before["Creator"] == []
    creator = factories.make_creator("Noor Haddad", followers=12_000)
    creator.notes = "Kind."
    creator.save()
    factories.make_lead()
    Group.objects.first().delete()  # type: ignore[union-attr]  # there is one, see above
    Permission.objects.all().delete()
    TierBandSet.objects.update(network="x")
    PlaybookNorm.objects.all().delete()
    after = _state()
    assert [name for name in before if after[name] == before[name]] == ["Playbook"]

    TransactionTestCase()._fixture_teardown()  # type: ignore[attr-defined]  # as after each test that commits
    assert _state() == before
