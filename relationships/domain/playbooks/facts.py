"""Everything that the rules may see of one relationship, and nothing else.

None always means "not known". A rule that needs a fact which is not known stays silent; `find-out` names it.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from relationships.domain.collaborations import HistoryKind, Kind, Status
from relationships.domain.compensation import Compensation
from relationships.domain.fit import Confidence, level_on
from relationships.domain.ladder import LadderChoice
from relationships.domain.playbooks.norms import Term
from relationships.domain.relationships import Channel, Direction, NextActionKind, Purpose, Stage, Through
from relationships.domain.tiers import Tier


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

    ``exclusive_from`` and ``exclusive_until``: the window in which the creator promised the competitor exclusivity.
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
    cannot give a score. ``since`` is the day on which the relationship was put on file, ``on_file_since`` that of the creator.
    ``planned`` is what the next action is, None where that was not said; ``something_planned`` that there is one.
    """

    tier: Tier = Tier.UNKNOWN
    followers: int | None = None
    do_not_contact: bool = False
    has_agent: bool = False
    address_known: bool = False
    on_file_since: date | None = None
    notice_given_on: date | None = None
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
