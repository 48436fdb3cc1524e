"""Every step on a relationship's page × who takes it × own and foreign rows. The server decides, not the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from relationships.models import (
    AdviceDecision,
    ChecklistTick,
    Collaboration,
    LadderDecision,
    Relationship,
    User,
)
from relationships.services.clock import organisation_today
from relationships.services.dismissals import dismiss, override
from tests import factories
from tests.kept import kept_rows
from tests.test_permissions import EVERY

pytestmark = pytest.mark.django_db

ROLES = ("viewer", "manager", "lead")


@dataclass
class Case:
    """A relationship with a block standing, one collaboration, one decision of each kind and one tick."""

    relationship: Relationship
    collaboration: Collaboration
    dismissed: AdviceDecision
    overridden: AdviceDecision
    tick: ChecklistTick


def _case(owner: User, lead: User, relationship: Relationship) -> Case:
    today = organisation_today()
    collaboration = factories.make_collaboration(
        relationship,
        status="live",
        delivered_on=today - timedelta(9),
        live_on=today - timedelta(5),
        disclosure_proof="",
    )
    until = today + timedelta(7)
    return Case(
        relationship=relationship,
        collaboration=collaboration,
        dismissed=dismiss(relationship, "thank-you", "Thanked by voice", until, owner),
        overridden=override(relationship, "disclosure-missing", "Label seen", until, lead),
        tick=ChecklistTick.objects.create(
            relationship=relationship,
            collaboration=collaboration,
            term="address",
            ticked_by=owner,
            ticked_on=today,
        ),
    )


def _until() -> str:
    return (organisation_today() + timedelta(7)).isoformat()


@dataclass(frozen=True)
class Endpoint:
    """``arguments`` and ``posted`` from the case; ``may``: the roles that take the step on their own brand's row."""

    may: frozenset[str]
    posted: Callable[[Case], Mapping[str, Any]] = lambda case: {}
    row: Callable[[Case], Model] | None = None


DECIDES = frozenset({"manager", "lead"})
LEADS = frozenset({"lead"})

ENDPOINTS: Mapping[str, Endpoint] = {
    "advice_dismiss": Endpoint(
        DECIDES, lambda case: {"code": "disclosure-missing", "reason": "Label was seen", "until": _until()}
    ),
    "advice_override": Endpoint(
        LEADS, lambda case: {"code": "disclosure-missing", "reason": "Label was seen", "until": _until()}
    ),
    "advice_undo": Endpoint(DECIDES, row=lambda case: case.dismissed),
    "advice_undo (override)": Endpoint(LEADS, row=lambda case: case.overridden),
    "checklist_tick": Endpoint(
        DECIDES, lambda case: {"term": "product_choice", "collaboration": case.collaboration.pk, "note": "By phone"}
    ),
    "checklist_untick": Endpoint(DECIDES, row=lambda case: case.tick),
    "ladder_decide": Endpoint(DECIDES, lambda case: {"choice": "not_yet", "reason": "After the summer"}),
    "ladder_offer": Endpoint(
        DECIDES,
        lambda case: {"months": "3", "starts_on": organisation_today().isoformat(), "reason": "Twice on time"},
    ),
}


@dataclass
class World:
    people: dict[str, User]
    own: Case
    foreign: Case


@kept_rows
def world() -> World:
    own, foreign = factories.make_brand("Homely"), factories.make_brand("Zyxwoo")
    lead = factories.make_lead()
    people = {"viewer": factories.make_viewer(own), "manager": factories.make_manager(own), "lead": lead}
    return World(
        people=people,
        own=_case(people["manager"], lead, factories.make_relationship(brand=own)),
        foreign=_case(factories.make_manager(foreign), lead, factories.make_relationship(brand=foreign)),
    )


def _url(name: str, case: Case) -> str:
    row = ENDPOINTS[name].row
    return reverse(f"staff:{name.partition(' ')[0]}", args=[case.relationship.pk, *([row(case).pk] if row else [])])


def _state() -> list[int]:
    models: tuple[Any, ...] = (AdviceDecision, ChecklistTick, LadderDecision, Collaboration)
    return [model.history.count() for model in models]


@pytest.mark.parametrize("name", ENDPOINTS)
@pytest.mark.parametrize("role", ["anonymous", "non-staff", *ROLES])
def test_who_may_take_a_step(world: World, name: str, role: str) -> None:
    client, before = Client(), _state()
    if role == "non-staff":
        client.force_login(factories.make_user(is_staff=False))
    elif role != "anonymous":
        client.force_login(world.people[role])
    endpoint = ENDPOINTS[name]

    response = client.post(_url(name, world.own), endpoint.posted(world.own))

    if role in endpoint.may:
        assert response.status_code == 302
        assert response["Location"].startswith(f"/admin/relationships/relationship/{world.own.relationship.pk}/change/")
        assert _state() != before
    else:
        to_login = response.status_code == 302 and response["Location"].startswith(reverse("admin:login"))
        assert to_login if role == "anonymous" else response.status_code == 403
        assert _state() == before


@pytest.mark.parametrize("name", ENDPOINTS)
def test_a_foreign_relationship_is_not_there(world: World, name: str) -> None:
    client, before = Client(), _state()
    client.force_login(world.people["manager"])
    # A manager may take no step of a lead's, wherever: that is refused before anything is looked for.
    expected = {404} if "manager" in ENDPOINTS[name].may or "undo" in name else {403}
    assert client.post(_url(name, world.foreign), ENDPOINTS[name].posted(world.foreign)).status_code in expected
    assert _state() == before


@pytest.mark.parametrize("name", [name for name in ENDPOINTS if ENDPOINTS[name].row])
def test_a_row_of_another_relationship_is_not_there(world: World, name: str) -> None:
    """Not even for a lead, who sees both."""
    row, before = ENDPOINTS[name].row, _state()
    assert row is not None
    client = Client()
    client.force_login(world.people["lead"])
    args = [world.own.relationship.pk, row(world.foreign).pk]
    assert client.post(reverse(f"staff:{name.partition(' ')[0]}", args=args)).status_code == 404
    assert _state() == before


@pytest.mark.parametrize("name", ENDPOINTS)
def test_a_step_is_posted_and_never_fetched(world: World, name: str) -> None:
    client = Client()
    client.force_login(world.people["lead"])
    assert client.get(_url(name, world.own)).status_code == 405


@pytest.mark.parametrize("name", ENDPOINTS)
def test_a_step_without_its_token_is_refused(world: World, name: str) -> None:
    client, before = Client(enforce_csrf_checks=True), _state()
    client.force_login(world.people["lead"])
    assert client.post(_url(name, world.own), ENDPOINTS[name].posted(world.own)).status_code == 403
    assert _state() == before


def test_every_step_stands_in_this_table() -> None:
    steps = {a.name for a in EVERY if a.name.startswith(("staff:advice_", "staff:checklist_", "staff:ladder_"))}
    assert steps == {f"staff:{name.partition(' ')[0]}" for name in ENDPOINTS}
