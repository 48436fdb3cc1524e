"""What the rules may see is read whole, in as many queries for many relationships as for one."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from relationships.domain.collaborations import HistoryKind, Kind, Status
from relationships.domain.compensation import Compensation
from relationships.domain.ladder import LadderChoice
from relationships.domain.playbooks.facts import (
    ENDLESS,
    AudienceFacts,
    CollaborationFacts,
    Facts,
    FitFacts,
    RivalFacts,
    TouchFacts,
)
from relationships.domain.playbooks.norms import Term
from relationships.domain.relationships import Channel, Direction, NextActionKind, Purpose, Stage, Through
from relationships.domain.tiers import Tier
from relationships.models import AudienceSnapshot, Collaboration, FitCriterion, Relationship
from relationships.services.clock import organisation_today
from relationships.services.facts import facts_of, facts_of_new
from tests import factories

pytestmark = pytest.mark.django_db

TODAY = organisation_today()


def ago(days: int) -> Any:
    return TODAY - timedelta(days=days)


def facts(row: Relationship, viewer: Any = None) -> Facts:
    return facts_of([row.pk], TODAY, viewer)[row.pk]


def test_everything_on_file_is_seen() -> None:
    brand = factories.make_brand(market_country="GB")
    creator = factories.make_creator(agent=factories.make_agent(), postal_address="1 Lane", notice_given_on=ago(3))
    account = factories.make_account(
        creator, followers=20_000, engagement_rate=Decimal("2.5"), engagement_basis="followers"
    )
    AudienceSnapshot.objects.create(account=account, measured_on=ago(20), followers=15_000)
    row = factories.make_relationship(
        creator, brand, stage="active", compensation="mixed", next_action="Send it", next_action_kind="shipment"
    )
    work = factories.make_collaboration(
        row, title="Spring", status="live", fee=Decimal(90), product_value=Decimal(10), compensation="mixed",
        currency="GBP", agreed_on=ago(9), starts_on=ago(8), live_on=ago(7), usage_rights="paid social", products="Box",
        exclusivity_until=ago(1), contract_signed_on=ago(9), approval_rounds=1, disclosure_words="#ad",
    )  # fmt: skip
    factories.make_result(work)
    factories.make_tick(row, Term.APPROVAL, work)
    factories.make_tick(row, Term.CONTRACT)
    touched = timezone.now() - timedelta(days=2)
    factories.make_touchpoint(
        row, touched, purpose="thank_you", through="agent", from_template=False, has_local_line=True
    )
    factories.make_touchpoint(row, touched + timedelta(days=1), direction="inbound", channel="phone")
    factories.make_ladder_decision(row, "not_yet", ago(4))
    factories.make_ladder_decision(row, "offer", ago(2))
    factories.make_rating(row, "safety", 0)
    row.refresh_from_db()
    assert facts(row) == Facts(
        tier=Tier.MICRO,
        followers=20_000,
        has_agent=True,
        address_known=True,
        on_file_since=TODAY,
        notice_given_on=ago(3),
        audience=AudienceFacts(
            network="instagram",
            engagement_rate=Decimal("2.500"),
            engagement_basis="followers",
            followers=((ago(20), 15_000), (TODAY, 20_000)),
        ),
        market="GB",
        stage=Stage.ACTIVE,
        since=TODAY,
        compensation=Compensation.MIXED,
        history=HistoryKind.ONE_OFF,
        planned=NextActionKind.SHIPMENT,
        something_planned=True,
        fit=FitFacts(
            coverage=row.fit_coverage,
            medium_from=row.fit_medium_from,
            low_from=row.confidence_low_from,
            rated=True,
            blocked=("Brand safety",),
            uncleared=("Competitor conflict",),
            gate_reviewers=0,
        ),
        collaborations=(
            CollaborationFacts(
                id=work.pk, title="Spring", kind=Kind.ONE_OFF, status=Status.LIVE, compensation=Compensation.MIXED,
                fee=Decimal("90.00"), product_value=Decimal("10.00"), currency="GBP", tier_agreed=Tier.MICRO,
                agreed_on=ago(9), starts_on=ago(8), live_on=ago(7), products=True, disclosure_words=True,
                disclosure_proof=True, contract_signed_on=ago(9), rights_asked=True, exclusivity_asked=True,
                exclusivity_until=ago(1), approval_rounds=1, settled=frozenset({Term.APPROVAL, Term.CONTRACT}),
                measured=True,
            ),
        ),
        touches=(
            TouchFacts(
                on=ago(2), direction=Direction.OUTBOUND, channel=Channel.EMAIL, purpose=Purpose.THANK_YOU,
                from_template=False, local_line=True, through=Through.AGENT,
            ),
            TouchFacts(on=ago(1), direction=Direction.INBOUND, channel=Channel.PHONE),
        ),
        ladder_choice=LadderChoice.OFFER,
        ladder_chosen_on=ago(2),
    )  # fmt: skip


def test_nothing_on_file_is_not_known() -> None:
    brand = factories.make_brand(market_country="")
    row = factories.make_relationship(factories.make_creator(notice_given_on=None), brand)
    FitCriterion.objects.filter(brand=brand).update(weight=0)
    assert facts(row) == Facts(on_file_since=TODAY, since=TODAY, fit=None)
    assert facts_of([row.pk + 1], TODAY) == {}
    assert facts_of_new(Relationship(creator=row.creator, brand=brand), TODAY) == Facts(
        on_file_since=TODAY, since=TODAY
    )


def test_as_many_queries_for_many_as_for_one() -> None:
    rival = factories.make_brand()
    rows = [factories.make_relationship() for _ in range(4)]
    for row in rows:
        factories.make_competitor(row.brand, rival)
        factories.make_collaboration(factories.make_relationship(row.creator, rival))
        factories.make_rating(row, "safety", 4)
    ids = [row.pk for row in rows]
    lead = factories.make_lead()
    lead.has_perm("relationships.view_all_brands")  # read once and kept
    for some in (ids[:1], ids, [ids[0], ids[-1]]):
        with CaptureQueriesContext(connection) as queries:
            found = facts_of(some, TODAY, lead)
        assert sorted(found) == sorted(some)
        assert all(len(one.rivals) == 1 for one in found.values())
        # relationships, rubrics, ratings, adjudications, overrides, ticks, briefs, collaborations, touches, ladder
        # decisions, snapshots, competitors, the competitors' collaborations, the brands that the viewer sees
        assert len(queries) == 14


@pytest.mark.parametrize("listed_by", ["us", "them"])
@pytest.mark.parametrize(("who", "brand"), [("nobody", ""), ("ours", ""), ("theirs", "Rival"), ("lead", "Rival")])
def test_a_competitor_is_named_only_to_who_may_see_it(listed_by: str, who: str, brand: str) -> None:
    row, rival = factories.make_relationship(), factories.make_brand("Rival")
    other = factories.make_relationship(row.creator, rival)
    pair = (row.brand, rival) if listed_by == "us" else (rival, row.brand)
    factories.make_competitor(*pair)
    work = {"starts_on": ago(3), "ends_on": TODAY, "agreed_on": ago(5), "exclusivity_until": TODAY}
    factories.make_collaboration(other, **work)
    Collaboration.objects.bulk_create([Collaboration(relationship=other, status="proposed", compensation="paid")])
    teams = {"ours": (row.brand,), "theirs": (row.brand, rival)}
    viewer = (
        None if who == "nobody" else factories.make_lead() if who == "lead" else factories.make_manager(*teams[who])
    )
    expected = RivalFacts(brand=brand, starts_on=ago(3), ends_on=TODAY, exclusive_from=ago(5), exclusive_until=TODAY)
    assert facts(row, viewer).rivals == (expected,)
    stranger = factories.make_relationship(row.creator)
    assert facts(stranger, viewer).rivals == ()


@pytest.mark.parametrize(
    ("said", "ends_on"),
    [
        ({"kind": "ambassador", "status": "live"}, ENDLESS),
        ({"kind": "ambassador", "status": "live", "ends_on": TODAY}, TODAY),
        ({"kind": "ambassador", "status": "completed"}, None),
        ({"kind": "one_off", "status": "live"}, None),
    ],
)
def test_a_competitors_ambassador_agreement_without_an_end_runs_on(said: dict[str, Any], ends_on: date | None) -> None:
    row, other = factories.make_relationship(), factories.make_brand()
    factories.make_competitor(row.brand, other)
    factories.make_collaboration(factories.make_relationship(row.creator, other), starts_on=ago(3), **said)
    assert facts(row).rivals == (RivalFacts(starts_on=ago(3), ends_on=ends_on),)


#: Ratings of the gate "safety" as (value, days ago), the override's age, and blocked, uncleared, fewest reviewers.
GATES: list[tuple[list[tuple[int, int]], int | None, tuple[bool, bool, int | None]]] = [
    ([], None, (False, True, 0)),
    ([(4, 9)], None, (False, False, 1)),
    ([(4, 9), (5, 8)], None, (False, False, 2)),
    ([(0, 9), (5, 8)], None, (True, False, 2)),
    ([(0, 9)], 8, (False, False, None)),
    ([(0, 7)], 8, (True, False, 1)),
    ([], 8, (False, False, None)),
]


@pytest.mark.parametrize(("ratings", "overridden", "stands"), GATES)
def test_gates(ratings: list[tuple[int, int]], overridden: int | None, stands: Any) -> None:
    row = factories.make_relationship()
    FitCriterion.objects.filter(brand=row.brand, key="conflict").update(is_gate=False)
    for value, days in ratings:
        factories.make_rating(row, "safety", value, on=ago(days))
    if overridden is not None:
        factories.make_override(row, "safety", on=ago(overridden))
        # A later rating reopens what was decided: written down before it here, since the service dates decisions.
        row.gateoverrides.update(decided_on=ago(overridden))
        Relationship.objects.update(fit_blocked=stands[0])
    found = facts(row).fit
    assert found is not None
    assert (bool(found.blocked), bool(found.uncleared), found.gate_reviewers) == stands


def test_a_history_that_turned_and_was_not_rewritten() -> None:
    row = factories.make_relationship()
    factories.make_collaboration(row, kind="ambassador", status="live", starts_on=ago(5), ends_on=TODAY)
    assert facts(row).history is HistoryKind.AMBASSADOR
    assert facts_of([row.pk], TODAY + timedelta(days=1))[row.pk].history is HistoryKind.FORMER_AMBASSADOR
