"""A tier's playbook as a checklist: what is done, what is open, what comes later, and what nobody can tell."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from relationships.domain.playbooks.checklist_steps import STEPS, State, Work
from relationships.domain.playbooks.facts import CollaborationFacts, Facts
from relationships.domain.playbooks.norms import Playbook, Term
from relationships.domain.playbooks.terms import is_on_file
from relationships.domain.playbooks.words import TERM_TITLES, counted, said

__all__ = ["Line", "State", "checklist"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line. ``what`` is a noun phrase, ``evidence`` whole sentences.

    ``norm`` is the field of `Playbook` that asks for it, "" where the work itself does. ``term`` is set where somebody
    may tick the line as settled otherwise; ``is_ticked`` says that they did, and that no entry shows it.
    """

    key: str
    what: str
    state: State
    evidence: str
    norm: str = ""
    term: Term | None = None
    is_ticked: bool = False


def checklist(facts: Facts, collaboration: CollaborationFacts | None, playbook: Playbook, on: date) -> tuple[Line, ...]:
    """The lines for one collaboration, in the order of the work; None: for the first one, which is still to come.

    First the terms that the playbook needs before work starts, then the steps that such a collaboration goes through.
    """
    work = Work(facts, collaboration or CollaborationFacts(), playbook, on)
    lines = (*_terms(work), *_steps(work))
    return lines if collaboration is not None else tuple(map(_to_come, lines))


def _to_come(line: Line) -> Line:
    return line if line.state == State.DONE else replace(line, state=State.NOT_YET, evidence="No collaboration yet.")


def _terms(work: Work) -> Iterator[Line]:
    for term in work.playbook.needed_before_start:
        on_file = is_on_file(term, work.c, work.facts, work.on)
        ticked = not on_file and term in work.c.settled
        yield Line(
            key=term.value,
            what=TERM_TITLES[term],
            state=State.DONE if on_file or ticked else State.OPEN,
            evidence=_term_told(term, work.c) if on_file else "Ticked as settled." if ticked else "Not on file.",
            norm="needed_before_start",
            term=term,
            is_ticked=ticked,
        )


def _until(day: date | None) -> str:
    return f"Until {said(day)}." if day else ""


def _payment_told(c: CollaborationFacts) -> str:
    if c.payment_due_on is not None:
        return f"Due on {said(c.payment_due_on)}."
    return f"{counted(c.payment_terms_days, 'day')} from acceptance." if c.payment_terms_days is not None else ""


_TOLD: Mapping[Term, Callable[[CollaborationFacts], str]] = {
    Term.CONTRACT: lambda c: f"Signed on {said(c.contract_signed_on)}." if c.contract_signed_on else "",
    Term.USAGE_RIGHTS: lambda c: _until(c.usage_rights_until),
    Term.EXCLUSIVITY: lambda c: _until(c.exclusivity_until),
    Term.PAYMENT_TERMS: _payment_told,
    Term.APPROVAL: lambda c: f"{counted(c.approval_rounds, 'round')}." if c.approval_rounds is not None else "",
    Term.LIGHT_BRIEF: lambda c: f"Sent on {said(c.briefed_on)}." if c.briefed_on else "",
}


def _term_told(term: Term, c: CollaborationFacts) -> str:
    """What shows that a term is settled; asked only where an entry does."""
    return _TOLD[term](c) if term in _TOLD else "On file."


def _steps(work: Work) -> Iterator[Line]:
    for step in STEPS:
        if step.belongs(work):
            state, evidence = step.tell(work)
            yield Line(key=step.key, what=step.what, state=state, evidence=evidence, norm=step.norm)
