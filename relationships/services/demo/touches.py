"""Invented contacts with a creator: most within the playbook's cadence, some late, thanks and reminders where due."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from relationships.domain.collaborations import Kind, Status
from relationships.domain.relationships import Channel, Direction, Purpose, Stage, Through
from relationships.domain.tiers import Tier
from relationships.models import Touchpoint, User
from relationships.services.demo.batches import Batches
from relationships.services.demo.creators import InventedCreator, moment
from relationships.services.demo.paperwork import SMALL

#: Days between two touches of an ambassador, an active creator and others, as the starting playbooks have them.
_CADENCES = {Tier.NANO: (30, 45, 120), Tier.MICRO: (30, 90, 180)}
_OTHER_CADENCE = (60, 90, 180)
_SILENT_AFTER = 90
_NUDGES = (7, 10, 14)
_SUMMARIES: Mapping[Purpose, tuple[str, ...]] = {
    Purpose.OUTREACH: ("Introduced the brand and asked whether it is of interest.", "Wrote about the spring range."),
    Purpose.BRIEF: ("Sent the brief and two dates to choose from.",),
    Purpose.THANK_YOU: (
        "Thanked for the post; the team loved the second picture.",
        "Thanked, and passed on a comment.",
    ),
    Purpose.NUDGE: ("Asked kindly whether there was time to try the box.",),
    Purpose.NEGOTIATION: ("Asked for the address for the box.", "Sent the terms once more, with the new dates."),
    Purpose.CHECK_IN: ("Asked how the product holds up after a month.", "Called to hear how the season went."),
    Purpose.FEEDBACK: ("Passed on what the shop heard about the post.",),
}
_ANSWERS: Mapping[Purpose, tuple[str, ...]] = {
    Purpose.NEGOTIATION: ("Likes the idea; asked about the timing.", "Asked for a higher fee because of the rights."),
    Purpose.FEEDBACK: ("Sent a first draft.", "Box has arrived, post planned for Thursday."),
    Purpose.OTHER: ("Out of office until next week.",),
}
_WRITTEN, _SPOKEN = (Channel.EMAIL, Channel.EMAIL, Channel.DIRECT_MESSAGE), (Channel.PHONE, Channel.VIDEO_CALL)


@dataclass(frozen=True, slots=True)
class _Planned:
    day: date
    direction: Direction
    purpose: Purpose | None


def add_touches(
    creator: InventedCreator,
    relationship: int,
    stage: Stage,
    team: Sequence[User],
    works: Sequence[Mapping[str, Any]],
    today: date,
    into: Batches,
) -> datetime | None:
    """Put them into the batches; returns the latest moment, None without a touch."""
    rng, batch, moments = creator.rng, into[Touchpoint], []
    planned = sorted(_plan(creator, stage, works, today), key=lambda touch: touch.day)
    for number, touch in enumerate(planned):
        happened_at = moment(touch.day, rng, batch.stamp)
        is_ours = touch.direction is Direction.OUTBOUND
        said = (_SUMMARIES if is_ours else _ANSWERS)[touch.purpose or (Purpose.CHECK_IN if is_ours else Purpose.OTHER)]
        channel = rng.choice(_WRITTEN if rng.random() < 0.8 else _SPOKEN)
        batch.add(
            relationship_id=relationship,
            happened_at=happened_at,
            channel=channel.value,
            direction=touch.direction.value,
            by_id=rng.choice(team).pk if team else None,
            purpose=touch.purpose.value if touch.purpose else "",
            carries_notice=is_ours and not number and touch.day == creator.notice_on,
            summary=rng.choice(said),
            created_at=happened_at,
            **(_how(creator, channel) if is_ours else {}),
        )
        moments.append(happened_at)
    return max(moments, default=None)


def _plan(
    creator: InventedCreator, stage: Stage, works: Sequence[Mapping[str, Any]], today: date
) -> Iterator[_Planned]:
    rng = creator.rng
    since = today - creator.on_file_for
    if rng.random() < (0.35 if stage is Stage.PROSPECT else 0.04):
        return  # never in touch so far
    last = _last_day(rng, creator.tier, stage, works, today)
    if stage is not Stage.PROSPECT or last >= since:
        direction = rng.choice((Direction.OUTBOUND, Direction.OUTBOUND, Direction.INBOUND))
        yield _Planned(last, direction, _about(rng, direction, stage))
    yield from _about_work(rng, creator, works, today)
    if creator.is_thin or stage is Stage.PROSPECT:
        return
    for _ in range(rng.choice((0, 0, 1, 1, 2, 4))):
        direction = rng.choice((Direction.OUTBOUND, Direction.INBOUND))
        day = last - timedelta(days=int(rng.triangular(1, 300, 20)))
        yield _Planned(day, direction, _about(rng, direction, stage))


def _last_day(rng: Random, tier: Tier, stage: Stage, works: Sequence[Mapping[str, Any]], today: date) -> date:
    """Within the cadence mostly; one in ten has waited too long."""
    ambassador, active, others = _CADENCES.get(tier, _OTHER_CADENCE)
    runs = [work for work in works if work["status"] in (Status.AGREED, Status.LIVE)]
    days = others
    if any(work["kind"] == Kind.AMBASSADOR for work in runs):
        days = ambassador
    elif runs or stage in (Stage.ACTIVE, Stage.NEGOTIATING):
        days = active
    if days == ambassador and _fell_silent(works, today) and rng.random() < 0.5:
        return today - timedelta(days=rng.randrange(95, 175))
    ago = rng.randrange(days, 5 * days) if rng.random() < 0.1 else int(rng.triangular(0, days, days / 5))
    return today - timedelta(days=ago)


def _fell_silent(works: Sequence[Mapping[str, Any]], today: date) -> bool:
    posts = [work["live_on"] for work in works if work.get("live_on")]
    return bool(posts) and (today - max(posts)).days > _SILENT_AFTER


def _about_work(
    rng: Random, creator: InventedCreator, works: Sequence[Mapping[str, Any]], today: date
) -> Iterator[_Planned]:
    """Thanks after the latest post; reminders while a product waits for one."""
    if creator.tier not in SMALL:
        return
    live = max((work["live_on"] for work in works if work.get("accepted_on") or _is_live(work, today)), default=None)
    if live and (today - live).days >= 2 and rng.random() < 0.92:
        yield _Planned(min(today, live + timedelta(days=rng.randrange(3))), Direction.OUTBOUND, Purpose.THANK_YOU)
    for work in works:
        delivered_on: date | None = work.get("delivered_on")
        if delivered_on and work["status"] == Status.AGREED:
            for days in _NUDGES[:-1]:
                if (today - delivered_on).days > days and rng.random() < 0.8:
                    yield _Planned(delivered_on + timedelta(days=days), Direction.OUTBOUND, Purpose.NUDGE)


def _is_live(work: Mapping[str, Any], today: date) -> bool:
    return work["status"] in (Status.LIVE, Status.COMPLETED) and work["live_on"] <= today


def _about(rng: Random, direction: Direction, stage: Stage) -> Purpose | None:
    if rng.random() < 0.2:
        return None
    if direction is Direction.INBOUND:
        return rng.choice(list(_ANSWERS))
    if stage in (Stage.PROSPECT, Stage.CONTACTED):
        return Purpose.OUTREACH
    return rng.choice((Purpose.CHECK_IN, Purpose.CHECK_IN, Purpose.NEGOTIATION, Purpose.BRIEF, Purpose.FEEDBACK))


def _how(creator: InventedCreator, channel: Channel) -> dict[str, Any]:
    """Through whom a message of ours went, and how it was made."""
    rng = creator.rng
    by_agent = creator.has_agent and creator.tier not in SMALL and rng.random() < 0.9
    told: dict[str, Any] = {"through": (Through.AGENT if by_agent else Through.CREATOR).value}
    if not by_agent and not creator.has_agent and rng.random() < 0.3:
        told["through"] = ""
    if channel in _WRITTEN and rng.random() < 0.6:
        told["from_template"] = rng.random() < 0.4
        if told["from_template"] and rng.random() < 0.85:
            told["has_local_line"] = rng.random() < 0.7
    return told
