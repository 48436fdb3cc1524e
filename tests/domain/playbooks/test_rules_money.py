"""Compensation and payment: each rule fires, does not fire, and at its edges."""

from dataclasses import replace
from typing import Any

import pytest

from relationships.domain.compensation import Compensation
from relationships.domain.playbooks.advice import Code
from relationships.domain.playbooks.facts import CollaborationFacts
from relationships.domain.tiers import Tier
from tests.domain.playbooks.cases import advice, asked, facts, fit, playbook, severity, work

# --- product-for-rights


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"compensation": "products", "rights_asked": True}, "warn"),
        ({"compensation": "products", "exclusivity_asked": True}, "warn"),
        ({"compensation": "products"}, None),
        ({"compensation": "mixed", "rights_asked": True}, None),
        ({"compensation": "paid", "rights_asked": True}, None),
        ({"rights_asked": True}, None),
        ({"is_gift": True, "rights_asked": True}, "warn"),
        ({"compensation": "products", "rights_asked": True, "status": "live"}, "warn"),
        ({"compensation": "products", "rights_asked": True, "status": "completed"}, None),
        ({"compensation": "products", "rights_asked": True, "status": "cancelled"}, None),
    ],
)
def test_product_for_rights(said: dict[str, Any], expected: str | None) -> None:
    assert severity(Code.PRODUCT_FOR_RIGHTS, facts(Tier.NANO, work(**said))) == expected
    assert severity(Code.PRODUCT_FOR_RIGHTS, facts(Tier.MICRO, work(**said))) == expected
    assert severity(Code.PRODUCT_FOR_RIGHTS, facts(Tier.MEGA, work(**said))) is None
    assert severity(Code.PRODUCT_FOR_RIGHTS, facts(Tier.UNKNOWN, work(**said))) is None


# --- product-only-macro

PRODUCTS, PAID, MIXED = Compensation.PRODUCTS, Compensation.PAID, Compensation.MIXED


@pytest.mark.parametrize(
    ("compensation", "collaborations", "expected"),
    [
        (PRODUCTS, [], "warn"),
        (PAID, [], None),
        (MIXED, [], None),
        (None, [], None),
        (PAID, [work(compensation="products")], "warn"),
        (PAID, [work(compensation="products", status="live")], "warn"),
        (PRODUCTS, [work(compensation="paid")], None),
        (PRODUCTS, [work()], None),
        # What is over no longer can be given a fee: then the relationship itself decides.
        (PAID, [work(compensation="products", status="completed")], None),
        (PRODUCTS, [work(compensation="paid", status="completed")], "warn"),
        (PAID, [work(compensation="products", status="cancelled")], None),
    ],
)
def test_product_only(compensation: Compensation | None, collaborations: Any, expected: str | None) -> None:
    for tier in (Tier.MACRO, Tier.MEGA):
        of = facts(tier, *collaborations, compensation=compensation)
        assert severity(Code.PRODUCT_ONLY_MACRO, of) == expected
        assert severity(Code.PRODUCT_ONLY_MACRO, replace(of, tier=Tier.MICRO)) is None
        assert severity(Code.PRODUCT_ONLY_MACRO, replace(of, tier=Tier.UNKNOWN)) is None


def test_84_percent_is_said_of_macro_only() -> None:
    macro = advice(Code.PRODUCT_ONLY_MACRO, facts(Tier.MACRO, compensation=PRODUCTS))
    mega = advice(Code.PRODUCT_ONLY_MACRO, facts(Tier.MEGA, compensation=PRODUCTS))
    assert macro is not None
    assert mega is not None
    assert "84%" in macro.why
    assert "%" not in mega.why
    assert "no published figure" in mega.why
    assert macro.year == 2019


def test_where_products_are_usual_nobody_budgets_a_fee() -> None:
    products = facts(Tier.MACRO, compensation=PRODUCTS)
    for usual in (PRODUCTS, None):
        norms = playbook(Tier.MACRO, usual_compensation=usual)
        assert severity(Code.PRODUCT_ONLY_MACRO, products, norms=norms) is None


# --- paid-micro-first


