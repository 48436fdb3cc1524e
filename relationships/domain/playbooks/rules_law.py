"""What the law asks for: objection, disclosure, written contract, privacy notice, retention."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from relationships.domain.compensation import Compensation
from relationships.domain.playbooks.advice import Advice, Code, Severity, Transition
from relationships.domain.playbooks.calendar import plus_years
from relationships.domain.playbooks.case import Case, advice
from relationships.domain.playbooks.facts import CollaborationFacts
from relationships.domain.playbooks.norms import Basis, Origin
from relationships.domain.playbooks.words import counted, euros, listed, said, sentence
from relationships.domain.relationships import WITHOUT_CONTACT, Stage

_OBJECTION = Origin("", "GDPR, article 21 (3): an objection to marketing is absolute", 2016, Basis.PUBLISHED)
_DISCLOSURE = Origin(
    "", "FTC (US), ASA and CMA (UK), ARPP (France): products given count as payment", None, Basis.PUBLISHED
)
_STOPPED_BY_OBJECTION = frozenset({Transition.OUTREACH, Transition.BRIEF, Transition.AGREE, Transition.SHIP})
_STOPPED_WITHOUT_CONTRACT = frozenset({Transition.SHIP, Transition.BRIEF, Transition.PAY})
_STOPPED_WITHOUT_NOTICE = frozenset({Transition.OUTREACH, Transition.BRIEF})
_STOPPED_WITHOUT_LABEL = frozenset({Transition.COMPLETE})

#: The contract's market, currency and first year (Décret 2025-1137, in force from 2026-01-01).
_CONTRACT_MARKET, _CONTRACT_CURRENCY, _CONTRACT_FIRST_YEAR = "FR", "EUR", 2026


def do_not_contact(case: Case) -> Advice | None:
    """All tiers: whoever objected is not contacted, whatever was planned."""
    planned = case.facts.planned
    if not case.facts.do_not_contact:
        return None
    if planned is None:
        if case.facts.something_planned:
            case.ask("what the next action is")
        return None
    if planned in WITHOUT_CONTACT:
        return None
    return advice(
        Code.DO_NOT_CONTACT,
        Severity.BLOCK,
        "Stop: take the planned contact off the list and write to nobody here.",
        f"This creator must not be contacted, and the next action is planned as “{planned.replace('_', ' ')}”. "
        "An objection to marketing is absolute.",
        _OBJECTION,
        (planned,),
        stops=_STOPPED_BY_OBJECTION,
    )


def _value_given(c: CollaborationFacts, case: Case) -> bool | None:
    """Whether the creator got anything for it; None when nobody can tell from what is on file."""
    amounts = (c.fee, c.product_value, c.commission_percent)
    if c.is_gift or c.is_delivered(case.on) or any(amounts):
        return True
    if c.compensation is None:
        return False if c.fee == 0 and c.product_value == 0 else None
    expected = {Compensation.PRODUCTS: (c.product_value,), Compensation.PAID: (c.fee,)}
    return any(amount is None for amount in expected.get(c.compensation, (c.fee, c.product_value)))


def disclosure_missing(case: Case) -> Advice | None:
    """All tiers: value was given and the content is live, but nothing shows the advertising label."""
    unlabelled = []
    for c in case.live:
        if c.disclosure_proof:
            continue
        given = _value_given(c, case)
        if given:
            unlabelled.append(c)
        elif given is None:
            case.ask(f"whether anything was given for {c.name}")
    if not unlabelled:
        return None
    names = listed([c.name for c in unlabelled])
    return advice(
        Code.DISCLOSURE_MISSING,
        Severity.BLOCK,
        f"Get the advertising label onto {names} and keep a link that shows it; until then it cannot be completed.",
        f"{sentence(f'{names} gave value and went live, and no proof of disclosure is on file')} Gifted products "
        "count as payment too.",
        _DISCLOSURE,
        (c.key for c in unlabelled),
        about=unlabelled,
        stops=_STOPPED_WITHOUT_LABEL,
    )


def _contract_value(c: CollaborationFacts) -> Decimal:
    """Euro, excluding VAT: the parts that are known."""
    known = c.currency == _CONTRACT_CURRENCY
    return (c.fee or Decimal(0)) + (c.product_value or Decimal(0)) if known else Decimal(0)


def _unknown_value(c: CollaborationFacts) -> Iterator[str]:
    if c.has_products and c.product_value is None:
        yield f"the market value of the products of {c.name}"
    if c.compensation in (Compensation.PAID, Compensation.MIXED) and c.fee is None:
        yield f"the fee of {c.name}"
    if (c.fee or c.product_value) and c.currency != _CONTRACT_CURRENCY:
        yield f"what {c.name} is worth in euro"


def _by_year(case: Case) -> dict[int, dict[object, list[CollaborationFacts]]]:
    """Year → objective → collaborations. One without an objective stands by itself, under its place in the list."""
    years: defaultdict[int, dict[object, list[CollaborationFacts]]] = defaultdict(dict)
    for place, c in enumerate(case.standing):
        year = (c.dated or case.on).year
        if year >= _CONTRACT_FIRST_YEAR:
            years[year].setdefault(c.objective.strip().casefold() or place, []).append(c)
    return years


def _worth(group: Sequence[CollaborationFacts]) -> Decimal:
    return sum(map(_contract_value, group), Decimal(0))


def _ask_objective(case: Case, objectives: dict[object, list[CollaborationFacts]], threshold: int) -> None:
    """Where those without an objective, joined to the largest that has one, could reach the threshold."""
    named = max((_worth(group) for key, group in objectives.items() if isinstance(key, str)), default=Decimal(0))
    nameless = [c for key, (c, *_) in objectives.items() if isinstance(key, int) and 0 < _contract_value(c) < threshold]
    signed = all(c.is_signed(case.on) for group in objectives.values() for c in group)
    if nameless and not signed and named < threshold <= named + _worth(nameless):
        for c in nameless:
            case.ask(f"the objective of {c.name}")


def contract_needed(case: Case) -> Advice | None:
    """All tiers, French market: cash and products of one objective and year reach the amount that needs a contract."""
    threshold = case.playbook.contract_from
    if case.facts.market != _CONTRACT_MARKET or threshold is None or not case.standing:
        return None
    warn_from = case.playbook.contract_warn_from
    needed: list[tuple[int, list[CollaborationFacts]]] = []
    near: list[tuple[int, list[CollaborationFacts]]] = []
    for year, objectives in _by_year(case).items():
        _ask_objective(case, objectives, threshold)
        for group in objectives.values():
            if all(c.is_signed(case.on) for c in group):
                continue
            worth = _worth(group)
            if worth >= threshold:
                needed.append((year, group))
                continue
            if warn_from is not None and worth >= warn_from:
                near.append((year, group))
            for unknown in (asked for c in group for asked in _unknown_value(c)):
                case.ask(unknown)
    if not (needed or near):
        return None
    return _contract_advice(case, needed or near, threshold, is_needed=bool(needed))


def _contract_advice(
    case: Case, groups: Sequence[tuple[int, list[CollaborationFacts]]], threshold: int, *, is_needed: bool
) -> Advice:
    told, rests_on = [], [str(threshold)]
    for year, group in groups:
        names = listed([c.name for c in group])
        unsigned = [c for c in group if not c.is_signed(case.on)]
        objective = f"the objective “{group[0].objective}”" if group[0].objective else "one objective"
        told.append(
            sentence(
                f"{names} {'comes' if len(group) == 1 else 'come'} to {euros(_worth(group))} excluding VAT for "
                f"{objective} in {year}; {listed([c.name for c in unsigned])} "
                f"{'is' if len(unsigned) == 1 else 'are'} without a signed contract"
            )
        )
        rests_on += [str(year), *(f"{c.key}:{_contract_value(c)}" for c in group), *(c.key for c in unsigned)]
    told.append(f"In France a written contract is needed from {euros(threshold)}.")
    return advice(
        Code.CONTRACT_NEEDED,
        Severity.BLOCK if is_needed else Severity.WARN,
        "Get a written contract signed before anything is sent, briefed or paid."
        if is_needed
        else "Prepare a written contract: the next parcel or fee can make it a duty.",
        " ".join(told),
        case.origin("contract_from"),
        rests_on,
        about=[c for _, group in groups for c in group],
        stops=_STOPPED_WITHOUT_CONTRACT if is_needed else frozenset(),
    )


def notice_missing(case: Case) -> Advice | None:
    """All tiers: nobody told the creator that they are on file, though they were written to or a month has passed."""
    facts, limit = case.facts, case.playbook.notice_days
    if facts.stage == Stage.ENDED or limit is None:
        return None
    if facts.notice_given_on is not None and facts.notice_given_on <= case.on:
        return None
    contacted = case.last_outbound is not None
    if not contacted and (facts.on_file_since is None or (case.on - facts.on_file_since).days <= limit):
        return None
    since = f" since {said(facts.on_file_since)}" if facts.on_file_since else ""
    return advice(
        Code.NOTICE_MISSING,
        Severity.BLOCK,
        "Let the next message carry the privacy notice; send no other outreach before it.",
        f"This creator is on file{since}, {'was written to' if contacted else 'never written to'}, and no privacy "
        f"notice was given. It is due with the first message, and within {counted(limit, 'day')} at the latest.",
        case.origin("notice_days"),
        ("contacted" if contacted else "on file", facts.on_file_since),
        stops=_STOPPED_WITHOUT_NOTICE,
    )


def retention_due(case: Case) -> Advice | None:
    """All tiers: a prospect who has been silent for years is erased, or the ground for keeping the data renewed."""
    facts, years = case.facts, case.playbook.retention_years
    if years is None or case.counted or facts.stage == Stage.ACTIVE:
        return None
    answered = case.last_inbound
    since = answered.on if answered else facts.on_file_since
    if since is None:
        return None
    due = plus_years(since, years)
    if due is None or due > case.on:
        return None
    last = f"The last word from this prospect came on {said(since)}"
    return advice(
        Code.RETENTION_DUE,
        Severity.WARN,
        "Erase this prospect's data, or renew the ground on which they are kept.",
        f"{last if answered else f'This prospect has been on file since {said(since)} and never answered'}. Prospects "
        f"who stay silent for {counted(years, 'year')} are not kept.",
        case.origin("retention_years"),
        (since, years),
    )
