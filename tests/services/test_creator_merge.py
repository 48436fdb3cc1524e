"""Two creators that are one person: what moves, what becomes of fields and doubles, who may, and the way back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms.models import model_to_dict
from django.utils import timezone

from relationships.domain.creator_doubles import DOUBLES
from relationships.models import (
    Account,
    AdviceDecision,
    Attachment,
    AudienceSnapshot,
    Brand,
    BulkChange,
    BulkChangeRow,
    ChecklistTick,
    Collaboration,
    Contribution,
    Creator,
    CreatorCategory,
    CreatorMerge,
    Rating,
    Relationship,
    RelationshipTag,
    Tag,
    Touchpoint,
    User,
)
from relationships.reports.timeline import timeline_of_creator, timeline_of_relationship
from relationships.services import creator_merge as service
from relationships.services.creator_merge_candidates import candidates, found
from relationships.services.creator_merge_links import kept_of_creator, kept_of_relationship, taken_in
from relationships.services.creator_merge_pair import Unseen, pair_of, proposed_order, proposed_primary, versions
from relationships.services.creator_merge_rows import COME_ALONG, MOVED, pointers_at
from relationships.services.creator_merge_undo import obstacle, undo
from relationships.services.derived import count_wrong
from tests import factories
from tests.kept import kept_rows

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


@dataclass
class Twins:
    """``mine`` and ``theirs`` are relationships with one brand, ``other`` is one that only the other creator has."""

    lead: User
    kept: Creator
    absorbed: Creator
    mine: Relationship
    theirs: Relationship
    other: Relationship

    def merge(self, by: Any = None, **chosen: Any) -> CreatorMerge:
        pair = pair_of(self.kept.pk, self.absorbed.pk, by or self.lead)
        asked = service.Chosen(**{"primary": proposed_primary(pair), **chosen})
        return service.merge(self.kept.pk, self.absorbed.pk, asked, versions(pair), by or self.lead)


@kept_rows
def twins() -> Twins:
    halden, nord = factories.make_brand("Halden"), factories.make_brand("Nord")
    kept = factories.make_creator("Noor Haddad", followers=12_000, email="noor@example.org", notes="Met in Oslo.")
    absorbed = factories.make_creator("N. Haddad", followers=140_000, network="tiktok", phone="+47 1", notes="Vegan.")
    lead = factories.make_lead(first_name="Lea")
    mine = factories.make_relationship(kept, halden, stage="contacted", notes="Likes tea.")
    theirs = factories.make_relationship(absorbed, halden, stage="active", owner=lead)
    return Twins(lead, kept, absorbed, mine, theirs, factories.make_relationship(absorbed, nord))


@kept_rows
def full(twins: Twins) -> Twins:
    """With one of everything on the relationship that is joined, and doubles of whatever can be one only."""
    theirs, mine, by = twins.theirs, twins.mine, twins.lead
    work = factories.make_collaboration(theirs)
    factories.make_result(work)
    factories.make_brief(work, by=by)
    factories.make_touchpoint(theirs, by=by)
    for row in (mine, theirs):
        factories.make_rating(row, "values", 4 if row is theirs else 2, reviewer=by)
        factories.make_adjudication(row, "values", 3, by=by)
        factories.make_override(row, "safety", by=by)
        factories.make_tick(row, "address", by=by)
    factories.make_rating(theirs, "audience", 5, reviewer=by)
    factories.make_tag("Tea", mine, theirs)
    factories.make_tag("Oslo", theirs)
    factories.make_category("Food", twins.kept, twins.absorbed)
    factories.make_category("Travel", twins.absorbed)
    factories.make_ladder_decision(theirs, "not_yet")
    said = {"relationship": theirs, "decided_by": by, "decided_on": TODAY, "reason": "x"}
    AdviceDecision.objects.create(code="thank-you", facts="", until=TODAY, **said)
    Attachment.objects.create(relationship=theirs, kind="brief", name="brief.pdf", size=1, uploaded_by=by)
    note = Contribution.objects.create(relationship=theirs, kind="insight", title="Shades", happened_on=TODAY)
    note.tags.add(Tag.objects.get(name="Tea"))
    change = BulkChange.objects.create(
        by=by, list_key="relationships", action="stage", words="Stage", asked=2, stamp=timezone.now()
    )
    for row in (mine, theirs):
        BulkChangeRow.objects.create(change=change, relationship=row, before={"stage": "prospect"})
    return twins


def _everything() -> dict[str, Any]:
    """Every row of every model that a merge touches, by model and number, without the moments of writing."""
    models = {model for pointers in MOVED.values() for model, _ in pointers} | {Creator, AudienceSnapshot}
    return {
        f"{model.__name__} {row.pk}": {
            name: value
            for name, value in model_to_dict(row, [field.name for field in row._meta.concrete_fields]).items()
            if name != "updated_at"
        }
        | {"since": getattr(row, "created_at", None)}
        for model in models
        for row in model._base_manager.all()
    }


# --- The tables -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", [Creator, Relationship, Account])
def test_every_key_is_thought_about(model: Any) -> None:
    """A foreign key that is new to a creator, a relationship or an account has to be moved, or known to come along."""
    known = {*MOVED.get(model, ()), *COME_ALONG.get(model, ())}
    assert set(pointers_at(model)) == known


def test_what_the_database_holds_once_is_a_double() -> None:
    """A unique constraint over the key that moves would stop the move. Accounts and relationships have ways of their
    own: one mark at a time, and those of one brand are joined."""
    for model, name in (pointer for pointers in MOVED.values() for pointer in pointers):
        if model in (Account, Relationship):
            continue
        named = [
            set(getattr(one, "fields", ())) for one in model._meta.constraints if name in getattr(one, "fields", ())
        ]
        columns = [{model._meta.get_field(one).attname for one in fields - {name}} for fields in named]  # type: ignore[union-attr]
        rule = DOUBLES.get(str(model._meta.model_name))
        assert columns == ([set(rule.same)] if rule else []), model


# --- Merging ----------------------------------------------------------------------------------------------------------


def test_everything_of_both_is_in_the_one_that_stays(full: Twins) -> None:
    before = {model: model._base_manager.count() for pointers in MOVED.values() for model, _ in pointers}
    merge = full.merge()
    assert not Creator.objects.filter(pk=full.absorbed.pk).exists()
    kept = Creator.objects.get(pk=full.kept.pk)
    assert (kept.name, kept.email, kept.phone, kept.tier, kept.followers) == (
        "Noor Haddad", "noor@example.org", "+47 1", "macro", 140_000,
    )  # fmt: skip
    assert kept.notes == "Met in Oslo.\n\nVegan."
    assert sorted(kept.categories.values_list("name", flat=True)) == ["Food", "Travel"]
    assert list(kept.relationships.order_by("pk").values_list("pk", flat=True)) == [full.mine.pk, full.other.pk]
    joined = Relationship.objects.get(pk=full.mine.pk)
    assert (joined.stage, joined.owner, joined.notes) == ("active", full.lead, "Likes tea.")
    assert (joined.history_kind, joined.last_touch_at is not None, joined.fit_rated) == ("one_off", True, True)
    assert sorted(joined.tags.values_list("name", flat=True)) == ["Oslo", "Tea"]
    assert Rating.objects.get(criterion__key="values").value == 4, "the later word"
    after = {model: model._base_manager.count() for model in before}
    gone = {
        model._meta.model_name: before[model] - number for model, number in after.items() if number != before[model]
    }
    assert gone == {"relationship": 1} | dict.fromkeys(DOUBLES, 1)
    for model, name in MOVED[Relationship]:
        assert set(model._base_manager.values_list(name, flat=True)) == {full.mine.pk}, model
    assert Contribution.history.latest("history_id").tags.count() == 1, "its history keeps what it is tagged with"
    assert set(count_wrong().values()) == {0}
    assert ["touch", 1] in merge.moved
    assert ["account", 1] in merge.moved
    assert merge.joined == [[full.theirs.pk, full.mine.pk]]


def test_every_record_says_why_and_who(full: Twins) -> None:
    merge = full.merge()
    for model in (Creator, Account, Relationship, Touchpoint, Collaboration, Rating, RelationshipTag, CreatorCategory):
        told = model.history.filter(history_change_reason="merged: N. Haddad into Noor Haddad")
        assert told.exists(), model
        assert set(told.values_list("history_user", flat=True)) == {full.lead.pk}, model
    gone = Creator.history.filter(id=full.absorbed.pk).latest("history_id")
    assert gone.history_type == "-"
    assert CreatorMerge.history.filter(id=merge.pk).exists()
    touch = Touchpoint.objects.get()
    assert touch.updated_at > touch.created_at, "an open form of it is out of date"


def test_moved_rows_of_the_other_brand_keep_their_own(full: Twins) -> None:
    note = factories.make_touchpoint(full.other)
    full.merge()
    note.refresh_from_db()
    assert note.relationship_id == full.other.pk


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        ({}, {}, (False, "")),
        ({"do_not_contact": True, "do_not_contact_reason": "Asked"}, {}, (True, "Asked")),
        ({}, {"do_not_contact": True, "do_not_contact_reason": "Asked"}, (True, "Asked")),
        (
            {"do_not_contact": True, "do_not_contact_reason": "Asked"},
            {"do_not_contact": True, "do_not_contact_reason": "By letter"},
            (True, "Asked; By letter"),
        ),
    ],
)
def test_an_objection_is_never_lost(
    twins: Twins, mine: dict[str, Any], theirs: dict[str, Any], expected: tuple[bool, str]
) -> None:
    Creator.objects.filter(pk=twins.kept.pk).update(**mine)
    Creator.objects.filter(pk=twins.absorbed.pk).update(**theirs)
    with pytest.raises(ValidationError, match="Do not contact: “kept” is no choice") as refused:
        twins.merge(creator={"contact": "kept"})
    assert ("An objection is absolute" in str(refused.value)) == expected[0]
    twins.merge()
    kept = Creator.objects.get(pk=twins.kept.pk)
    assert (kept.do_not_contact, kept.do_not_contact_reason) == expected
    assert set(kept.relationships.values_list("do_not_contact", flat=True)) == {expected[0]}


def test_what_was_chosen_counts(twins: Twins) -> None:
    both = {"name": "absorbed", "notes": "absorbed"}
    twins.merge(creator=both, relationships={twins.theirs.pk: {"stage": "kept"}})
    kept = Creator.objects.get(pk=twins.kept.pk)
    assert (kept.name, kept.name_key, kept.notes) == ("N. Haddad", "n. haddad", "Vegan.")
    assert Relationship.objects.get(pk=twins.mine.pk).stage == "contacted"
    assert Relationship.objects.get(pk=twins.mine.pk).creator_sort == "n. haddad"


@pytest.mark.parametrize(("marks", "chosen"), [((True, True), 0), ((True, True), 1), ((False, True), None)])
def test_one_account_is_the_primary_one(twins: Twins, marks: tuple[bool, bool], chosen: int | None) -> None:
    accounts = [twins.kept.accounts.get(), twins.absorbed.accounts.get()]
    for account, mark in zip(accounts, marks, strict=True):
        Account.objects.filter(pk=account.pk).update(is_primary=mark)
    wanted = None if chosen is None else accounts[chosen].pk
    merge = twins.merge(primary=wanted)
    assert list(Account.objects.filter(is_primary=True).values_list("pk", flat=True)) == ([wanted] if wanted else [])
    undo(merge.pk, twins.lead)
    for account, mark in zip(accounts, marks, strict=True):
        assert Account.objects.get(pk=account.pk).is_primary is mark


def test_nothing_is_merged_where_somebody_saved_meanwhile(twins: Twins) -> None:
    seen = versions(pair_of(twins.kept.pk, twins.absorbed.pk, twins.lead))
    touched = Relationship.objects.get(pk=twins.theirs.pk)
    touched.notes = "New."
    touched.save()
    new = factories.make_account(twins.absorbed, "@third", network="youtube")
    seen |= {"account:999999": "2026-01-01T00:00:00+00:00"}
    with pytest.raises(service.Meanwhile) as told:
        service.merge(twins.kept.pk, twins.absorbed.pk, service.Chosen(None), seen, twins.lead)
    first, second, third = told.value.messages
    assert first.startswith("N. Haddad × Halden: ")
    assert "Notes" in first
    assert second == f"{new}, N. Haddad was added since."
    assert third.startswith("An account of theirs was deleted")
    assert Creator.objects.filter(pk=twins.absorbed.pk).exists()


def test_who_may(twins: Twins) -> None:
    """Everything that moves has to be seen, and a manager never deletes a creator."""
    brands = tuple(Brand.objects.all())
    with pytest.raises(PermissionDenied):
        twins.merge(by=factories.make_manager(*brands))
    some = factories.make_manager(brands[0])
    for name in ("delete_creator", "delete_relationship"):
        some.user_permissions.add(Permission.objects.get(codename=name))
    some = User.objects.get(pk=some.pk)
    with pytest.raises(Unseen):
        twins.merge(by=some)
    twins.other.delete()
    assert twins.merge(by=some).by == some


def test_one_and_the_same_and_who_is_gone(twins: Twins) -> None:
    with pytest.raises(ValidationError):
        pair_of(twins.kept.pk, twins.kept.pk, twins.lead)
    with pytest.raises(Creator.DoesNotExist):
        pair_of(twins.kept.pk, 999_999, twins.lead)


def test_the_one_with_more_relationships_is_proposed_to_stay(twins: Twins) -> None:
    assert proposed_order(twins.kept, twins.absorbed) == (twins.absorbed, twins.kept)
    twins.other.delete()
    assert proposed_order(twins.absorbed, twins.kept) == (twins.kept, twins.absorbed), "the older one"


# --- The way back -----------------------------------------------------------------------------------------------------


def test_undone_both_are_as_they_were(full: Twins) -> None:
    before = _everything()
    merge = full.merge()
    assert _everything() != before
    done = undo(merge.pk, full.lead)
    assert (done.left, done.undone_by) == ([], full.lead)
    after = _everything()
    assert {key: after.get(key) for key in before} == before
    assert after.keys() == before.keys()
    assert set(count_wrong().values()) == {0}
    assert Contribution.objects.get().tags.count() == 1
    assert "restored" in Creator.history.filter(id=full.absorbed.pk).latest("history_id").history_change_reason
    with pytest.raises(ValidationError, match="already"):
        undo(merge.pk, full.lead)


def test_what_somebody_changed_since_is_left_and_listed(full: Twins) -> None:
    merge = full.merge()
    kept = Creator.objects.get(pk=full.kept.pk)
    kept.notes, kept.phone = "Rewritten.", "+47 2"
    kept.save()
    added = factories.make_touchpoint(Relationship.objects.get(pk=full.mine.pk))
    third = factories.make_creator("Third")
    account = full.absorbed.accounts.model.objects.get(network="tiktok")
    account.creator = third
    account.save()
    ChecklistTick.objects.all().delete()
    done = undo(merge.pk, full.lead)
    kept.refresh_from_db()
    assert (kept.notes, kept.phone) == ("Rewritten.", "+47 2")
    added.refresh_from_db()
    account.refresh_from_db()
    assert added.relationship_id == full.mine.pk, "what was added stays"
    assert account.creator == third
    said = " ".join(done.left)
    assert "Noor Haddad, Notes: changed since" in said
    assert "Noor Haddad, Phone: changed since" in said
    assert "1 account: moved elsewhere since" in said
    assert set(count_wrong().values()) == {0}


def test_a_mark_that_another_account_bears_by_now_is_left(twins: Twins) -> None:
    mine, theirs = twins.kept.accounts.get(), twins.absorbed.accounts.get()
    Account.objects.update(is_primary=True)
    merge = twins.merge(primary=theirs.pk)
    Account.objects.filter(pk=theirs.pk).update(is_primary=False)
    new = factories.make_account(twins.kept, "@new", is_primary=True, network="youtube")
    done = undo(merge.pk, twins.lead)
    assert [line for line in done.left if "primary" in line]
    assert list(twins.kept.accounts.filter(is_primary=True)) == [new]
    assert Account.objects.get(pk=mine.pk).is_primary is False


def test_when_it_cannot_be_undone(full: Twins) -> None:
    merge = full.merge()
    third = factories.make_creator("Third")
    pair = pair_of(third.pk, full.kept.pk, full.lead)
    later = service.merge(third.pk, full.kept.pk, service.Chosen(None), versions(pair), full.lead)
    assert obstacle(merge) == "Noor Haddad was itself merged into Third later on: take that back first."
    assert kept_of_creator(full.absorbed.pk).into == "Third"  # type: ignore[union-attr]
    assert taken_in(third.pk).creators == [full.kept.pk, full.absorbed.pk]
    undo(later.pk, full.lead)
    assert obstacle(merge) == ""
    undo(merge.pk, full.lead)
    assert kept_of_creator(full.absorbed.pk) is None


def test_an_undo_is_for_who_may_merge(twins: Twins) -> None:
    merge = twins.merge()
    with pytest.raises(PermissionDenied):
        undo(merge.pk, factories.make_manager(*Brand.objects.all()))


# --- Links and candidates ---------------------------------------------------------------------------------------------


def test_old_numbers_lead_to_what_took_their_place(twins: Twins) -> None:
    assert kept_of_creator(twins.absorbed.pk) is None
    assert kept_of_creator(999_999) is None
    twins.merge()
    found_ = kept_of_creator(twins.absorbed.pk)
    assert found_ is not None
    assert (found_.now, found_.name, found_.into) == (twins.kept.pk, "N. Haddad", "Noor Haddad")
    joined = kept_of_relationship(twins.theirs.pk, twins.lead)
    assert joined is not None
    assert joined.now == twins.mine.pk
    assert kept_of_relationship(twins.theirs.pk, factories.make_manager()) is None, "not of a brand that one sees"
    assert taken_in(twins.kept.pk).of_relationship(twins.mine.pk) == [twins.mine.pk, twins.theirs.pk]


def test_candidates_say_why(twins: Twins) -> None:
    handle = twins.kept.accounts.get().handle
    factories.make_account(twins.absorbed, handle, network="youtube")
    namesake = factories.make_creator("Nóor haddad")
    same_mail = factories.make_creator("Agency", email="NOOR@example.org")
    told = candidates(twins.kept, twins.lead)
    assert [one.pk for one in told] == [twins.absorbed.pk, same_mail.pk, namesake.pk]
    assert told[0].why == [f"the same handle elsewhere: {handle} on YouTube"]
    assert told[2].why == ["the same name"]
    assert [one.pk for one in found(twins.kept, "haddad", twins.lead)] == [twins.absorbed.pk, namesake.pk]
    assert found(twins.kept, "", twins.lead) == ()


def test_the_earlier_day_on_file_counts(twins: Twins) -> None:
    earlier = timezone.now() - timedelta(days=90)
    Creator.objects.filter(pk=twins.absorbed.pk).update(created_at=earlier, notice_given_on=date(2026, 1, 2))
    twins.merge()
    kept = Creator.objects.get(pk=twins.kept.pk)
    assert (kept.created_at, kept.notice_given_on) == (earlier, date(2026, 1, 2))


def test_the_timeline_tells_both_stories(full: Twins) -> None:
    work = Collaboration.objects.get(relationship=full.theirs)
    work.title = "Tea box"
    work.save()
    full.merge()
    mine = Relationship.objects.select_related("creator", "brand").get(pk=full.mine.pk)
    told = [entry for day in timeline_of_relationship(mine, full.lead).days for entry in day.entries]
    assert [entry for entry in told for part in entry.parts if part.model == "touchpoint" and not part.lines]
    kept = Creator.objects.get(pk=full.kept.pk)
    people = [part for day in timeline_of_creator(kept, full.lead).days for e in day.entries for part in e.parts]
    assert {part.row for part in people if part.model == "creator"} == {full.kept.pk, full.absorbed.pk}
    assert work.pk in {part.row for part in people if part.model == "collaboration"}
