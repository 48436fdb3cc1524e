"""What the law asks for: objection, disclosure, written contract, privacy notice, retention."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from relationships.domain.playbooks.advice import Advice, Code, Severity, Transition
from relationships.domain.playbooks.calendar import plus_years
from relationships.domain.playbooks.case import Case, advice
from relationships.domain.playbooks.facts import WITH_CASH, CollaborationFacts
from relationships.domain.playbooks.norms import Basis, Origin
from relationships.domain.playbooks.words import counted, euros, listed, said, sentence, verb
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
_ZERO = Decimal(0)


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


def disclosure_missing(case: Case) -> Advice | None:
    """All tiers: value was given and the content is live, but nothing shows the advertising label."""
    unlabelled = []
    for c in case.live:
        if c.disclosure_proof:
            continue
        given = c.gives_value(case.on)
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
    return (c.fee or _ZERO) + (c.product_value or _ZERO) if c.currency == _CONTRACT_CURRENCY else _ZERO


def _unknown_value(c: CollaborationFacts) -> Iterator[str]:
    if c.has_products and c.product_value is None:
        yield f"the market value of the products of {c.name}"
    if c.compensation in WITH_CASH and c.fee is None:
        yield f"the fee of {c.name}"
    if (c.fee or c.product_value) and c.currency != _CONTRACT_CURRENCY:
        yield f"what {c.name} is worth in euro"


class _Parcel(NamedTuple):
    """What counts towards one contract: one objective in one year. ``objective`` is "" where it is not known."""

    year: int
    objective: str
    collaborations: list[CollaborationFacts]
    worth: Decimal
    unsigned: list[CollaborationFacts]

    def reaches(self, least: int) -> bool:
        """Whether it comes to that much, and something of it, known to be of worth, is not signed."""
        return self.worth >= least and any(map(_contract_value, self.unsigned))


def _parcels(case: Case) -> list[_Parcel]:
    """One without an objective is a parcel by itself."""
    found: dict[tuple[int, str, int], list[CollaborationFacts]] = {}
    for place, c in enumerate(case.standing):
        year, objective = (c.dated or case.on).year, c.objective.strip().casefold()
        if year >= _CONTRACT_FIRST_YEAR:
            found.setdefault((year, objective, 0 if objective else place), []).append(c)
    return [
        _Parcel(year, objective, group, sum(map(_contract_value, group), _ZERO), _unsigned(group, case))
        for (year, objective, _), group in found.items()
    ]


def _unsigned(group: Sequence[CollaborationFacts], case: Case) -> list[CollaborationFacts]:
    return [c for c in group if not c.is_signed(case.on)]


def _can_matter(case: Case, least: int) -> bool:
    """Whether all collaborations together reach ``least``, or nobody knows: most relationships end here."""
    worth = _ZERO
    for c in case.standing:
        if next(_unknown_value(c), None) is not None:
            return True
        worth += _contract_value(c)
    return worth >= least


def _ask_objective(case: Case, parcels: Sequence[_Parcel], threshold: int) -> None:
    """Where those without an objective, joined to the largest that has one, could reach the threshold."""
    for year in {parcel.year for parcel in parcels if not parcel.objective}:
        same_year = [parcel for parcel in parcels if parcel.year == year]
        nameless = [parcel for parcel in same_year if not parcel.objective and 0 < parcel.worth < threshold]
        named = max((parcel.worth for parcel in same_year if parcel.objective), default=_ZERO)
        joined = named + sum((parcel.worth for parcel in nameless), _ZERO)
        if nameless and named < threshold <= joined and any(parcel.unsigned for parcel in same_year):
            for parcel in nameless:
                case.ask(f"the objective of {parcel.collaborations[0].name}")


def contract_needed(case: Case) -> Advice | None:
    """All tiers, French market: cash and products of one objective and year reach the amount that needs a contract."""
    threshold, warn_from = case.playbook.contract_from, case.playbook.contract_warn_from
    if case.facts.market != _CONTRACT_MARKET or threshold is None or not case.standing:
        return None
    if not _can_matter(case, threshold if warn_from is None else min(threshold, warn_from)):
        return None
    parcels = _parcels(case)
    _ask_objective(case, parcels, threshold)
    open_parcels = [parcel for parcel in parcels if parcel.unsigned]
    needed = [parcel for parcel in open_parcels if parcel.reaches(threshold)]
    for parcel in open_parcels:
        if not parcel.reaches(threshold):
            # Where what is signed has reached it already, only what is not matters.
            doubtful = parcel.collaborations if parcel.worth < threshold else parcel.unsigned
            for unknown in (asked for c in doubtful for asked in _unknown_value(c)):
                case.ask(unknown)
    if needed:
        return advice(
            Code.CONTRACT_NEEDED,
            Severity.BLOCK,
            "Get a written contract signed before anything is sent, briefed or paid.",
            _contract_told(needed, threshold),
            case.origin("contract_from"),
            _contract_facts(needed, threshold),
            about=[c for parcel in needed for c in parcel.unsigned],
            stops=_STOPPED_WITHOUT_CONTRACT,
        )
    near = [parcel for parcel in open_parcels if warn_from is not None and parcel.reaches(warn_from)]
    if not near:
        return None
    return advice(
        Code.CONTRACT_NEEDED,
        Severity.WARN,
        "Prepare a written contract: the next product or fee can make it a duty.",
        _contract_told(near, threshold),
        case.origin("contract_warn_from"),
        _contract_facts(near, threshold),
        about=[c for parcel in near for c in parcel.unsigned],
    )


def _contract_told(parcels: Sequence[_Parcel], threshold: int) -> str:
    told = []
    for parcel in parcels:
        names = listed([c.name for c in parcel.collaborations])
        objective = f"the objective “{parcel.collaborations[0].objective}”" if parcel.objective else "one objective"
        comes = verb(parcel.collaborations, "comes", "come")
        told.append(
            sentence(f"{names} {comes} to {euros(parcel.worth)} excluding VAT for {objective} in {parcel.year}")
        )
        told.append(sentence(f"no signed contract is on file for {listed([c.name for c in parcel.unsigned])}"))
    return f"{' '.join(told)} In France a written contract is needed from {euros(threshold)}."


def _contract_facts(parcels: Sequence[_Parcel], threshold: int) -> Iterator[object]:
    yield threshold
    for parcel in parcels:
        yield from (parcel.year, parcel.objective, parcel.worth)
        yield from (c.key for c in parcel.collaborations)
        yield f"unsigned {','.join(c.key for c in parcel.unsigned)}"


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
    answered, since = case.last_inbound, case.kept_since
    if since is None:
        return None
    due = plus_years(since, years)
    if due is None or due > case.on:
        return None
    return advice(
        Code.RETENTION_DUE,
        Severity.WARN,
        "Erase this prospect's data, or renew the ground on which they are kept.",
        f"{_silent_since(since, answered.on if answered else None, facts.on_file_since)} Prospects who stay silent for "
        f"{counted(years, 'year')} are not kept.",
        case.origin("retention_years"),
        (since, years),
    )


def _silent_since(since: date, answered_on: date | None, on_file_since: date | None) -> str:
    if since == answered_on:
        return f"The last word from this prospect came on {said(since)}."
    if since == on_file_since:
        return f"This prospect has been on file since {said(since)} and never answered."
    return f"The ground for keeping this silent prospect was last renewed on {said(since)}."
