"""Two brands with everything on them: one that the people see, and one that they do not."""

from __future__ import annotations

from dataclasses import dataclass

from django.test import Client
from django.urls import reverse

from relationships.models import Brand, Relationship, User
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
