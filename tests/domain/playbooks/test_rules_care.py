"""Messages, reminders, thanks and cadence: each rule fires, does not fire, and at its edges."""

from typing import Any

import pytest

from relationships.domain.playbooks.advice import Code
from relationships.domain.playbooks.facts import TouchFacts
from relationships.domain.playbooks.norms import MessageStyle
from relationships.domain.relationships import Channel
from relationships.domain.tiers import Tier
from tests.domain.playbooks.cases import advice, asked, facts, playbook, severity, touch, work

# --- generic-message

GENERIC: dict[str, Any] = {"from_template": True, "local_line": False}


@pytest.mark.parametrize(
    ("touches", "expected", "is_asked"),
    [
        ((touch(-3, **GENERIC),), "info", False),
        ((touch(-3, from_template=True, local_line=True),), None, False),
        ((touch(-3, from_template=False, local_line=False),), None, False),
        ((touch(-3, from_template=None, local_line=False),), None, False),
        ((touch(-3, from_template=True, local_line=None),), None, True),
        ((touch(-3),), None, False),
        ((), None, False),
        # Only the last message of ours, and only one that has been sent.
        ((touch(-3, **GENERIC), touch(-2, "inbound")), "info", False),
        ((touch(-3, **GENERIC), touch(-2)), None, False),
        ((touch(-3, **GENERIC), touch(1)), "info", False),
        ((touch(-3), touch(-2, **GENERIC)), "info", False),
        ((touch(-3, "inbound", **GENERIC),), None, False),
    ],
)
def test_generic(touches: tuple[TouchFacts, ...], expected: str | None, is_asked: bool) -> None:
    of = facts(Tier.NANO, touches=touches)
    assert severity(Code.GENERIC_MESSAGE, of) == expected
    assert asked(of) == (("whether the last message had a local line",) if is_asked else ())
    for tier in (Tier.MICRO, Tier.MACRO, Tier.UNKNOWN):
        assert severity(Code.GENERIC_MESSAGE, facts(tier, touches=touches)) is None


@pytest.mark.parametrize("channel", [None, *Channel])
def test_only_what_is_written_can_be_a_template(channel: Channel | None) -> None:
    is_spoken = channel in (Channel.PHONE, Channel.VIDEO_CALL, Channel.MEETING)
    of = facts(Tier.NANO, touches=(touch(-3, channel=channel, **GENERIC),))
    assert severity(Code.GENERIC_MESSAGE, of) == (None if is_spoken else "info")


def test_where_messages_are_not_localised_nobody_asks_for_it() -> None:
    of = facts(Tier.NANO, touches=(touch(-3, **GENERIC),))
    for style in (MessageStyle.PERSONAL, None):
        assert severity(Code.GENERIC_MESSAGE, of, norms=playbook(Tier.NANO, message_style=style)) is None


# --- gift-unposted


def nudges(*days: int) -> tuple[TouchFacts, ...]:
    return tuple(touch(on, purpose="nudge") for on in days)


@pytest.mark.parametrize(
    ("delivered_on", "touches", "step"),
    [
        (-6, (), None),
        (-7, (), "number 1 of 3"),
        (-8, (), "number 1 of 3"),
        (-9, nudges(-2), None),
        (-10, nudges(-3), "number 2 of 3"),
        (-11, nudges(-4), "number 2 of 3"),
        (-13, nudges(-6, -3), None),
        (-14, nudges(-7, -4), "number 3 of 3"),
        (-15, nudges(-8, -5), "Close"),
        (-14, nudges(-7, -4, 0), "Close"),
        (-8, nudges(-3, -2, -1), "Close"),
        # None was sent in time: on the last day one reminder still is, and afterwards the matter is closed.
        (-14, (), "number 1 of 3"),
        (-15, (), "Close"),
        # A nudge before the delivery was about something else, one to come has not been sent; theirs is no nudge.
        (-7, nudges(-8), "number 1 of 3"),
        (-7, nudges(-7), None),
        (-7, nudges(1), "number 1 of 3"),
        (-7, (touch(-2, "inbound", purpose="nudge"),), "number 1 of 3"),
        (-7, (touch(-2, purpose="check_in"),), "number 1 of 3"),
        (1, (), None),
        (None, (), None),
    ],
)
def test_gift_steps(delivered_on: int | None, touches: tuple[TouchFacts, ...], step: str | None) -> None:
    for tier in (Tier.NANO, Tier.MICRO):
        gift = work(is_gift=True, status="agreed", delivered_on=delivered_on)
        found = advice(Code.GIFT_UNPOSTED, facts(tier, gift, touches=touches))
        assert (found is None) is (step is None)
        assert found is None or (step or "") in found.what


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"compensation": "products"}, "info"),
        ({"compensation": "mixed"}, "info"),
        ({"compensation": "paid"}, None),
        ({}, None),
        ({"is_gift": True, "status": "proposed"}, "info"),
        ({"is_gift": True, "status": "cancelled"}, None),
        ({"is_gift": True, "status": "live"}, None),
        ({"is_gift": True, "live_on": 0}, None),
        ({"is_gift": True, "live_on": 1}, "info"),
        # An exchange may wait for its deadline, a gift has none.
        ({"compensation": "products", "deadline_on": 1}, None),
        ({"compensation": "products", "deadline_on": 0}, None),
        ({"compensation": "products", "deadline_on": -1}, "info"),
        ({"is_gift": True, "deadline_on": 1}, "info"),
    ],
)
def test_gift_unposted(said: dict[str, Any], expected: str | None) -> None:
    of = facts(Tier.MICRO, work(**{"status": "agreed", "delivered_on": -9, **said}))
    assert severity(Code.GIFT_UNPOSTED, of) == expected
    assert severity(Code.GIFT_UNPOSTED, of, norms=playbook(Tier.MICRO, nudge_days=())) is None
    macro = facts(Tier.MACRO, work(**{"status": "agreed", "delivered_on": -9, **said}))
    assert severity(Code.GIFT_UNPOSTED, macro) is None


