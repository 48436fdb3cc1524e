"""The story of a relationship and of a creator: nothing is left out, nothing foreign is in it, no page costs more."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from relationships.models import (
    AdviceDecision,
    Brand,
    Collaboration,
    Contribution,
    Creator,
    Relationship,
    Tag,
    Touchpoint,
    User,
)
from relationships.reports import timeline as report
from relationships.reports.timeline import timeline_of_creator, timeline_of_relationship
from relationships.reports.timeline_entries import Entry
from relationships.reports.timeline_sources import Kind, of_creator, of_relationship
from relationships.reports.timeline_versions import Place, read_versions
from relationships.services.audience import retier
from relationships.services.audit import record_history
from relationships.services.restore import bring_back
from tests import factories
from tests.kept import kept_rows

pytestmark = pytest.mark.django_db

LONG_AGO = datetime(2026, 3, 4, 15, 30, tzinfo=UTC)


@dataclass
class Office:
    own: Brand
    foreign: Brand
    relationship: Relationship
    secret: Relationship
    manager: User
    lead: User

    @property
    def creator(self) -> Creator:
        return self.relationship.creator

    def entries(self, *kinds: Kind, user: User | None = None) -> list[Entry]:
        told = timeline_of_relationship(self.relationship, user or self.manager, kinds)
        return [entry for day in told.days for entry in day.entries]

    def titles(self, *kinds: Kind) -> list[str]:
        return [entry.head.title for entry in self.entries(*kinds)]

    def of_creator(self, *kinds: Kind, user: User | None = None) -> list[Entry]:
        told = timeline_of_creator(self.creator, user or self.manager, kinds)
        return [entry for day in told.days for entry in day.entries]


@kept_rows
def office() -> Office:
    own, foreign = factories.make_brand("Homely"), factories.make_brand("Zyxwoo")
    manager = factories.make_manager(own, first_name="Mia", last_name="Manager")
    lead = factories.make_lead(first_name="Lea", last_name="Lead")
    creator = factories.make_creator("Ada Lind", followers=98_400)
    relationship = factories.make_relationship(creator=creator, brand=own, owner=manager)
    secret = factories.make_relationship(creator=creator, brand=foreign, notes="Zyxwoo secret")
    factories.make_touchpoint(secret, summary="Zyxwoo talk")
    factories.make_collaboration(secret, title="Zyxwoo launch")
    return Office(own, foreign, relationship, secret, manager, lead)


@kept_rows
def full(office: Office) -> Office:
    """One of everything that a story can tell."""
    row, manager, lead = office.relationship, office.manager, office.lead
    factories.make_touchpoint(row, LONG_AGO, by=manager, purpose="check_in", summary="Asked how it holds up.")
    work = factories.make_collaboration(
        row, title="Spring box", status="agreed", compensation="mixed", fee="1200", product_value="80", currency="EUR"
    )
    factories.make_result(work)
    factories.make_brief(work, by=manager)
    factories.make_rating(row, "values", 4, reviewer=manager, on=date(2026, 5, 1))
    factories.make_adjudication(row, "values", 3, by=lead)
    factories.make_override(row, "safety", by=lead)
    factories.make_tick(row, "contract", work, by=manager, note="In the safe.")
    factories.make_ladder_decision(row, "not_yet")
    AdviceDecision.objects.create(
        relationship=row, code="touch-overdue", facts="f4c7" * 16, reason="On holiday.", until="2027-01-01",
        decided_by=manager, decided_on="2026-06-01",
    )  # fmt: skip
    Contribution.objects.create(relationship=row, kind="insight", happened_on="2026-07-01", title="Shades", text="x")
    factories.make_tag("spring", row)
    account = row.creator.accounts.get()
    account.followers = 104_200
    account.save()
    return office


# --- Words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "title", "badge", "text"),
    [
        (Kind.TOUCHPOINT, "E-mail to the creator", "Check in", "Asked how it holds up."),
        (
            Kind.COLLABORATION,
            "One-off “Spring box”",
            "Agreed",
            "Products + paid, fee 1,200.00 EUR, products worth 80.00",
        ),
        (Kind.COLLABORATION, "Result of Spring box", "", "reach 9,000"),
        (Kind.COLLABORATION, "Shades", "Insight", "x"),
        (Kind.RATING, "Rated Values", "4 strong", "Seen in the last ten posts."),
        (Kind.DECISION, "Decided on Values", "3 adequate", "Talked it over"),
        (Kind.DECISION, "Let the gate “Brand safety” pass", "Gate", "apologised for"),
        (Kind.DECISION, "Ticked off: Contract", "", "In the safe."),
        (Kind.DECISION, "Ladder: Not yet", "", "Talked about it in the team."),
        (Kind.DECISION, "Set aside: Not touched for too long", "until 1 Jan 2027", "On holiday."),
        (Kind.FILE, "Brief for Spring box, version 1", "Draft", ""),
        (Kind.TIER, "Micro → Macro", "Macro", "98,400 → 104,200 followers"),
        (Kind.CHANGE, "Tag “spring” added", "", ""),
        (Kind.CHANGE, "The relationship begins", "", "Prospect, looked after by Mia Manager"),
    ],
)
def test_what_happened_is_told_in_words(full: Office, kind: Kind, title: str, badge: str, text: str) -> None:
    parts = [part.words for entry in full.entries(kind) for part in entry.parts]
    found = next((words for words in parts if words.title.startswith(title)), None)
    assert found is not None, [words.title for words in parts]
    assert found.badge == badge
    assert text in found.text


def test_what_happened_stands_on_its_day_not_on_that_of_its_writing(full: Office) -> None:
    touch, rating = full.entries(Kind.TOUCHPOINT)[0], full.entries(Kind.RATING)[0]
    assert (touch.day, touch.at and touch.at.hour, touch.noted) == (LONG_AGO.date(), 16, timezone.localdate())
    assert (rating.day, rating.at, rating.noted) == (date(2026, 5, 1), None, timezone.localdate())
    assert (touch.who, rating.who) == ("Mia Manager", "Mia Manager")
    assert full.entries(Kind.CHANGE)[0].noted is None
    days = [entry.day for entry in full.entries()]
    assert days == sorted(days, reverse=True)


def test_a_change_tells_who_from_what_to_what(office: Office) -> None:
    row = office.relationship
    vars(row)["_history_user"] = office.lead
    row.stage, row.next_action = "active", "Call"
    row.save()
    entry = office.entries(Kind.CHANGE)[0]
    assert (entry.head.title, entry.who) == ("Stage and next action changed", "Lea Lead")
    told = [(line.change.field, line.change.old, line.change.new) for line in entry.parts[0].lines]
    assert told == [("Stage", "Prospect", "Active"), ("Next action", "–", "Call")]


def test_a_step_of_an_agreement_is_its_heading(office: Office) -> None:
    work = factories.make_collaboration(office.relationship, title="Box", status="agreed")
    work.status = "live"
    work.save()
    assert office.titles(Kind.COLLABORATION) == ["One-off “Box”: agreed → live", "One-off “Box”"]


def test_saving_without_a_change_is_no_entry(office: Office) -> None:
    before = office.titles()
    office.relationship.save()
    assert office.titles() == before


def test_many_savings_without_a_change_are_no_empty_page(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "PER_PAGE", 3)
    for _ in range(7):
        record_history(Relationship.objects.filter(pk=office.relationship.pk))
    assert "The relationship begins" in office.titles()


def test_what_was_removed_is_told_and_marked_where_it_was_told(office: Office) -> None:
    touch = factories.make_touchpoint(office.relationship, summary="Said hello.")
    touch.delete()
    removed, told = office.entries(Kind.TOUCHPOINT)
    assert removed.head.title == "E-mail to the creator: removed"
    assert (removed.parts[0].returns, removed.parts[0].gone) == (True, False)
    assert (told.parts[0].returns, told.parts[0].gone) == (False, True)
    bring_back(Touchpoint.history.get(history_id=removed.parts[0].version), office.manager)
    back, removed, told = office.entries(Kind.TOUCHPOINT)
    assert back.head.title == "E-mail to the creator: put back"
    assert not removed.parts[0].returns
    assert not told.parts[0].gone


def test_other_bands_move_a_tier_without_another_reading(office: Office) -> None:
    from relationships.models import TierBandSet

    TierBandSet.objects.filter(network="").update(macro_from=90_000)
    retier(Creator.objects.all(), reason="tier bands changed")
    crossing = office.entries(Kind.TIER)[0]
    assert (crossing.head.title, crossing.head.text) == ("Micro → Macro", "98,400 followers")
    assert crossing.reason == "tier bands changed"


# --- What goes together -----------------------------------------------------------------------------------------------


def test_one_save_of_several_rows_is_one_entry(office: Office) -> None:
    for key in ("values", "audience", "content"):
        factories.make_rating(office.relationship, key, 4, reviewer=office.manager)
    factories.make_rating(office.relationship, "values", 2, reviewer=office.lead)
    entries = office.entries(Kind.RATING)
    assert {(entry.who, len(entry.parts)) for entry in entries} == {("Lea Lead", 1), ("Mia Manager", 3)}
    together = next(entry for entry in entries if len(entry.parts) == 3)
    assert together.head.title == "3 ratings"
    assert [part.words.title for part in together.parts] == ["Rated Values", "Rated Audience", "Rated Content"]


def test_two_saves_of_one_row_are_two_entries(office: Office) -> None:
    for stage in ("contacted", "active"):
        office.relationship.stage = stage
        office.relationship.save()
    assert office.titles(Kind.CHANGE)[:2] == ["Stage changed", "Stage changed"]


def test_a_list_brought_in_is_one_entry_and_files_under_its_name(office: Office) -> None:
    reason = "import of spring.csv"
    record_history(Creator.objects.filter(pk=office.creator.pk), reason="typed in")
    Creator.objects.filter(pk=office.creator.pk).update(email="ada@example.com")
    office.creator.accounts.update(followers=99_000)
    record_history(Creator.objects.filter(pk=office.creator.pk), reason=reason)
    record_history(office.creator.accounts.all(), reason=reason)
    (entry,) = office.of_creator(Kind.IMPORT)
    assert entry.head.title == "Brought in from spring.csv"
    assert {line.change.field for part in entry.parts for line in part.lines} == {"E-mail", "Followers"}
    assert entry not in office.of_creator(Kind.CHANGE)


# --- Whose it is ------------------------------------------------------------------------------------------------------


def test_a_creators_story_holds_the_relationships_that_the_reader_sees(full: Office) -> None:
    mine, all_of_it = full.of_creator(), full.of_creator(user=full.lead)
    assert {entry.about for entry in mine} == {"", "Homely"}
    assert {entry.about for entry in all_of_it} == {"", "Homely", "Zyxwoo"}
    assert "Zyxwoo" not in str(mine)
    assert "Zyxwoo launch" in str(all_of_it)
    results = [entry for entry in mine if entry.head.title == "Result of Spring box"]
    assert [entry.about for entry in results] == ["Homely"]


def test_who_may_see_no_relationship_reads_the_directory_only(full: Office) -> None:
    guest = factories.make_user()
    guest.user_permissions.set(Permission.objects.filter(codename__in=("view_creator", "view_account", "view_rating")))
    told = full.of_creator(user=guest)
    assert {entry.about for entry in told} == {""}
    assert {part.model for entry in told for part in entry.parts} == {"creator", "account"}


def test_what_a_reader_may_not_view_is_not_told(full: Office) -> None:
    guest = factories.make_user(brands=(full.own,))
    guest.user_permissions.set(Permission.objects.filter(codename__in=("view_relationship", "view_rating")))
    parts = {part.model for entry in full.entries(user=guest) for part in entry.parts}
    assert parts == {"relationship", "rating"}


def test_what_an_advice_rested_on_is_no_riddle_to_be_solved(full: Office) -> None:
    decision = AdviceDecision.objects.get()
    decision.facts, decision.reason = "0" * 64, "Back on Monday."
    decision.save()
    told = str(full.entries(user=full.lead))
    assert "Back on Monday." in told
    assert "f4c7" not in told


def test_a_relationship_tells_of_its_creator_what_concerns_every_brand(full: Office) -> None:
    creator = full.creator
    creator.do_not_contact, creator.do_not_contact_reason, creator.phone = True, "Asked for it", "0123"
    vars(creator)["_history_user"] = full.lead
    creator.save()
    entry = full.entries(Kind.CHANGE)[0]
    assert (entry.head.title, entry.head.text) == ("Must not be contacted", "Asked for it")
    assert "0123" not in str(full.entries())


@pytest.mark.parametrize(("who", "may"), [("viewer", False), ("manager", True)])
def test_only_who_may_change_a_value_is_offered_to_restore_it(office: Office, who: str, may: bool) -> None:
    office.relationship.stage = "active"
    office.relationship.save()
    factories.make_touchpoint(office.relationship).delete()
    user = office.manager if who == "manager" else factories.make_viewer(office.own)
    parts = [part for entry in office.entries(user=user) for part in entry.parts]
    assert any(part.restorable for part in parts) is may
    assert any(part.returns for part in parts) is may


# --- Pages ------------------------------------------------------------------------------------------------------------


def _pages(office: Office, size: int, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Every version of the creator's story as its pages have it."""
    monkeypatch.setattr(report, "PER_PAGE", size)
    sources = [told.source for told in of_creator(office.creator, [office.relationship.pk, office.secret.pk])]
    found: list[tuple[str, int]] = []
    place: Place | None = None
    for _ in range(200):
        versions, place = read_versions(sources, place, size)
        found += [(version.source.name, version.row.history_id) for version in versions]
        if place is None:
            return found
        place = Place.parse(str(place))
    raise AssertionError("the pages never end")


