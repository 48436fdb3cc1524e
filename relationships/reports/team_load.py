"""What each person has on their hands, for whoever leads: counted in the order of one index, in two queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from relationships.domain.collaborations import HistoryKind
from relationships.domain.playbooks.advice import Severity
from relationships.models import Relationship, User
from relationships.querysets.relationships import DueWindow, RenewalWindow, due_q, renewal_q, severity_q
from relationships.querysets.visibility import SEES_ALL_BRANDS
from relationships.querysets.walks import along

#: The index that holds each person's relationships with all that is counted.
INDEX = "rel_of_owner"
#: Up to so many relationships are counted with the page; more are counted after it (rows).
AT_ONCE = 20_000


@dataclass(frozen=True, slots=True)
class Load:
    """One person's relationships, counted; ``owner`` is "nobody" for those that have none.

    ``due`` counts those with something overdue or due today.
    """

    owner: str
    name: str
    is_active: bool
    due: int
    blocks: int
    warnings: int
    ambassadors: int
    renewals: int
    relationships: int


def may_see_load(user: Any) -> bool:
    """Whoever sees all brands leads."""
    return bool(user.has_perm(SEES_ALL_BRANDS))


def is_small(user: Any) -> bool:
    return Relationship.objects.visible_to(user).order_by()[: AT_ONCE + 1].count() <= AT_ONCE


def load_of_team(user: Any, today: date) -> Sequence[Load]:
    """Most due first, then most blocks; those of nobody last."""
    counted = along(
        Relationship.objects.visible_to(user)
        .order_by()
        .values("owner_id")
        .annotate(
            due=Count("pk", filter=due_q(DueWindow.OVERDUE, today) | due_q(DueWindow.TODAY, today)),
            blocks=Count("pk", filter=severity_q(Severity.BLOCK)),
            warnings=Count("pk", filter=severity_q(Severity.WARN)),
            ambassadors=Count("pk", filter=Q(history_kind=HistoryKind.AMBASSADOR)),
            renewals=Count("pk", filter=renewal_q(RenewalWindow.DUE, today) | renewal_q(RenewalWindow.SOON, today)),
            relationships=Count("pk"),
        ),
        INDEX,
    )
    rows = {row.pop("owner_id"): row for row in counted}
    people = {person.pk: person for person in User.objects.filter(pk__in=[pk for pk in rows if pk])}
    loads = [_load(people.get(pk), row) for pk, row in rows.items()]
    return sorted(loads, key=lambda load: (load.owner == "nobody", -load.due, -load.blocks, load.name.lower()))


def _load(person: User | None, counts: Mapping[str, int]) -> Load:
    if person is None:
        return Load("nobody", "", is_active=True, **counts)
    return Load(str(person.pk), str(person), person.is_active, **counts)
