"""The playbooks that a new house starts with. A lead's edits stand above them; nothing here overwrites one.

Numbers: the product's domain notes. *Seed* is what the two founding articles say, *published* names another source,
everything else is a house default. The last column is for creators whose tier is not known: only what holds whatever
the tier turns out to be, so the longest time between touches of all tiers, and the law.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from relationships.domain.playbooks.norms import Basis, BriefSection, Measure, Origin, Term
from relationships.domain.tiers import Tier

_TIERS = (Tier.NANO, Tier.MICRO, Tier.MACRO, Tier.MEGA, Tier.UNKNOWN)

HOUSE = ("House default", None, Basis.HOUSE)
_STUDY = ("Hivency study, in the Skeepers article (which says of itself that it is outdated)", 2019, Basis.SEED)
_SKEEPERS = (
    "Skeepers article “Why are their relationships different?” (which says of itself that it is outdated)",
    None,
    Basis.SEED,
)
_VERSUS = ("The founding article “Micro-influencers vs macro-influencers”", None, Basis.SEED)
_DECREE = ("Décret 2025-1137 (France, from 2026-01-01)", 2025, Basis.PUBLISHED)
_GDPR = ("GDPR, article 14 (3): one month at the latest", 2016, Basis.PUBLISHED)
_CNIL = ("CNIL: data of prospects, three years from their last contact", 2022, Basis.PUBLISHED)

_AGREED_IN_WRITING = [
    Term.CONTRACT, Term.DELIVERABLES, Term.USAGE_RIGHTS, Term.EXCLUSIVITY, Term.PAYMENT_TERMS, Term.APPROVAL,
]  # fmt: skip
_GIFTED = [Term.PRODUCT_CHOICE, Term.ADDRESS, Term.DISCLOSURE_WORDS]

_NANO_BRIEF = [
    BriefSection.GREETING, BriefSection.LOCAL_LINE, BriefSection.WHY_YOU, BriefSection.PRODUCT, BriefSection.DISCLOSURE,
    BriefSection.CONTACT,
]  # fmt: skip
_MICRO_BRIEF = [
    BriefSection.GREETING, BriefSection.WHY_YOU, BriefSection.BRAND, BriefSection.VALUES, BriefSection.PRODUCT,
    BriefSection.IDEAS, BriefSection.FORMAT, BriefSection.DISCLOSURE, BriefSection.SCHEDULE, BriefSection.CONTACT,
]  # fmt: skip
_FULL_BRIEF = [
    BriefSection.BRAND, BriefSection.VALUES, BriefSection.OBJECTIVE, BriefSection.PRODUCT, BriefSection.DELIVERABLES,
    BriefSection.FORMAT, BriefSection.MESSAGES, BriefSection.DISCLOSURE, BriefSection.APPROVAL, BriefSection.SCHEDULE,
    BriefSection.COMPENSATION, BriefSection.USAGE_RIGHTS, BriefSection.EXCLUSIVITY, BriefSection.MEASURES,
    BriefSection.CONTACT,
]  # fmt: skip


def _engagement(instagram: tuple[float, float], tiktok: tuple[float, float], youtube: tuple[float, float]) -> list[Any]:
    """Percent: of followers on Instagram and TikTok, of views on YouTube."""
    lines = (("instagram", "followers", instagram), ("tiktok", "followers", tiktok), ("youtube", "views", youtube))
    return [{"network": name, "basis": basis, "low": low, "high": high} for name, basis, (low, high) in lines]


@dataclass(frozen=True, slots=True)
class Start:
    """One norm for the five columns nano, micro, macro, mega and unknown; ``origins`` where not the house's own."""

    key: str
    values: tuple[Any, ...]
    reason: str
    origins: Mapping[Tier, tuple[str, int | None, Basis]] | None = None


_EVERYWHERE_DECREE = dict.fromkeys(_TIERS, _DECREE)
_NONE = None

