"""Every address of the site × who asks × own and foreign rows. A page that is added is in here without being listed.

The brand that the asking people do not belong to bears a name that occurs nowhere else, and so does everything that
hangs on it: wherever one of those words shows up on a page, something has leaked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db.models import Model
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from relationships.domain.attachments import AttachmentKind
from relationships.models import (
    AdviceDecision,
    Brand,
    Brief,
    BulkChange,
    CalendarFeed,
    ChecklistTick,
    Competitor,
    Contribution,
    CreatorImport,
    CreatorMerge,
    Export,
    FitCriterion,
    LadderDecision,
    Membership,
    Playbook,
    Relationship,
    RelationshipTag,
    Result,
    SavedMapping,
    SavedView,
    User,
)
from relationships.services.attachments import About, attach
from tests import factories
from tests.kept import kept_rows

pytestmark = pytest.mark.django_db

FOREIGN = "Zyxwoo"

#: Opened on purpose. A calendar's secret address is its only key, since calendars cannot log in: what it shows and to
#: whom it is closed stands in tests/views/test_calendar.py.
OPEN = {"admin:login", "healthz", "favicon", "home", "calendar"}
#: Own pages of any member of staff: they name no row.
FOR_ALL_STAFF = {"admin:index", "admin:password_change", "admin:password_change_done", "admin:jsi18n"}
ROLES = ("viewer", "manager", "lead")
#: Rows that are made where they belong (beside the advice, from a collaboration), not by a form of their own.
MADE_ELSEWHERE = {
    "attachment",
    "advicedecision",
    "checklisttick",
    "brief",
    "calendarfeed",
    "creatorimport",
    "savedmapping",
    "savedview",
}
#: Pages of no row that need more than seeing relationships.
STAFF_NEEDS = {
    "staff:today_team": "view_all_brands",
    "staff:imports": "view_creatorimport",
    "staff:import_new": "add_creatorimport",
}


@dataclass(frozen=True)
class Address:
    name: str
    arguments: tuple[str, ...]

    @property
    def model(self) -> str:
        return self.name.removeprefix("admin:relationships_").rpartition("_")[0]

    @property
    def action(self) -> str:
        return self.name.rpartition("_")[2]

    def url(self, pk: object) -> str:
        """The address with ``pk`` for every number in it, and the name of the app for an app's label."""
        values = ["relationships" if argument == "app_label" else pk for argument in self.arguments]
        return reverse(self.name, args=values)


def addresses(patterns: list[Any] | None = None, namespace: str = "") -> Iterator[Address]:
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from addresses(pattern.url_patterns, namespace + inner)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield Address(namespace + pattern.name, tuple(pattern.pattern.regex.groupindex or ()))


EVERY = sorted(set(addresses()), key=lambda address: address.name)
OF_A_ROW = [a for a in EVERY if a.arguments == ("object_id",) and a.name.startswith("admin:relationships_")]
OF_NO_ROW = [a for a in EVERY if not a.arguments]
#: Staff pages of one row that whoever sees the row may open, by the model that they are about.
STAFF_PAGES = {
    "staff:attachments": "relationship",
    "staff:attachment_file": "attachment",
    "staff:brief": "collaboration",
    "staff:brief_page": "brief",
    "staff:brief_pdf": "brief",
    "staff:brief_changes": "brief",
    "staff:quick": "relationship",
    "staff:relationship_timeline": "relationship",
    "staff:creator_timeline": "creator",
}
#: Forms of one relationship, by the permission without which they are not there.
STAFF_FORMS = {
    "staff:today_touch": "add_touchpoint",
    "staff:today_plan": "change_relationship",
    "staff:due_move": "change_relationship",
    "staff:today_aside": "add_advicedecision",
    "staff:rate": "add_rating",
    "staff:collaborate": "add_collaboration",
    "staff:touch": "add_touchpoint",
    "staff:quick_next": "change_relationship",
    "staff:quick_tags": "change_relationship",
    "staff:quick_stage": "change_relationship",
    "staff:quick_owner": "change_relationship",
    "staff:quick_compensation": "change_relationship",
    "staff:attachment_describe": "change_attachment",
    "staff:attachment_remove": "delete_attachment",
}
#: Those of them that are about another row than the relationship.
STAFF_FORM_ROWS = {"staff:attachment_describe": "attachment", "staff:attachment_remove": "attachment"}
#: Two creators at once, for leads: tests/views/test_creator_merge.py.
OF_TWO = {"staff:creator_merge", "staff:creator_merge_order", "staff:creator_merge_pair"}
#: What is about a whole list stands in tests/test_list_permissions.py, what is about a list that is brought in in
#: tests/test_import_permissions.py.
OF_AN_IMPORT = [a for a in EVERY if a.arguments and a.name.startswith("staff:import")]
OF_A_ROW_FOR_STAFF = [
    a
    for a in EVERY
    if a.arguments
    and "key" not in a.arguments
    and a.name.startswith("staff:")
    and a.name not in {*STAFF_FORMS, *OF_TWO}
    and a not in OF_AN_IMPORT
]
FORMS_OF_A_ROW = [a for a in EVERY if a.name in STAFF_FORMS]


