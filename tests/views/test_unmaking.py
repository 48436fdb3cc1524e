"""Taking back a touch, ratings, a collaboration just made: what is left, who may, and what stops it in which words."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from relationships.models import ChecklistTick, Collaboration, FitCriterion, Rating, Relationship, Touchpoint, User
from relationships.services.touches import Plan, plan_next
from relationships.services.versions import token
from relationships.views import undoing
from tests import factories
from tests.kept import kept_rows
from tests.views.dialogs import HTMX, told
from tests.views.list_pages import client_of

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


@dataclass
class Room:
    row: Relationship
    manager: User
    colleague: User
    criterion: FitCriterion

    def fresh(self) -> Relationship:
        self.row.refresh_from_db()
        return self.row

    def post(self, what: str, by: User | None = None, **sent: Any) -> dict[str, Any]:
        url = reverse(f"staff:{what}", args=[self.row.pk])
        return told(client_of(by or self.manager).post(url, sent, headers=HTMX))

    def log(self, **sent: Any) -> dict[str, Any]:
        said = {"channel": "phone", "direction": "inbound", "purpose": "check_in", "summary": "She likes the box."}
        return self.post("touch", **{**said, "version": token(self.fresh()), **sent})

    def rate(self, value: int = 4, evidence: str = "Her last three posts") -> dict[str, Any]:
        pk = self.criterion.pk
        sent: dict[str, Any] = {f"value-{pk}": value, f"evidence-{pk}": evidence, "note": ""}
        return self.post("rate", **sent)

    def start(self) -> dict[str, Any]:
        url = reverse("staff:collaborate", args=[self.row.pk])
        form = client_of(self.manager).get(url, headers=HTMX).context["dialog"].form
        sent = {name: form[name].value() for name in form.fields}
        return self.post("collaborate", **{name: value for name, value in sent.items() if value is not None})

    def back(self, done: dict[str, Any], by: User | None = None) -> Any:
        return client_of(by or self.manager).post(done["undo"], headers=HTMX)


@kept_rows
def room() -> Room:
    brand = factories.make_brand("Homely", currency="SEK")
    row = factories.make_relationship(factories.make_creator("Bea Lind", followers=12_400), brand, stage="active")
    people = (factories.make_manager(brand), factories.make_manager(brand))
    return Room(row, *people, FitCriterion.objects.get(brand=brand, key="values"))


def refused(response: Any) -> str:
    assert response.status_code == 204
    said: str = json.loads(response["HX-Trigger"])["rapport:refused"]["said"]
    return said


STEPS: dict[str, tuple[Callable[[Room], dict[str, Any]], Any]] = {
    "touch": (Room.log, Touchpoint),
    "rating": (Room.rate, Rating),
    "collaboration": (Room.start, Collaboration),
}
EACH = pytest.mark.parametrize("what", STEPS)


@EACH
def test_what_was_made_is_gone_again_and_its_history_says_by_whom(room: Room, what: str) -> None:
    do, model = STEPS[what]
    done = do(room)
    made = model.objects.get()
    assert told(room.back(done))["said"].startswith(f"{room.row}: the {what} is ")
    assert not model.objects.exists()
    last = model.history.filter(id=made.pk).latest()
    assert (last.history_type, last.history_user) == ("-", room.manager)
    assert last.history_change_reason == "taken back by who made it"
    assert "gone already" in refused(room.back(done)), "twice"


def test_what_is_derived_follows(room: Room) -> None:
    before = room.fresh()
    was = (before.last_touch_at, before.fit_rated, before.history_kind, before.drift)
    steps = [room.log(), room.rate()]
    assert (room.fresh().last_touch_at is not None, room.row.fit_rated) == (True, True)
    for done in reversed(steps):
        told(room.back(done))
    assert (room.fresh().last_touch_at, room.row.fit_rated, room.row.history_kind, room.row.drift) == was


@EACH
def test_it_is_for_who_did_it_in_its_place_and_time(room: Room, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    do, model = STEPS[what]
    done = do(room)
    stranger = factories.make_manager(factories.make_brand("Zyxwoo"))
    for other in (room.colleague, stranger):
        assert room.back(done, other).status_code == 404
    forged = {"undo": done["undo"][:-3] + "xx/"}
    assert room.back(forged).status_code == 404
    neighbour = factories.make_relationship(brand=room.row.brand)
    elsewhere = {"undo": done["undo"].replace(f"/{room.row.pk}/", f"/{neighbour.pk}/")}
    assert room.back(elsewhere).status_code == 404
    assert client_of(room.manager).get(done["undo"]).status_code == 405
    monkeypatch.setattr(undoing, "GOOD_FOR", -1)
    assert room.back(done).status_code == 404
    assert model.objects.count() == 1


@EACH
def test_who_may_no_longer_take_the_step_takes_none_back(room: Room, what: str) -> None:
    do, model = STEPS[what]
    done = do(room)
    kind = {"touch": "touchpoint"}.get(what, what)
    for group in room.manager.groups.all():
        group.permissions.remove(Permission.objects.get(codename=f"add_{kind}"))
    assert room.back(done).status_code == 403
    room.manager.memberships.all().delete()
    assert room.back(done).status_code in (403, 404)
    assert model.objects.count() == 1


@EACH
def test_what_was_changed_since_stays(room: Room, what: str) -> None:
    do, model = STEPS[what]
    done = do(room)
    row = model.objects.get()
    row.save()
    assert "changed since" in refused(room.back(done))
    assert model.objects.count() == 1


# --- A touch ----------------------------------------------------------------------------------------------------------

PLAN = {"next_action": "Send the box", "next_action_kind": "shipment", "next_action_on": TODAY + timedelta(days=7)}


def test_the_plan_that_came_with_a_touch_goes_with_it(room: Room) -> None:
    plan_next(room.row, Plan("Call her", "check_in", TODAY))
    done = room.log(**PLAN)
    assert room.fresh().next_action == "Send the box"
    told(room.back(done))
    assert (room.fresh().next_action, room.row.next_action_kind, room.row.next_action_on) == (
        "Call her", "check_in", TODAY,
    )  # fmt: skip


def test_a_plan_that_somebody_changed_keeps_the_touch_too(room: Room) -> None:
    done = room.log(**PLAN)
    plan_next(room.row, Plan("Theirs"))
    assert "Somebody changed it since" in refused(room.back(done))
    assert (room.fresh().next_action, Touchpoint.objects.count()) == ("Theirs", 1)


def test_the_notice_that_a_touch_gave_is_not_given_any_more(room: Room) -> None:
    creator = room.row.creator
    creator.notice_given_on = None
    creator.save()
    done = room.log(direction="outbound", purpose="privacy_notice", carries_notice="on")
    creator.refresh_from_db()
    assert creator.notice_given_on == TODAY
    told(room.back(done))
    creator.refresh_from_db()
    assert creator.notice_given_on is None
    done = room.log(direction="outbound", purpose="privacy_notice", carries_notice="on")
    creator.refresh_from_db()
    creator.notes = "Wrote back"
    creator.save()
    assert "privacy notice was given, was changed since" in refused(room.back(done))
    assert Touchpoint.objects.count() == 1


@pytest.mark.parametrize("proves", [True, False], ids=["another notice", "another message"])
def test_a_notice_that_another_brands_message_proves_stays_given(room: Room, proves: bool) -> None:
    creator = room.row.creator
    creator.notice_given_on = None
    creator.save()
    done = room.log(direction="outbound", purpose="privacy_notice", carries_notice="on")
    elsewhere, now = factories.make_relationship(creator, factories.make_brand("Zyxwoo")), timezone.now()
    for days, carries in ((5, False), (3, proves), (1, proves)):
        at = now - timedelta(days=days)
        factories.make_touchpoint(elsewhere, at, direction="outbound", carries_notice=carries)
    factories.make_touchpoint(elsewhere, now - timedelta(days=4), direction="inbound", carries_notice=True)
    told(room.back(done))
    creator.refresh_from_db()
    assert creator.notice_given_on == (TODAY - timedelta(days=3) if proves else None)
    assert creator.history.latest().history_change_reason == "taken back by who made it"


def test_a_touch_sent_twice_offers_nothing_to_take_back(room: Room) -> None:
    assert room.log()["undo"]
    assert room.log()["undo"] == ""


# --- Ratings ----------------------------------------------------------------------------------------------------------


def test_a_corrected_rating_says_again_what_it_said(room: Room) -> None:
    factories.make_rating(room.row, "values", 2, reviewer=room.manager, on=TODAY, evidence="One post")
    told(room.back(room.rate(5)))
    rating = Rating.objects.get()
    assert (rating.value, rating.evidence) == (2, "One post")
    assert rating.history.latest().history_change_reason == "taken back by who made it"


def test_the_same_rating_again_offers_nothing_to_take_back(room: Room) -> None:
    room.rate(4)
    assert room.rate(4)["undo"] == ""


LATER: dict[str, Callable[[Room], object]] = {
    "rating": lambda room: factories.make_rating(room.row, "values", 1, reviewer=room.colleague),
    "adjudication": lambda room: factories.make_adjudication(room.row, "values", 3),
    "override": lambda room: factories.make_override(room.row, "values"),
}


@pytest.mark.parametrize("later", LATER)
def test_a_rating_that_others_went_on_from_stays(room: Room, later: str) -> None:
    if later == "override":
        FitCriterion.objects.filter(pk=room.criterion.pk).update(is_gate=True)
    done = room.rate(4)
    LATER[later](room)
    assert "rated or decided upon since" in refused(room.back(done))
    assert Rating.objects.filter(reviewer=room.manager).count() == 1


def test_what_was_rated_before_and_elsewhere_stops_nothing(room: Room) -> None:
    factories.make_rating(room.row, "values", 1, reviewer=room.colleague)
    done = room.rate(4)
    factories.make_rating(room.row, "audience", 1, reviewer=room.colleague)
    told(room.back(done))
    assert not Rating.objects.filter(reviewer=room.manager).exists()


# --- A collaboration --------------------------------------------------------------------------------------------------

ON_IT: dict[str, Callable[[Room, Collaboration], object]] = {
    "brief": lambda room, made: factories.make_brief(made, by=room.colleague),
    "result": lambda room, made: factories.make_result(made),
    "checklist tick": lambda room, made: ChecklistTick.objects.create(
        relationship=room.row, collaboration=made, term="contract", ticked_by=room.colleague, ticked_on=TODAY
    ),
}


@pytest.mark.parametrize("what", ON_IT)
def test_a_collaboration_on_which_something_hangs_stays(room: Room, what: str) -> None:
    done = room.start()
    ON_IT[what](room, Collaboration.objects.get())
    assert f"a {what} hangs on it" in refused(room.back(done))
    assert Collaboration.objects.count() == 1


def test_a_signed_contract_keeps_it(room: Room) -> None:
    done = room.start()
    made = Collaboration.objects.get()
    made.contract_signed_on = TODAY
    made.save()
    assert "changed since" in refused(room.back(done))


def test_one_that_was_on_file_already_is_not_offered_to_be_taken_back(room: Room) -> None:
    assert room.start()["undo"]
    assert room.start()["undo"] == ""


def test_without_script_it_leads_back_and_says_so(room: Room) -> None:
    done = room.rate()
    page = client_of(room.manager).post(done["undo"], follow=True)
    assert "the rating is taken back" in page.content.decode()


def test_what_one_kind_of_step_wrote_no_other_reads(room: Room) -> None:
    done = room.rate()
    assert room.back({"undo": done["undo"].replace("/rate/undo/", "/touch/undo/")}).status_code == 404
    with pytest.raises(signing.BadSignature):
        signing.loads(done["undo"].split("/")[-2], salt="rapport.undo.unlog")
