"""What people decide about an advice: dismissed with a reason until a day, or, by a lead, a blocked step let pass."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Count, Q, QuerySet

from relationships.domain.playbooks.advice import Advice, Code, Severity, fingerprint
from relationships.domain.playbooks.labels import CODE_LABELS
from relationships.models import AdviceDecision, Brand, Relationship
from relationships.services.advice import advice_of
from relationships.services.clock import organisation_today
from relationships.services.derivations import lock
from relationships.services.transitions import foreseen

CAN_DISMISS = "relationships.add_advicedecision"
CAN_OVERRIDE = "relationships.override_advice"
REASON_MAX = AdviceDecision._meta.get_field("reason").max_length or 0

Kind = AdviceDecision.Kind


def dismiss(relationship: Relationship, code: str, reason: str, until: date, by: Any) -> AdviceDecision:
    """Hide an advice that is given today; it comes back after ``until``, or earlier if the facts change.

    A dismissed block still stops what it stops. Raises PermissionDenied; ValidationError, by field, without a reason,
    with a day in the past, or for an advice that is not given.
    """
    return _decide(Kind.DISMISSED, relationship, code, reason, until, by)


def override(relationship: Relationship, code: str, reason: str, until: date, by: Any) -> AdviceDecision:
    """Let the steps pass that a block stops, today or as soon as the step is taken. For leads; raises as `dismiss`."""
    return _decide(Kind.OVERRIDDEN, relationship, code, reason, until, by)


def undo(decision: AdviceDecision, by: Any) -> None:
    """Take a decision back: the advice counts again at once. The decision itself stays in the history.

    Raises PermissionDenied as making it would.
    """
    _require(by, Kind(decision.kind), decision.relationship)
    decision.delete()


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How often one rule was dismissed and overridden so far, and by how many people."""

    code: Code
    dismissed: int
    overridden: int
    people: int

    @property
    def label(self) -> str:
        return CODE_LABELS[self.code]


def decided_per_rule(brands: QuerySet[Brand]) -> Sequence[RuleCount]:
    """Those about which anybody decided, most dismissed first: a rule that everybody dismisses should change. A query.

    A decision that was taken back is not counted, one that has ended is.
    """
    rows = AdviceDecision.objects.filter(relationship__brand__in=brands.order_by().values("pk")).order_by()
    counted = rows.values_list("code").annotate(
        dismissed=Count("pk", filter=Q(kind=Kind.DISMISSED)),
        overridden=Count("pk", filter=Q(kind=Kind.OVERRIDDEN)),
        people=Count("decided_by", distinct=True),
    )
    found = {code: RuleCount(Code(code), *counts) for code, *counts in counted}
    in_order = [found[code] for code in Code if code in found]
    return sorted(in_order, key=lambda count: (-count.dismissed, -count.overridden))


@transaction.atomic
def _decide(
    kind: AdviceDecision.Kind, relationship: Relationship, code: str, reason: str, until: date, by: Any
) -> AdviceDecision:
    _require(by, kind, relationship)
    today, reason = organisation_today(), reason.strip()
    if not reason:
        raise ValidationError({"reason": "Say why: whoever looks at this next will want to know."})
    if len(reason) > REASON_MAX:
        raise ValidationError({"reason": f"Say it in at most {REASON_MAX} characters; there are {len(reason)}."})
    if until < today:
        raise ValidationError({"until": "This day has passed: give today or a later one."})
    # The facts that the decision is about are those that stand when it is written.
    lock([relationship.pk])
    decided = {
        "relationship": relationship,
        "code": code,
        "kind": kind,
        "facts": fingerprint(_about(kind, relationship, code, today)),
        "reason": reason,
        "until": until,
        "decided_by": by,
    }
    # Sent twice it is one decision: it counts once, and taking it back takes it back.
    there = AdviceDecision.objects.filter(**decided).first()
    return there or AdviceDecision.objects.create(**decided, decided_on=today)


def _require(by: Any, kind: AdviceDecision.Kind, relationship: Relationship) -> None:
    needed = CAN_OVERRIDE if kind == Kind.OVERRIDDEN else CAN_DISMISS
    visible = Relationship.objects.visible_to(by).filter(pk=relationship.pk)
    if not by.has_perm(needed) or not visible.exists():
        raise PermissionDenied


def _about(kind: AdviceDecision.Kind, relationship: Relationship, code: str, today: date) -> Advice:
    """The advice as it is given; an override also of what would be said to the next step."""
    given = [one.advice for one in advice_of(relationship, today)]
    if kind == Kind.OVERRIDDEN:
        given = [advice for advice in (*given, *foreseen(relationship, today)) if advice.severity is Severity.BLOCK]
    about = next((advice for advice in given if advice.code == code), None)
    if about is None:
        wanted = "no step of this relationship is stopped by" if kind == Kind.OVERRIDDEN else "nobody is advised"
        raise ValidationError({"code": f"There is nothing to decide: {wanted} “{code}” today. Reload the page."})
    return about
