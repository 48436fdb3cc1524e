"""Who sees what: in lists, their filters and searches, autocompletes, forms, histories."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from relationships.models import Membership, User
from tests import factories
from tests.admin.conftest import House, page
from tests.kept import kept_rows

pytestmark = pytest.mark.django_db

HANGING = ("relationship", "collaboration", "touchpoint", "rating", "adjudication", "gateoverride")


@kept_rows
def full(house: House) -> House:
    for relationship, words in ((house.relationship, "Homely"), (house.foreign_relationship, "Zyxwoo")):
        rater = house.people["colleague"] if words == "Homely" else house.people["stranger"]
        factories.make_collaboration(relationship, title=f"{words} launch")
        factories.make_touchpoint(relationship, summary=f"{words} talk", by=rater)
        factories.make_rating(relationship, "values", 4, reviewer=rater, evidence=f"{words} evidence")
        factories.make_adjudication(relationship, "values", 4, by=rater)
        factories.make_override(relationship, "safety", by=rater)
    return house


@pytest.mark.parametrize("role", ["viewer", "manager", "lead", "root"])
@pytest.mark.parametrize("model", [*HANGING, "brand", "fitcriterion"])
def test_lists_show_own_brands_only(full: House, role: str, model: str) -> None:
    text = full.client(role).get(page(model)).content.decode()
    assert "Homely" in text
    assert ("Zyxwoo" in text) == (role in {"lead", "root"})


@pytest.mark.parametrize("model", HANGING)
def test_filters_take_no_foreign_id(full: House, model: str) -> None:
    client = full.client("manager")
    for query in (f"brand={full.foreign.pk}", f"relationship={full.foreign_relationship.pk}"):
        response = client.get(f"{page(model)}?{query}")
        assert response["Location"] == page(model)
        if model != "relationship" or "brand" in query:
            assert client.get(f"{page(model)}?{query.replace(str(full.foreign.pk), str(full.own.pk))}").status_code in {
                200,
                302,
            }


def test_a_search_finds_own_rows_only(full: House) -> None:
    text = full.client("manager").get(page("touchpoint"), {"q": "Ada Lind"}).content.decode()
    assert "Homely talk" in text
    assert "Zyxwoo" not in text


@pytest.mark.parametrize(
    ("model", "field"),
    [("relationship", "brand"), ("touchpoint", "relationship"), ("rating", "relationship"), ("fitcriterion", "brand")],
)
def test_autocompletes_find_own_rows_only(full: House, model: str, field: str) -> None:
    where = {"app_label": "relationships", "model_name": model, "field_name": field}
    for role, sees_all in (("manager", False), ("viewer", False), ("lead", True)):
        found = full.client(role).get(reverse("admin:autocomplete"), {**where, "term": ""}).json()["results"]
        names = " ".join(row["text"] for row in found)
        assert "Homely" in names
        assert ("Zyxwoo" in names) == sees_all


def test_people_are_not_looked_up_by_those_who_may_not_see_them(full: House) -> None:
    where = {"app_label": "relationships", "model_name": "relationship", "field_name": "owner"}
    for role in ("viewer", "manager"):
        assert full.client(role).get(reverse("admin:autocomplete"), where).status_code == 403


def test_no_address_of_a_colleague_is_told(full: House) -> None:
    User.objects.update(email="someone@secret.example")
    for role in ("viewer", "manager"):
        client = full.client(role)
        for url in (full.workplace, page("relationship"), page("brand", "change", full.own.pk), page("rating")):
            assert "secret.example" not in client.get(url).content.decode()


@pytest.mark.parametrize("action", ["change", "history"])
@pytest.mark.parametrize("role", ["viewer", "manager"])
def test_a_foreign_object_is_not_found(full: House, role: str, action: str) -> None:
    client = full.client(role)
    relationship = full.foreign_relationship
    rows: dict[str, Any] = {
        "relationship": relationship,
        "collaboration": relationship.collaborations.get(),
        "touchpoint": relationship.touchpoints.get(),
        "rating": relationship.ratings.get(),
        "adjudication": relationship.adjudications.get(),
        "gateoverride": relationship.gateoverrides.get(),
        "brand": full.foreign,
        "fitcriterion": full.foreign.criteria.first(),
    }
    for model, row in rows.items():
        for query in ("", "?_popup=1", "?_to_field=id"):
            response = client.get(page(model, action, row.pk) + query)
            assert response.status_code == 404
            assert "Zyxwoo" not in response.content.decode()
        assert client.post(page(model, "change", row.pk), {"stage": "ended"}).status_code == 404


def test_who_leaves_the_team_sees_it_no_more(full: House) -> None:
    client = full.client("manager")
    assert client.get(full.workplace).status_code == 200
    Membership.objects.filter(user=full.people["manager"]).delete()
    assert client.get(full.workplace).status_code == 404


def test_only_superusers_hand_out_rights(full: House) -> None:
    from django.contrib.auth.models import Permission

    manager, root = full.people["manager"], full.people["root"]
    manager.user_permissions.add(*Permission.objects.filter(codename__in=["view_user", "change_user"]))
    client = full.client("manager")
    assert client.post(page("user", "change", root.pk), {"username": "mine"}).status_code == 403
    assert client.post(reverse("admin:auth_user_password_change", args=[root.pk]), {}).status_code == 403
    own = {"username": manager.username, "is_active": "on", "is_staff": "on", "is_superuser": "on", "groups": []}
    client.post(page("user", "change", manager.pk), own)
    manager.refresh_from_db()
    assert not manager.is_superuser
    assert manager.groups.exists()
