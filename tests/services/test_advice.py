"""Stored drift and standing advice follow whatever they rest on, and all who show advice show the same."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from relationships.domain.playbooks.advice import Code
from relationships.models import (
    Agent,
    AudienceSnapshot,
    Collaboration,
    PlaybookNorm,
    Relationship,
    StandingAdvice,
    TierBandSet,
    Touchpoint,
)
from relationships.services import advice, freshness
from relationships.services.advice import advice_of, reading_for, refresh_advice, refresh_turned_advice
from relationships.services.clock import organisation_today
from relationships.services.demo.filling import top_up
from relationships.services.derived import count_wrong
from tests import factories
from tests.services.lists import bring_in

pytestmark = pytest.mark.django_db

TODAY = organisation_today()
LONG_AGO = timezone.now() - timedelta(days=100)


def codes(row: Relationship) -> set[str]:
    return set(StandingAdvice.objects.filter(relationship=row).values_list("code", flat=True))


def change(row: Any, **values: Any) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


def account_of(row: Relationship) -> Any:
    return row.creator.accounts.get()


def last(model: type[Any]) -> Any:
    return model.objects.order_by("-pk").first()


def norm(row: Relationship, key: str) -> PlaybookNorm:
    return PlaybookNorm.objects.get(playbook__tier=row.tier, playbook__brand=None, key=key)


def rival_of(row: Relationship) -> Relationship:
    other = factories.make_relationship(row.creator)
    factories.make_competitor(other.brand, row.brand)
    return other


_EXCLUSIVE = {"status": "live", "starts_on": TODAY, "exclusivity_until": TODAY + timedelta(days=9)}

Change = Callable[[Relationship], Any]
#: What somebody does, one change after the other; the rule; and whether it speaks after each.
CHANGES: list[tuple[Code, list[tuple[Change, bool]]]] = [
    (Code.DO_NOT_CONTACT, [
        (lambda r: change(r, next_action="Write", next_action_kind="outreach"), False),
        (lambda r: change(r.creator, do_not_contact=True, do_not_contact_reason="Objected."), True),
        (lambda r: change(r, next_action="", next_action_kind=""), False),
    ]),
    (Code.TOUCH_OVERDUE, [
        (lambda r: factories.make_collaboration(r, status="live"), False),
        (lambda r: factories.make_touchpoint(r, LONG_AGO), True),
        (lambda r: last(Touchpoint).delete(), False),
    ]),
    (Code.ENGAGEMENT_ODD, [
        (lambda r: AudienceSnapshot.objects.create(
            account=account_of(r), measured_on=TODAY - timedelta(days=9), followers=9_000), True),
        (lambda r: last(AudienceSnapshot).delete(), False),
        (lambda r: change(account_of(r), engagement_rate=50, engagement_basis="followers"), True),
        (lambda r: change(norm(r, "engagement"), value=[]), False),
    ]),
    (Code.LOW_FIT, [
        (lambda r: Collaboration.objects.create(relationship=r, compensation="products"), True),
        (lambda r: [factories.make_rating(r, k, 5) for k in ("values", "audience", "content", "mentions")], False),
        (lambda r: factories.make_adjudication(r, "values", 0), True),
        (lambda r: change(norm(r, "min_fit"), value=10), False),
        (lambda r: change(factories.criterion_of(r.brand, "safety"), weight=900), True),
    ]),
    (Code.CONTRACT_NEEDED, [
        (lambda r: Collaboration.objects.create(
            relationship=r, compensation="paid", fee=Decimal(2000), currency="EUR", agreed_on=TODAY), True),
        (lambda r: change(r.brand, market_country="GB"), False),
        (lambda r: change(r.brand, market_country="FR"), True),
        (lambda r: change(last(Collaboration), contract_signed_on=TODAY), False),
    ]),
    (Code.AGENT_BYPASSED, [
        (lambda r: change(account_of(r), followers=200_000), False),
        (lambda r: factories.make_touchpoint(r, through="creator"), False),
        (lambda r: change(r.creator, agent=factories.make_agent()), True),
        (lambda r: last(Agent).delete(), False),
    ]),
    (Code.REBOOK_UNMEASURED, [
        (lambda r: change(account_of(r), followers=200_000), False),
        (factories.make_collaboration, False),
        (lambda r: Collaboration.objects.create(relationship=r, compensation="paid"), True),
        (lambda r: factories.make_result(Collaboration.objects.earliest("pk")), False),
    ]),
    (Code.TERMS_MISSING, [
        (lambda r: change(account_of(r), followers=200_000), False),
        (lambda r: Collaboration.objects.create(
            relationship=r, compensation="paid", status="agreed", contract_signed_on=TODAY, deliverables="A film",
            usage_rights_until=TODAY, payment_terms_days=30, approval_rounds=2), True),
        (lambda r: factories.make_tick(r, "exclusivity", last(Collaboration)), False),
        (lambda r: r.ticks.get().delete(), True),
    ]),
    (Code.ONE_OFF_STREAK, [
        (lambda r: [factories.make_collaboration(r) for _ in range(3)], True),
        (lambda r: factories.make_ladder_decision(r, "not_yet"), False),
    ]),
    (Code.EXCLUSIVITY_CLASH, [
        (lambda r: factories.make_collaboration(r, **_EXCLUSIVE), False),
        (lambda r: factories.make_collaboration(rival_of(r)), True),
        (lambda r: change(last(Collaboration), status="cancelled"), False),
        (lambda r: change(last(Collaboration), status="completed"), True),
        (lambda r: r.brand.competitor_of.get().delete(), False),
    ]),
    (Code.TIER_CROSSED, [
        (factories.make_collaboration, False),
        (lambda r: change(account_of(r), followers=200_000), True),
        (lambda r: change(r.creator, is_celebrity=True, celebrity_reason="Sings."), True),
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("code", "steps"), CHANGES, ids=[str(code) for code, _ in CHANGES])
def test_advice_follows(code: Code, steps: list[tuple[Change, bool]]) -> None:
    row = factories.make_relationship()
    for number, (step, speaks) in enumerate(steps):
        step(Relationship.objects.get(pk=row.pk))
        row.refresh_from_db()
        assert (code in codes(row)) is speaks, number
        assert not any(count_wrong().values()), number


def test_one_change_looks_at_one_relationship() -> None:
    row, other = factories.make_relationship(), factories.make_relationship()
    Relationship.objects.update(drift=7)
    factories.make_touchpoint(row)
    assert list(Relationship.objects.order_by("pk").values_list("drift", flat=True)) == [0, 7]
    assert refresh_advice(Relationship.objects.filter(pk=other.pk)) == 1
    assert refresh_advice(Relationship.objects.all()) == 0


def test_ladder_and_renewal() -> None:
    row = factories.make_relationship()
    ends_on = TODAY + timedelta(days=100)
    factories.make_collaboration(row, kind="ambassador", status="live", starts_on=TODAY, ends_on=ends_on)
    row.refresh_from_db()
    assert (row.ladder, row.renewal_on) == ("ambassador", ends_on - timedelta(days=60))


def test_as_many_queries_for_many_as_for_one() -> None:
    rows = [factories.make_relationship() for _ in range(5)]
    counts = []
    for some in (rows[:1], rows):
        StandingAdvice.objects.all().delete()
        Relationship.objects.update(drift=9)
        with CaptureQueriesContext(connection) as queries:
            assert refresh_advice(Relationship.objects.filter(pk__in=[row.pk for row in some])) == len(some)
        counts.append(len(queries))
    # keyset twice, the lock, a savepoint's two, playbooks, facts (12 without competitors), decisions, brands, what is
    # stored (two); then columns are written
    assert counts[0] == counts[1] <= 23


# --- Many rows ------------------------------------------------------------------------------------------------------


def test_very_many_are_marked_and_worked_off_by_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [factories.make_relationship() for _ in range(3)]
    for row in rows:
        Collaboration.objects.create(relationship=row, compensation="products")
    monkeypatch.setattr(advice, "AT_ONCE", 2)
    change(norm(rows[0], "min_coverage"), value=0)
    stale = Relationship.objects.advice_is_stale(TODAY)
    assert stale.count() == 3
    assert codes(rows[0]) >= {"low-fit"}, "nobody has read it since"
    freshness.freshen_advice([rows[0].pk])
    assert "low-fit" not in codes(rows[0])
    freshness.freshen_some(Relationship.objects.all(), at_most=1)
    assert stale.count() == 1
    with CaptureQueriesContext(connection) as queries:
        freshness.freshen_advice([rows[0].pk])
    assert len(queries) == 1
    assert refresh_turned_advice(TODAY) == 1
    assert refresh_turned_advice(TODAY) == 0
    assert not any(count_wrong().values())


def test_new_bands_move_the_advice_too(monkeypatch: pytest.MonkeyPatch) -> None:
    row = factories.make_relationship()
    factories.make_collaboration(row)
    bands = TierBandSet.objects.get(network="")
    change(bands, micro_from=20_000)
    assert "tier-crossed" in codes(row)
    assert not any(count_wrong().values())


def test_a_list_brought_in_leaves_true_advice() -> None:
    brand = factories.make_brand()
    row = factories.make_relationship(brand=brand, followers=12_000)
    handle = account_of(row).handle
    bring_in([["handle", "followers"], [handle, 90_000], ["@new.one", 500], ["@big.one", 400_000]], brand=brand)
    assert Relationship.objects.filter(brand=brand).count() == 3
    assert not any(count_wrong().values())
    assert Relationship.objects.filter(drift_changes_on=None).count() == 0, "each is told when it turns"


def test_the_day_comes() -> None:
    row = factories.make_relationship(factories.make_creator(notice_given_on=None, followers=12_400))
    assert row.drift_changes_on is not None
    day = TODAY + timedelta(days=31)
    refresh_turned_advice(TODAY + timedelta(days=30))
    assert "notice-missing" not in codes(row)
    refresh_turned_advice(day)
    assert "notice-missing" in codes(row)


# --- Page, list and command -----------------------------------------------------------------------------------------


def test_page_list_and_command_say_the_same() -> None:
    top_up(80)
    out = StringIO()
    call_command("advise", "--format", "json", stdout=out)
    told: dict[int, list[tuple[Any, ...]]] = {}
    for line in json.loads(out.getvalue()):
        told.setdefault(line["relationship"], []).append((line["code"], line["severity"], bool(line["decision"])))
    assert told
    lead = factories.make_lead()
    for row in Relationship.objects.all():
        shown = [(one.advice.code, one.advice.severity, bool(one.decision)) for one in advice_of(row, TODAY, lead)]
        assert told.get(row.pk, []) == shown
        standing = StandingAdvice.objects.filter(relationship=row)
        assert sorted(standing.values_list("code", "severity", "dismissed")) == sorted(shown)
        drift = [severity for _, severity, hidden in shown if severity != "info" and not hidden]
        assert (row.drift, row.drift_blocks) == (len(drift), sum(severity == "block" for severity in drift))
        assert row.advice_infos == sum(severity == "info" and not hidden for _, severity, hidden in shown)


def test_a_relationship_that_is_gone() -> None:
    row = factories.make_relationship()
    gone = Relationship(pk=row.pk + 1)
    with pytest.raises(Relationship.DoesNotExist):
        reading_for(gone, TODAY)
