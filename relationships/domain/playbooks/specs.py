"""What each norm is: its words, its unit, and how its value is kept as JSON and read back.

The one list of norms: the admin's form, the page's playbook and the reading from the database all follow it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Any

from relationships.domain import networks
from relationships.domain.compensation import Compensation
from relationships.domain.engagement import MAX_RATE, EngagementBasis
from relationships.domain.fit import Confidence
from relationships.domain.playbooks.norms import (
    BriefSection,
    EngagementBand,
    Measure,
    MessageStyle,
    Origin,
    Playbook,
    Span,
    Term,
    UsualHistory,
)
from relationships.domain.relationships import Through
from relationships.domain.tiers import Tier


class Shape(StrEnum):
    """What a norm's value looks like. As JSON: number, number, word, [word …], [low, high], [number …], [{…} …]."""

    WHOLE = "whole"
    SHARE = "share"
    WORD = "word"
    WORDS = "words"
    SPAN = "span"
    DAYS = "days"
    BANDS = "bands"


class Group(StrEnum):
    """The headings under which norms are shown."""

    WAY = "How we work together"
    CONTACT = "Keeping in touch"
    FIT = "Fit before spending"
    AGREEMENT = "Agreements"
    AUDIENCE = "Audience"
    LADDER = "Ladder to ambassador"
    MEASURES = "Measures and brief"
    LAW = "Law"


@dataclass(frozen=True, slots=True)
class Spec:
    """One norm. ``words`` are the allowed values of WORD and WORDS; ``most`` bounds numbers; ``unit`` follows them."""

    key: str
    label: str
    group: Group
    shape: Shape
    words: type[StrEnum] | None = None
    unit: str = ""
    most: int = 10_000
    help: str = ""

    def read(self, stored: Any) -> Any:
        """The value as `Playbook` holds it. Raises ValueError, saying what is wrong, where it is no such value."""
        return _READ[self.shape](self, stored)


def _whole(spec: Spec, stored: Any) -> int:
    if isinstance(stored, bool) or not isinstance(stored, int) or not 0 <= stored <= spec.most:
        raise ValueError(f"{spec.label}: a whole number from 0 to {spec.most:,} is needed.")
    return stored


def _share(spec: Spec, stored: Any) -> float:
    if isinstance(stored, bool) or not isinstance(stored, int | float) or not 0 <= stored <= 1:
        raise ValueError(f"{spec.label}: a share from 0 to 1 is needed.")
    return float(stored)


def _word(spec: Spec, stored: Any) -> StrEnum:
    allowed = spec.words or Tier
    try:
        return allowed(stored)
    except ValueError:
        raise ValueError(f"{spec.label}: one of {', '.join(allowed)} is needed.") from None


def _list(spec: Spec, stored: Any) -> list[Any]:
    if not isinstance(stored, list | tuple):
        raise ValueError(f"{spec.label}: a list is needed.")  # noqa: TRY004 - the value is wrong, not the program
    return list(stored)


def _words(spec: Spec, stored: Any) -> tuple[StrEnum, ...]:
    return tuple(_word(spec, word) for word in _list(spec, stored))


def _span(spec: Spec, stored: Any) -> Span:
    ends = _list(spec, stored)
    if len(ends) != 2:
        raise ValueError(f"{spec.label}: two numbers are needed, the lower one first.")
    try:
        return Span(_whole(spec, ends[0]), _whole(spec, ends[1]))
    except ValueError as problem:
        raise ValueError(f"{spec.label}: {problem}") from None


def _days(spec: Spec, stored: Any) -> tuple[int, ...]:
    days = tuple(_whole(spec, day) for day in _list(spec, stored))
    if any(later <= earlier for earlier, later in pairwise(days)):
        raise ValueError(f"{spec.label}: the days must rise.")
    return days


def _band(spec: Spec, stored: Any) -> EngagementBand:
    try:
        network, low, high = str(stored["network"]), float(stored["low"]), float(stored["high"])
        basis = EngagementBasis(stored["basis"])
    except (KeyError, TypeError, ValueError):
        raise ValueError(f"{spec.label}: network, denominator, lowest and highest percentage are needed.") from None
    if network not in networks.NETWORKS:
        raise ValueError(f"{spec.label}: {network!r} is no network on file.")
    if not 0 <= low <= high <= MAX_RATE:
        raise ValueError(f"{spec.label}: {network} needs percentages from low to high.")
    return EngagementBand(network, basis, low, high)


def _bands(spec: Spec, stored: Any) -> tuple[EngagementBand, ...]:
    bands = tuple(_band(spec, band) for band in _list(spec, stored))
    if len({(band.network, band.basis) for band in bands}) < len(bands):
        raise ValueError(f"{spec.label}: one range for each network and denominator.")
    return bands


_READ: Mapping[Shape, Callable[[Spec, Any], Any]] = {
    Shape.WHOLE: _whole,
    Shape.SHARE: _share,
    Shape.WORD: _word,
    Shape.WORDS: _words,
    Shape.SPAN: _span,
    Shape.DAYS: _days,
    Shape.BANDS: _bands,
}

