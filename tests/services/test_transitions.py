"""A block stops the step that it names wherever it is saved, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from relationships.domain.playbooks.advice import Code, Transition
from relationships.models import AdviceDecision, Collaboration, Relationship, Touchpoint
from relationships.services.blocks import Blocked
from relationships.services.clock import organisation_today
from relationships.services.dismissals import dismiss, override
from relationships.services.transitions import check, transitions_of
from tests import factories

pytestmark = pytest.mark.django_db

TODAY = organisation_today()
SOON = TODAY + timedelta(days=30)
T = Transition


def work(**values: Any) -> Collaboration:
    return Collaboration(**{"compensation": "products", "status": "proposed", **values})


STEPS: list[tuple[dict[str, Any] | None, dict[str, Any], set[Transition]]] = [
    (None, {}, set()),
    (None, {"status": "agreed"}, {T.AGREE}),
    (None, {"status": "completed"}, {T.COMPLETE}),
    ({}, {"status": "agreed"}, {T.AGREE}),
    ({}, {"status": "live"}, {T.AGREE}),
    ({"status": "cancelled"}, {"status": "agreed"}, {T.AGREE}),
    ({"status": "agreed"}, {"status": "agreed"}, set()),
    ({"status": "agreed"}, {"status": "live"}, set()),
    ({"status": "live"}, {"status": "completed"}, {T.COMPLETE}),
    ({"status": "completed"}, {"status": "completed"}, set()),
    ({}, {"delivered_on": TODAY}, {T.SHIP}),
    ({"delivered_on": TODAY}, {"delivered_on": SOON}, set()),
    ({"delivered_on": TODAY}, {}, set()),
    ({}, {"paid_on": TODAY}, {T.PAY}),
    ({"paid_on": TODAY}, {"paid_on": TODAY}, set()),
    ({}, {"status": "completed"}, {T.AGREE, T.COMPLETE}),
    ({}, {"status": "completed", "paid_on": TODAY, "delivered_on": TODAY}, {T.AGREE, T.COMPLETE, T.PAY, T.SHIP}),
]


@pytest.mark.parametrize(("before", "after", "steps"), STEPS)
def test_steps_between_two_states(before: dict[str, Any] | None, after: dict[str, Any], steps: set[Any]) -> None:
    assert transitions_of(None if before is None else work(**before), work(**after)) == steps


Step = Callable[[Relationship], Any]
OBJECTS = {"do_not_contact": True, "do_not_contact_reason": "Objected."}


def open_work(row: Relationship, **values: Any) -> Collaboration:
    """On file without any step taken: past the receivers."""
    made = Collaboration(relationship=row, **{"compensation": "products", "status": "agreed", **values})
    Collaboration.objects.bulk_create([made])
    return Collaboration.objects.get(pk=made.pk)


def change(row: Any, **values: Any) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


#: What the creator is like, what is on file, the step, and the rules that stop it.
CASES: list[tuple[str, dict[str, Any], dict[str, Any] | None, dict[str, Any], set[Code]]] = [
    ("ship a gift with strings", {}, {"is_gift": True, "deadline_on": SOON}, {"delivered_on": TODAY},
     {Code.GIFT_WITH_STRINGS}),
    ("ship a free gift", {}, {"is_gift": True}, {"delivered_on": TODAY}, set()),
    ("the strings go with it", {}, {"is_gift": True, "deadline_on": SOON},
     {"delivered_on": TODAY, "deadline_on": None}, set()),
    ("only its title is edited", {}, {"is_gift": True, "deadline_on": SOON}, {"title": "Box"}, set()),
    ("complete without a label", {}, {"status": "live"}, {"status": "completed"}, {Code.DISCLOSURE_MISSING}),
    ("the label comes with it", {}, {"status": "live"}, {"status": "completed", "disclosure_proof": "Link"}, set()),
    ("pay before a gate is cleared", {}, {"compensation": "paid", "fee": 90, "currency": "EUR"}, {"paid_on": TODAY},
     {Code.GATE_FAILED}),
    ("pay and complete at once", {}, {"compensation": "paid", "fee": 90, "currency": "EUR", "disclosure_proof": "Link"},
     {"paid_on": TODAY, "status": "completed"}, {Code.GATE_FAILED}),
    ("ship what needs a contract", {}, {"product_value": 1000, "currency": "EUR"}, {"delivered_on": TODAY},
     {Code.CONTRACT_NEEDED}),
    ("just under it", {}, {"product_value": "999.99", "currency": "EUR"}, {"delivered_on": TODAY}, set()),
    ("the contract comes with it", {}, {"product_value": 1000, "currency": "EUR"},
     {"delivered_on": TODAY, "contract_signed_on": TODAY}, set()),
    ("agree with one who objected", OBJECTS, {"status": "proposed"}, {"status": "agreed"}, {Code.DO_NOT_CONTACT}),
    ("agree and complete at once with one who objected", OBJECTS, {"status": "proposed"},
     {"status": "completed", "disclosure_proof": "Link"}, {Code.DO_NOT_CONTACT}),
    ("agree", {}, {"status": "proposed"}, {"status": "agreed"}, set()),
    ("agree without a notice", {"notice_given_on": None}, {"status": "proposed"}, {"status": "agreed"}, set()),
]  # fmt: skip


@pytest.mark.parametrize(("creator", "on_file", "step", "codes"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_saving_a_collaboration(creator: dict[str, Any], on_file: Any, step: dict[str, Any], codes: set[Code]) -> None:
    row = factories.make_relationship(factories.make_creator(followers=12_400, **creator))
    collaboration = open_work(row, **on_file)
    if not codes:
        change(collaboration, **step)
        return
    with pytest.raises(Blocked) as stopped:
        change(collaboration, **step)
    assert {advice.code for advice in stopped.value.advice} == codes
    assert "A lead can let it pass" in " ".join(stopped.value.messages)
    assert Collaboration.objects.filter(pk=collaboration.pk, **on_file).exists(), "nothing was written"


def touch(row: Relationship, **values: Any) -> Touchpoint:
    return factories.make_touchpoint(row, **values)


YESTERDAY = timezone.now() - timedelta(days=1)
NO_NOTICE: dict[str, Any] = {"notice_given_on": None}
OUTREACH: list[tuple[str, dict[str, Any], Step, set[Code]]] = [
    ("a first message", NO_NOTICE, touch, {Code.NOTICE_MISSING}),
    ("one that carries the notice", NO_NOTICE, lambda r: touch(r, carries_notice=True), set()),
    ("the notice itself", NO_NOTICE, lambda r: touch(r, purpose="privacy_notice"), set()),
    ("what happened yesterday", NO_NOTICE, lambda r: touch(r, happened_at=YESTERDAY), set()),
    ("an answer", NO_NOTICE, lambda r: touch(r, direction="inbound"), set()),
    ("after the notice", {}, touch, set()),
    ("to one who objected", OBJECTS, touch, {Code.DO_NOT_CONTACT}),
    ("the notice to one who objected", OBJECTS, lambda r: touch(r, carries_notice=True), {Code.DO_NOT_CONTACT}),
    ("yesterday, to one who objected", OBJECTS, lambda r: touch(r, happened_at=YESTERDAY), set()),
    ("planned for one who objected", OBJECTS, lambda r: change(r, next_action="Write", next_action_kind="check_in"),
     {Code.DO_NOT_CONTACT}),
    ("a task of our own", OBJECTS, lambda r: change(r, next_action="Look", next_action_kind="internal"), set()),
    ("planned, of no kind", {}, lambda r: change(r, next_action="Write"), set()),
    ("said to be contacted", OBJECTS, lambda r: change(r, stage="contacted"), {Code.DO_NOT_CONTACT}),
    ("its notes", OBJECTS, lambda r: change(r, notes="Met at the fair."), set()),
    ("planned", {}, lambda r: change(r, next_action="Write", next_action_kind="outreach"), set()),
    ("a new relationship", OBJECTS, lambda r: Relationship.objects.create(
        creator=r.creator, brand=factories.make_brand(), next_action="Write", next_action_kind="outreach"),
     {Code.DO_NOT_CONTACT}),
]  # fmt: skip


@pytest.mark.parametrize(("creator", "step", "codes"), [c[1:] for c in OUTREACH], ids=[c[0] for c in OUTREACH])
def test_outreach(creator: dict[str, Any], step: Step, codes: set[Code]) -> None:
    row = factories.make_relationship(factories.make_creator(followers=12_400, **creator))
    if not codes:
        step(row)
        return
    with pytest.raises(Blocked) as stopped:
        step(row)
    assert {advice.code for advice in stopped.value.advice} == codes
    assert isinstance(stopped.value, ValidationError)


def test_what_is_planned_with_one_who_objected_has_a_kind() -> None:
    """Else nobody could tell whether it is a contact."""
    row = factories.make_relationship(next_action="Old plan")
    change(row.creator, **OBJECTS)
    with pytest.raises(ValidationError, match="which kind"):
        change(row, next_action="Write")
    row.refresh_from_db()
    change(row, notes="The old plan stands, and is nobody's news.")
    change(row, next_action="Take off the list", next_action_kind="internal")
    change(row, next_action="", next_action_kind="")


def test_what_is_planned_already_can_be_edited_elsewhere_and_taken_off() -> None:
    row = factories.make_relationship(next_action="Write", next_action_kind="outreach")
    change(row.creator, **OBJECTS)
    row.refresh_from_db()
    assert (row.drift, row.drift_blocks) == (1, 1)
    change(row, notes="Called; wants no more messages.")
    change(row, next_action="", next_action_kind="")
    row.refresh_from_db()
    assert row.drift == 0


def test_a_blocks_own_collaboration_alone_is_stopped() -> None:
    row = factories.make_relationship()
    tied = open_work(row, is_gift=True, deadline_on=SOON)
    free = open_work(row)
    change(free, delivered_on=TODAY)
    with pytest.raises(Blocked):
        change(tied, delivered_on=TODAY)


@pytest.mark.parametrize(("kind", "passes"), [("dismissed", False), ("overridden", True)])
def test_a_dismissal_hides_a_block_and_only_an_override_lifts_it(kind: str, passes: bool) -> None:
    row, lead = factories.make_relationship(), factories.make_lead()
    collaboration = open_work(row, is_gift=True, deadline_on=SOON)
    decide = override if kind == "overridden" else dismiss
    decide(row, Code.GIFT_WITH_STRINGS, "Settled by phone.", SOON, lead)
    row.refresh_from_db()
    assert row.drift_blocks == 0
    if passes:
        change(collaboration, delivered_on=TODAY)
        # Another gift with strings is another fact: nobody decided about that one.
        another = open_work(row, is_gift=True, deadline_on=SOON)
        with pytest.raises(Blocked):
            change(another, delivered_on=TODAY)
    else:
        with pytest.raises(Blocked):
            change(collaboration, delivered_on=TODAY)


def test_a_lead_overrides_what_only_the_next_step_would_meet() -> None:
    row, lead = factories.make_relationship(factories.make_creator(**NO_NOTICE)), factories.make_lead()
    assert not row.drift, "a creator of today need not have been told yet"
    with pytest.raises(Blocked):
        touch(row)
    override(row, Code.NOTICE_MISSING, "Told at the fair, in person.", TODAY, lead)
    touch(row)
    AdviceDecision.objects.update(until=date(2020, 1, 1))
    with pytest.raises(Blocked, match="notice-missing"):
        touch(row)


def test_asked_by_a_service() -> None:
    row = factories.make_relationship(factories.make_creator(followers=150_000))
    collaboration = open_work(row, compensation="paid")
    with pytest.raises(Blocked, match="You can let it pass") as stopped:
        check(row, Transition.BRIEF, collaboration=collaboration, by=factories.make_lead())
    assert [advice.code for advice in stopped.value.advice] == [Code.TERMS_MISSING]
    check(row, Transition.OUTREACH)
    change(row.creator, **NO_NOTICE)
    touch(row, happened_at=YESTERDAY)
    with pytest.raises(Blocked, match="notice-missing"):
        check(row, Transition.OUTREACH)
    check(row, Transition.OUTREACH, carries_notice=True)


# --- What else happens on the way -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "agreed_on"),
    [
        ({"status": "agreed"}, TODAY),
        ({"status": "agreed", "agreed_on": date(2026, 1, 2)}, date(2026, 1, 2)),
        ({"status": "proposed"}, None),
        ({"status": "live"}, None),
        ({"status": "completed"}, None),
    ],
)
def test_the_day_of_the_agreement(values: dict[str, Any], agreed_on: date | None) -> None:
    collaboration = factories.make_collaboration(**values)
    assert Collaboration.objects.get(pk=collaboration.pk).agreed_on == agreed_on


def test_the_day_of_the_agreement_is_not_made_up_later() -> None:
    collaboration = open_work(factories.make_relationship())
    change(collaboration, title="Agreed long ago")
    assert collaboration.agreed_on is None


@pytest.mark.parametrize(
    ("values", "given_on"),
    [
        ({"carries_notice": True}, TODAY),
        ({"purpose": "privacy_notice"}, TODAY),
        ({"carries_notice": True, "direction": "inbound"}, None),
        ({"direction": "inbound"}, None),
    ],
)
def test_a_message_that_carries_the_notice_is_the_proof(values: dict[str, Any], given_on: date | None) -> None:
    row = factories.make_relationship(factories.make_creator(**NO_NOTICE))
    touch(row, **values)
    row.creator.refresh_from_db()
    assert row.creator.notice_given_on == given_on
    told = row.creator.history.filter(history_change_reason="a message carried the privacy notice")
    assert told.count() == (given_on is not None)
    touch(row, happened_at=YESTERDAY, carries_notice=True)
    row.creator.refresh_from_db()
    assert row.creator.notice_given_on in (given_on or YESTERDAY.date(), TODAY - timedelta(days=1))
