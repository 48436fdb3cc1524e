"""Many relationships changed at once, and taken back: what is written, what is left and why; nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from relationships.domain import bulk as rules
from relationships.domain.lists import BulkAction
from relationships.models import (
    Brand,
    BulkChange,
    BulkChangeRow,
    Creator,
    Membership,
    Relationship,
    RelationshipTag,
    Tag,
    User,
)
from relationships.services import bulk, bulk_asking
from relationships.services.advice import refresh_advice
from relationships.services.bulk_asking import Asking, Change
from relationships.services.clock import organisation_today
from relationships.services.derived import count_wrong
from relationships.services.dismissals import override
from relationships.services.transitions import check_save
from tests import factories
from tests.kept import kept_rows

pytestmark = pytest.mark.django_db

TODAY = organisation_today()
SOON = TODAY + timedelta(days=9)
PLAN = {"next_action": "Say hello", "next_action_kind": "check_in", "next_action_on": SOON}
NOTHING = {"next_action": "", "next_action_kind": "", "next_action_on": None}


@dataclass
class House:
    brand: Brand
    other: Brand
    lead: User
    manager: User
    colleague: User
    tag: Tag
    #: Two of the brand and one of the other brand with the same creator; one nobody may contact, one without a notice.
    first: Relationship
    second: Relationship
    elsewhere: Relationship
    barred: Relationship
    untold: Relationship

    @property
    def ids(self) -> list[int]:
        return sorted(row.pk for row in (self.first, self.second, self.elsewhere, self.barred, self.untold))


@kept_rows
def house() -> House:
    brand, other = factories.make_brand("Homely"), factories.make_brand("Otherly")
    manager, colleague = factories.make_manager(brand), factories.make_manager(brand)
    lead = factories.make_lead()
    owned: dict[str, Any] = {"brand": brand, "owner": manager}
    first = factories.make_relationship(compensation="products", **owned)
    second = factories.make_relationship(next_action="Call", next_action_kind="nudge", next_action_on=TODAY, **owned)
    creator = factories.make_creator(followers=9_000, do_not_contact=True, do_not_contact_reason="Objected.")
    barred = factories.make_relationship(creator=creator, **owned)
    untold = factories.make_relationship(creator=factories.make_creator(notice_given_on=None), **owned)
    Creator.objects.filter(pk=untold.creator_id).update(created_at=timezone.now() - timedelta(days=99))
    refresh_advice(Relationship.objects.filter(pk=untold.pk))
    tag = factories.make_tag("Spring", second)
    elsewhere = factories.make_relationship(creator=first.creator, brand=other, owner=lead)
    return House(brand, other, lead, manager, colleague, tag, first, second, elsewhere, barred, untold)


def change(action: BulkAction, columns: dict[str, Any], **also: Any) -> Change:
    return Change(action, f"{action.value}: as asked", columns, **also)


def apply(house: House, asked: Change, *, ids: list[int] | None = None, **also: Any) -> bulk.Done:
    also.setdefault("by", house.lead)
    return bulk.apply(ids or house.ids, Asking(asked, **also), list_key="relationships")


def done(house: House, asked: Change, **also: Any) -> BulkChange:
    made = apply(house, asked, **also).change
    assert made is not None
    return made


def left(tally: rules.Tally) -> dict[str, int]:
    return {one.why: one.count for one in tally.left}


NO_NOTICE, OBJECTED = "the playbook stops contacting them (privacy notice not given)", "must not be contacted"

#: What is asked, how many of the five are changed, and how many have it so already. The rest is left.
COLUMNS: list[tuple[BulkAction, dict[str, Any], int, int]] = [
    (BulkAction.STAGE, {"stage": "ended"}, 5, 0),
    (BulkAction.STAGE, {"stage": "prospect"}, 0, 5),
    (BulkAction.STAGE, {"stage": "contacted"}, 3, 0),
    (BulkAction.COMPENSATION, {"compensation": "products"}, 4, 1),
    (BulkAction.COMPENSATION, {"compensation": ""}, 1, 4),
    (BulkAction.NEXT_ACTION, PLAN, 3, 0),
    (BulkAction.NEXT_ACTION, {**PLAN, "next_action_kind": "internal"}, 5, 0),
    (BulkAction.NEXT_ACTION, {**PLAN, "next_action_kind": ""}, 4, 0),
    (BulkAction.NEXT_ACTION, NOTHING, 1, 4),
    (BulkAction.OWNER, {"owner_id": None}, 5, 0),
]


@pytest.mark.parametrize(("action", "columns", "changed", "same"), COLUMNS)
def test_columns(house: House, action: BulkAction, columns: dict[str, Any], changed: int, same: int) -> None:
    before = {pk: Relationship.objects.filter(pk=pk).values(*columns, "updated_at").get() for pk in house.ids}
    history = Relationship.history.count()
    asked = change(action, columns)
    assert len(bulk.foresee(house.ids, Asking(asked, house.lead)).changing) == changed
    result = apply(house, asked)
    assert (len(result.tally.changing), result.tally.same) == (changed, same)
    assert sum(left(result.tally).values()) == 5 - changed - same
    assert Relationship.history.count() - history == changed
    for pk in house.ids:
        row = Relationship.objects.filter(pk=pk).values(*columns, "updated_at").get()
        if pk not in result.tally.changing:
            assert row == before[pk]
            continue
        assert result.change is not None
        assert row == {**columns, "updated_at": result.change.stamp}
        entry = Relationship.history.filter(id=pk).latest("history_id")
        assert (entry.history_user, entry.history_type) == (house.lead, "~")
        assert entry.history_change_reason == f"bulk change: {asked.words}"
        assert {name: getattr(entry, name) for name in columns} == columns
    assert not any(count_wrong().values())
    if result.change is None:
        assert not BulkChange.objects.exists()
        return
    undone = bulk.undo(result.change, house.lead)
    assert (undone.restored, undone.outcome["undo"]["left"]) == (changed, [])
    after = {pk: Relationship.objects.filter(pk=pk).values(*columns).get() for pk in house.ids}
    assert after == {pk: {name: row[name] for name in columns} for pk, row in before.items()}
    assert Relationship.history.count() - history == 2 * changed
    assert not any(count_wrong().values())


def test_an_owner_has_to_see_the_brand(house: House) -> None:
    asked = change(BulkAction.OWNER, {"owner_id": house.colleague.pk})
    result = apply(house, asked)
    assert left(result.tally) == {f"{house.colleague} is not in the team of Otherly": 1}
    assert set(result.tally.changing) == set(house.ids) - {house.elsewhere.pk}
    assert Relationship.objects.get(pk=house.first.pk).owner_sort == house.colleague.name_key
    assert not any(count_wrong().values())


@pytest.mark.parametrize("gone", ["is_active", "is_staff"])
def test_an_owner_who_has_left_gets_nothing(house: House, gone: str) -> None:
    User.objects.filter(pk=house.colleague.pk).update(**{gone: False})
    assert apply(house, change(BulkAction.OWNER, {"owner_id": house.colleague.pk})).tally.changing == {}


def test_a_lead_sees_every_brand(house: House) -> None:
    assert len(apply(house, change(BulkAction.OWNER, {"owner_id": house.lead.pk})).tally.changing) == 4


def test_a_contact_that_is_stopped_is_left_and_says_why(house: House) -> None:
    found = left(apply(house, change(BulkAction.NEXT_ACTION, PLAN)).tally)
    assert found == {NO_NOTICE: 1, f"the playbook stops contacting them ({OBJECTED})": 1}


@pytest.mark.parametrize("let_pass", [False, True])
@pytest.mark.parametrize(
    "columns",
    [
        {"stage": "contacted"},
        PLAN,
        {**PLAN, "next_action_kind": "internal"},
        {**PLAN, "next_action_kind": ""},
        {**PLAN, "next_action_kind": "", "stage": "contacted"},
        NOTHING,
    ],
)
def test_the_batch_says_what_saving_would(house: House, columns: dict[str, Any], let_pass: bool) -> None:
    """Row by row, also where a lead lets a block pass."""
    if let_pass:
        override(house.untold, "notice-missing", "Told by word of mouth.", SOON, house.lead)
    tally = bulk.foresee(house.ids, Asking(change(BulkAction.STAGE, columns), house.lead))
    stopped = set()
    for pk in house.ids:
        row = Relationship.objects.get(pk=pk)
        for name, value in columns.items():
            setattr(row, name, value)
        try:
            check_save(row, house.lead)
        except ValidationError:
            stopped.add(pk)
    assert {pk for one in tally.left for pk in one.some} == stopped
    assert (house.untold.pk in stopped) <= (not let_pass)


def test_a_plan_of_no_kind_is_not_put_back_once_nobody_may_contact_them(house: House) -> None:
    Relationship.objects.filter(pk__in=house.ids).update(**{**PLAN, "next_action_kind": ""})
    made = done(house, change(BulkAction.NEXT_ACTION, NOTHING))
    creator = house.second.creator
    creator.do_not_contact, creator.do_not_contact_reason = True, "Objected."
    creator.save()
    undone = bulk.undo(made, house.lead)
    assert undone.restored == 4
    found = rules.left_of(undone.outcome["undo"])
    assert [(one.why, one.some) for one in found] == [(rules.KIND_NEEDED, [house.second.pk])]
    assert Relationship.objects.get(pk=house.second.pk).next_action == ""


def test_a_day_is_moved_only_where_something_is_planned(house: House) -> None:
    asked = change(BulkAction.NEXT_ACTION, {"next_action_on": SOON}, where_planned=True)
    result = apply(house, asked)
    assert list(result.tally.changing) == [house.second.pk]
    assert left(result.tally) == {rules.NOTHING_PLANNED: 4}
    row = Relationship.objects.get(pk=house.second.pk)
    assert (row.next_action, row.next_action_on, row.next_due_on) == ("Call", SOON, SOON)


def test_what_was_saved_after_somebody_looked_is_left(house: House) -> None:
    seen = timezone.now()
    house.first.notes = "Just talked."
    house.first.save()
    result = apply(house, change(BulkAction.STAGE, {"stage": "ended"}), seen=seen)
    assert left(result.tally) == {rules.SAVED_SINCE: 1}
    assert house.first.pk not in result.tally.changing
    assert len(result.tally.changing) == 4


def test_undo_leaves_what_was_changed_since(house: House) -> None:
    made = done(house, change(BulkAction.STAGE, {"stage": "ended"}))
    row = Relationship.objects.get(pk=house.second.pk)
    row.notes = "A colleague was here."
    row.save()
    undone = bulk.undo(made, house.lead)
    assert undone.restored == 4
    assert rules.left_of(undone.outcome["undo"]) == [rules.Left(rules.CHANGED_SINCE, 1, [house.second.pk])]
    stages = dict(Relationship.objects.values_list("pk", "stage"))
    assert stages.pop(house.second.pk) == "ended"
    assert set(stages.values()) == {"prospect"}


def test_undo_leaves_what_is_not_ones_own_any_more(house: House) -> None:
    made = done(house, change(BulkAction.STAGE, {"stage": "ended"}), by=house.manager, ids=[house.first.pk])
    Membership.objects.filter(brand=house.brand, user=house.manager).delete()
    undone = bulk.undo(made, house.manager)
    assert (undone.restored, undone.outcome["undo"]["left"]) == (0, [[rules.NOT_YOURS, 1, [house.first.pk]]])


def test_undo_plans_no_contact_that_was_forbidden_since(house: House) -> None:
    """But what stood beside a block before stands beside it again."""
    Relationship.objects.filter(pk__in=house.ids).update(**PLAN)
    made = done(house, change(BulkAction.NEXT_ACTION, NOTHING))
    creator = house.second.creator
    creator.do_not_contact, creator.do_not_contact_reason = True, "Objected."
    creator.save()
    undone = bulk.undo(made, house.lead)
    assert undone.restored == 4
    assert [one.some for one in rules.left_of(undone.outcome["undo"])] == [[house.second.pk]]
    assert Relationship.objects.get(pk=house.second.pk).next_action == ""
    assert Relationship.objects.get(pk=house.barred.pk).next_action == PLAN["next_action"]


def test_undo_is_for_ones_own_last_change_and_once(house: House) -> None:
    first = done(house, change(BulkAction.STAGE, {"stage": "ended"}))
    second = done(house, change(BulkAction.COMPENSATION, {"compensation": "paid"}))
    assert not bulk.can_undo(first, house.lead)
    assert not bulk.can_undo(second, house.manager)
    for who, which in ((house.lead, first), (house.manager, second)):
        with pytest.raises(ValidationError, match="Only your own last"):
            bulk.undo(which, who)
    bulk.undo(second, house.lead)
    with pytest.raises(ValidationError, match="taken back already"):
        bulk.undo(second, house.lead)
    assert not bulk.can_undo(BulkChange.objects.get(pk=second.pk), house.lead)
    assert set(Relationship.objects.values_list("stage", flat=True)) == {"ended"}


def test_a_tag_is_given_to_those_without_it_and_taken_back(house: House) -> None:
    result = apply(house, change(BulkAction.TAG_ADD, {"tag_id": house.tag.pk}))
    assert (len(result.tally.changing), result.tally.same) == (4, 1)
    assert RelationshipTag.objects.filter(tag=house.tag).count() == 5
    added = RelationshipTag.history.filter(history_type="+", history_change_reason__startswith="bulk change: ")
    assert set(added.values_list("relationship_id", flat=True)) == set(result.tally.changing)
    assert result.change is not None
    # One was taken away since, one was taken away and given anew: that is somebody else's.
    since = sorted([house.first.pk, house.untold.pk])
    for row in RelationshipTag.objects.filter(relationship__in=since):
        row.delete()
    RelationshipTag.objects.create(relationship=house.untold, tag=house.tag)
    undone = bulk.undo(result.change, house.lead)
    assert undone.restored == 2
    assert rules.left_of(undone.outcome["undo"]) == [rules.Left(rules.CHANGED_SINCE, 2, since)]
    stays = set(RelationshipTag.objects.values_list("relationship_id", flat=True))
    assert stays == {house.second.pk, house.untold.pk}
    assert RelationshipTag.history.filter(history_type="-").count() == 4


def test_a_tag_is_taken_from_those_with_it_and_given_back(house: House) -> None:
    result = apply(house, change(BulkAction.TAG_REMOVE, {"tag_id": house.tag.pk}))
    assert (list(result.tally.changing), result.tally.same) == ([house.second.pk], 4)
    assert not RelationshipTag.objects.exists()
    assert RelationshipTag.history.filter(history_type="-").count() == 1
    assert result.change is not None
    bulk.undo(result.change, house.lead)
    assert list(RelationshipTag.objects.values_list("relationship_id", "tag_id")) == [(house.second.pk, house.tag.pk)]


def test_a_tag_that_is_gone_is_not_given_back(house: House) -> None:
    made = done(house, change(BulkAction.TAG_REMOVE, {"tag_id": house.tag.pk}))
    house.tag.delete()
    assert rules.left_of(bulk.undo(made, house.lead).outcome["undo"])[0].why == rules.TAG_GONE


def test_a_new_tag_is_made_once(house: House) -> None:
    asked = change(BulkAction.TAG_ADD, {"tag_id": None}, tag_name="Autumn")
    assert len(bulk.foresee(house.ids, Asking(asked, house.lead)).changing) == 5
    assert not Tag.objects.filter(name="Autumn").exists()
    assert len(apply(house, asked).tally.changing) == 5
    assert apply(house, change(BulkAction.TAG_ADD, {"tag_id": None}, tag_name="AUTUMN")).tally.same == 5
    assert Tag.objects.filter(name_key="autumn").count() == 1


def test_do_not_contact_is_said_of_the_creator_for_all_brands(house: House) -> None:
    asked = change(BulkAction.DO_NOT_CONTACT, {"do_not_contact_reason": "They wrote to us."})
    history = Creator.history.count()
    result = apply(house, asked, ids=sorted([house.first.pk, house.second.pk, house.barred.pk]), by=house.manager)
    assert (len(result.tally.changing), result.tally.same) == (2, 1)
    assert Creator.history.count() - history == 2
    assert Relationship.objects.get(pk=house.elsewhere.pk).do_not_contact
    assert Creator.objects.get(pk=house.barred.creator_id).do_not_contact_reason == "Objected."
    assert Creator.objects.get(pk=house.first.creator_id).do_not_contact_reason == "They wrote to us."
    assert not any(count_wrong().values())
    assert result.change is not None
    undone = bulk.undo(result.change, house.manager)
    assert (undone.restored, undone.outcome["undo"]["left"]) == (2, [])
    assert list(Creator.objects.filter(do_not_contact=True).values_list("pk", flat=True)) == [house.barred.creator_id]
    assert not Relationship.objects.get(pk=house.elsewhere.pk).do_not_contact
    assert not any(count_wrong().values())


def test_a_creator_with_two_of_the_rows_is_written_once(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the rows stand in two parts."""
    monkeypatch.setattr(bulk_asking, "CHUNK", 1)
    history = Creator.history.count()
    made = done(house, change(BulkAction.DO_NOT_CONTACT, {"do_not_contact_reason": "They wrote to us."}))
    assert (made.changed, Creator.history.count() - history) == (4, 3)
    assert bulk.undo(made, house.lead).restored == 4
    assert Creator.history.count() - history == 6