SPECS: tuple[Spec, ...] = (
    Spec("usual_compensation", "Usual compensation", Group.WAY, Shape.WORD, Compensation),
    Spec(
        "products_first_below", "Products first under", Group.WAY, Shape.WHOLE, unit="followers", most=10**12,
        help="Smaller creators are asked for products first.",
    ),
    Spec("usual_compensation_above", "Usual compensation from there", Group.WAY, Shape.WORD, Compensation),
    Spec("usual_history", "Usual history", Group.WAY, Shape.WORD, UsualHistory),
    Spec("campaign_weeks", "Campaign length", Group.WAY, Shape.SPAN, unit="weeks", most=520),
    Spec("contact_through", "Contact through", Group.CONTACT, Shape.WORD, Through, help="Agent: where one is on file."),
    Spec("message_style", "Message style", Group.CONTACT, Shape.WORD, MessageStyle),
    Spec("touch_days_ambassador", "Between touches, ambassador", Group.CONTACT, Shape.WHOLE, unit="days"),
    Spec("touch_days_active", "Between touches, active", Group.CONTACT, Shape.WHOLE, unit="days"),
    Spec("touch_days_others", "Between touches, others", Group.CONTACT, Shape.WHOLE, unit="days"),
    Spec("quiet_days", "Gone quiet after, if active before", Group.CONTACT, Shape.WHOLE, unit="days"),
    Spec("thank_you_days", "Thank after content is live", Group.CONTACT, Shape.WHOLE, unit="days"),
    Spec("review_days", "Ask for an honest review after", Group.CONTACT, Shape.WHOLE, unit="days"),
    Spec("min_fit", "Minimum fit", Group.FIT, Shape.WHOLE, unit="of 100", most=100),
    Spec("min_coverage", "Minimum coverage", Group.FIT, Shape.SHARE, help="The share of the weight that is rated."),
    Spec("min_confidence", "Minimum confidence", Group.FIT, Shape.WORD, Confidence),
    Spec("high_fit", "High fit from", Group.FIT, Shape.WHOLE, unit="of 100", most=100),
    Spec(
        "gate_reviewers", "Reviewers who clear each gate", Group.FIT, Shape.WHOLE, unit="reviewers", most=20,
        help="Before money is spent.",
    ),
    Spec("needed_before_start", "Needed before work starts", Group.AGREEMENT, Shape.WORDS, Term),
    Spec("approval_rounds", "Approval rounds", Group.AGREEMENT, Shape.WHOLE, unit="rounds", most=20),
    Spec("lead_weeks", "Lead time", Group.AGREEMENT, Shape.WHOLE, unit="weeks", most=520),
    Spec(
        "lead_warn_weeks", "Warn when not agreed and live in under", Group.AGREEMENT, Shape.WHOLE,
        unit="weeks", most=520,
    ),
    Spec(
        "nudge_days", "Nudge after delivery", Group.AGREEMENT, Shape.DAYS, unit="days",
        help="Rising; after the last one the gift is closed.",
    ),
    Spec(
        "engagement", "Expected engagement", Group.AUDIENCE, Shape.BANDS, unit="%",
        help="One line each: network, followers or reach or views, lowest–highest.",
    ),
    Spec("follower_jump_percent", "Follower jump to check", Group.AUDIENCE, Shape.WHOLE, unit="%", most=100_000),
    Spec("follower_jump_days", "… within", Group.AUDIENCE, Shape.WHOLE, unit="days", most=3650),
    Spec(
        "ladder_collaborations", "Collaborations on time", Group.LADDER, Shape.WHOLE,
        unit="collaborations", most=1000,
    ),
    Spec("ladder_fit", "Fit to be offered an ambassadorship", Group.LADDER, Shape.WHOLE, unit="of 100", most=100),
    Spec("ladder_confidence", "Confidence to be offered one", Group.LADDER, Shape.WORD, Confidence),
    Spec(
        "one_offs_before_decision", "One-offs before a decision", Group.LADDER, Shape.WHOLE,
        unit="one-offs", most=1000,
    ),
    Spec("agreement_months", "An ambassadorship lasts", Group.LADDER, Shape.SPAN, unit="months", most=240),
    Spec("renewal_days", "Renewal starts before its end", Group.LADDER, Shape.WHOLE, unit="days", most=3650),
    Spec("measures", "Measures that count", Group.MEASURES, Shape.WORDS, Measure),
    Spec("not_ranked_by", "Must not be ranked by", Group.MEASURES, Shape.WORDS, Measure),
    Spec("brief_sections", "Sections of the brief", Group.MEASURES, Shape.WORDS, BriefSection),
    Spec(
        "contract_from", "Written contract from", Group.LAW, Shape.WHOLE, unit="€ excluding VAT", most=10**9,
        help="France: cash and products for one creator, brand and objective in a calendar year.",
    ),
    Spec("contract_warn_from", "… warn from", Group.LAW, Shape.WHOLE, unit="€ excluding VAT", most=10**9),
    Spec("notice_days", "Privacy notice within", Group.LAW, Shape.WHOLE, unit="days", most=3650),
    Spec("retention_years", "Silent prospects are kept for", Group.LAW, Shape.WHOLE, unit="years", most=100),
)  # fmt: skip

SPEC: Mapping[str, Spec] = {spec.key: spec for spec in SPECS}


def build(tier: Tier, values: Mapping[str, Any], origins: Mapping[str, Origin]) -> Playbook:
    """A playbook from stored values, by key; None is "no norm". Raises ValueError on a key or a value that is none."""
    unknown = values.keys() - SPEC.keys()
    if unknown:
        raise ValueError(f"There is no norm called {', '.join(sorted(unknown))}.")
    read = {key: SPEC[key].read(stored) for key, stored in values.items() if stored is not None}
    return Playbook(tier=tier, origins=dict(origins), **read)
