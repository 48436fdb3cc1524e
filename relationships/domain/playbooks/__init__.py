"""How each tier is managed: norms as data, the facts of one relationship, and the advice that follows from both."""

from relationships.domain.playbooks.advice import (
    DRIFT,
    TRANSITION_WORDS,
    Advice,
    Code,
    Severity,
    Transition,
    fingerprint,
)
from relationships.domain.playbooks.checklist import Line, State, checklist
from relationships.domain.playbooks.facts import (
    AudienceFacts,
    CollaborationFacts,
    Facts,
    FitFacts,
    RivalFacts,
    TouchFacts,
)
from relationships.domain.playbooks.norms import Playbook
from relationships.domain.playbooks.rules import RULES, Rule, advise
from relationships.domain.playbooks.terms import missing_terms
from relationships.domain.playbooks.turning import changes_on

__all__ = [
    "DRIFT",
    "RULES",
    "TRANSITION_WORDS",
    "Advice",
    "AudienceFacts",
    "Code",
    "CollaborationFacts",
    "Facts",
    "FitFacts",
    "Line",
    "Playbook",
    "RivalFacts",
    "Rule",
    "Severity",
    "State",
    "TouchFacts",
    "Transition",
    "advise",
    "changes_on",
    "checklist",
    "fingerprint",
    "missing_terms",
]
