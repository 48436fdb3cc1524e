"""Two brands with everything on them: one that the people see, and one that they do not."""

from __future__ import annotations

from dataclasses import dataclass

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from relationships.models import (
    AdviceDecision,
    Attachment,
    Brand,
    Brief,
    ChecklistTick,
    Collaboration,
    Contribution,
    LadderDecision,
    Relationship,
    Result,
    User,
)
from tests import factories
from tests.kept import kept_rows


def page(model: str, action: str = "changelist", pk: object = None) -> str:
    return reverse(f"admin:relationships_{model}_{action}", args=[] if pk is None else [pk])


@dataclass
class House:
    own: Brand
    foreign: Brand
    relationship: Relationship
    foreign_relationship: Relationship
    people: dict[str, User]

    def client(self, role: str) -> Client:
        client = Client(raise_request_exception=True)
        client.force_login(self.people[role])
        return client

    @property
    def workplace(self) -> str:
        return page("relationship", "change", self.relationship.pk)


@kept_rows
def house() -> House:
    own, foreign = factories.make_brand("Homely"), factories.make_brand("Zyxwoo")
    creator = factories.make_creator("Ada Lind", followers=12_400)
    people = {
        "manager": factories.make_manager(own, first_name="Mia", last_name="Manager"),
        "colleague": factories.make_manager(own, first_name="Col", last_name="League"),
        "viewer": factories.make_viewer(own),
        "lead": factories.make_lead(first_name="Lea", last_name="Lead"),
        "root": factories.make_superuser(),
        "stranger": factories.make_manager(foreign, first_name="Stran", last_name="Zyxwoo"),
    }
    return House(
        own=own,
        foreign=foreign,
        relationship=factories.make_relationship(creator=creator, brand=own, owner=people["manager"]),
        foreign_relationship=factories.make_relationship(creator=creator, brand=foreign, notes="Zyxwoo secret"),
        people=people,
    )


@kept_rows
def little(house: House) -> House:
    """One of everything."""
    factories.make_touchpoint(house.relationship, by=house.people["manager"])
    factories.make_collaboration(house.relationship)
    factories.make_rating(house.relationship, "values", 4, reviewer=house.people["manager"])
    factories.make_adjudication(house.relationship, "values", 4)
    factories.make_override(house.relationship, "safety")
    factories.make_tag("", house.relationship)
    factories.make_category("", house.relationship.creator)
    factories.make_agent()
    decided_and_noted(house, 1)
    return house


def decided_and_noted(house: House, number: int) -> None:
    """Rows beside the advice and beyond posts; a contribution bears a tag, and a collaboration a result."""
    relationship, today, by = house.relationship, timezone.localdate(), house.people["colleague"]
    decided = {"relationship": relationship, "decided_by": by, "decided_on": today}
    for _ in range(number):
        contribution = Contribution.objects.create(
            relationship=relationship, kind="insight", title="Shades", happened_on=today, noted_by=by
        )
        contribution.tags.add(factories.make_tag())
    for collaboration in list(Collaboration.objects.filter(result=None)[:number]):
        Result.objects.create(collaboration=collaboration, measured_on=today, source="Insights", reach=1)
        Brief.objects.create(collaboration=collaboration, made_by=by)
        ChecklistTick.objects.create(
            relationship=relationship, collaboration=collaboration, term="contract", ticked_by=by, ticked_on=today
        )
    Attachment.objects.bulk_create(
        Attachment(relationship=relationship, kind="brief", name="brief.pdf", size=1, uploaded_by=by)
        for _ in range(number)
    )
    LadderDecision.objects.bulk_create(LadderDecision(choice="not_yet", reason="x", **decided) for _ in range(number))
    AdviceDecision.objects.bulk_create(
        AdviceDecision(code="thank-you", facts="", reason="x", until=today, **decided) for _ in range(number)
    )
