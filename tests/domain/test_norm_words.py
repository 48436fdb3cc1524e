"""Norms as they read on a page, and expected engagement as people type it."""

from __future__ import annotations

import re
from typing import Any

import pytest

from relationships.domain.playbooks import lines
from relationships.domain.playbooks.norms import BriefSection, Term
from relationships.domain.playbooks.specs import SPEC
from relationships.domain.playbooks.starting import starting_norms
from relationships.domain.playbooks.told import NO_NORM, told, word

BAND = {"network": "instagram", "basis": "followers", "low": 1, "high": 8}


@pytest.mark.parametrize(
    ("key", "stored", "words"),
    [
        ("touch_days_active", 45, "45 days"),
        ("touch_days_active", 1, "1 day"),
        ("touch_days_active", None, NO_NORM),
        ("min_fit", 1, "1 of 100"),
        ("products_first_below", 50_000, "50,000 followers"),
        ("min_coverage", 0.6, "60%"),
        ("follower_jump_percent", 20, "20%"),
        ("contract_from", 1000, "€1,000 excluding VAT"),
        ("usual_compensation", "mixed", "Products + paid"),
        ("usual_history", "one_off", "One-off"),
        ("campaign_weeks", [12, 26], "12–26 weeks"),
        ("campaign_weeks", [6, 6], "6 weeks"),
        ("nudge_days", [7, 10], "day 7, 10"),
        ("needed_before_start", ["product_choice", "address"], "Product choice, Address"),
        ("engagement", [BAND], "Instagram, by followers: 1–8%"),
        ("engagement", [], NO_NORM),
    ],
)
def test_a_norm_in_words(key: str, stored: Any, words: str) -> None:
    assert told(SPEC[key], stored) == words


def test_two_kinds_of_word_that_share_a_value_have_words_of_their_own() -> None:
    assert (word(Term.USAGE_RIGHTS), word(BriefSection.USAGE_RIGHTS)) == ("Usage rights with term", "Usage rights")


def test_every_starting_norm_has_words() -> None:
    assert all(told(SPEC[norm.key], norm.value) not in {"", NO_NORM} for norm in starting_norms())


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("instagram, followers, 1–8", 1, 8),
        ("Instagram,followers,1-8%", 1, 8),
        ("IG, by followers, 1.5 to 8", 1.5, 8),
        ("instagram, followers, 0–1000", 0, 1000),
        ("\n  instagram, followers, 8–8\n", 8, 8),
    ],
)
def test_a_line_is_read(text: str, low: float, high: float) -> None:
    assert lines.parse(text) == [{"network": "instagram", "basis": "followers", "low": low, "high": high}]


def test_what_is_written_is_read_back() -> None:
    stored = next(norm.value for norm in starting_norms() if norm.key == "engagement")
    assert lines.parse(lines.written(stored)) == stored


@pytest.mark.parametrize(
    ("text", "told_as"),
    [
        ("instagram, followers", "Line 1: “instagram, followers” cannot be read; write the network"),
        ("myspace, followers, 1–8", "Line 1: “myspace” is no network on file"),
        ("instagram, likes, 1–8", "Line 1: “likes” is nothing that a rate is measured by; choose one of followers"),
        ("instagram, followers, 8", "Line 1: “8” is no range"),
        ("instagram, followers, 8–1", "Line 1: 8 is above 1"),
        ("instagram, followers, 1–1001", "at most 1,000%"),
        ("instagram, followers, 1,5–8", "write 1.5 with a point"),
        ("\ninstagram, followers, 1–8\ninstagram, followers, 2–9", "Line 3: line 2 gives a range"),
        ("instagram, followers, 1–8\n" * 99, "At most"),
    ],
)
def test_a_line_that_cannot_be_read_is_told_with_its_number(text: str, told_as: str) -> None:
    with pytest.raises(lines.LinesError, match=re.escape(told_as)):
        lines.parse(text)


def test_every_wrong_line_is_told() -> None:
    with pytest.raises(lines.LinesError) as wrong:
        lines.parse("x\ninstagram, followers, 1–8\ny")
    assert [problem.split(":")[0] for problem in wrong.value.problems] == ["Line 1", "Line 3"]