def _brand_with_everything(name: str, *people: User) -> dict[str, Model]:
    """A brand and one row of each kind that belongs to it, by model name."""
    brand = factories.make_brand(name, values=f"{name} values")
    for user in people:
        Membership.objects.create(brand=brand, user=user)
    owner = factories.make_user(first_name=name, last_name="Owner", brands=(brand,))
    relationship = factories.make_relationship(
        brand=brand, owner=owner, notes=f"{name} notes", next_action=f"{name} call", next_action_on=timezone.localdate()
    )
    tag = factories.make_tag()
    rating = factories.make_rating(relationship, "values", 1, reviewer=owner, evidence=f"{name} evidence")
    collaboration = factories.make_collaboration(relationship, title=f"{name} launch")
    decided = {"relationship": relationship, "decided_by": owner, "decided_on": timezone.localdate()}
    return {
        "brand": brand,
        "competitor": Competitor.objects.create(brand=brand, name=f"{name} rival"),
        "playbook": Playbook.objects.create(brand=brand, tier="micro"),
        "attachment": attach(
            relationship,
            ContentFile(f"{name} text".encode(), f"{name}.txt"),
            About(AttachmentKind.OTHER, f"{name} note"),
            owner,
        ),
        "result": Result.objects.create(
            collaboration=collaboration, measured_on=timezone.localdate(), source=f"{name} insights", reach=1
        ),
        "creatorimport": CreatorImport.objects.create(
            brand=brand, by=owner, source_name=f"{name} list.csv", sha256="a" * 64, size=1, kind="csv"
        ),
        "contribution": Contribution.objects.create(
            relationship=relationship, kind="insight", happened_on=timezone.localdate(), title=f"{name} insight"
        ),
        "brief": Brief.objects.create(
            collaboration=collaboration,
            made_by=owner,
            sections=[{"key": "greeting", "heading": "Hello", "text": f"{name} greeting"}],
        ),
        "ladderdecision": LadderDecision.objects.create(choice="not_yet", reason=f"{name} reason", **decided),
        "advicedecision": AdviceDecision.objects.create(
            code="thank-you", facts="", reason=f"{name} reason", until=timezone.localdate(), **decided
        ),
        "checklisttick": ChecklistTick.objects.create(
            relationship=relationship,
            term="address",
            note=f"{name} note",
            ticked_by=owner,
            ticked_on=timezone.localdate(),
        ),
        "membership": Membership.objects.get(brand=brand, user=owner),
        "fitcriterion": FitCriterion.objects.filter(brand=brand).first() or FitCriterion(),
        "relationship": relationship,
        "relationshiptag": RelationshipTag.objects.create(relationship=relationship, tag=tag),
        "collaboration": collaboration,
        "touchpoint": factories.make_touchpoint(relationship, summary=f"{name} talk", by=owner),
        "rating": rating,
        "adjudication": factories.make_adjudication(relationship, "values", 2, by=owner),
        "gateoverride": factories.make_override(relationship, "safety", by=owner),
    }


@dataclass
class World:
    people: dict[str, User]
    own: dict[str, Model]
    foreign: dict[str, Model]
    shared: dict[str, Model]

    def client(self, role: str) -> Client:
        client = Client(raise_request_exception=False)
        if role in self.people:
            client.force_login(self.people[role])
        return client


