"""A playbook: the norms by which one tier is managed, each with its reason and its source.

Any norm may be None: there is none, and a rule that needs it says nothing. What a norm may look like, and how it is
kept and read back, stands in `specs`; what a new house starts with, in `starting`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from relationships.domain.compensation import Compensation
from relationships.domain.engagement import EngagementBasis
from relationships.domain.fit import Confidence
from relationships.domain.relationships import Through
from relationships.domain.tiers import Tier


class Basis(StrEnum):
    """Where a norm comes from: the founding articles, another publication, or a choice of the house."""

    SEED = "seed"
    PUBLISHED = "published"
    HOUSE = "house_default"


class UsualHistory(StrEnum):
    """What the relationship is meant to become."""

    ONGOING = "ongoing"
    ONE_OFF = "one_off"


class Term(StrEnum):
    """What an agreement needs before work starts."""

    CONTRACT = "contract"
    DELIVERABLES = "deliverables"
    USAGE_RIGHTS = "usage_rights"
    EXCLUSIVITY = "exclusivity"
    PAYMENT_TERMS = "payment_terms"
    APPROVAL = "approval"
    PRODUCT_CHOICE = "product_choice"
    ADDRESS = "address"
    DISCLOSURE_WORDS = "disclosure_words"
    LIGHT_BRIEF = "light_brief"


class Measure(StrEnum):
    """What a tier's work is measured by, or must not be ranked by."""

    REACH = "reach"
    LOCAL_REACH = "local_reach"
    COST_PER_THOUSAND = "cost_per_thousand"
    ENGAGEMENT = "engagement"
    COST_PER_ENGAGEMENT = "cost_per_engagement"
    REVIEWS = "reviews"
    CONVERSIONS = "conversions"


class BriefSection(StrEnum):
    """The parts of a brief, in the order in which they are read."""

    GREETING = "greeting"
    WHY_YOU = "why_you"
    BRAND = "brand"
    VALUES = "values"
    LOCAL_LINE = "local_line"
    OBJECTIVE = "objective"
    PRODUCT = "product"
    IDEAS = "ideas"
    DELIVERABLES = "deliverables"
    FORMAT = "format"
    MESSAGES = "messages"
    DISCLOSURE = "disclosure"
    APPROVAL = "approval"
    SCHEDULE = "schedule"
    COMPENSATION = "compensation"
    USAGE_RIGHTS = "usage_rights"
    EXCLUSIVITY = "exclusivity"
    MEASURES = "measures"
    CONTACT = "contact"


class MessageStyle(StrEnum):
    """How we write to such a creator."""

    LOCALISED = "localised"
    PERSONAL = "personal"
    CONTRACTUAL = "contractual"


@dataclass(frozen=True, slots=True)
class Span:
    """From ``low`` to ``high``, both included. Raises ValueError unless ``0 <= low <= high``."""

    low: int
    high: int

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.high:
            raise ValueError("a span goes from the lower number to the higher one, neither of them negative")


@dataclass(frozen=True, slots=True)
class EngagementBand:
    """The engagement, in percent, to expect on one network by one denominator; both ends included."""

    network: str
    basis: EngagementBasis
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Origin:
    """Why a norm is what it is. ``year`` is None where the source bears no date; ``brand`` is "" unless one set it."""

    reason: str
    source: str
    year: int | None
    basis: Basis
    brand: str = ""

    def __str__(self) -> str:
        """ "House default", or "Hivency study, 2019": source and date, for reading."""
        return f"{self.source}, {self.year}" if self.year else self.source


@dataclass(frozen=True, slots=True, kw_only=True)
class Playbook:
    """The norms in force for one tier (and brand). Days, weeks, months and years are whole; fit is 0 to 100."""

    tier: Tier
    usual_compensation: Compensation | None = None
    #: Creators with fewer followers than this are asked for products first; from there on the one below is usual.
    products_first_below: int | None = None
    usual_compensation_above: Compensation | None = None
    usual_history: UsualHistory | None = None
    contact_through: Through | None = None
    message_style: MessageStyle | None = None
    touch_days_ambassador: int | None = None
    touch_days_active: int | None = None
    touch_days_others: int | None = None
    quiet_days: int | None = None
    min_fit: int | None = None
    min_coverage: float | None = None
    min_confidence: Confidence | None = None
    high_fit: int | None = None
    #: Reviewers who have to clear each gate before money is spent.
    gate_reviewers: int | None = None
    needed_before_start: tuple[Term, ...] = ()
    approval_rounds: int | None = None
    lead_weeks: int | None = None
    lead_warn_weeks: int | None = None
    campaign_weeks: Span | None = None
    engagement: tuple[EngagementBand, ...] = ()
    #: A rise of so many percent within so many days is looked at.
    follower_jump_percent: int | None = None
    follower_jump_days: int | None = None
    #: Days after the delivery of goods on which to nudge; after the last one the matter is closed.
    nudge_days: tuple[int, ...] = ()
    thank_you_days: int | None = None
    review_days: int | None = None
    ladder_collaborations: int | None = None
    ladder_fit: int | None = None
    ladder_confidence: Confidence | None = None
    one_offs_before_decision: int | None = None
    agreement_months: Span | None = None
    renewal_days: int | None = None
    measures: tuple[Measure, ...] = ()
    not_ranked_by: tuple[Measure, ...] = ()
    brief_sections: tuple[BriefSection, ...] = ()
    #: Euro, excluding VAT, for one creator, brand and objective in a calendar year.
    contract_from: int | None = None
    contract_warn_from: int | None = None
    notice_days: int | None = None
    retention_years: int | None = None
    #: By the name of the field above. A norm without an origin is not shown (law: no figure without a source).
    origins: Mapping[str, Origin] = field(default_factory=dict)

    def touch_days(self, *, ambassador: bool, active: bool) -> int | None:
        """Days that may pass between two touches."""
        if ambassador:
            return self.touch_days_ambassador
        return self.touch_days_active if active else self.touch_days_others

    def band_for(self, network: str, basis: str) -> EngagementBand | None:
        """None when no range is on file for this network by this denominator: two denominators are never compared."""
        return next((band for band in self.engagement if (band.network, band.basis) == (network, basis)), None)
