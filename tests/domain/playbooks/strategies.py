"""Any facts and any playbook: days around today, and now and then the first or the last one that there is."""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from relationships.domain.collaborations import HistoryKind, Kind, Status
from relationships.domain.compensation import Compensation
from relationships.domain.fit import Confidence
from relationships.domain.ladder import LadderChoice
from relationships.domain.playbooks.facts import (
    AudienceFacts,
    CollaborationFacts,
    Facts,
    FitFacts,
    RivalFacts,
    TouchFacts,
)
from relationships.domain.playbooks.norms import Playbook, Span, Term
from relationships.domain.relationships import Channel, Direction, NextActionKind, Purpose, Stage, Through
from relationships.domain.tiers import Tier
from tests.domain.playbooks.cases import PLAYBOOKS, day

# Near today most rules turn; the years around it are for cadence, retention and the year of a contract.
DAYS = st.integers(-40, 40).map(day) | st.integers(-1500, 800).map(day) | st.sampled_from([date.min, date.max])
_AMOUNTS = st.sampled_from([Decimal(0), Decimal(300), Decimal("799.99"), Decimal(1000)])


def _maybe(some: Any) -> Any:
    return st.none() | some


_DAY = _maybe(DAYS)
COLLABORATIONS = st.builds(
    CollaborationFacts,
    id=_maybe(st.integers(1, 5)),
    title=st.sampled_from(["", "Spring"]),
    kind=st.sampled_from(Kind),
    status=st.sampled_from(Status),
    compensation=_maybe(st.sampled_from(Compensation)),
    fee=_maybe(_AMOUNTS),
    product_value=_maybe(_AMOUNTS),
    commission_percent=_maybe(st.sampled_from([Decimal(0), Decimal(5)])),
    currency=st.sampled_from(["EUR", "EUR", "USD", ""]),
    objective=st.sampled_from(["", "spring", "summer"]),
    is_gift=st.booleans(),
    tier_agreed=_maybe(st.sampled_from(Tier)),
    deliverables=st.booleans(),
    products=st.booleans(),
    disclosure_words=st.booleans(),
    disclosure_proof=st.booleans(),
    rights_asked=st.booleans(),
    exclusivity_asked=st.booleans(),
    approval_rounds=_maybe(st.integers(0, 3)),
    payment_terms_days=_maybe(st.integers(0, 90)),
    settled=st.frozensets(st.sampled_from(Term), max_size=2),
    measured=st.booleans(),
    **{
        field.name: _DAY
        for field in fields(CollaborationFacts)
        if field.name.endswith(("_on", "_until", "_from")) and field.name != "is_gift"
    },
)
_TOUCHES = st.builds(
    TouchFacts,
    on=DAYS,
    direction=st.sampled_from(Direction),
    channel=_maybe(st.sampled_from(Channel)),
    purpose=_maybe(st.sampled_from([Purpose.NUDGE, Purpose.THANK_YOU, Purpose.REVIEW_REQUEST, Purpose.CHECK_IN])),
    from_template=_maybe(st.booleans()),
    local_line=_maybe(st.booleans()),
    through=_maybe(st.sampled_from(Through)),
)
_FITS = st.builds(
    FitFacts,
    score=_maybe(st.floats(0, 100)),
    coverage=st.floats(0, 1),
    medium_from=_DAY,
    low_from=_DAY,
    rated=st.booleans(),
    disputed=st.booleans(),
    blocked=st.sampled_from([(), (), ("Brand safety",)]),
    uncleared=st.sampled_from([(), ("Conflict",)]),
    gate_reviewers=_maybe(st.integers(0, 3)),
)
_AUDIENCES = st.builds(
    AudienceFacts,
    network=st.sampled_from(["", "instagram", "youtube", "myspace"]),
    engagement_rate=_maybe(st.decimals(0, 20, places=2)),
    engagement_basis=st.sampled_from(["", "followers", "views"]),
    followers=st.lists(st.tuples(DAYS, st.integers(0, 30_000)), max_size=4).map(lambda counts: tuple(sorted(counts))),
)
_RIVALS = st.builds(
    RivalFacts, brand=st.sampled_from(["", "Solara"]), starts_on=_DAY, ends_on=_DAY, exclusive_from=_DAY,
    exclusive_until=_DAY,
)  # fmt: skip
FACTS = st.builds(
    Facts,
    tier=st.sampled_from(Tier),
    followers=_maybe(st.integers(0, 200_000)),
    do_not_contact=st.sampled_from([False, False, False, True]),
    has_agent=st.booleans(),
    address_known=st.booleans(),
    on_file_since=_DAY,
    notice_given_on=_DAY,
    audience=_AUDIENCES,
    market=st.sampled_from(["FR", "FR", "DE", ""]),
    rivals=st.lists(_RIVALS, max_size=2).map(tuple),
    stage=st.sampled_from(Stage),
    since=_DAY,
    compensation=_maybe(st.sampled_from(Compensation)),
    history=st.sampled_from(HistoryKind),
    planned=_maybe(st.sampled_from(NextActionKind)),
    something_planned=st.booleans(),
    fit=_maybe(_FITS),
    collaborations=st.lists(COLLABORATIONS, max_size=3).map(tuple),
    touches=st.lists(_TOUCHES, max_size=4).map(lambda touches: tuple(sorted(touches, key=lambda touch: touch.on))),
    ladder_choice=_maybe(st.sampled_from(LadderChoice)),
    ladder_chosen_on=_DAY,
)