# --- thank-you


@pytest.mark.parametrize(
    ("live_on", "touches", "expected"),
    [
        (-1, (), None),
        (-2, (), "warn"),
        (-3, (), "warn"),
        (-2, (touch(-2, purpose="thank_you"),), None),
        (-2, (touch(-3, purpose="thank_you"),), "warn"),
        (-2, (touch(0, purpose="thank_you"),), None),
        (-2, (touch(1, purpose="thank_you"),), "warn"),
        (-2, (touch(-1, "inbound", purpose="thank_you"),), "warn"),
        (-2, (touch(-1, purpose="feedback"),), "warn"),
        (1, (), None),
    ],
)
def test_thanks(live_on: int, touches: tuple[TouchFacts, ...], expected: str | None) -> None:
    for tier in (Tier.NANO, Tier.MICRO):
        assert severity(Code.THANK_YOU, facts(tier, work(status="live", live_on=live_on), touches=touches)) == expected
    assert severity(Code.THANK_YOU, facts(Tier.MACRO, work(status="live", live_on=live_on), touches=touches)) is None


def test_thanks_are_for_the_latest() -> None:
    earlier, later = work(1, status="completed", live_on=-40), work(2, status="live", live_on=-1)
    assert severity(Code.THANK_YOU, facts(Tier.MICRO, earlier, later)) == "warn"  # newer content excuses nothing
    since = (touch(-1, purpose="thank_you"),)
    assert severity(Code.THANK_YOU, facts(Tier.MICRO, earlier, later, touches=since)) is None
    found = advice(Code.THANK_YOU, facts(Tier.MICRO, work(1, status="live", live_on=-4), work(2, status="agreed")))
    assert found is not None
    assert found.about == (1,)
    assert "20 June 2026" in found.what  # 14 days after 6 June: time with the product


@pytest.mark.parametrize(
    ("live_on", "touches", "expected"),
    [
        (-13, (), None),
        (-14, (), "info"),
        (-15, (), "info"),
        (-28, (), "info"),
        (-29, (), None),
        (-14, (touch(-1, purpose="review_request"),), None),
        (-14, (touch(-15, purpose="review_request"),), "info"),
        (-14, (touch(1, purpose="review_request"),), "info"),
        (-14, (touch(-1, "inbound", purpose="review_request"),), "info"),
    ],
)
def test_who_was_thanked_is_later_asked_for_a_review(
    live_on: int, touches: tuple[TouchFacts, ...], expected: str | None
) -> None:
    thanked = (touch(live_on, purpose="thank_you"), *touches)
    of = facts(Tier.MICRO, work(status="live", live_on=live_on), touches=thanked)
    assert severity(Code.THANK_YOU, of) == expected
    assert severity(Code.THANK_YOU, of, norms=playbook(Tier.MICRO, review_days=None)) is None
    found = advice(Code.THANK_YOU, of)
    assert found is None or "honest review" in found.what


def test_the_day_of_going_live_is_asked_for() -> None:
    assert asked(facts(Tier.MICRO, work(status="live"))) == ("when “C1” went live",)
    assert asked(facts(Tier.MICRO, work(status="completed"))) == ()
    assert asked(facts(Tier.MACRO, work(status="live"))) == ()


# --- touch-overdue