def test_undo_leaves_a_creator_who_was_changed_since(house: House) -> None:
    made = done(house, change(BulkAction.DO_NOT_CONTACT, {"do_not_contact_reason": "They wrote to us."}))
    creator = Creator.objects.get(pk=house.second.creator_id)
    creator.do_not_contact_reason = "They wrote twice."
    creator.save()
    undone = bulk.undo(made, house.lead)
    assert (undone.restored, undone.outcome["undo"]["left"]) == (3, [[rules.CHANGED_SINCE, 1, [house.second.pk]]])


def test_all_or_nothing(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise DatabaseError("the disk is full")

    monkeypatch.setattr(bulk, "_keep", fail)
    before, history = list(Relationship.objects.values()), Relationship.history.count()
    with pytest.raises(DatabaseError):
        apply(house, change(BulkAction.STAGE, {"stage": "ended"}))
    assert list(Relationship.objects.values()) == before
    assert (Relationship.history.count(), BulkChange.objects.count(), BulkChangeRow.objects.count()) == (history, 0, 0)


def test_rows_that_are_gone_by_then_are_left_out(house: House) -> None:
    result = apply(house, change(BulkAction.STAGE, {"stage": "ended"}), ids=[*house.ids, 10**9])
    assert len(result.tally.changing) == 5
    assert result.change is not None
    assert result.change.asked == 6


def test_many_rows_come_in_parts(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk_asking, "CHUNK", 2)
    made = done(house, change(BulkAction.STAGE, {"stage": "ended"}))
    assert (made.changed, BulkChangeRow.objects.filter(change=made).count()) == (5, 5)
    assert bulk.undo(made, house.lead).restored == 5
    assert not any(count_wrong().values())


ASKED: list[Callable[[House], Change]] = [
    lambda house: change(BulkAction.OWNER, {"owner_id": house.colleague.pk}),
    lambda house: change(BulkAction.NEXT_ACTION, PLAN),
    lambda house: change(BulkAction.TAG_ADD, {"tag_id": house.tag.pk}),
    lambda house: change(BulkAction.DO_NOT_CONTACT, {"do_not_contact_reason": "They wrote to us."}),
]


@pytest.mark.parametrize("asked", ASKED)
def test_it_costs_the_same_however_many(house: House, asked: Callable[[House], Change]) -> None:
    """Two rows or eight: the lock, the reading, the write, its history, what is kept, and what follows from them."""
    more = [factories.make_relationship(brand=house.brand) for _ in range(6)]
    few = [house.first.pk, house.second.pk]
    queries = []
    for ids in (sorted(few), sorted(row.pk for row in more)):
        with CaptureQueriesContext(connection) as ran:
            apply(house, asked(house), ids=ids)
        queries.append(len(ran))
    assert queries[1] <= queries[0] + 1


def test_what_somebody_may(house: House) -> None:
    viewer = factories.make_viewer(house.brand)
    assert all(bulk.may(house.manager, action) for action in BulkAction)
    assert not any(bulk.may(viewer, action) for action in BulkAction)
    group_of_manager = house.manager.groups.get()
    group_of_manager.permissions.remove(group_of_manager.permissions.get(codename="change_creator"))
    again = User.objects.get(pk=house.manager.pk)
    assert [action for action in BulkAction if not bulk.may(again, action)] == [BulkAction.DO_NOT_CONTACT]
