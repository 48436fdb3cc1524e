"""Invented relationships: a creator × a brand with all that hangs on it; row copies by the domain's own rules."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from random import Random

from relationships.domain import collaborations as rules
from relationships.domain.compensation import Compensation
from relationships.domain.relationships import Channel, Direction, Stage
from relationships.models import Brand, Collaboration, Relationship, RelationshipTag, Touchpoint, User
from relationships.services.demo.agency import Agency
from relationships.services.demo.agreements import invent_collaborations, usual_compensation
from relationships.services.demo.batches import Batches
from relationships.services.demo.creators import THINNER, InventedCreator, moment
from relationships.services.demo.opinions import invent_opinions
from relationships.services.fits import FIT, fit_values
from relationships.services.work import WORK, work_values

_STAGES = {
    Stage.PROSPECT: 26, Stage.CONTACTED: 15, Stage.NEGOTIATING: 10, Stage.ACTIVE: 31, Stage.DORMANT: 11, Stage.ENDED: 7,
}  # fmt: skip
_ACTIONS = {
    Stage.PROSPECT: ("Look at the last ten posts", "Write a first message", "Ask a colleague who knows them"),
    Stage.CONTACTED: ("Write again", "Send the look book", "Call the agent"),
    Stage.NEGOTIATING: ("Answer the offer", "Send the contract", "Agree the dates"),
    Stage.ACTIVE: ("Send the next box", "Ask for the figures", "Say thank you", "Talk about next season"),
    Stage.DORMANT: ("Say hello", "Send the new range", "Decide: go on or let go"),
    Stage.ENDED: ("Send a farewell gift",),
}
_SUMMARIES = {
    Direction.OUTBOUND: (
        "Introduced the brand and asked whether it is of interest.",
        "Sent the brief and two dates to choose from.",
        "Thanked for the post; the team loved the second picture.",
        "Asked for the address for the box.",
        "Asked how the product holds up after a month.",
    ),
    Direction.INBOUND: (
        "Likes the idea; asked about the timing.",
        "Sent a first draft.",
        "Asked for a higher fee because of the usage rights.",
        "Box has arrived, post planned for Thursday.",
        "Out of office until next week.",
    ),
}
_NOTES = (
    "Knows our shop from a holiday and talks about it unasked.",
    "Wants to see a contract before any date.",
    "Her followers ask for smaller sizes: worth passing on.",
    "Last delivery went to the old address.",
)


def add_relationship(creator: InventedCreator, brand: Brand, agency: Agency, today: date, into: Batches) -> None:
    """Put a relationship of ``creator`` with ``brand`` and all that hangs on it into the batches."""
    rng = creator.rng
    pk = next(into[Relationship].ids)
    stage = rng.choices(list(_STAGES), list(_STAGES.values()))[0]
    followers = creator.main.followers if creator.main else None
    compensation = usual_compensation(rng, creator.tier, followers)
    team = agency.managers[brand.pk]
    owner = rng.choice(team) if team and rng.random() < 0.93 else None
    action, action_on = _next_action(rng, stage, creator.do_not_contact, today)
    agreed, owed = _add_collaborations(creator, pk, stage, compensation, brand, today, into)
    panel = agency.panels[brand.pk]
    share_rated = (0.3 if stage is Stage.PROSPECT else 0.75) / (THINNER if creator.is_thin else 1)
    evidence = invent_opinions(rng, pk, panel, share_rated, today, into)
    fit = fit_values(evidence.score(today)) if evidence else panel.nothing_said
    into[Relationship].add(
        **creator.copies,
        **dict(zip(WORK.columns, work_values(agreed, action_on, owed, today), strict=True)),
        **dict(zip(FIT.columns, fit, strict=True)),
        id=pk,
        creator_id=creator.id,
        brand_id=brand.pk,
        brand_sort=brand.name_key,
        owner_id=owner.pk if owner else None,
        owner_sort=owner.name_key if owner else "",
        stage=stage.value,
        compensation="" if stage is Stage.PROSPECT and rng.random() < 0.6 else compensation.value,
        next_action=action,
        next_action_on=action_on,
        notes=rng.choice(_NOTES) if rng.random() < 0.12 else "",
        last_touch_at=_add_touches(creator, pk, stage, team, today, into),
        created_at=into[Relationship].stamp - creator.on_file_for * 0.9,
    )
    for tag in rng.sample(agency.tags, 0 if creator.is_thin else rng.choice((0, 0, 0, 1, 1, 2))):
        into[RelationshipTag].add(relationship_id=pk, tag_id=tag.pk)


def _next_action(rng: Random, stage: Stage, do_not_contact: bool, today: date) -> tuple[str, date | None]:
    """What is planned and for when: some of it overdue, some without a day."""
    if do_not_contact or rng.random() < (0.8 if stage is Stage.ENDED else 0.3):
        return "", None
    action = rng.choice(_ACTIONS[stage])
    if rng.random() < 0.06:
        return action, None
    low, high = rng.choices(((-40, -1), (0, 0), (1, 7), (8, 90)), (18, 7, 30, 45))[0]
    return action, today + timedelta(days=rng.randint(low, high))


def _add_collaborations(
    creator: InventedCreator,
    pk: int,
    stage: Stage,
    compensation: Compensation,
    brand: Brand,
    today: date,
    into: Batches,
) -> tuple[list[rules.Collaboration], list[date]]:
    """As the domain reads them: the agreements, and the days on which fees are owed."""
    agreed, owed = [], []
    for values in invent_collaborations(creator.rng, stage, creator.tier, compensation, brand.currency, today):
        into[Collaboration].add(
            **values,
            relationship_id=pk,
            tier_agreed=(creator.was or creator.tier).value if values["status"] in rules.COUNTED else "",
            created_at=into[Collaboration].stamp - timedelta(days=max(0, (today - values["starts_on"]).days)),
        )
        agreed.append(rules.Collaboration(values["kind"], values["status"], values["starts_on"], values["ends_on"]))
        if rules.is_owed(values["status"], values.get("fee"), values.get("paid_on")) and values.get("payment_due_on"):
            owed.append(values["payment_due_on"])
    return agreed, owed


def _add_touches(
    creator: InventedCreator, pk: int, stage: Stage, team: Sequence[User], today: date, into: Batches
) -> datetime | None:
    """The latest moment, None without a touch."""
    rng, batch, moments = creator.rng, into[Touchpoint], []
    often = (0, 0, 0, 1) if stage is Stage.PROSPECT or creator.is_thin else (0, 1, 2, 2, 3, 5)
    for _ in range(rng.choice(often)):
        direction = rng.choice((Direction.OUTBOUND, Direction.OUTBOUND, Direction.INBOUND))
        happened_at = moment(today - timedelta(days=int(rng.triangular(0, 420, 10))), rng, batch.stamp)
        batch.add(
            relationship_id=pk,
            happened_at=happened_at,
            channel=rng.choice((Channel.EMAIL, Channel.EMAIL, *Channel)).value,
            direction=direction.value,
            by_id=rng.choice(team).pk if team else None,
            summary=rng.choice(_SUMMARIES[direction]),
            created_at=happened_at,
        )
        moments.append(happened_at)
    return max(moments, default=None)
