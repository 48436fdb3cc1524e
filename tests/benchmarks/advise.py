"""What advice costs without a database: microseconds of processor time for one relationship.

    python -m tests.benchmarks.advise

Each case is asked many times, and the least of several rounds counts: what else the machine does only adds to it. The
first line is a yardstick, a sum of a thousand numbers in the same run: machines differ, the ratio to it hardly.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from timeit import repeat

from relationships.domain.playbooks.facts import Facts
from relationships.domain.playbooks.rules import advise
from relationships.domain.playbooks.turning import changes_on
from relationships.domain.tiers import Tier
from tests.domain.playbooks.cases import PLAYBOOKS, TODAY, audience, facts, fit, touch, work

ROUNDS, TIMES = 7, 2_000


def _talk(*days: int) -> tuple[object, ...]:
    return tuple(touch(on, "inbound" if place % 2 else "outbound") for place, on in enumerate(days))


def cases() -> Mapping[str, Facts]:
    """Relationships as they are found in a house, from one that nothing is wrong with to one that much is."""
    spring = work(1, status="completed", compensation="products", product_value="120", objective="spring",
                  agreed_on=-150, starts_on=-150, delivered_on=-140, live_on=-130, deadline_on=-120)  # fmt: skip
    summer = work(2, status="live", compensation="products", product_value="90", objective="summer", agreed_on=-60,
                  starts_on=-60, delivered_on=-50, live_on=-40)  # fmt: skip
    booking = work(3, status="agreed", compensation="paid", fee="4000", objective="launch", agreed_on=-20, starts_on=20)
    said = {"market": "FR", "audience": audience("3.1", "instagram", "followers", (-40, 19_000), (-5, 20_000))}
    thanked = (*_talk(-150, -120, -90, -60), touch(-39, purpose="thank_you"), *_talk(-20, -10))
    return {
        "a prospect, nothing to say": facts(Tier.MICRO, **said, touches=_talk(-20, -10)),
        "two collaborations, one offer": facts(Tier.MICRO, spring, summer, **said, touches=thanked),
        "not thanked, fit low": facts(Tier.NANO, spring, summer, **said, touches=_talk(-60), fit=fit(40)),
        "a booking without terms": facts(Tier.MACRO, spring, booking, **said, touches=_talk(-30, -20)),
        "never touched, tier unknown": facts(Tier.UNKNOWN, **said, touches=(), notice_given_on=None),
    }


def _microseconds(call: Callable[[], object]) -> float:
    return min(repeat(call, number=TIMES, repeat=ROUNDS, timer=time.process_time)) / TIMES * 1e6


def main() -> None:
    sys.stdout.write(f"{'µs of processor time':32} {'advise':>8} {'changes_on':>11}  advice\n")
    sys.stdout.write(f"{'(the sum of a thousand numbers)':32} {_microseconds(lambda: sum(range(1_000))):8.1f}\n")
    for name, of in cases().items():
        playbook = PLAYBOOKS[of.tier]
        given, turns = (_microseconds(partial(ask, of, playbook, TODAY)) for ask in (advise, changes_on))
        codes = ", ".join(one.code.value for one in advise(of, playbook, TODAY)) or "none"
        sys.stdout.write(f"{name:32} {given:8.1f} {turns:11.1f}  {codes}\n")


if __name__ == "__main__":
    main()