@kept_rows
def world() -> World:
    people = {
        "non-staff": factories.make_user(is_staff=False),
        "viewer": factories.make_viewer(),
        "manager": factories.make_manager(),
        "lead": factories.make_lead(),
    }
    own = _brand_with_everything("Homely", people["viewer"], people["manager"])
    foreign = _brand_with_everything(FOREIGN)
    creator = Relationship.objects.get(pk=own["relationship"].pk).creator
    # The same creator works with the foreign brand too: the creator's page is where that could leak.
    foreign_too = factories.make_relationship(creator=creator, brand=foreign["brand"], notes=f"{FOREIGN} secret")  # type: ignore[arg-type]
    factories.make_collaboration(foreign_too, title=f"{FOREIGN} secret")
    account = creator.accounts.get()
    shared: dict[str, Model] = {
        "bulkchange": BulkChange.objects.create(
            by=people["lead"], list_key="relationships", action="stage", words="Stage", asked=1, stamp=timezone.now()
        ),
        "creatormerge": CreatorMerge.objects.create(
            by=people["lead"], kept_number=creator.pk, kept_name="One", absorbed_number=0, absorbed_name="Other"
        ),
        "export": Export.objects.create(by=people["lead"], list_key="relationships", file_format="csv", rows=1),
        "creator": creator,
        "account": account,
        "audiencesnapshot": account.snapshots.get(),
        "agent": factories.make_agent(),
        "category": factories.make_category("", creator),
        "tag": factories.make_tag(),
        "user": people["viewer"],
        "calendarfeed": CalendarFeed.objects.create(user=people["viewer"], token_digest="f" * 64),
        "savedmapping": SavedMapping.objects.create(name="Tool", signature="b" * 64, by=people["lead"]),
        "savedview": SavedView.objects.create(
            owner=people["manager"], list_key="relationships", name="Shared", is_shared=True
        ),
    }
    return World(people, own, foreign, shared)


def _ids(address: Address) -> str:
    return address.name


@pytest.mark.parametrize("role", ["anonymous", "non-staff"])
def test_everything_is_closed_to_those_who_are_not_staff(world: World, role: str) -> None:
    client = world.client(role)
    opened = [
        (address.name, response.status_code)
        for address in EVERY
        if address.name not in OPEN
        for response in [client.get(address.url(1))]
        if response.status_code not in {403, 404, 405}
        and not (response.status_code == 302 and response["Location"].startswith(reverse("admin:login")))
        and not (address.name == "admin:logout" and response.status_code == 302)
    ]
    assert opened == []


@pytest.mark.parametrize("address", [a for a in OF_NO_ROW if a.name not in OPEN], ids=_ids)
def test_pages_of_no_row(world: World, address: Address) -> None:
    for role in ROLES:
        user, response = world.people[role], world.client(role).get(address.url(0))
        assert response.status_code in _expected_without_row(address, user), (role, response.status_code)
        if role != "lead":
            assert FOREIGN.lower() not in response.getvalue().decode().lower(), f"{role} reads of the foreign brand"


def _expected_without_row(address: Address, user: User) -> set[int]:
    if address.name in FOR_ALL_STAFF:
        return {200, 302}
    if address.name in {"admin:logout", "staff:profile_calendar", "staff:creators_known"}:
        return {405}
    if address.name == "admin:autocomplete" or address.name.startswith("admin:auth_group"):
        return {403}  # the one names no field, the other is for superusers
    if address.name.startswith("staff:"):
        needed = STAFF_NEEDS.get(address.name)
        return {200} if needed is None or user.has_perm(f"relationships.{needed}") else {403}
    if address.action == "add" and address.model in MADE_ELSEWHERE:
        return {403}
    needed = "view" if address.action == "changelist" else address.action
    allowed = user.has_perm(f"relationships.{needed}_{address.model}")
    return {200} if allowed else {403}


@pytest.mark.parametrize("address", OF_A_ROW, ids=_ids)
def test_pages_of_a_row(world: World, address: Address) -> None:
    for role in ROLES:
        client, user = world.client(role), world.people[role]
        for whose, rows in (("own", world.own), ("foreign", world.foreign), ("shared", world.shared)):
            if address.model not in rows:
                continue
            response = client.get(address.url(rows[address.model].pk))
            expected = _expected_of_row(address, user, whose)
            assert response.status_code in expected, (role, whose, response.status_code)
            if role != "lead":
                assert FOREIGN.lower() not in response.content.decode().lower(), f"{role} reads of the foreign brand"


def _expected_of_row(address: Address, user: User, whose: str) -> set[int]:
    if whose == "foreign" and not user.has_perm("relationships.view_all_brands"):
        return {404, 403} if address.action == "delete" else {404}
    needed = {"change": "view", "history": "view"}.get(address.action, address.action)
    if address.name.endswith(("password_change", "creatorimport_delete")):
        return {403}
    return {200} if user.has_perm(f"relationships.{needed}_{address.model}") else {403}