@pytest.mark.parametrize("size", [1, 3, 50])
def test_the_pages_hold_every_version_once(full: Office, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(4):  # of one moment
        record_history(Relationship.objects.filter(creator=full.creator), reason=f"same {number}")
    stamp = timezone.now()
    Relationship.history.filter(history_change_reason__startswith="same").update(history_date=stamp)
    Collaboration.history.update(history_date=stamp)
    found = _pages(full, size, monkeypatch)
    assert Counter(found).most_common(1)[0][1] == 1
    assert found == _pages(full, 1_000, monkeypatch)
    touchpoints = [number for name, number in found if name == "touchpoint"]
    assert len(touchpoints) == Touchpoint.history.count()


def test_a_filter_and_its_opposite_make_the_whole(full: Office) -> None:
    def versions(*kinds: Kind) -> Counter[tuple[str, int]]:
        return Counter((part.model, part.version) for entry in full.entries(*kinds) for part in entry.parts)

    each: Counter[tuple[str, int]] = sum((versions(kind) for kind in Kind), Counter())
    assert each == versions() == versions(*Kind)


def test_a_page_goes_on_where_the_one_before_ended(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "PER_PAGE", 2)
    for number in range(3):
        factories.make_touchpoint(office.relationship, LONG_AGO + timedelta(minutes=number), summary=f"talk {number}")
    first = timeline_of_relationship(office.relationship, office.manager, [Kind.TOUCHPOINT])
    second = timeline_of_relationship(office.relationship, office.manager, [Kind.TOUCHPOINT], first.older)
    texts = [[entry.head.text for day in page.days for entry in day.entries] for page in (first, second)]
    assert texts == [["talk 2", "talk 1"], ["talk 0"]]
    assert [day.continues for page in (first, second) for day in page.days] == [False, True]
    assert second.older is None


@pytest.mark.parametrize(
    "text",
    ["", "x", "1.2.3.4", "20260101.1.1", "20261301.1.1.1", "20260101.-1.1.1", "20260101.1.1.1.1", "²0260101.1.1.1",
     f"20260101.{'9' * 18}.1.1", f"20260101.1.1.{'9' * 19}", "20260101.1.1.1\n"],
)  # fmt: skip
def test_what_is_no_place_is_none(text: str) -> None:
    assert Place.parse(text) is None


def test_a_place_is_read_as_it_was_written() -> None:
    place = Place(date(2026, 3, 4), datetime(2026, 3, 4, 15, 30, 1, 234_567, tzinfo=UTC), 12, 345)
    assert Place.parse(str(place)) == place
    far = Place.parse(f"99991231.{'9' * 17}.999.{'9' * 18}")
    assert far is None or far.day.year == 9999


# --- What it costs ----------------------------------------------------------------------------------------------------

#: With one of everything: where the versions of the page stand, in one query over all tables; the versions themselves
#: of 14 tables, and those before them in the two in which something changed (the relationship, the creator's tier);
#: names of people, works, criteria, tags; the account's readings, the snapshots before these, and the bands; whether
#: the reader may restore: permissions of the user and of their groups; and what was merged into the creator.
COST = 1 + 14 + 2 + 4 + 3 + 2 + 1


def _cost(office: Office) -> int:
    user = User.objects.get(pk=office.manager.pk)
    relationship = Relationship.objects.select_related("creator", "brand").get(pk=office.relationship.pk)
    with CaptureQueriesContext(connection) as queries:
        timeline_of_relationship(relationship, user)
    return len(queries)


def test_a_page_costs_this_however_much_there_is(full: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    row = full.relationship
    row.stage = "active"
    row.save()
    assert _cost(full) == COST
    monkeypatch.setattr(report, "PER_PAGE", 2_000)
    works = [Collaboration(relationship=row, compensation="paid") for _ in range(20)]
    made: list[Any] = [*Collaboration.objects.bulk_create(works)]
    made += Touchpoint.objects.bulk_create(Touchpoint(relationship=row, summary="x") for _ in range(200))
    made += Tag.objects.bulk_create(Tag(name=f"tag {number}", name_key=f"tag {number}") for number in range(20))
    record_history(Collaboration.objects.filter(compensation="paid"), kind="+")
    record_history(Touchpoint.objects.filter(summary="x"), kind="+")
    for _ in range(30):
        record_history(Relationship.objects.filter(pk=row.pk))
    for tag in made[-20:]:
        row.relationship_tags.create(tag=tag)
    assert sum(len(entry.parts) for entry in full.entries()) > 250
    assert _cost(full) == COST


def test_nothing_that_hangs_on_a_relationship_or_creator_is_left_out(office: Office) -> None:
    """A model that is added has to be told, or to be named here with its reason."""
    from django.apps import apps
    from django.db.models import ForeignKey

    told = {one.source.model for one in (*of_relationship(office.relationship), *of_creator(office.creator, [1]))}
    subjects = {Relationship, Creator, Collaboration}
    silent = {
        "AudienceSnapshot",  # each reading is a change of its account, too
        "BulkChangeRow",  # what an undo needs; the change itself is in the relationship's own history
        "StandingAdvice",  # derived, without a history
    }
    for model in apps.get_app_config("relationships").get_models():
        parents = {field.related_model for field in model._meta.concrete_fields if isinstance(field, ForeignKey)}
        if parents & subjects and hasattr(model, "history") and model.__name__ not in silent:
            assert model in told, f"{model.__name__} hangs on a relationship or creator, and no timeline tells of it"
