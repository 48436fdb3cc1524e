"""Quick edits: who is offered what, what is written and by whom, what is refused where, and how it is taken back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from relationships.models import Relationship, Tag, Touchpoint, User
from relationships.services.versions import token
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
    viewer: User
    stranger: User

    def url(self, what: str) -> str:
        return reverse(f"staff:{what}", args=[self.row.pk])

    def fresh(self) -> Relationship:
        self.row.refresh_from_db()
        return self.row

    def post(self, what: str, by: User | None = None, **data: Any) -> Any:
        data = {"version": token(self.row), **data}
        return client_of(by or self.manager).post(self.url(what), data, headers=HTMX)


@kept_rows
def room() -> Room:
    brand = factories.make_brand("Homely")
    manager = factories.make_manager(brand, first_name="Mia", last_name="Manager")
    creator = factories.make_creator("Bea Lind", followers=12_400)
    row = factories.make_relationship(creator, brand, owner=manager, stage="active", compensation="products")
    colleague = factories.make_manager(brand, first_name="Cem", last_name="Colleague")
    return Room(row, manager, colleague, factories.make_viewer(brand), factories.make_manager(last_name="Stranger"))


def errors(response: Any) -> Any:
    assert response.status_code == 200
    return response.context["dialog"].form.errors


# --- Who is offered what ----------------------------------------------------------------------------------------------


def test_the_menu_offers_each_what_they_may_do(room: Room) -> None:
    html = client_of(room.manager).get(room.url("quick"), headers=HTMX).content.decode()
    assert re.findall(r'data-key="(.)"', html) == list("lnsotcrb")
    assert "Mia Manager" in html
    page = client_of(room.viewer).get(room.url("quick"))
    assert page.status_code == 200
    assert "data-key" not in page.content.decode()
    assert "Nothing here is yours to change" in page.content.decode()


def test_rows_offer_edits_to_whom_may_edit_and_to_nobody_else(room: Room) -> None:
    address = reverse("staff:relationships")
    html = client_of(room.manager).get(address).content.decode()
    for what in ("touch", "quick_next", "quick_stage", "quick_owner", "quick_compensation", "quick"):
        assert f'href="{room.url(what)}"' in html, what
    viewed = client_of(room.viewer).get(address).content.decode()
    assert "Bea Lind" in viewed
    assert "data-quick" not in viewed
    assert 'class="edit"' not in viewed
    workplace = reverse("admin:relationships_relationship_change", args=[room.row.pk])
    offered = ("touch", "quick_next", "rate", "collaborate")
    shown = {user: client_of(user).get(workplace).content.decode() for user in (room.manager, room.viewer)}
    assert all(f'href="{room.url(what)}"' in shown[room.manager] for what in offered)
    assert not any(f'href="{room.url(what)}"' in shown[room.viewer] for what in offered)


@pytest.mark.parametrize(
    "what", ["touch", "quick_next", "quick_stage", "quick_owner", "quick_compensation", "quick_tags"]
)
def test_the_server_refuses_what_is_not_offered(room: Room, what: str) -> None:
    assert client_of(room.viewer).get(room.url(what)).status_code == 403
    assert room.post(what, by=room.viewer, stage="ended").status_code == 403
    assert room.post(what, by=room.stranger, stage="ended").status_code == 404
    assert room.fresh().stage == "active"


# --- One thing --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("what", "sent", "column", "value"),
    [
        ("quick_stage", {"stage": "dormant"}, "stage", "dormant"),
        ("quick_compensation", {"compensation": "mixed"}, "compensation", "mixed"),
        ("quick_compensation", {"compensation": ""}, "compensation", ""),
        ("quick_owner", {"owner": ""}, "owner_id", None),
    ],
)
def test_one_thing_is_changed_with_history_and_taken_back(
    room: Room, what: str, sent: dict[str, str], column: str, value: Any
) -> None:
    before, version = getattr(room.row, column), room.row.updated_at
    done = told(room.post(what, by=room.colleague, **sent))
    assert done["row"] == room.row.pk
    assert getattr(room.fresh(), column) == value
    assert room.row.updated_at > version
    assert room.row.history.latest().history_user == room.colleague
    back = client_of(room.colleague).post(done["undo"], headers=HTMX)
    assert "Taken back" in told(back)["said"]
    assert getattr(room.fresh(), column) == before
    assert room.row.history.count() == 3


def test_the_same_again_changes_nothing(room: Room) -> None:
    done = told(room.post("quick_stage", stage="active"))
    assert "nothing is different" in done["said"]
    assert done["undo"] == ""
    assert room.row.history.count() == 1


def test_an_owner_is_one_of_the_brands_team(room: Room) -> None:
    assert "owner" in errors(room.post("quick_owner", owner=room.stranger.pk))
    assert "owner" in errors(room.post("quick_owner", owner="9" * 30))
    html = client_of(room.manager).get(room.url("quick_owner"), headers=HTMX).content.decode()
    assert "Cem Colleague" in html
    assert "Stranger" not in html
    told(room.post("quick_owner", owner=room.colleague.pk))
    assert room.fresh().owner == room.colleague


def test_an_owner_who_left_the_team_stays_until_somebody_changes_it(room: Room) -> None:
    Relationship.objects.filter(pk=room.row.pk).update(owner=room.stranger)
    room.fresh()
    told(room.post("quick_owner", owner=room.stranger.pk))
    assert room.fresh().owner == room.stranger


def test_what_a_playbook_stops_is_said_at_the_field(room: Room) -> None:
    type(room.row.creator).objects.filter(pk=room.row.creator_id).update(
        do_not_contact=True, do_not_contact_reason="Asked to"
    )
    Relationship.objects.filter(pk=room.row.pk).update(do_not_contact=True, stage="prospect")
    room.fresh()
    assert "do-not-contact" in str(errors(room.post("quick_stage", stage="contacted"))["stage"])
    plan: dict[str, Any] = {"next_action": "Write", "next_action_kind": "outreach", "next_action_on": TODAY}
    assert list(errors(room.post("quick_next", **plan))) == ["next_action_kind"]
    assert list(errors(room.post("touch", **touch()))) == ["direction"]
    assert list(errors(room.post("touch", **touch(direction="inbound"), **plan))) == ["next_action_kind"]
    assert (room.fresh().stage, room.row.next_action) == ("prospect", "")
    assert not Touchpoint.objects.exists()


# --- Two at once ------------------------------------------------------------------------------------------------------


def test_who_comes_second_sees_theirs_beside_the_own_and_decides(room: Room) -> None:
    opened = token(room.row)
    told(room.post("quick_stage", by=room.colleague, stage="dormant"))
    response = room.post("quick_stage", version=opened, stage="ended")
    html = response.content.decode()
    assert "Cem Colleague changed this" in html
    (difference,) = response.context["dialog"].differences
    assert (difference.theirs, difference.ours) == ("Dormant", "Ended")
    assert "Save mine all the same" in html
    assert room.fresh().stage == "dormant"
    again = re.search(r'name="version" value="([^"]+)"', html)
    assert again
    told(room.post("quick_stage", version=again[1], stage="ended"))
    assert room.fresh().stage == "ended"


def test_a_change_elsewhere_on_the_row_is_no_reason_to_stop(room: Room) -> None:
    opened = token(room.row)
    told(room.post("quick_owner", by=room.colleague, owner=""))
    told(room.post("quick_stage", version=opened, stage="dormant"))
    assert (room.fresh().stage, room.row.owner) == ("dormant", None)


@pytest.mark.parametrize("version", ["", "yesterday", "2026-01-01T00:00:00"])
def test_a_form_without_its_version_is_asked_again(room: Room, version: str) -> None:
    assert errors(room.post("quick_stage", version=version, stage="ended"))
    assert room.fresh().stage == "active"


def test_an_undo_is_for_who_did_it_while_nobody_changed_it_since(room: Room) -> None:
    undo = told(room.post("quick_stage", stage="dormant"))["undo"]
    room.fresh()
    assert client_of(room.colleague).post(undo).status_code == 404
    assert client_of(room.manager).post(undo[:-3] + "xx/").status_code == 404
    other = factories.make_relationship(brand=room.row.brand, stage="dormant")
    elsewhere = undo.replace(f"/{room.row.pk}/quick", f"/{other.pk}/quick")
    assert client_of(room.manager).post(elsewhere).status_code == 404
    told(room.post("quick_stage", by=room.colleague, stage="ended"))
    refused = client_of(room.manager).post(undo, headers=HTMX)
    assert "Somebody changed it since" in refused["HX-Trigger"]
    assert room.fresh().stage == "ended"


# --- What comes next --------------------------------------------------------------------------------------------------


def test_the_next_action_is_set_with_its_day_and_taken_back(room: Room) -> None:
    html = client_of(room.manager).get(room.url("quick_next"), headers=HTMX).content.decode()
    days = re.findall(r'data-fill="asked-next_action_on" data-value="([^"]+)"', html)
    assert days == [(TODAY + timedelta(days=ahead)).isoformat() for ahead in (0, 1, 7, 14)]
    plan: dict[str, Any] = {
        "next_action": "Send the box",
        "next_action_kind": "shipment",
        "next_action_on": TODAY + timedelta(days=7),
    }
    done = told(room.post("quick_next", **plan))
    assert {name: getattr(room.fresh(), name) for name in plan} == plan
    told(client_of(room.manager).post(done["undo"], headers=HTMX))
    room.fresh()
    assert (room.row.next_action, room.row.next_action_kind, room.row.next_action_on) == ("", "", None)
    assert list(errors(room.post("quick_next", next_action_on=TODAY))) == ["next_action"]
    assert list(errors(room.post("quick_next", next_action="Call", next_action_on="1066-10-14"))) == ["next_action_on"]


def test_what_the_playbook_advises_is_proposed(room: Room) -> None:
    Relationship.objects.filter(pk=room.row.pk).update(created_at=timezone.now() - timedelta(days=181))
    proposals = client_of(room.manager).get(room.url("quick_next"), headers=HTMX).context["dialog"].extra
    assert ("Get in touch", "check_in", TODAY.isoformat()) in [(one.text, one.kind, one.on) for one in proposals]
    assert proposals[-1].text == "Check in"


# --- A touch ----------------------------------------------------------------------------------------------------------


def touch(**given: Any) -> dict[str, Any]:
    return {"channel": "phone", "direction": "outbound", "purpose": "check_in", "summary": "Asked how it goes", **given}


def test_a_touch_is_logged_with_what_comes_next(room: Room) -> None:
    plan: dict[str, Any] = {
        "next_action": "Ask again",
        "next_action_kind": "check_in",
        "next_action_on": TODAY + timedelta(days=7),
    }
    done = told(room.post("touch", by=room.colleague, **touch(), **plan))
    assert "The touch is logged." in done["said"]
    logged = Touchpoint.objects.get()
    assert (logged.by, logged.channel, logged.summary) == (room.colleague, "phone", "Asked how it goes")
    assert (room.fresh().next_action, room.row.last_touch_at) == ("Ask again", logged.happened_at)
    # The next one is likely to go the same way.
    form = client_of(room.manager).get(room.url("touch"), headers=HTMX).context["dialog"].form
    assert (form["channel"].value(), form["purpose"].value()) == ("phone", "check_in")
    assert form["next_action"].value() == "Ask again"


def test_a_touch_that_is_sent_twice_is_logged_once(room: Room) -> None:
    for _ in range(2):
        done = told(room.post("touch", version=token(room.fresh()), **touch()))
    assert "it stands once" in done["said"]
    assert Touchpoint.objects.count() == 1


def test_a_touch_whose_plan_a_colleague_overtook_is_not_half_written(room: Room) -> None:
    opened = token(room.row)
    told(room.post("quick_next", by=room.colleague, next_action="Theirs"))
    response = room.post("touch", version=opened, **touch(), next_action="Mine")
    assert "Theirs" in response.content.decode()
    assert not Touchpoint.objects.exists()
    assert room.fresh().next_action == "Theirs"


def test_a_touch_needs_words(room: Room) -> None:
    assert list(errors(room.post("touch", **touch(summary=" \0 ")))) == ["summary"]
    assert list(errors(room.post("touch", **touch(channel="pigeon")))) == ["channel"]


# --- Tags -------------------------------------------------------------------------------------------------------------


def names(row: Relationship) -> set[str]:
    return set(row.tags.values_list("name", flat=True))


def test_tags_come_and_go_and_a_new_word_is_made_once(room: Room) -> None:
    launch, gift = factories.make_tag("Launch", room.row), factories.make_tag("Gift list")
    shown = f"{launch.pk}"
    done = told(room.post("quick_tags", shown=shown, tags=[], more="gift LIST, Élan, élan,"))
    assert names(room.row) == {"Gift list", "Élan"}
    assert Tag.objects.filter(name_key="elan").count() == 1
    assert {one.history_user for one in Tag.objects.get(name="Élan").history.all()} == {room.manager}
    told(client_of(room.manager).post(done["undo"], headers=HTMX))
    assert names(room.row) == {"Launch"}
    assert gift.relationship_tags.count() == 0


def test_what_a_colleague_tagged_meanwhile_stays(room: Room) -> None:
    launch = factories.make_tag("Launch", room.row)
    later = factories.make_tag("Later", room.row)
    other = factories.make_tag("Other")
    told(room.post("quick_tags", shown=f"{launch.pk}", tags=[other.pk]))
    assert names(room.row) == {"Later", "Other"}
    assert later.relationship_tags.count() == 1


def test_who_may_not_make_words_uses_those_on_file(room: Room) -> None:
    factories.make_tag("Launch")
    plain = factories.make_user(brands=(room.row.brand,))
    plain.user_permissions.add(*_permissions("change_relationship", "view_relationship"))
    refused = room.post("quick_tags", by=plain, shown="", more="launch, brand new")
    assert "There is no tag “brand new”" in str(errors(refused)["more"])
    assert names(room.row) == set()
    told(room.post("quick_tags", by=plain, shown="", more="launch"))
    assert names(room.row) == {"Launch"}


@pytest.mark.parametrize("more", ["x" * 61, "y" * 401])
def test_a_tag_is_short(room: Room, more: str) -> None:
    assert list(errors(room.post("quick_tags", shown="", more=more))) == ["more"]


def test_tags_survive_what_no_form_sends(room: Room) -> None:
    for tags, shown in (["9" * 40], ""), (["x"], "a,1e3,²"), ([0], ""):
        assert list(errors(room.post("quick_tags", tags=tags, shown=shown))) == ["tags"]
    assert "nothing is different" in told(room.post("quick_tags", shown="9" * 400))["said"]


def _permissions(*codenames: str) -> Any:
    from django.contrib.auth.models import Permission

    return Permission.objects.filter(codename__in=codenames)


# --- Without script ---------------------------------------------------------------------------------------------------


def test_without_script_each_is_a_page_that_leads_back(room: Room) -> None:
    client, back = client_of(room.manager), reverse("staff:relationships") + "?stage=active"
    page = client.get(room.url("quick"), {"next": back}).content.decode()
    assert "next=/staff/relationships/%3Fstage%3Dactive" in page
    address = f"{room.url('quick_stage')}?next=/staff/relationships/%3Fstage%3Dactive"
    assert client.post(address, {"stage": "nowhere"}).status_code == 422
    response = client.post(address, {"stage": "ended", "version": token(room.row)})
    assert (response.status_code, response["Location"]) == (302, back)
    assert room.fresh().stage == "ended"
