"""What a new collaboration starts with by the tier's playbook, each value with the norm behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from relationships.domain.ambassadorship import last_day, proposed_promises
from relationships.domain.collaborations import Kind, Status
from relationships.domain.compensation import LABELS, Compensation
from relationships.domain.ladder import ContributionKind, Standing, readiness
from relationships.domain.playbooks.case import HOUSE, Case
from relationships.domain.playbooks.entry import usual_compensation
from relationships.domain.playbooks.focus import climbs
from relationships.domain.playbooks.norms import Origin, Term
from relationships.domain.playbooks.told import word


@dataclass(frozen=True, slots=True)
class Ground:
    """Why something is proposed, as a sentence, and whose norm that is."""

    says: str
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """A proposal. What the playbook has no norm for is None; ``promises`` are those of an ambassador, else empty."""

    kind: Kind
    compensation: Compensation | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    approval_rounds: int | None = None
    promises: Mapping[ContributionKind, int] = field(default_factory=dict)
    grounds: Sequence[Ground] = ()


def propose_start(case: Case, *, compensation: str = "", followers: int | None = None) -> Start:
    """``compensation``: how this brand compensates this creator, "" while that is not settled."""
    playbook, kind = case.playbook, _kind(case)
    usual = Compensation(compensation) if compensation else usual_compensation(playbook, followers)
    starts_on = _later(case.on, weeks=playbook.lead_weeks) if playbook.lead_weeks is not None else None
    months = max(playbook.agreement_months.low, 1) if playbook.agreement_months else 1
    needs_approval = Term.APPROVAL in playbook.needed_before_start
    return Start(
        kind=kind,
        compensation=usual,
        starts_on=starts_on,
        ends_on=_ends_on(case, kind, starts_on, months),
        approval_rounds=playbook.approval_rounds if needs_approval else None,
        promises=proposed_promises(months) if kind is Kind.AMBASSADOR else {},
        grounds=tuple(_grounds(case, kind, usual, settled=bool(compensation))),
    )


def _kind(case: Case) -> Kind:
    """An ambassadorship once everything that an offer takes is there, and none runs or is on the table."""
    running = any(c.kind == Kind.AMBASSADOR and c.status != Status.COMPLETED for c in case.standing)
    if running or not climbs(case.playbook):
        return Kind.ONE_OFF
    conditions = readiness(case.facts, case.playbook, case.on)
    is_ready = bool(conditions) and all(one.standing is Standing.MET for one in conditions)
    return Kind.AMBASSADOR if is_ready else Kind.ONE_OFF


def _ends_on(case: Case, kind: Kind, starts_on: date | None, months: int) -> date | None:
    if starts_on is None:
        return None
    if kind is Kind.AMBASSADOR:
        return last_day(starts_on, months)
    weeks = case.playbook.campaign_weeks
    return _later(starts_on, weeks=weeks.low) - timedelta(days=1) if weeks and weeks.low else None


def _later(on: date, *, weeks: int) -> date:
    return on + timedelta(weeks=weeks)


def _grounds(case: Case, kind: Kind, usual: Compensation | None, *, settled: bool) -> list[Ground]:
    playbook, found = case.playbook, []

    def say(norm: str, sentence: str) -> None:
        found.append(Ground(sentence, case.origin(norm)))

    if kind is Kind.AMBASSADOR:
        say("ladder_collaborations", "Every condition of an ambassadorship is met, so one is proposed.")
    if usual is not None and settled:
        found.append(
            Ground(f"{LABELS[usual]}, as this relationship has it.", Origin("", "The relationship", None, HOUSE.basis))
        )
    elif usual is not None:
        say("usual_compensation", f"{LABELS[usual]} is usual with such a {playbook.tier} creator.")
    if playbook.lead_weeks is not None:
        say("lead_weeks", f"It begins after {_weeks(playbook.lead_weeks)} of lead time.")
    if kind is not Kind.AMBASSADOR and playbook.campaign_weeks and playbook.campaign_weeks.low:
        span = playbook.campaign_weeks
        say("campaign_weeks", f"It runs {_weeks(span.low)}, the shortest of {span.low}–{span.high}.")
    if playbook.needed_before_start:
        terms = ", ".join(word(term).lower() for term in playbook.needed_before_start)
        say("needed_before_start", f"Needed before work starts: {terms}.")
    return found


def _weeks(number: int) -> str:
    return f"{number} week{'' if number == 1 else 's'}"
