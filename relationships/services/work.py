"""History and what is due next: derived from a relationship's collaborations and its planned next action."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from relationships.domain import collaborations as rules
from relationships.domain.due import next_due
from relationships.models import Collaboration, Relationship
from relationships.services.derivations import Derivation, Values

_READ = ("relationship_id", "kind", "status", "starts_on", "ends_on", "fee", "payment_due_on", "paid_on")


def _values_of(ids: Sequence[int], on: date) -> Mapping[int, Values]:
    agreed: defaultdict[int, list[rules.Collaboration]] = defaultdict(list)
    owed: defaultdict[int, list[date]] = defaultdict(list)
    read = Collaboration.objects.filter(relationship_id__in=ids).order_by().values_list(*_READ)
    for relationship, kind, status, starts_on, ends_on, fee, payment_due_on, paid_on in read:
        agreed[relationship].append(rules.Collaboration(kind, status, starts_on, ends_on))
        if rules.is_owed(status, fee, paid_on) and payment_due_on:
            owed[relationship].append(payment_due_on)
    planned = Relationship.objects.filter(pk__in=ids).order_by().values_list("pk", "next_action_on")
    return {pk: work_values(agreed[pk], next_action_on, owed[pk], on) for pk, next_action_on in planned}


def work_values(agreed: list[rules.Collaboration], next_action_on: date | None, owed: list[date], on: date) -> Values:
    history, due = rules.history_of(agreed, on), next_due(next_action_on, owed)
    return (
        history.kind.value,
        history.count,
        history.since,
        history.changes_on,
        due.on if due else None,
        due.kind.value if due else "",
    )


WORK = Derivation(
    ("history_kind", "history_count", "history_since", "history_changes_on", "next_due_on", "next_due_kind"), _values_of
)


def refresh_turned_histories(on: date) -> int:
    """Rewrite the rows whose history turns on or before ``on``: an ambassadorship that ran out, a start that came."""
    return WORK.refresh(Relationship.objects.history_is_stale(on), on)