_STARTS: tuple[Start, ...] = (
    Start(
        "usual_compensation", ("products", "products", "paid", "paid", _NONE),
        "Micro creators favour the brand, macro creators favour pay.", {Tier.MICRO: _STUDY, Tier.MACRO: _STUDY},
    ),
    Start(
        "products_first_below", (50_000, 50_000, _NONE, _NONE, _NONE),
        "80% of creators with 5,000–10,000 followers and 63% of those with 10,000–50,000 are rarely paid other than in "
        "products. No figure was published above.", {Tier.MICRO: _STUDY},
    ),
    Start(
        "usual_compensation_above", (_NONE, "mixed", _NONE, _NONE, _NONE),
        "No figure was published for 50,000–100,000 followers; the larger a creator, the more a fee is expected.",
    ),
    Start(
        "usual_history", ("ongoing", "ongoing", "one_off", "one_off", _NONE),
        "With micro creators a collaboration can be extended after the campaign; with macro creators it is often "
        "one-off because of the cost.", {Tier.MICRO: _SKEEPERS, Tier.MACRO: _SKEEPERS},
    ),
    Start(
        "campaign_weeks", ([8, 24], [12, 26], [2, 6], [2, 6], _NONE),
        "Several months to build a lasting relationship with micro creators, a few weeks for a quick buzz with macro "
        "creators.", {Tier.MICRO: _VERSUS, Tier.MACRO: _VERSUS},
    ),
    Start(
        "contact_through", ("creator", "creator", "agent", "agent", _NONE),
        "Small creators answer themselves; large ones have somebody who speaks for them.",
    ),
    Start(
        "message_style", ("localised", "personal", "contractual", "contractual", _NONE),
        "Nano creators carry more localised messages.", {Tier.NANO: _SKEEPERS},
    ),
    Start("touch_days_ambassador", (30, 30, 60, 60, 60), "An ambassador is a colleague: the talk does not pause."),
    Start("touch_days_active", (45, 90, 90, 90, 90), "Whoever we work with hears from us within a season."),
    Start(
        "touch_days_others", (120, 180, 180, 180, 180),
        "A contact that is not renewed within half a year goes cold.",
    ),
    Start(
        "quiet_days", (60, 90, _NONE, _NONE, _NONE),
        "Who was active and falls silent is lost unless asked in person.",
    ),
    Start("thank_you_days", (2, 2, _NONE, _NONE, _NONE), "Thanks that come at once are believed."),
    Start("review_days", (14, 14, _NONE, _NONE, _NONE), "An honest review needs time with the product."),
    Start("min_fit", (60, 65, 60, 60, _NONE), "Value fit decides before money or goods leave the house."),
    Start("min_coverage", (0.6, 0.6, 0.6, 0.6, _NONE), "Under 60% of the weight a score says too little."),
    Start(
        "min_confidence", ("low", "low", "medium", "medium", _NONE),
        "The more a booking costs, the surer we are of the fit.",
    ),
    Start("high_fit", (75, 75, 75, 75, _NONE), "From here on the brand itself is an argument."),
    Start(
        "gate_reviewers", (1, 1, 2, 2, 1),
        "A large booking is seen by many and is not undone: two pairs of eyes on brand safety and conflicts.",
    ),
    Start(
        "needed_before_start",
        (_GIFTED, [*_GIFTED, Term.LIGHT_BRIEF], _AGREED_IN_WRITING, _AGREED_IN_WRITING, _NONE),
        "What is not settled before work starts is argued about after it.",
    ),
    Start("approval_rounds", (0, 1, 2, 2, _NONE), "The larger the reach, the more often content is looked at first."),
    Start("lead_weeks", (2, 4, 6, 8, _NONE), "Contract, brief, production and approval take their time."),
    Start(
        "lead_warn_weeks", (_NONE, _NONE, 4, 4, _NONE),
        "Under four weeks one of contract, brief or approval is cut.",
    ),
    Start(
        "nudge_days", ([7, 10, 14], [7, 10, 14], _NONE, _NONE, _NONE),
        "A gift is no order: three friendly reminders.",
    ),
    Start(
        "engagement",
        (
            _engagement((2, 10), (3, 15), (2, 8)),
            _engagement((1, 8), (2, 12), (1.5, 6)),
            _engagement((0.5, 3), (1, 8), (1, 4)),
            _engagement((0.2, 2), (1, 6), (0.5, 3)),
            _NONE,
        ),
        "House ranges around the two figures of Digiday, undated, in the founding article: up to 8% under 10,000 "
        "followers, macro often tops out at 1.7%.",
    ),
    Start("follower_jump_percent", (30, 20, 15, 10, _NONE), "The larger the account, the rarer an honest jump."),
    Start("follower_jump_days", (30, 30, 30, 30, _NONE), "A month tells a jump from growth."),
    Start(
        "ladder_collaborations", (2, 2, _NONE, _NONE, _NONE),
        "Micro creators become ambassadors, says the Skeepers article; twice on time shows that it can last.",
    ),
    Start("ladder_fit", (70, 70, _NONE, _NONE, _NONE), "An ambassador stands for the brand’s values."),
    Start(
        "ladder_confidence", ("medium", "medium", _NONE, _NONE, _NONE),
        "A promise of months rests on more than one look.",
    ),
    Start("one_offs_before_decision", (3, 3, _NONE, _NONE, _NONE), "After three one-offs not deciding is a decision."),
    Start(
        "agreement_months", ([3, 6], [3, 6], [6, 12], [6, 12], _NONE),
        "Long enough for co-creation, reviews and insights, short enough to look again.",
    ),
    Start("renewal_days", (60, 60, 60, 90, _NONE), "Two months before the end there is still time to ask and to plan."),
    Start(
        "measures",
        (
            [Measure.LOCAL_REACH, Measure.REVIEWS],
            [Measure.ENGAGEMENT, Measure.REVIEWS, Measure.CONVERSIONS],
            [Measure.REACH, Measure.COST_PER_THOUSAND],
            [Measure.REACH],
            _NONE,
        ),
        "Macro for reach, micro for depth.", {Tier.MICRO: _VERSUS, Tier.MACRO: _VERSUS},
    ),
    Start(
        "not_ranked_by",
        (
            [Measure.COST_PER_THOUSAND],
            [Measure.COST_PER_THOUSAND],
            [Measure.COST_PER_ENGAGEMENT],
            [Measure.COST_PER_ENGAGEMENT],
            _NONE,
        ),
        "A tier is not measured by what the other one is booked for.",
    ),
    Start(
        "brief_sections", (_NANO_BRIEF, _MICRO_BRIEF, _FULL_BRIEF, _FULL_BRIEF, _NONE),
        "The brief is not the same: nano carries localised messages, micro a light idea, macro a message to many.",
        {Tier.NANO: _SKEEPERS, Tier.MICRO: _SKEEPERS, Tier.MACRO: _SKEEPERS},
    ),
    Start(
        "contract_from", (1000, 1000, 1000, 1000, 1000),
        "In France a written contract is needed where cash and products reach €1,000 excluding VAT for one advertiser, "
        "creator, year and objective.", _EVERYWHERE_DECREE,
    ),
    Start("contract_warn_from", (800, 800, 800, 800, 800), "One more parcel and the threshold is reached."),
    Start(
        "notice_days", (30, 30, 30, 30, 30),
        "Whoever is on file is told so with the first message, and within a month.", dict.fromkeys(_TIERS, _GDPR),
    ),
    Start(
        "retention_years", (3, 3, 3, 3, 3), "Prospects who stay silent for three years are to be erased.",
        dict.fromkeys(_TIERS, _CNIL),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class StartingNorm:
    """One norm of one tier, as it is put on file. ``value`` is JSON."""

    tier: Tier
    key: str
    value: Any
    origin: Origin


def starting_norms() -> Iterator[StartingNorm]:
    """All of them, tier by tier within each norm; a norm that a tier does not have is left out."""
    for start in _STARTS:
        for tier, value in zip(_TIERS, start.values, strict=True):
            if value is not None:
                source, year, basis = (start.origins or {}).get(tier, HOUSE)
                yield StartingNorm(tier, start.key, value, Origin(start.reason, source, year, basis))
