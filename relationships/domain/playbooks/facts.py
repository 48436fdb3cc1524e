"""Everything that the rules may see of one relationship, and nothing else.

None always means "not known". A rule that needs a fact which is not known stays silent; `find-out` names it.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from relationships.domain.collaborations import COUNTED, HistoryKind, Kind, Status
from relationships.domain.compensation import Compensation
from relationships.domain.fit import Confidence, level_on
from relationships.domain.ladder import LadderChoice
from relationships.domain.playbooks.calendar import plus_days
from relationships.domain.playbooks.norms import Term
from relationships.domain.relationships import Channel, Direction, NextActionKind, Purpose, Stage, Through
from relationships.domain.tiers import Tier

WITH_PRODUCTS: frozenset[Compensation] = frozenset({Compensation.PRODUCTS, Compensation.MIXED})
WITH_CASH: frozenset[Compensation] = frozenset({Compensation.PAID, Compensation.MIXED})
#: The last day of an agreement that has none.
ENDLESS = date.max
_HAIR = 1e-9
# Looked up once: a hundred thousand relationships are asked in one pass, and a member of an enum is slow to find.
_PRODUCTS, _AMBASSADOR, _AGREED = Compensation.PRODUCTS, Kind.AMBASSADOR, Status.AGREED
#: What is said to be out, whatever its day.
PUBLISHED: frozenset[Status] = frozenset({Status.LIVE, Status.COMPLETED})
_BEFORE_LIVE: frozenset[Status] = frozenset({Status.PROPOSED, Status.AGREED})


@dataclass(frozen=True, slots=True, kw_only=True)
class CollaborationFacts:
    """One agreement. Amounts exclude VAT. ``id`` is None for one that is not on file yet.

    ``live_on`` lies in the future while it is planned. ``rights_asked`` and ``exclusivity_asked`` are True where the
    agreement speaks of them at all. ``settled`` holds the terms that somebody ticked as settled otherwise ("no
    exclusivity was agreed"). ``measured``: a result with reach or impressions is on file.
    """

    id: int | None = None
    title: str = ""
    kind: Kind = Kind.ONE_OFF
    status: Status = Status.PROPOSED
    compensation: Compensation | None = None
    fee: Decimal | None = None
    product_value: Decimal | None = None
    commission_percent: Decimal | None = None
    currency: str = ""
    objective: str = ""
    is_gift: bool = False
    tier_agreed: Tier | None = None
    agreed_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    delivered_on: date | None = None
    deadline_on: date | None = None
    live_on: date | None = None
    accepted_on: date | None = None
    deliverables: bool = False
    products: bool = False
    disclosure_words: bool = False
    disclosure_proof: bool = False
    contract_signed_on: date | None = None
    rights_asked: bool = False
    usage_rights_until: date | None = None
    exclusivity_asked: bool = False
    exclusivity_from: date | None = None
    exclusivity_until: date | None = None
    approval_rounds: int | None = None
    payment_terms_days: int | None = None
    payment_due_on: date | None = None
    paid_on: date | None = None
    briefed_on: date | None = None
    settled: frozenset[Term] = frozenset()
    measured: bool = False

    @property
    def name(self) -> str:
        """What it is called inside a sentence: its title, or its kind."""
        if self.title:
            return f"“{self.title}”"
        if self.kind == _AMBASSADOR:
            return "the ambassador agreement"
        return "the gift" if self.is_gift else "the one-off collaboration"

    @property
    def key(self) -> str:
        """What tells it from others in `Advice.facts`."""
        return str(self.id) if self.id is not None else self.title

    @property
    def counts(self) -> bool:
        """A proposal is not yet, and a cancelled agreement no longer, a piece of work between the two."""
        return self.status in COUNTED

    @property
    def has_products(self) -> bool:
        return self.is_gift or self.compensation in WITH_PRODUCTS

    @property
    def has_cash(self) -> bool:
        return bool(self.fee) or self.compensation in WITH_CASH

    @property
    def is_products_only(self) -> bool:
        return self.compensation == _PRODUCTS or (self.is_gift and self.compensation is None)

    @property
    def dated(self) -> date | None:
        """The day by which it is placed in time: when agreed, else begun, else live, else delivered."""
        return self.agreed_on or self.starts_on or self.live_on or self.delivered_on

    def is_live(self, on: date) -> bool:
        """Whether content is out. What was never agreed is not, even when the day planned for it has passed."""
        if self.status in PUBLISHED:
            return True
        return self.status == _AGREED and self.live_on is not None and self.live_on <= on

    def is_open(self, on: date) -> bool:
        """Proposed or agreed, and nothing of it is live."""
        return self.status in _BEFORE_LIVE and not self.is_live(on)

    def went_live_on(self, on: date) -> date | None:
        """None where that day is not on file; a day to come is a plan, and so is any day of a proposal."""
        return self.live_on if self.live_on is not None and self.live_on <= on and self.is_live(on) else None

    def is_over(self, on: date) -> bool:
        """Whether its last day has passed; open agreements have none."""
        return self.ends_on is not None and self.ends_on < on

    def is_delivered(self, on: date) -> bool:
        return self.delivered_on is not None and self.delivered_on <= on

    def is_paid(self, on: date) -> bool:
        return self.paid_on is not None and self.paid_on <= on

    @property
    def fee_due_on(self) -> date | None:
        """The day by which the fee is to be paid; None where neither that nor the terms with acceptance are known."""
        if self.payment_due_on is not None or self.accepted_on is None or self.payment_terms_days is None:
            return self.payment_due_on
        return plus_days(self.accepted_on, self.payment_terms_days)

    def gives_value(self, on: date) -> bool | None:
        """Whether the creator got anything for it; None when nobody can tell from what is on file."""
        amounts = (self.fee, self.product_value, self.commission_percent)
        if self.is_gift or self.is_delivered(on) or any(amounts):
            return True
        if self.compensation is None:
            return False if self.fee == 0 and self.product_value == 0 else None
        expected = {Compensation.PRODUCTS: (self.product_value,), Compensation.PAID: (self.fee,)}
        return any(amount is None for amount in expected.get(self.compensation, (self.fee, self.product_value)))

    def is_signed(self, on: date) -> bool:
        return self.contract_signed_on is not None and self.contract_signed_on <= on

    def spends(self, on: date) -> bool:
        """Whether money is still to be spent on it."""
        return self.has_cash and not self.is_paid(on)

    def ships(self, on: date) -> bool:
        """Whether products are still to be sent for it."""
        return self.has_products and not self.is_delivered(on)

    def was_on_time(self, on: date) -> bool | None:
        """Whether the content came by its deadline, or had none. None while not live, or where the day is not known."""
        if not self.is_live(on):
            return None
        if self.deadline_on is None:
            return True
        came_on = self.went_live_on(on) or self.accepted_on
        return None if came_on is None or came_on > on else came_on <= self.deadline_on


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchFacts:
    """One contact. ``from_template``, ``local_line`` and ``through`` are None where nobody noted them."""

    on: date
    direction: Direction
    channel: Channel | None = None
    purpose: Purpose | None = None
    from_template: bool | None = None
    local_line: bool | None = None
    through: Through | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FitFacts:
    """Brand-value fit on the day. ``score`` is None while too little is rated; 0 to 100.

    ``blocked`` and ``uncleared`` name gates; ``gate_reviewers`` is the smallest number of reviewers that any gate has
    (None: the rubric has no gate). ``medium_from`` and ``low_from``: the days on which confidence falls.
    """

    score: float | None = None
    coverage: float = 0
    medium_from: date | None = None
    low_from: date | None = None
    rated: bool = False
    disputed: bool = False
    blocked: tuple[str, ...] = ()
    uncleared: tuple[str, ...] = ()
    gate_reviewers: int | None = None

    def confidence(self, on: date) -> Confidence | None:
        """None while nothing is rated."""
        return level_on(self.medium_from, self.low_from, on) if self.rated else None

    def reaches(self, least: float) -> bool:
        """Whether the score is known and at least that: a weighted mean may miss a whole number by a hair."""
        return self.score is not None and self.score > least - _HAIR

    def covers(self, least: float) -> bool:
        return self.coverage > least - _HAIR

    def bounds(self) -> tuple[float, float] | None:
        """Where the score can end up once everything is rated (DOMAIN, brand-value fit); None without a score."""
        if self.score is None:
            return None
        low = self.score * self.coverage
        return low, low + 100 * (1 - self.coverage)


@dataclass(frozen=True, slots=True, kw_only=True)
class AudienceFacts:
    """The main account's latest engagement, and its follower counts by day, oldest first."""

    network: str = ""
    engagement_rate: Decimal | None = None
    engagement_basis: str = ""
    followers: tuple[tuple[date, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RivalFacts:
    """A competitor's collaboration with the same creator. ``brand`` is "" for a reader who must not see whose it is.

    ``ends_on`` is `ENDLESS` where an ambassador agreement runs without an end. ``exclusive_from`` and
    ``exclusive_until``: the window in which the creator promised the competitor exclusivity.
    """

    brand: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    exclusive_from: date | None = None
    exclusive_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """One relationship on one day: the creator, the brand, and what happened between the two.

    ``collaborations`` and ``touches`` are in order of time, the oldest first. ``fit`` is None where the brand's rubric
    cannot give a score. ``since`` is the day on which the relationship was put on file, ``on_file_since`` that of the
    creator. ``planned`` is what the next action is, None where that was not said; ``something_planned`` that there is
    one.
    """

    tier: Tier = Tier.UNKNOWN
    followers: int | None = None
    do_not_contact: bool = False
    has_agent: bool = False
    address_known: bool = False
    on_file_since: date | None = None
    notice_given_on: date | None = None
    basis_renewed_on: date | None = None
    audience: AudienceFacts = field(default_factory=AudienceFacts)

    market: str = ""
    rivals: tuple[RivalFacts, ...] = ()

    stage: Stage = Stage.PROSPECT
    since: date | None = None
    compensation: Compensation | None = None
    history: HistoryKind = HistoryKind.NONE
    planned: NextActionKind | None = None
    something_planned: bool = False
    fit: FitFacts | None = field(default_factory=FitFacts)
    collaborations: tuple[CollaborationFacts, ...] = ()
    touches: tuple[TouchFacts, ...] = ()
    ladder_choice: LadderChoice | None = None
    ladder_chosen_on: date | None = None