@pytest.mark.parametrize("address", OF_A_ROW_FOR_STAFF, ids=_ids)
def test_staff_pages_of_a_row(world: World, address: Address) -> None:
    """Own rows can be read, foreign ones are not there, and the directory is everybody's own. An address that is not in
    the table takes posts only."""
    model = STAFF_PAGES.get(address.name)
    own_rows, foreign_rows = {**world.shared, **world.own}, {**world.shared, **world.foreign}
    for role in ROLES:
        client, sees_all = world.client(role), role == "lead" or model == "creator"
        foreign = client.get(address.url(foreign_rows[model or "relationship"].pk))
        assert foreign.status_code in ({404, 405} if model is None else {200} if sees_all else {404}), role
        if model is not None:
            own = client.get(address.url(own_rows[model].pk))
            assert own.status_code == 200, role
            if role != "lead":
                assert FOREIGN.lower() not in own.getvalue().decode(errors="ignore").lower()


@pytest.mark.parametrize("address", FORMS_OF_A_ROW, ids=_ids)
def test_forms_of_a_row(world: World, address: Address) -> None:
    """Asked for and sent alike: foreign rows are not there, and who may not is refused."""
    code = ("touch-overdue",) if "code" in address.arguments else ()
    model = STAFF_FORM_ROWS.get(address.name, "relationship")
    for role in ROLES:
        client, user = world.client(role), world.people[role]
        foreign, own = (reverse(address.name, args=[rows[model].pk, *code]) for rows in (world.foreign, world.own))
        allowed = user.has_perm(f"relationships.{STAFF_FORMS[address.name]}")
        for answer in (client.get(foreign), client.post(foreign)):
            assert answer.status_code in (
                {200, 302, 404, 422} if role == "lead" else {404} if allowed else {403, 404}
            ), role
        # An advice that is not given today cannot be set aside.
        assert client.get(own).status_code == (403 if not allowed else 404 if code else 200), role
        assert client.post(own).status_code in ({200, 302, 422} if allowed else {403}), role


def test_every_model_has_a_row_in_this_table(world: World) -> None:
    """Or a reason: bands are one row for everybody."""
    covered = {*world.own, *world.foreign, *world.shared, "tierbandset"}
    assert {address.model for address in OF_A_ROW} - {"user_password"} <= covered


@pytest.mark.parametrize("role", ["viewer", "manager"])
def test_short_cuts_to_a_foreign_row_are_closed(world: World, role: str) -> None:
    client = world.client(role)
    for row in world.foreign.values():
        content_type = ContentType.objects.get_for_model(type(row))
        response = client.get(reverse("admin:view_on_site", args=[content_type.pk, row.pk]))
        assert response.status_code in {403, 404}


@pytest.mark.parametrize("role", ["viewer", "manager"])
@pytest.mark.parametrize(
    ("model", "field"),
    [
        ("relationship", "brand"),
        ("relationship", "owner"),
        ("collaboration", "relationship"),
        ("touchpoint", "relationship"),
        ("rating", "relationship"),
        ("rating", "criterion"),
    ],
)
def test_autocompletes_offer_nothing_foreign(world: World, role: str, model: str, field: str) -> None:
    response = world.client(role).get(
        reverse("admin:autocomplete"),
        {"app_label": "relationships", "model_name": model, "field_name": field, "term": FOREIGN},
    )
    assert response.status_code in {200, 403}
    if response.status_code == 200:
        assert response.json()["results"] == []


def test_groups_hold_what_the_house_decided() -> None:
    """Only leads change bands and criteria, adjudicate, override a gate, delete."""
    held = {
        name: set(Group.objects.get(name=name).permissions.values_list("codename", flat=True))
        for name in ("viewer", "account manager", "lead")
    }
    only_leads = {
        "view_all_brands",
        *(f"{action}_{model}" for action in ("add", "change") for model in ("tierbandset", "fitcriterion", "brand")),
        *(f"{action}_{model}" for action in ("add", "change") for model in ("adjudication", "gateoverride")),
        "delete_relationship",
        "delete_creator",
        "delete_rating",
    }
    assert all(codename.startswith("view_") for codename in held["viewer"])
    assert "view_all_brands" not in held["viewer"]
    assert held["account manager"] & only_leads == set()
    assert not any(codename.startswith("delete_") for codename in held["account manager"])
    assert only_leads <= held["lead"]
    assert held["viewer"] < held["account manager"] < held["lead"]


def test_the_foreign_word_is_one(world: World) -> None:
    """Guards the guard: were the word on every page, or on none, the tests above would prove nothing."""
    page = world.client("lead").get(
        reverse("admin:relationships_relationship_change", args=[world.foreign["relationship"].pk])
    )
    assert FOREIGN in page.content.decode()
    assert Brand.objects.filter(name=FOREIGN).exists()
