"""Every rule and severity has words of its own, short enough for a list."""

from __future__ import annotations

from relationships.domain.playbooks.advice import Code, Severity
from relationships.domain.playbooks.labels import CODE_LABELS, SEVERITY_LABELS, shown_order

#: Characters that fit beside a mark in the list's hint and in the filter's own box.
LONGEST = 40


def test_nothing_is_without_words_and_no_words_are_used_twice() -> None:
    assert set(CODE_LABELS) == set(Code)
    assert set(SEVERITY_LABELS) == set(Severity)
    assert len(set(CODE_LABELS.values())) == len(Code)
    assert all(0 < len(label) <= LONGEST for label in CODE_LABELS.values())


def test_stored_advice_is_shown_by_weight_and_then_in_the_order_of_the_rules() -> None:
    stored = [("info", "find-out"), ("warn", "low-fit"), ("block", "gate-failed"), ("block", "do-not-contact")]
    assert sorted(stored, key=lambda row: shown_order(*row)) == [
        ("block", "do-not-contact"), ("block", "gate-failed"), ("warn", "low-fit"), ("info", "find-out"),
    ]  # fmt: skip
