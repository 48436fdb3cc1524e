"""Starting a collaboration in one step: what each tier's playbook proposes, what is refused, and that once is once."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from relationships.domain.ambassadorship import last_day
from relationships.models import Collaboration, Relationship, User
from relationships.services.clock import organisation_today
from relationships.services.derived import refresh_relationships
from tests import factories
from tests.kept import kept_rows
from tests.views.dialogs import HTMX
from tests.views.list_pages import client_of

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


@dataclass
class Room:
    manager: User
    micro: Relationship
    macro: Relationship


@kept_rows
def room() -> Room:
    brand = factories.make_brand("Homely", currency="SEK")
    micro, macro = (
        factories.make_relationship(factories.make_creator(name, followers=followers), brand)
        for name, followers in (("Mia Micro", 12_400), ("Max Macro", 400_000))
    )
    return Room(factories.make_manager(brand), micro, macro)


def url_of(row: Relationship) -> str:
    return reverse("staff:collaborate", args=[row.pk])


def form_of(room: Room, row: Relationship) -> Any:
    return client_of(room.manager).get(url_of(row), headers=HTMX).context["dialog"]


def post(room: Room, row: Relationship, **given: Any) -> Any:
    form = form_of(room, row).form
    proposed = {name: form[name].value() for name in form.fields}
    sent = {name: value for name, value in {**proposed, **given}.items() if value is not None}
    return client_of(room.manager).post(url_of(row), sent, headers=HTMX)


def errors(response: Any) -> Any:
    assert response.status_code == 200
    return response.context["dialog"].form.errors


def test_each_tier_starts_as_its_playbook_would(room: Room) -> None:
    on = organisation_today()
    micro, macro = form_of(room, room.micro), form_of(room, room.macro)
    first = {name: micro.form[name].value() for name in ("kind", "status", "compensation", "currency", "starts_on")}
    assert first == {
        "kind": "one_off", "status": "proposed", "compensation": "products", "currency": "SEK",
        "starts_on": on + timedelta(weeks=4),
    }  # fmt: skip
    assert micro.form["ends_on"].value() == on + timedelta(weeks=4 + 12, days=-1)
    assert macro.form["compensation"].value() == "paid"
    assert (macro.form["starts_on"].value() - on).days == 42
    assert macro.form["approval_rounds"].value() == 2
    assert "approval_rounds" not in micro.form.fields or micro.form["approval_rounds"].value() is None
    said = {one.says: str(one.origin) for one in macro.extra.grounds}
    assert "Needed before work starts: contract, deliverables" in " ".join(said)
    assert all(said.values())
    assert "It begins after 6 weeks of lead time." in said


def test_what_the_relationship_has_settled_goes_before_the_norm(room: Room) -> None:
    Relationship.objects.filter(pk=room.micro.pk).update(compensation="mixed")
    dialog = form_of(room, room.micro)
    assert dialog.form["compensation"].value() == "mixed"
    assert "Products + paid, as this relationship has it." in [one.says for one in dialog.extra.grounds]


def test_what_was_delivered_last_time_is_proposed_again(room: Room) -> None:
    factories.make_collaboration(room.macro, compensation="paid", fee=900, currency="EUR", deliverables="Two reels")
    assert form_of(room, room.macro).form["deliverables"].value() == "Two reels"


def test_an_ambassadorship_is_proposed_once_everything_for_it_is_there(room: Room) -> None:
    for _ in range(2):
        factories.make_collaboration(room.micro)
    for key in ("values", "audience", "content", "mentions", "sentiment", "safety", "conflict"):
        factories.make_rating(room.micro, key, 5, reviewer=room.manager)
    refresh_relationships(Relationship.objects.filter(pk=room.micro.pk))
    form = form_of(room, room.micro).form
    assert form["kind"].value() == "ambassador"
    starts_on = form["starts_on"].value()
    assert form["ends_on"].value() == last_day(starts_on, 3)
    assert [form[name].value() for name in ("cocreations_promised", "reviews_promised", "insights_promised")] == [
        1,
        1,
        3,
    ]
    # What was proposed for an ambassador does not slip into a one-off.
    assert post(room, room.micro, kind="one_off").status_code == 204
    made = Collaboration.objects.latest("pk")
    assert (made.kind, made.cocreations_promised, made.insights_promised) == ("one_off", None, None)
    factories.make_collaboration(room.micro, kind="ambassador", status="proposed")
    assert form_of(room, room.micro).form["kind"].value() == "one_off"


def test_it_is_put_on_file_once_however_often_it_is_sent(room: Room) -> None:
    for _ in range(2):
        response = post(room, room.macro, title="Spring launch", fee="1200")
        assert response.status_code == 204, response.context["dialog"].form.errors
    assert "on file as proposed" in json.loads(response["HX-Trigger"])["rapport:done"]["said"]
    made = Collaboration.objects.get()
    assert (made.relationship, made.title, made.currency) == (room.macro, "Spring launch", "SEK")
    assert made.fee == Decimal(1_200)
    assert made.history.get().history_user == room.manager
    post(room, room.macro, title="Autumn launch", fee="1200")
    assert Collaboration.objects.count() == 2


def test_what_is_not_shown_for_a_compensation_is_not_kept(room: Room) -> None:
    assert post(room, room.macro, compensation="products", fee="1200", product_value="80").status_code == 204
    made = Collaboration.objects.get()
    assert made.fee is None
    assert made.product_value == Decimal(80)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"compensation": ""}, "compensation"),
        ({"status": "completed"}, "status"),
        ({"fee": "-1"}, "fee"),
        ({"fee": "1.005"}, "fee"),
        ({"fee": "12", "currency": ""}, "__all__"),
        ({"starts_on": "2026-02-30"}, "starts_on"),
        ({"starts_on": "0001-01-01"}, "starts_on"),
        ({"starts_on": TODAY, "ends_on": TODAY - timedelta(days=1)}, "__all__"),
        ({"title": "x" * 201}, "title"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(room: Room, given: dict[str, Any], field: str) -> None:
    assert list(errors(post(room, room.macro, **given))) == [field]
    assert not Collaboration.objects.exists()


def test_what_the_playbook_stops_is_said_at_the_status(room: Room) -> None:
    type(room.macro.creator).objects.filter(pk=room.macro.creator_id).update(
        do_not_contact=True, do_not_contact_reason="Asked to"
    )
    Relationship.objects.filter(pk=room.macro.pk).update(do_not_contact=True)
    response = post(room, room.macro, status="agreed", fee="1200")
    assert "do-not-contact" in str(errors(response)["status"])
    assert not Collaboration.objects.exists()
