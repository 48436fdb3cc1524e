"""What the playbooks advise about relationships on file: read in bulk, shown with decisions, and kept on the rows."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from relationships.domain.ladder import renewal_on, rung_of
from relationships.domain.playbooks.advice import DRIFT, Advice, Severity, Transition, fingerprint
from relationships.domain.playbooks.facts import Facts
from relationships.domain.playbooks.norms import Playbook
from relationships.domain.playbooks.rules import advise
from relationships.domain.playbooks.turning import changes_on
from relationships.models import AdviceDecision, Relationship, StandingAdvice
from relationships.querysets.bulk import among, update_rows
from relationships.querysets.loading import insert_rows
from relationships.services.clock import organisation_today
from relationships.services.derivations import id_chunks, lock
from relationships.services.facts import facts_of
from relationships.services.playbooks import InForce, playbooks_in_force

#: More rows than this are marked as stale instead of being worked out while somebody waits.
AT_ONCE = 2_000
COLUMNS = ("drift", "drift_blocks", "advice_infos", "drift_changes_on", "ladder", "renewal_on")

#: Severity and whether it is hidden, by code.
Standing = Mapping[str, tuple[str, bool]]
Decisions = Mapping[str, Sequence[AdviceDecision]]


@dataclass(frozen=True, slots=True)
class Given:
    """An advice, and the decision that hides it or lets the step pass; None while nobody decided, or no longer."""

    advice: Advice
    decision: AdviceDecision | None = None

    @property
    def is_drift(self) -> bool:
        return self.decision is None and self.advice.severity in DRIFT

    @property
    def is_overridden(self) -> bool:
        return self.decision is not None and self.decision.kind == AdviceDecision.Kind.OVERRIDDEN

    def stops(self, transition: Transition) -> bool:
        """A dismissal hides a block and lifts nothing; a lead's override lifts it."""
        return self.advice.severity is Severity.BLOCK and transition in self.advice.stops and not self.is_overridden


@dataclass(frozen=True, slots=True)
class Reading:
    """One relationship as its playbook sees it on the day ``on``."""

    on: date
    facts: Facts
    playbook: Playbook
    given: Sequence[Given]

    def columns(self) -> tuple[Any, ...]:
        """The values of `COLUMNS`."""
        drift = [given for given in self.given if given.is_drift]
        return (
            len(drift),
            sum(given.advice.severity is Severity.BLOCK for given in drift),
            sum(given.decision is None and given.advice.severity is Severity.INFO for given in self.given),
            self._changes_on(),
            rung_of(self.facts.collaborations, self.on).value,
            renewal_on(self.facts.collaborations, self.playbook, self.on),
        )

    def standing(self) -> Standing:
        return {one.advice.code.value: (one.advice.severity.value, one.decision is not None) for one in self.given}

    def _changes_on(self) -> date | None:
        """The day on which the rules say something else, or a decision has ended."""
        ends = (given.decision.until for given in self.given if given.decision)
        days = [until + timedelta(days=1) for until in ends if until < date.max]
        if turns := changes_on(self.facts, self.playbook, self.on):
            days.append(turns)
        return min(days, default=None)


def readings(
    ids: Sequence[int], on: date, viewer: Any = None, playbooks: InForce | None = None
) -> Mapping[int, Reading]:
    """By relationship; three queries beside those of the facts. Ask for some thousands at a time."""
    playbooks = playbooks or playbooks_in_force()
    facts, decisions = facts_of(ids, on, viewer), decisions_of(ids, on)
    brands = Relationship.objects.filter(among("pk", ids)).order_by().values_list("pk", "brand_id")
    return {
        pk: reading_of(facts[pk], playbooks.of(facts[pk].tier, brand), on, decisions.get(pk, {}))
        for pk, brand in brands
        if pk in facts
    }


def reading_of(facts: Facts, playbook: Playbook, on: date, decisions: Decisions) -> Reading:
    given = [Given(advice, _in_force(decisions.get(advice.code, ()), advice)) for advice in advise(facts, playbook, on)]
    return Reading(on, facts, playbook, given)


def decisions_of(ids: Collection[int], on: date) -> Mapping[int, Decisions]:
    """Those that have not ended by ``on``, by relationship and code, the earliest first."""
    found: defaultdict[int, dict[str, list[AdviceDecision]]] = defaultdict(dict)
    rows = AdviceDecision.objects.filter(among("relationship_id", ids), until__gte=on)
    for decision in rows.select_related("decided_by").order_by("decided_on", "pk"):
        found[decision.relationship_id].setdefault(decision.code, []).append(decision)
    return found


def _in_force(decisions: Sequence[AdviceDecision], advice: Advice) -> AdviceDecision | None:
    """The latest about these very facts; an override before a dismissal, since it says more."""
    if not decisions:
        return None
    digest = fingerprint(advice)
    about_this = [decision for decision in decisions if decision.facts == digest]
    overriding = [decision for decision in about_this if decision.kind == AdviceDecision.Kind.OVERRIDDEN]
    return next(reversed(overriding or about_this), None)