_WHOLE = _maybe(st.integers(0, 200))
_NORMS: dict[str, Any] = {
    "products_first_below": _maybe(st.integers(0, 10**6)),
    "usual_compensation": _maybe(st.sampled_from(Compensation)),
    "touch_days_ambassador": _WHOLE,
    "touch_days_active": _WHOLE,
    "touch_days_others": _WHOLE,
    "quiet_days": _WHOLE,
    "min_fit": _WHOLE,
    "min_coverage": _maybe(st.floats(0, 1)),
    "min_confidence": _maybe(st.sampled_from(Confidence)),
    "high_fit": _WHOLE,
    "gate_reviewers": _maybe(st.integers(0, 4)),
    "needed_before_start": st.lists(st.sampled_from(Term), unique=True, max_size=4).map(tuple),
    "lead_warn_weeks": _maybe(st.integers(0, 30)),
    "engagement": st.just(()),
    "follower_jump_percent": _WHOLE,
    "follower_jump_days": _WHOLE,
    "nudge_days": st.lists(st.integers(0, 60), unique=True, max_size=4).map(lambda days: tuple(sorted(days))),
    "thank_you_days": _WHOLE,
    "review_days": _WHOLE,
    "ladder_collaborations": _maybe(st.integers(0, 3)),
    "ladder_fit": _WHOLE,
    "ladder_confidence": _maybe(st.sampled_from(Confidence)),
    "one_offs_before_decision": _maybe(st.integers(0, 4)),
    "agreement_months": _maybe(st.just(Span(1, 2))),
    "renewal_days": _maybe(st.integers(0, 10_000)),
    "contract_from": _maybe(st.integers(0, 2000)),
    "contract_warn_from": _maybe(st.integers(0, 2000)),
    "notice_days": _WHOLE,
    "retention_years": _maybe(st.integers(0, 100)),
}


@st.composite
def playbooks(draw: st.DrawFn) -> Playbook:
    """A tier's starting playbook with some norms changed or taken away, with or without its sources."""
    start = PLAYBOOKS[draw(st.sampled_from(Tier))]
    changed = draw(st.lists(st.sampled_from(sorted(_NORMS)), unique=True, max_size=6))
    norms = {name: draw(_NORMS[name]) for name in changed}
    return replace(start, origins=start.origins if draw(st.booleans()) else {}, **norms)