@pytest.mark.parametrize(
    ("tier", "said", "limit"),
    [
        (Tier.NANO, {}, 120),
        (Tier.MICRO, {}, 180),
        (Tier.UNKNOWN, {}, 180),
        (Tier.NANO, {"stage": "active"}, 45),
        (Tier.MICRO, {"stage": "negotiating"}, 90),
        (Tier.MICRO, {"stage": "contacted"}, 180),
        (Tier.MICRO, {"collaborations": (work(status="agreed"),)}, 90),
        (Tier.MICRO, {"collaborations": (work(status="live"),)}, 90),
        (Tier.MICRO, {"collaborations": (work(status="proposed"),)}, 180),
        (Tier.MICRO, {"collaborations": (work(status="completed"),)}, 180),
        (Tier.MICRO, {"history": "ambassador"}, 30),
        (Tier.MEGA, {"history": "ambassador", "stage": "active"}, 60),
        (Tier.MICRO, {"history": "former_ambassador"}, 180),
    ],
)
@pytest.mark.parametrize("direction", ["inbound", "outbound"])
def test_cadence(tier: Tier, said: dict[str, Any], limit: int, direction: str) -> None:
    for late, expected in ((-1, None), (0, None), (1, "warn")):
        of = facts(tier, **{**said, "touches": (touch(-limit - late, direction),)})
        assert severity(Code.TOUCH_OVERDUE, of) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"since": -180}, None),
        ({"since": -181}, "warn"),
        ({"since": None}, None),
        ({"since": -181, "stage": "ended"}, None),
        ({"since": -181, "touches": (touch(1),)}, "warn"),
        ({"since": -181, "touches": (touch(-900), touch(-3, "inbound"))}, None),
    ],
)
def test_never_touched_counts_from_the_first_day(said: dict[str, Any], expected: str | None) -> None:
    assert severity(Code.TOUCH_OVERDUE, facts(Tier.MICRO, **{"touches": (), **said})) == expected


def test_a_large_creator_is_reached_through_the_agent() -> None:
    def what(tier: Tier, has_agent: bool) -> str:
        found = advice(Code.TOUCH_OVERDUE, facts(tier, touches=(), has_agent=has_agent))
        return found.what if found else ""

    assert "agent" in what(Tier.MACRO, True)
    assert "agent" not in what(Tier.MACRO, False) + what(Tier.MICRO, True)


# --- gone-quiet


@pytest.mark.parametrize(
    ("tier", "last", "expected"),
    [
        (Tier.NANO, -60, None),
        (Tier.NANO, -61, "warn"),
        (Tier.NANO, -120, "warn"),
        (Tier.NANO, -121, None),
        (Tier.MICRO, -90, None),
        (Tier.MICRO, -91, "warn"),
        (Tier.MICRO, -180, "warn"),
        (Tier.MICRO, -181, None),
        (Tier.MACRO, -91, None),
        (Tier.UNKNOWN, -91, None),
    ],
)
def test_quiet(tier: Tier, last: int, expected: str | None) -> None:
    agreement = work(kind="ambassador", status="live", starts_on=-300)
    touched = facts(tier, agreement, history="ambassador", touches=(touch(last, "inbound"),))
    assert severity(Code.GONE_QUIET, touched) == expected
    posted = facts(tier, work(status="completed", live_on=last), history="ambassador", touches=(touch(-400),))
    assert severity(Code.GONE_QUIET, posted) == expected
    former = facts(tier, agreement, history="former_ambassador", touches=(touch(last),))
    assert severity(Code.GONE_QUIET, former) is None


def test_without_any_activity_nothing_went_quiet() -> None:
    assert severity(Code.GONE_QUIET, facts(Tier.MICRO, history="ambassador", touches=())) is None
    planned = facts(Tier.MICRO, work(live_on=1), history="ambassador", touches=(touch(-100), touch(1)))
    assert severity(Code.GONE_QUIET, planned) == "warn"


# --- agent-bypassed


@pytest.mark.parametrize(
    ("has_agent", "touches", "expected"),
    [
        (True, (touch(-3, through="creator"),), "warn"),
        (False, (touch(-3, through="creator"),), None),
        (True, (touch(-3, through="agent"),), None),
        (True, (touch(-3),), None),
        (True, (), None),
        (True, (touch(-3, through="creator"), touch(-2, through="agent")), None),
        (True, (touch(-3, through="creator"), touch(-2, "inbound", through="agent")), "warn"),
        (True, (touch(-3, through="agent"), touch(1, through="creator")), None),
    ],
)
def test_agent(has_agent: bool, touches: tuple[TouchFacts, ...], expected: str | None) -> None:
    for tier in (Tier.MACRO, Tier.MEGA):
        assert severity(Code.AGENT_BYPASSED, facts(tier, has_agent=has_agent, touches=touches)) == expected
    assert severity(Code.AGENT_BYPASSED, facts(Tier.MICRO, has_agent=has_agent, touches=touches)) is None
    direct = playbook(Tier.MACRO, contact_through=None)
    assert severity(Code.AGENT_BYPASSED, facts(Tier.MACRO, has_agent=True, touches=touches), norms=direct) is None


def test_through_whom_a_message_went_is_asked_where_an_agent_is_on_file() -> None:
    missing = ("through whom the last message went",)
    assert asked(facts(Tier.MACRO, has_agent=True)) == missing
    assert asked(facts(Tier.MACRO)) == asked(facts(Tier.MICRO, has_agent=True)) == ()
    assert asked(facts(Tier.MACRO, has_agent=True, touches=(touch(-3, through="agent"),))) == ()
    assert asked(facts(Tier.MACRO, has_agent=True, touches=())) == ()
