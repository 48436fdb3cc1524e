"""What people decide about an advice: dismissed with a reason until a day, or, by a lead, a blocked step let pass."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Count, QuerySet

from relationships.domain.playbooks.advice import Advice, Code, Severity, fingerprint
from relationships.models import AdviceDecision, Brand, Relationship, StandingAdvice
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
    """How often one rule was dismissed or overridden so far, and how many relationships it speaks about today."""

    code: Code
    standing: int
    hidden: int
    dismissed: int
    overridden: int


def dismissed_per_rule(brands: QuerySet[Brand]) -> Sequence[RuleCount]:
    """One for every rule, in their order. A rule that everybody dismisses should change. Two queries."""
    of_brands = {"relationship__brand__in": brands.order_by().values("pk")}
    decided: dict[tuple[str, str], int] = defaultdict(int)
    for code, kind, count in (
        AdviceDecision.objects.filter(**of_brands).order_by().values_list("code", "kind").annotate(n=Count("pk"))
    ):
        decided[code, kind] = count
    standing: dict[tuple[str, bool], int] = defaultdict(int)
    for code, is_hidden, count in (
        StandingAdvice.objects.filter(**of_brands).order_by().values_list("code", "dismissed").annotate(n=Count("pk"))
    ):
        standing[code, is_hidden] = count
    return [
        RuleCount(
            code=code,
            standing=standing[code, False] + standing[code, True],
            hidden=standing[code, True],
            dismissed=decided[code, Kind.DISMISSED],
            overridden=decided[code, Kind.OVERRIDDEN],
        )
        for code in Code
    ]


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
    return AdviceDecision.objects.create(
        relationship=relationship,
        code=code,
        kind=kind,
        facts=fingerprint(_about(kind, relationship, code, today)),
        reason=reason,
        until=until,
        decided_by=by,
        decided_on=today,
    )


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
