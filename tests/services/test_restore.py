"""Putting back what was: who may, what it writes, and what it refuses, each refusal in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from relationships.models import (
    AdviceDecision,
    Brand,
    Collaboration,
    Contribution,
    Membership,
    Rating,
    Relationship,
    RelationshipTag,
    Result,
    Touchpoint,
    User,
)
from relationships.services.blocks import Blocked
from relationships.services.restore import (
    ChangedSince,
    bring_back,
    may_bring_back,
    may_restore_value,
    refusal,
    restore_values,
)
from relationships.services.versions import Outdated, seen_in, token
from tests import factories
from tests.kept import kept_rows

pytestmark = pytest.mark.django_db


@dataclass
class Desk:
    brand: Brand
    relationship: Relationship
    manager: User
    viewer: User
    lead: User


@kept_rows
def desk() -> Desk:
    brand = factories.make_brand("Homely")
    manager = factories.make_manager(brand, first_name="Mia", last_name="Manager")
    return Desk(
        brand,
        factories.make_relationship(brand=brand, owner=manager),
        manager,
        factories.make_viewer(brand),
        factories.make_lead(),
    )


def _changed(row: Any, **values: Any) -> Any:
    """The version of the history in which ``values`` were saved."""
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    return row.history.latest("history_id")


def _removed(row: Any) -> Any:
    pk = row.pk
    row.delete()
    return type(row).history.filter(id=pk).latest("history_id")


# --- Values -----------------------------------------------------------------------------------------------------------


def test_a_value_is_put_back_through_the_models_own_save(desk: Desk) -> None:
    row = desk.relationship
    before = row.updated_at
    version = _changed(row, stage="active", next_action="Call", next_action_on=timezone.localdate())
    assert restore_values(version, ["stage", "next_action_on"], desk.manager) == ["Stage", "Next action on"]
    row = Relationship.objects.get(pk=row.pk)
    assert (row.stage, row.next_action, row.next_action_on, row.next_due_on) == ("prospect", "Call", None, None)
    assert row.updated_at > before
    told = row.history.latest("history_id")
    assert told.history_user == desk.manager
    assert told.history_change_reason.startswith("restored from ")
    assert str(timezone.localdate().year) in told.history_change_reason


def test_a_row_that_went_to_a_foreign_brand_is_not_there(desk: Desk) -> None:
    touch = factories.make_touchpoint(desk.relationship, summary="Said")
    version = _changed(touch, summary="Said otherwise")
    Touchpoint.objects.filter(pk=touch.pk).update(relationship=factories.make_relationship())
    with pytest.raises(ValidationError, match="no longer on file"):
        restore_values(version, ["summary"], desk.manager)
    assert restore_values(version, ["summary"], desk.lead)


def test_what_is_like_that_already_is_left_alone(desk: Desk) -> None:
    version = _changed(desk.relationship, stage="active")
    _changed(desk.relationship, stage="prospect")
    count = Relationship.history.count()
    assert restore_values(version, ["stage"], desk.manager) == ()
    assert Relationship.history.count() == count


def test_what_somebody_changed_since_is_asked_once_more(desk: Desk) -> None:
    row = desk.relationship
    version = _changed(row, stage="active")
    _changed(row, stage="dormant")
    with pytest.raises(ChangedSince) as since:
        restore_values(version, ["stage"], desk.manager)
    assert since.value.names == {"stage"}
    seen = seen_in(token(since.value.row))
    _changed(row, notes="Meanwhile.")  # elsewhere on the row: nobody is asked twice for that
    assert restore_values(version, ["stage"], desk.manager, seen) == ["Stage"]
    assert Relationship.objects.get(pk=row.pk).notes == "Meanwhile."


def test_what_was_changed_once_more_after_the_question_is_asked_again(desk: Desk) -> None:
    row = desk.relationship
    version = _changed(row, stage="active")
    seen = seen_in(token(Relationship.objects.get(pk=row.pk)))
    _changed(row, stage="dormant")
    with pytest.raises(Outdated):
        restore_values(version, ["stage"], desk.manager, seen)
    assert Relationship.objects.get(pk=row.pk).stage == "dormant"


def test_another_field_that_changed_since_asks_nobody(desk: Desk) -> None:
    version = _changed(desk.relationship, stage="active")
    _changed(desk.relationship, notes="Later.")
    assert restore_values(version, ["stage"], desk.manager) == ["Stage"]


def test_an_owner_who_left_the_team_is_not_put_back(desk: Desk) -> None:
    row = desk.relationship
    version = _changed(row, owner=desk.lead)
    Membership.objects.filter(user=desk.manager).delete()
    with pytest.raises(ValidationError, match=r"Owner: Mia Manager is no longer in the team of Homely"):
        restore_values(version, ["owner"], desk.lead)
    Membership.objects.create(user=desk.manager, brand=desk.brand)
    assert restore_values(version, ["owner"], desk.lead) == ["Owner"]


def test_a_constraint_speaks_and_all_together_fit(desk: Desk) -> None:
    row = desk.relationship
    _changed(row, next_action="Call", next_action_on=timezone.localdate())
    version = _changed(row, next_action="", next_action_on=None)
    with pytest.raises(ValidationError, match="Say what the next action is"):
        restore_values(version, ["next_action_on"], desk.manager)
    assert len(restore_values(version, ["next_action", "next_action_on"], desk.manager)) == 2


def test_a_block_stands(desk: Desk) -> None:
    row = desk.relationship
    _changed(row, next_action="Write", next_action_kind="outreach", next_action_on=timezone.localdate())
    version = _changed(row, next_action="", next_action_kind="", next_action_on=None)
    _changed(row.creator, do_not_contact=True, do_not_contact_reason="Asked for it")
    with pytest.raises(Blocked):
        restore_values(version, ["next_action", "next_action_kind", "next_action_on"], desk.manager)
    assert Relationship.objects.get(pk=row.pk).next_action == ""


def test_a_day_that_cannot_be_is_refused(desk: Desk) -> None:
    work = factories.make_collaboration(desk.relationship, status="agreed")
    yesterday = timezone.localdate() - timedelta(days=1)
    _changed(work, agreed_on=yesterday, deadline_on=yesterday)
    version = _changed(work, deadline_on=None)
    _changed(work, agreed_on=timezone.localdate())
    with pytest.raises(ValidationError) as refused:
        restore_values(version, ["deadline_on"], desk.manager)
    assert refusal(refused.value) == "Deadline on: Content cannot be due before it was agreed."


def test_the_first_version_has_nothing_before_it(desk: Desk) -> None:
    with pytest.raises(ValidationError, match="no earlier value"):
        restore_values(desk.relationship.history.earliest("history_id"), ["stage"], desk.manager)


def test_a_row_that_is_gone_is_put_back_first(desk: Desk) -> None:
    touch = factories.make_touchpoint(desk.relationship)
    version = _changed(touch, summary="Later.")
    touch.delete()
    with pytest.raises(ValidationError, match="no longer on file"):
        restore_values(version, ["summary"], desk.manager)


@pytest.mark.parametrize("names", [[], ["creator"], ["tier"], ["id"], ["nonsense"], ["stage", "search_text"]])
def test_what_nobody_types_in_is_not_put_back(desk: Desk, names: list[str]) -> None:
    version = _changed(desk.relationship, stage="active")
    with pytest.raises(PermissionDenied):
        restore_values(version, names, desk.lead)


def test_who_may_not_change_it_may_not_put_it_back(desk: Desk) -> None:
    version = _changed(desk.relationship, stage="active")
    removed = _removed(factories.make_touchpoint(desk.relationship))
    assert not may_restore_value(version, "stage", desk.viewer)
    assert not may_bring_back(removed, desk.viewer)
    with pytest.raises(PermissionDenied):
        restore_values(version, ["stage"], desk.viewer)
    with pytest.raises(PermissionDenied):
        bring_back(removed, desk.viewer)
    adjudication = factories.make_adjudication(desk.relationship, "values", 3)
    assert not may_restore_value(_changed(adjudication, value=4), "value", desk.manager)


def test_only_the_reviewer_puts_their_rating_back(desk: Desk) -> None:
    version = _changed(factories.make_rating(desk.relationship, "values", 4, reviewer=desk.manager), value=2)
    assert not may_restore_value(version, "value", desk.lead)
    assert restore_values(version, ["value"], desk.manager) == ["Rating"]
    assert Rating.objects.get().value == 4


# --- Rows -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "make",
    [
        lambda row: factories.make_touchpoint(row, summary="Said hello."),
        lambda row: factories.make_collaboration(row, title="Box"),
        lambda row: factories.make_result(factories.make_collaboration(row)),
        lambda row: RelationshipTag.objects.create(relationship=row, tag=factories.make_tag()),
        lambda row: factories.make_account(row.creator, "@second", network="tiktok"),
    ],
    ids=["touchpoint", "collaboration", "result", "tag", "account"],
)
def test_a_removed_row_is_put_back_as_it_was(desk: Desk, make: Callable[[Relationship], Any]) -> None:
    row = make(desk.relationship)
    model, pk = type(row), row.pk
    told = {"created_at", "updated_at"}
    before = {name: value for name, value in model.objects.filter(pk=pk).values()[0].items() if name not in told}
    assert bring_back(_removed(row), desk.lead) == model.objects.get(pk=pk)
    after = {name: value for name, value in model.objects.filter(pk=pk).values()[0].items() if name not in told}
    assert after == before
    last = model.history.filter(id=pk).latest("history_id")
    assert (last.history_type, last.history_user) == ("+", desk.lead)
    assert last.history_change_reason.startswith("restored from ")


def test_the_copies_follow_a_row_that_is_put_back(desk: Desk) -> None:
    removed = _removed(factories.make_collaboration(desk.relationship))
    assert Relationship.objects.get(pk=desk.relationship.pk).history_kind == "none"
    bring_back(removed, desk.manager)
    assert Relationship.objects.get(pk=desk.relationship.pk).history_kind == "one_off"


def test_a_contribution_comes_back_with_its_tags(desk: Desk) -> None:
    row = Contribution.objects.create(
        relationship=desk.relationship, kind="insight", happened_on=timezone.localdate(), title="Shades"
    )
    tag = factories.make_tag("spring")
    row.tags.set([tag])
    assert list(bring_back(_removed(row), desk.manager).tags.all()) == [tag]


def test_what_is_there_again_is_not_put_back_twice(desk: Desk) -> None:
    removed = _removed(factories.make_touchpoint(desk.relationship))
    bring_back(removed, desk.manager)
    with pytest.raises(ValidationError, match="on file again already"):
        bring_back(removed, desk.manager)
    tag = factories.make_tag("spring", desk.relationship)
    gone = _removed(RelationshipTag.objects.get())
    RelationshipTag.objects.create(relationship=desk.relationship, tag=tag)
    with pytest.raises(ValidationError):
        bring_back(gone, desk.manager)
    assert RelationshipTag.objects.count() == 1


def test_what_it_hung_on_comes_first(desk: Desk) -> None:
    work = factories.make_collaboration(desk.relationship)
    factories.make_result(work)
    gone = _removed(work)
    result = Result.history.latest("history_id")
    assert result.history_type == "-"
    with pytest.raises(ValidationError, match=r"Collaboration: what stood there is no longer on file"):
        bring_back(result, desk.manager)
    bring_back(gone, desk.manager)
    bring_back(result, desk.manager)
    assert Result.objects.get().collaboration == Collaboration.objects.get()


def test_a_decision_that_was_taken_back_is_decided_anew(desk: Desk) -> None:
    decision = AdviceDecision.objects.create(
        relationship=desk.relationship, code="thank-you", facts="", reason="x", until="2099-01-01",
        decided_by=desk.lead, decided_on="2026-01-01",
    )  # fmt: skip
    assert not may_bring_back(_removed(decision), desk.lead)


def test_only_a_removal_brings_a_row_back(desk: Desk) -> None:
    touch = factories.make_touchpoint(desk.relationship)
    with pytest.raises(PermissionDenied):
        bring_back(touch.history.latest("history_id"), desk.manager)
    assert Touchpoint.objects.count() == 1