def reading_for(relationship: Relationship, on: date, viewer: Any = None) -> Reading:
    """What the page of one relationship shows. Raises `Relationship.DoesNotExist` when it is gone."""
    try:
        return readings([relationship.pk], on, viewer)[relationship.pk]
    except KeyError:
        raise Relationship.DoesNotExist from None


def advice_of(relationship: Relationship, on: date, viewer: Any = None) -> Sequence[Given]:
    """In the order in which it is shown, with the decisions in force."""
    return reading_for(relationship, on, viewer).given


def refresh_advice(relationships: QuerySet[Relationship], on: date | None = None) -> int:
    """Bring drift, ladder and standing advice up to date; returns how many relationships were stale."""
    on = on or organisation_today()
    stale = 0
    for ids in id_chunks(relationships):
        with transaction.atomic():
            # Locked before the sources are read: of two writers the second one sees what the first one wrote.
            lock(ids)
            stale += keep(readings(ids, on))
    return stale


def refresh_or_mark(relationships: QuerySet[Relationship]) -> None:
    """At once for some thousands; more are marked, and worked off by the daily command and by whoever reads first."""
    ids = list(relationships.order_by().values_list("pk", flat=True).distinct()[: AT_ONCE + 1])
    if len(ids) > AT_ONCE:
        today = organisation_today()
        # Whoever waits already is not written once more: it would cost as much as all the rest of the row.
        relationships.exclude(drift_changes_on__lte=today).update(drift_changes_on=today)
    elif ids:
        refresh_advice(Relationship.objects.filter(pk__in=ids))


def refresh_marked() -> None:
    """At once where some thousands are stale; more wait for the daily command and for whoever reads first."""
    stale = Relationship.objects.advice_is_stale(organisation_today())
    if stale[: AT_ONCE + 1].count() <= AT_ONCE:
        refresh_advice(stale)


def refresh_turned_advice(on: date) -> int:
    """Rewrite the rows that were marked, or whose advice turns on or before ``on``; returns how many differed."""
    return refresh_advice(Relationship.objects.advice_is_stale(on), on)


def count_stale(relationships: QuerySet[Relationship], on: date | None = None) -> int:
    on = on or organisation_today()
    return sum(len(_differences(readings(ids, on)).ids) for ids in id_chunks(relationships))


def keep(true: Mapping[int, Reading]) -> int:
    """Write what these readings say, where it is stored otherwise; returns how many relationships were stale."""
    found = _differences(true)
    if found.gone:
        StandingAdvice.objects.filter(pk__in=found.gone).delete()
    update_rows(StandingAdvice.objects.all(), ("severity", "dismissed"), found.changed)
    if found.added:
        columns = ("relationship_id", "code", "severity", "dismissed")
        insert_rows(StandingAdvice._meta.db_table, columns, found.added)
    update_rows(Relationship.objects.all(), COLUMNS, found.columns)
    return len(found.ids)


@dataclass(slots=True)
class _Differences:
    """What has to be written for the stored values to be true."""

    columns: list[tuple[Any, ...]] = field(default_factory=list)
    added: list[tuple[int, str, str, bool]] = field(default_factory=list)
    changed: list[tuple[int, str, bool]] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    ids: set[int] = field(default_factory=set)


def _differences(true: Mapping[int, Reading]) -> _Differences:
    found = _Differences()
    stored_rows: defaultdict[int, dict[str, tuple[int, str, bool]]] = defaultdict(dict)
    rows = StandingAdvice.objects.filter(among("relationship_id", true)).order_by()
    for pk, relationship, code, *said in rows.values_list("pk", "relationship_id", "code", "severity", "dismissed"):
        stored_rows[relationship][code] = (pk, *said)
    stored = Relationship.objects.filter(among("pk", true)).order_by().values_list("pk", *COLUMNS)
    for pk, *values in stored:
        if pk not in true:
            continue
        columns = true[pk].columns()
        if tuple(values) != columns:
            found.columns.append((pk, *columns))
            found.ids.add(pk)
        _compare(pk, stored_rows.get(pk, {}), true[pk].standing(), found)
    return found


def _compare(
    relationship: int, stored: Mapping[str, tuple[int, str, bool]], true: Standing, found: _Differences
) -> None:
    for code, (severity, dismissed) in true.items():
        if code not in stored:
            found.added.append((relationship, code, severity, dismissed))
        elif stored[code][1:] != (severity, dismissed):
            found.changed.append((stored[code][0], severity, dismissed))
        else:
            continue
        found.ids.add(relationship)
    gone = [row[0] for code, row in stored.items() if code not in true]
    if gone:
        found.gone += gone
        found.ids.add(relationship)
