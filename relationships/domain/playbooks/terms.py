"""What an agreement needs before work starts, and which of it is settled."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from relationships.domain.playbooks.facts import CollaborationFacts, Facts
from relationships.domain.playbooks.norms import Term

_SETTLED: Mapping[Term, Callable[[CollaborationFacts, Facts, date], bool]] = {
    Term.CONTRACT: lambda c, _, on: c.is_signed(on),
    Term.DELIVERABLES: lambda c, *_: c.deliverables,
    Term.USAGE_RIGHTS: lambda c, *_: c.usage_rights_until is not None,
    Term.EXCLUSIVITY: lambda c, *_: c.exclusivity_until is not None,
    Term.PAYMENT_TERMS: lambda c, *_: c.payment_terms_days is not None or c.payment_due_on is not None,
    Term.APPROVAL: lambda c, *_: c.approval_rounds is not None,
    Term.PRODUCT_CHOICE: lambda c, *_: c.products,
    Term.ADDRESS: lambda _, facts, __: facts.address_known,
    Term.DISCLOSURE_WORDS: lambda c, *_: c.disclosure_words,
    Term.LIGHT_BRIEF: lambda c, _, on: c.briefed_on is not None and c.briefed_on <= on,
}


def is_on_file(term: Term, collaboration: CollaborationFacts, facts: Facts, on: date) -> bool:
    """Whether the entries themselves show that a term is settled."""
    return _SETTLED[term](collaboration, facts, on)


def missing_terms(
    collaboration: CollaborationFacts, facts: Facts, needed: Iterable[Term], on: date
) -> tuple[Term, ...]:
    """Those of ``needed`` that neither an entry shows nor somebody ticked as settled otherwise, in their order."""
    return tuple(
        term for term in needed if term not in collaboration.settled and not is_on_file(term, collaboration, facts, on)
    )
