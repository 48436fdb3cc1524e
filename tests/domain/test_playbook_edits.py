"""A figure of ours does not wear an article's name, and a playbook does not contradict itself."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from relationships.domain.playbooks.edits import Kept, contradictions, same_value, with_honest_origin
from relationships.domain.playbooks.norms import Basis
from relationships.domain.playbooks.specs import SPEC, build
from relationships.domain.tiers import Tier

ARTICLE = Kept(50_000, "63% …", "Hivency study", 2019, Basis.SEED)
SPEC_OF_IT = SPEC["products_first_below"]


def test_another_value_loses_the_article() -> None:
    after = with_honest_origin(SPEC_OF_IT, ARTICLE, replace(ARTICLE, value=40_000))
    assert (after.value, after.source, after.year, after.basis) == (40_000, "House default", None, Basis.HOUSE)
    assert after.reason == ARTICLE.reason


@pytest.mark.parametrize(
    "after",
    [
        ARTICLE,
        replace(ARTICLE, reason="In other words."),
        replace(ARTICLE, value=40_000, source="Another study", year=2026, basis=Basis.PUBLISHED),
        replace(ARTICLE, value=40_000, year=2020),
        replace(ARTICLE, value=40_000, basis=Basis.HOUSE, source="Our own figures", year=2026),
    ],
)
def test_what_is_said_about_the_source_is_taken_at_its_word(after: Kept) -> None:
    assert with_honest_origin(SPEC_OF_IT, ARTICLE, after) == after


def test_a_new_norm_keeps_its_source() -> None:
    assert with_honest_origin(SPEC_OF_IT, None, ARTICLE) == ARTICLE


@pytest.mark.parametrize(
    ("key", "one", "other", "same"),
    [
        ("min_coverage", 1, 1.0, True),
        ("campaign_weeks", [2, 6], (2, 6), True),
        ("campaign_weeks", [2, 6], [2, 7], False),
        ("min_fit", None, 0, False),
        ("min_fit", None, None, True),
    ],
)
def test_same_value(key: str, one: Any, other: Any, *, same: bool) -> None:
    assert same_value(SPEC[key], one, other) is same


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"min_fit": 75, "high_fit": 75}, set()),
        ({"min_fit": 76, "high_fit": 75}, {"min_fit"}),
        ({"min_fit": 76}, set()),
        ({"lead_weeks": 4, "lead_warn_weeks": 4}, set()),
        ({"lead_weeks": 4, "lead_warn_weeks": 5}, {"lead_warn_weeks"}),
        ({"contract_from": 1000, "contract_warn_from": 1000}, set()),
        ({"contract_from": 1000, "contract_warn_from": 1001}, {"contract_warn_from"}),
        ({"follower_jump_percent": 20}, {"follower_jump_percent"}),
        ({"follower_jump_days": 30}, {"follower_jump_days"}),
        ({"follower_jump_percent": 20, "follower_jump_days": 30}, set()),
        ({"usual_compensation_above": "mixed"}, {"usual_compensation_above"}),
        ({"measures": ["reach"], "not_ranked_by": ["engagement"]}, set()),
        ({"measures": ["reach"], "not_ranked_by": ["reach"]}, {"not_ranked_by"}),
    ],
)
def test_norms_that_do_not_go_together(values: dict[str, Any], told: set[str]) -> None:
    assert {key for key, _ in contradictions(build(Tier.MICRO, values, {}))} == told
