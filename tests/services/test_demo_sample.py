"""Sample data looked at: every state is there, everything holds together, nobody is real."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.db.models import Count, F, Q

from relationships.domain.collaborations import HistoryKind, Status
from relationships.domain.compensation import Compensation
from relationships.domain.engagement import EngagementBasis
from relationships.domain.relationships import Stage
from relationships.domain.tiers import Tier
from relationships.models import (
    Account,
    Adjudication,
    AudienceSnapshot,
    Brand,
    Collaboration,
    Creator,
    CreatorCategory,
    GateOverride,
    Relationship,
    RelationshipTag,
    Touchpoint,
    User,
)
from relationships.services.clock import organisation_today
from relationships.services.demo.batches import MODELS
from relationships.services.demo.filling import top_up
from relationships.services.derived import count_wrong

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def _sample(django_db_setup: None, django_db_blocker: Any) -> Any:
    """Made once: these tests only look."""
    with django_db_blocker.unblock(), transaction.atomic():
        top_up(600)
        yield
        transaction.set_rollback(True)


def test_every_state_is_there() -> None:
    rows, today = Relationship.objects.all(), organisation_today()
    assert rows.count() == 600
    for column, words in (
        ("tier", Tier), ("stage", Stage), ("history_kind", HistoryKind), ("compensation", (*Compensation, "")),
        ("engagement_basis", (*EngagementBasis, "")), ("next_due_kind", ("action", "payment", "")),
    ):  # fmt: skip
        assert set(rows.values_list(column, flat=True)) == set(words), column
    assert set(Collaboration.objects.values_list("status", flat=True)) == set(Status)
    for state in (
        Q(fit_rated=False), Q(fit_rated=True, fit_score=None), Q(fit_disputed=True), Q(fit_blocked=True), Q(owner=None),
        Q(do_not_contact=True), Q(next_due_on__lt=today), Q(next_due_on=today), Q(next_due_on__gt=today),
        Q(last_touch_at=None), Q(history_changes_on__gt=today), ~Q(notes=""),
        Q(next_action_on=None) & ~Q(next_action=""),
    ):  # fmt: skip
        assert rows.filter(state).exists(), state
    for model in (Adjudication, GateOverride, Touchpoint, RelationshipTag, CreatorCategory):
        assert model._default_manager.exists(), model
    assert Creator.objects.filter(is_celebrity=True).exists()
    assert Creator.objects.filter(agent__isnull=False).exists()
    assert Creator.objects.annotate(n=Count("accounts__network", distinct=True)).filter(n__gt=1).exists()
    assert Creator.objects.annotate(n=Count("relationships")).filter(n=3).exists()
    assert Account.objects.values("network").distinct().count() >= 8
    assert Creator.objects.values("country").distinct().count() >= 15
    assert Collaboration.objects.filter(payment_due_on__lt=today, paid_on=None, fee__gt=0).exists()


def test_the_agency() -> None:
    assert Brand.objects.count() == 3
    assert len({(b.market_country, b.currency, b.values) for b in Brand.objects.all()}) == 3
    assert dict(User.objects.values_list("groups__name").annotate(Count("pk"))) == {
        "account manager": 6, "lead": 1, "viewer": 1,
    }  # fmt: skip
    assert not any(user.has_usable_password() for user in User.objects.all())
    assert not Relationship.objects.exclude(owner=None).exclude(brand__team=F("owner")).exists()


def test_a_crossing_of_a_band_is_told() -> None:
    moved = Creator.history.filter(history_change_reason="tier follows followers")
    assert moved.exists()
    one = Creator.objects.get(pk=moved.first().id)
    tiers = list(one.history.order_by("history_id").values_list("tier", flat=True))
    assert len(tiers) == len(set(tiers)) == 2
    assert tiers[-1] == one.tier


def test_every_copy_is_true_and_every_row_valid() -> None:
    assert not any(count_wrong().values())
    for model in MODELS:
        rows = model._default_manager.all()
        assert model.history.count() >= rows.count() > 0  # type: ignore[attr-defined]
        for row in rows[:150] if model is not AudienceSnapshot else ():  # no form ever writes one
            row.full_clean(validate_unique=False)


def test_only_invented_people_with_addresses_that_reach_nobody() -> None:
    assert not Creator.objects.exclude(Q(email="") | Q(email__endswith="@example.com")).exists()
    assert not User.objects.exclude(email__endswith="@example.com").exists()


def test_compensation_follows_the_tiers_norm_mostly() -> None:
    agreed = Relationship.objects.exclude(compensation="")
    for tier, usual in ((Tier.NANO, Compensation.PRODUCTS), (Tier.MACRO, Compensation.PAID)):
        of_tier = agreed.filter(tier=tier)
        assert 0.65 < of_tier.filter(compensation=usual).count() / of_tier.count() < 0.98
