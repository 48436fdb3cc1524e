"""The day on which advice can next differ: exact for each thing that turns with time, and then it does differ."""

from datetime import date
from typing import Any

import pytest

from relationships.domain.playbooks.facts import Facts
from relationships.domain.playbooks.norms import Playbook, Term
from relationships.domain.playbooks.rules import advise
from relationships.domain.playbooks.turning import changes_on
from relationships.domain.tiers import Tier
from tests.domain.playbooks.cases import TODAY, audience, day, fit, rival, touch, work


def one(tier: Tier = Tier.MICRO, *collaborations: Any, **said: Any) -> Facts:
    return Facts(tier=tier, collaborations=collaborations, **said)


#: Work whose own days turn nothing but what is told: begun and agreed long ago.
BEGUN: dict[str, Any] = {"agreed_on": -300, "starts_on": -300}
FEE: dict[str, Any] = {**BEGUN, "status": "live", "fee": "9", "compensation": "paid"}
GIFT: dict[str, Any] = {**BEGUN, "status": "agreed", "compensation": "products"}
NUDGES: dict[str, Any] = {"nudge_days": (7, 10, 14)}


@pytest.mark.parametrize(
    ("of", "norms", "turns"),
    [
        (one(on_file_since=day(-10)), {"notice_days": 30}, 21),
        (one(notice_given_on=day(3), touches=(touch(-9),)), {"notice_days": 30}, 3),
        (one(touches=(touch(3),)), {"notice_days": 30}, 3),
        (one(on_file_since=date(2023, 6, 20)), {"retention_years": 3}, 10),
        (one(touches=(touch(-9), touch(-5, "inbound"))), {"retention_years": 1}, 360),
        (one(touches=(touch(-9),)), {"touch_days_others": 30}, 22),
        (one(since=day(-9)), {"touch_days_others": 30}, 22),
        (one(history="ambassador", touches=(touch(-50),)), {"quiet_days": 60}, 11),
        (one(history="ambassador", touches=(touch(-70),)), {"quiet_days": 60}, 51),
        (one(Tier.MICRO, work(**BEGUN, status="live", live_on=-50), history="ambassador"), {"quiet_days": 60}, 11),
        (one(Tier.MICRO, work(**BEGUN, status="live", live_on=-70), history="ambassador"), {"quiet_days": 60}, 51),
        (one(Tier.MICRO, work(**BEGUN, status="live", live_on=-1)), {"thank_you_days": 3}, 2),
        (one(Tier.MICRO, work(**BEGUN, status="live", live_on=-9), touches=(touch(-7, purpose="thank_you"),)),
         {"thank_you_days": 2, "review_days": 14}, 5),
        (one(Tier.MICRO, work(**GIFT, delivered_on=-6)), NUDGES, 1),
        (one(Tier.MICRO, work(**GIFT, delivered_on=-14)), NUDGES, 1),
        (one(Tier.MICRO, work(**GIFT, delivered_on=-9, deadline_on=2)), {"nudge_days": (7, 60)}, 3),
        (one(Tier.MACRO, work(deadline_on=40)), {"lead_warn_weeks": 4}, 13),
        (one(Tier.MACRO, work(deadline_on=5)), {"lead_warn_weeks": 4}, 6),
        (one(Tier.MICRO, work(**FEE, accepted_on=-10, payment_terms_days=30)), {}, 21),
        (one(Tier.MICRO, work(**FEE, accepted_on=-10, payment_due_on=5)), {}, 6),
        (one(Tier.MICRO, work(**FEE, accepted_on=3, payment_due_on=-5)), {}, 3),
        (one(Tier.MICRO, work(**FEE, accepted_on=-10, payment_due_on=-5, paid_on=4)), {}, 4),
        (one(Tier.MICRO, work(**FEE, disclosure_proof=False, live_on=-4)), {}, None),
        (one(Tier.MICRO, work(**{**FEE, "status": "agreed"}, disclosure_proof=False, live_on=4)), {}, 4),
        (one(Tier.MACRO, work(**BEGUN, status="agreed", contract_signed_on=4)),
         {"needed_before_start": (Term.CONTRACT,)}, 4),
        (one(Tier.MICRO, work(**BEGUN, status="agreed", exclusivity_until=5), rivals=(rival(starts_on=-3),)), {}, 6),
        (one(Tier.MICRO, work(**BEGUN, ends_on=90), rivals=(rival(exclusive_from=-9, exclusive_until=5),)), {}, 6),
        (one(Tier.MICRO, work(**GIFT), fit=fit(low_from=7)), {"min_confidence": "medium"}, 7),
        (one(Tier.MICRO, work(**GIFT), fit=fit(medium_from=7)), {"min_confidence": "high"}, 7),
        (one(audience=audience(None, "", "", (0, 100), (4, 900))),
         {"follower_jump_percent": 20, "follower_jump_days": 30}, 4),
        (one(Tier.MICRO, work(compensation="paid", fee="900"), market="FR", fit=None),
         {"contract_from": 1000, "contract_warn_from": 800}, 205),
    ],
)  # fmt: skip
def test_the_next_turn(of: Facts, norms: dict[str, Any], turns: int | None) -> None:
    playbook = Playbook(tier=of.tier, **norms)
    assert changes_on(of, playbook, TODAY) == (None if turns is None else day(turns))
    if turns is not None:
        before, then = (
            [(told.code, told.severity, told.facts) for told in advise(of, playbook, day(on))]
            for on in (turns - 1, turns)
        )
        assert before != then
