"""Decisions about the next step, and the offer of an ambassadorship as one operation."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from relationships.domain.ladder import ContributionKind, LadderChoice
from relationships.models import Collaboration, LadderDecision, Relationship, User
from relationships.services.clock import organisation_today
from relationships.services.ladder import MONTHS_MAX, Offer, decide, months_offered, offer_ambassadorship
from relationships.services.playbooks import playbook_of
from tests import factories

pytestmark = pytest.mark.django_db

STARTS = date(2026, 12, 1)
PROMISES = {ContributionKind.COCREATION: 1, ContributionKind.REVIEW: 2, ContributionKind.INSIGHT: None}


@pytest.fixture
def micro(db: None) -> tuple[Relationship, User]:
    brand = factories.make_brand(currency="GBP")
    return factories.make_relationship(brand=brand, followers=12_400), factories.make_manager(brand)


def _offer(**values: Any) -> Offer:
    return Offer(**{"months": 3, "starts_on": STARTS, "promises": PROMISES, **values})


def test_an_offer_is_a_proposal_of_the_playbooks_months_with_its_promises(micro: tuple[Relationship, User]) -> None:
    relationship, by = micro
    made = offer_ambassadorship(relationship, _offer(brand_promises="First looks"), "Twice on time", by)
    made.refresh_from_db()
    assert (made.kind, made.status, made.currency, made.compensation) == ("ambassador", "proposed", "GBP", "products")
    assert (made.starts_on, made.ends_on) == (STARTS, date(2027, 2, 28))
    assert (made.cocreations_promised, made.reviews_promised, made.insights_promised) == (1, 2, None)
    assert made.brand_promises == "First looks"
    decision = LadderDecision.objects.get()
    assert (decision.choice, decision.reason, decision.decided_by) == ("offer", "Twice on time", by)
    relationship.refresh_from_db()
    assert relationship.ladder == "offered"
    assert made.history.count() == decision.history.count() == 1


def test_the_relationships_own_compensation_goes_before_the_usual_one(micro: tuple[Relationship, User]) -> None:
    relationship, by = micro
    relationship.compensation = "mixed"
    relationship.save()
    assert offer_ambassadorship(relationship, _offer(), "Because", by).compensation == "mixed"


@pytest.mark.parametrize("months", [2, 7])
def test_months_outside_of_the_playbooks_are_refused(micro: tuple[Relationship, User], months: int) -> None:
    relationship, by = micro
    with pytest.raises(ValidationError, match="3 to 6 months"):
        offer_ambassadorship(relationship, _offer(months=months), "Because", by)
    assert not Collaboration.objects.exists()


@pytest.mark.parametrize("months", [3, 6])
def test_both_ends_of_the_playbooks_months_are_allowed(micro: tuple[Relationship, User], months: int) -> None:
    relationship, by = micro
    assert offer_ambassadorship(relationship, _offer(months=months), "Because", by).pk


def test_a_playbook_without_the_norm_allows_up_to_the_most() -> None:
    relationship = factories.make_relationship(followers=None)
    assert months_offered(playbook_of(relationship)) == (1, MONTHS_MAX)


@pytest.mark.parametrize("status", ["proposed", "agreed"])
def test_two_offers_at_once_are_one(micro: tuple[Relationship, User], status: str) -> None:
    relationship, by = micro
    factories.make_collaboration(relationship, kind="ambassador", status=status, starts_on=STARTS)
    with pytest.raises(ValidationError, match="on the table"):
        offer_ambassadorship(relationship, _offer(), "Because", by)
    assert not LadderDecision.objects.exists()


def test_after_an_agreement_that_ended_a_new_one_is_offered(micro: tuple[Relationship, User]) -> None:
    relationship, by = micro
    factories.make_collaboration(relationship, kind="ambassador", status="completed")
    assert offer_ambassadorship(relationship, _offer(), "Again", by).pk


def test_nothing_is_offered_to_who_must_not_be_contacted(micro: tuple[Relationship, User]) -> None:
    relationship, by = micro
    creator = relationship.creator
    creator.do_not_contact, creator.do_not_contact_reason = True, "Objected"
    creator.save()
    with pytest.raises(ValidationError, match="must not be contacted"):
        offer_ambassadorship(relationship, _offer(), "Because", by)


def test_without_a_reason_nothing_is_decided(micro: tuple[Relationship, User]) -> None:
    relationship, by = micro
    with pytest.raises(ValidationError, match="Say why"):
        decide(relationship, LadderChoice.NOT_YET, "  ", by)
    with pytest.raises(ValidationError, match="Say why"):
        offer_ambassadorship(relationship, _offer(), " ", by)
    assert not LadderDecision.objects.exists()
    assert not Collaboration.objects.exists()


def test_a_decision_bears_name_and_day(micro: tuple[Relationship, User]) -> None:
    relationship, by = micro
    made = decide(relationship, LadderChoice.LET_GO, " Two late posts ", by)
    assert (made.choice, made.reason, made.decided_by, made.decided_on) == (
        "let_go",
        "Two late posts",
        by,
        organisation_today(),
    )


def test_sent_twice_it_is_one_decision_and_another_mind_is_another(micro: tuple[Relationship, User]) -> None:
    relationship, by = micro
    first, again = (decide(relationship, LadderChoice.NOT_YET, "Too early", by) for _ in range(2))
    assert first == again
    decide(relationship, LadderChoice.LET_GO, "Moved on", by)
    assert decide(relationship, LadderChoice.NOT_YET, "Too early", by) != first
    assert LadderDecision.objects.count() == 3
