"""The rows of a list are drawn by our own functions: what they draw is what Django's own tag would."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.admin.templatetags.admin_list import items_for_result
from django.test import RequestFactory
from django.utils import timezone

from relationships.admin.drawing import draw_rows
from relationships.admin.site import site
from relationships.models import (
    BulkChange,
    CalendarFeed,
    CreatorImport,
    CreatorMerge,
    Export,
    Relationship,
    SavedMapping,
    SavedView,
    Touchpoint,
)
from tests import factories
from tests.admin.conftest import House
from tests.kept import kept_rows

pytestmark = pytest.mark.django_db


def _changelist(house: House, model: Any, query: str = "") -> Any:
    request = RequestFactory().get(f"/?{query}")
    request.user = house.people["root"]
    found: Any = site.get_model_admin(model).get_changelist_instance(request)
    return found


def _stock(changelist: Any) -> str:
    rows = ("".join(items_for_result(changelist, row, None)) for row in changelist.result_list)
    return "\n".join(f"<tr>{row}</tr>" for row in rows)


@kept_rows
def full(little: House) -> House:
    """With what people keep of a list, too."""
    root, key = little.people["root"], {"list_key": "relationships"}
    BulkChange.objects.create(by=root, action="stage", words="Stage", asked=1, stamp=timezone.now(), **key)
    CalendarFeed.objects.create(user=root, token_digest="f" * 64)
    CreatorImport.objects.create(by=root, brand=little.own, source_name="list.csv", sha256="a", size=1, kind="csv")
    CreatorMerge.objects.create(by=root, kept_number=1, kept_name="One", absorbed_number=2, absorbed_name="Other")
    Export.objects.create(by=root, file_format="csv", rows=1, **key)
    SavedMapping.objects.create(by=root, name="Tool", signature="b")
    SavedView.objects.create(owner=root, name="Ours", is_shared=True, **key)
    return little


@pytest.mark.parametrize("model", list(site._registry), ids=lambda model: model._meta.model_name)
def test_rows_are_drawn_as_django_draws_them(full: House, model: Any) -> None:
    changelist = _changelist(full, model)
    assert changelist.result_list
    assert draw_rows(changelist) == _stock(changelist)


@pytest.mark.parametrize("query", ["o=2", "tier=micro&o=-4", "q=Ada", "_popup=1", "_popup=1&_to_field=id"])
def test_a_link_leads_back_to_the_list_as_it_was(little: House, query: str) -> None:
    changelist = _changelist(little, Relationship, query)
    assert changelist.result_list
    assert draw_rows(changelist) == _stock(changelist)


def test_what_people_write_is_never_markup(little: House) -> None:
    creator = factories.make_creator("<b>Bold</b> & 'quoted'")
    row = factories.make_relationship(creator, little.own)
    Touchpoint.objects.create(relationship=row, summary="<script>", happened_at=row.created_at)
    for model in (Relationship, Touchpoint):
        drawn = draw_rows(_changelist(little, model))
        assert "<b>Bold" not in drawn
        assert "&lt;b&gt;Bold&lt;/b&gt; &amp; &#x27;quoted&#x27;" in drawn
        assert "<script" not in drawn