def first(followers: int | None = 20_000, score: float | None = 80, tier: Tier = Tier.MICRO, **said: Any) -> Any:
    return facts(
        tier, work(**{"compensation": "paid", "delivered_on": -1, **said}), followers=followers, fit=fit(score)
    )


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        (first(), "info"),
        (first(tier=Tier.NANO, followers=3_000), "info"),
        (first(followers=49_999), "info"),
        (first(followers=50_000), None),
        (first(followers=50_001), None),
        (first(followers=None), None),
        (first(score=74.9), None),
        (first(score=75), "info"),
        (first(score=74.99999999999999), "info"),
        (first(score=None), None),
        (first(status="agreed"), "info"),
        (first(status="agreed", live_on=0), None),
        (first(status="agreed", live_on=1), "info"),
        (first(status="live"), None),
        (first(status="cancelled"), None),
        (first(compensation="mixed"), None),
        (first(compensation="products"), None),
        (first(compensation=None), None),
        (first(tier=Tier.MACRO), None),
        (first(tier=Tier.UNKNOWN), None),
        (replace(first(), fit=None), None),
        (replace(first(), collaborations=(work(1, status="completed"), work(2, compensation="paid"))), None),
        (replace(first(), collaborations=(work(1, status="cancelled"), work(2, compensation="paid"))), "info"),
        (replace(first(), collaborations=(work(1, compensation="paid"), work(2, status="agreed"))), None),
        (replace(first(), collaborations=(work(1), work(2, status="agreed", compensation="paid"))), "info"),
    ],
)
def test_paid_first(of: Any, expected: str | None) -> None:
    assert severity(Code.PAID_MICRO_FIRST, of) == expected


def test_a_fit_that_is_not_known_is_asked_for() -> None:
    assert asked(first(score=None)) == ("the brand-value fit",)
    assert asked(first(score=None, compensation="products")) == ()
    assert asked(first(score=None, followers=50_000)) == ()


@pytest.mark.parametrize(
    ("followers", "share"),
    [(3_000, None), (4_999, None), (5_000, "80%"), (9_999, "80%"), (10_000, "63%"), (49_999, "63%")],
)
def test_a_published_share_is_quoted_only_for_whom_it_is_about(followers: int, share: str | None) -> None:
    found = advice(Code.PAID_MICRO_FIRST, first(followers, tier=Tier.NANO if followers < 5_000 else Tier.MICRO))
    assert found is not None
    assert share in found.why if share else "no published figure" in found.why


@pytest.mark.parametrize("norm", ["products_first_below", "high_fit"])
def test_without_its_norm_paid_first_is_silent(norm: str) -> None:
    assert severity(Code.PAID_MICRO_FIRST, first(), norms=playbook(Tier.MICRO, **{norm: None})) is None


# --- payment-overdue

ACCEPTED: dict[str, Any] = {"status": "live", "fee": "100", "compensation": "paid", "accepted_on": -30}


@pytest.mark.parametrize(
    ("said", "expected", "missing"),
    [
        ({"payment_terms_days": 29}, "warn", ()),
        ({"payment_terms_days": 30}, None, ()),
        ({"payment_terms_days": 31}, None, ()),
        ({"payment_terms_days": 0}, "warn", ()),
        ({"payment_due_on": -1}, "warn", ()),
        ({"payment_due_on": 0}, None, ()),
        # A date that was agreed stands above the terms.
        ({"payment_due_on": 5, "payment_terms_days": 0}, None, ()),
        ({"payment_due_on": -1, "paid_on": 0}, None, ()),
        ({"payment_due_on": -1, "paid_on": 1}, "warn", ()),
        ({"payment_due_on": -1, "fee": "0"}, None, ()),
        ({"payment_due_on": -1, "fee": None}, None, ()),
        ({"payment_due_on": -1, "accepted_on": None}, None, ()),
        ({"payment_due_on": -1, "accepted_on": 1}, None, ()),
        ({"payment_due_on": -1, "accepted_on": None, "status": "completed"}, "warn", ()),
        ({"payment_due_on": -1, "status": "cancelled"}, None, ()),
        ({}, None, ("the payment terms of “C1”",)),
        ({"accepted_on": None}, None, ()),
        ({"accepted_on": None, "status": "completed"}, None, ("the payment terms of “C1”",)),
        (
            {"accepted_on": None, "status": "completed", "payment_terms_days": 9},
            None,
            ("when the work of “C1” was accepted",),
        ),
    ],
)
@pytest.mark.parametrize("tier", [Tier.NANO, Tier.MEGA])
def test_payment(tier: Tier, said: dict[str, Any], expected: str | None, missing: tuple[str, ...]) -> None:
    owed: CollaborationFacts = work(**{**ACCEPTED, "live_on": -40, **said})
    assert severity(Code.PAYMENT_OVERDUE, facts(tier, owed)) == expected
    assert asked(facts(tier, owed)) == missing


def test_an_unknown_tier_is_paid_too() -> None:
    assert severity(Code.PAYMENT_OVERDUE, facts(Tier.UNKNOWN, work(**ACCEPTED, payment_terms_days=9))) == "warn"
