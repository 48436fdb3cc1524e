"""What points at a row that is deleted: emptied by Django past `save()`, and told in the history all the same."""

from __future__ import annotations

import pytest
from django.db.models.signals import pre_delete

from relationships.models import Brief, Competitor, Creator, ListSetting, SavedView
from relationships.services.releases import pointers
from tests import factories

pytestmark = pytest.mark.django_db


def test_every_model_that_others_point_at_is_heard_when_a_row_goes() -> None:
    assert pointers()
    for model in pointers():
        assert pre_delete.has_listeners(model), f"deleting a {model.__name__} leaves no trace in what pointed at it"


def test_the_history_of_what_pointed_there_tells_why_it_no_longer_does() -> None:
    brief = factories.make_brief()
    touch = factories.make_touchpoint(brief.collaboration.relationship)
    brief.touchpoint = touch
    brief.save()
    before = brief.updated_at
    touch.delete()
    told = Brief.history.filter(id=brief.pk).latest("history_id")
    assert (told.history_type, told.touchpoint_id, told.history_change_reason) == ("~", None, "touchpoint deleted")
    now = Brief.objects.get(pk=brief.pk)
    assert now.touchpoint is None
    assert now.updated_at > before


def test_rivals_views_and_agents_alike() -> None:
    rival = factories.make_brand("Rival")
    competitor = factories.make_competitor(factories.make_brand(), rival)
    rival.delete()
    assert Competitor.history.filter(id=competitor.pk).latest("history_id").rival_id is None
    user = factories.make_manager()
    view = SavedView.objects.create(owner=user, list_key="relationships", name="Mine")
    setting = ListSetting.objects.create(user=user, list_key="relationships", default_view=view)
    view.delete()
    assert ListSetting.history.filter(id=setting.pk).latest("history_id").history_change_reason == "saved view deleted"
    agent = factories.make_agent()
    creator = factories.make_creator(agent=agent)
    agent.delete()
    assert Creator.history.filter(id=creator.pk).latest("history_id").history_change_reason == "agent deleted"


def test_a_stale_copy_in_memory_is_not_what_the_history_tells() -> None:
    creator = factories.make_creator(followers=12_400)
    account = creator.accounts.get()
    account.followers = 150_000
    account.save()
    creator.notes = "Kept in memory since before she grew."
    creator.save()
    assert [row.tier for row in Creator.history.filter(id=creator.pk)][:2] == ["macro", "macro"]
