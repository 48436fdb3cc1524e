"""What the rules may see of relationships, read in bulk: about a dozen queries, however many there are."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Min
from django.utils import timezone

from relationships.domain import collaborations as histories
from relationships.domain.collaborations import HistoryKind, Kind, Status
from relationships.domain.compensation import Compensation
from relationships.domain.ladder import LadderChoice
from relationships.domain.playbooks.facts import AudienceFacts, CollaborationFacts, Facts, FitFacts, TouchFacts
from relationships.domain.playbooks.norms import Term
from relationships.domain.relationships import Channel, Direction, NextActionKind, Purpose, Stage, Through
from relationships.domain.tiers import Tier
from relationships.models import (
    AudienceSnapshot,
    Brief,
    ChecklistTick,
    Collaboration,
    LadderDecision,
    Relationship,
    Touchpoint,
)
from relationships.querysets.bulk import among
from relationships.services.gates import NO_RUBRIC, Gates, Rubric, gates_of, rubrics_of, unrated_gates
from relationships.services.rivals import rivals_of

_RELATIONSHIP = (
    "pk", "creator_id", "brand_id", "tier", "followers", "do_not_contact", "network", "engagement_rate",
    "engagement_basis", "stage", "compensation", "history_kind", "history_changes_on", "next_action",
    "next_action_kind", "next_action_on", "created_at", "fit_score", "fit_coverage", "fit_rated", "fit_disputed",
    "fit_medium_from", "confidence_low_from", "fit_blocked", "fit_uncleared", "creator__agent_id",
    "creator__postal_address", "creator__created_at", "creator__notice_given_on", "creator__basis_renewed_on",
    "brand__market_country",
)  # fmt: skip
#: Columns that the rules read as they are.
_AS_STORED = (
    "id", "title", "fee", "product_value", "commission_percent", "currency", "objective", "is_gift", "agreed_on",
    "starts_on", "ends_on", "delivered_on", "deadline_on", "live_on", "accepted_on", "contract_signed_on",
    "usage_rights_until", "exclusivity_from", "exclusivity_until", "approval_rounds", "payment_terms_days",
    "payment_due_on", "paid_on",
)  # fmt: skip
#: What `collaboration_facts` reads.
COLLABORATION_COLUMNS = (
    *_AS_STORED, "relationship_id", "kind", "status", "compensation", "tier_agreed", "products", "deliverables",
    "disclosure_words", "disclosure_proof", "usage_rights",
)  # fmt: skip
_MEASURED = ("result__measured_on", "result__reach", "result__impressions")
_TOUCH = ("relationship_id", "happened_at", "direction", "channel", "purpose", "from_template", "has_local_line",
          "through")  # fmt: skip

Settled = frozenset[Term]
_NOTHING_SETTLED: Settled = frozenset()


def facts_of(ids: Sequence[int], on: date, viewer: Any = None) -> Mapping[int, Facts]:
    """The facts of each relationship on the day ``on``; an id that is not on file is left out.

    Rests on the row's own copies (tier, history, fit …), so these come first when everything is rewritten.
    Competitors' brands are named only where ``viewer`` may see them; with None, nowhere. At most 14 queries. All of
    it is held in memory: ask for some thousands at a time.
    """
    wanted = set(ids)
    read = Relationship.objects.filter(among("pk", wanted)).order_by().values_list(*_RELATIONSHIP)
    rows = {row[0]: dict(zip(_RELATIONSHIP, row, strict=True)) for row in read if row[0] in wanted}
    rubrics = rubrics_of(row["brand_id"] for row in rows.values())
    of_row = {pk: rubrics.get(row["brand_id"], NO_RUBRIC) for pk, row in rows.items()}
    gates = gates_of(of_row, on, {pk for pk, row in rows.items() if row["fit_blocked"] or row["fit_uncleared"]})
    collaborations = _collaborations(rows, on)
    touches = _touches(rows)
    choices = _ladder_choices(rows)
    counts = _follower_counts({row["creator_id"] for row in rows.values()})
    rivals = rivals_of([(row["creator_id"], row["brand_id"]) for row in rows.values()], viewer)
    facts: dict[int, Facts] = {}
    for pk, row in rows.items():
        choice, chosen_on = choices.get(pk, (None, None))
        facts[pk] = Facts(
            **_of_creator(row),
            **_of_plan(row),
            audience=AudienceFacts(
                network=row["network"],
                engagement_rate=row["engagement_rate"],
                engagement_basis=row["engagement_basis"],
                followers=counts.get(row["creator_id"], ()),
            ),
            market=row["brand__market_country"],
            rivals=rivals.get((row["creator_id"], row["brand_id"]), ()),
            since=local_day(row["created_at"]),
            history=_history(row, collaborations[pk], on),
            fit=_fit(row, gates[pk]) if of_row[pk].scores else None,
            collaborations=tuple(collaborations[pk]),
            touches=tuple(touches[pk]),
            ladder_choice=choice,
            ladder_chosen_on=chosen_on,
        )
    return facts


def facts_of_new(relationship: Relationship, on: date) -> Facts:
    """The facts of a relationship that is not on file yet: the creator's, and what is planned."""
    creator, brand = relationship.creator, relationship.brand
    row: dict[str, Any] = {
        "tier": creator.tier,
        "followers": creator.followers,
        "do_not_contact": creator.do_not_contact,
        "creator__agent_id": creator.agent_id,
        "creator__postal_address": creator.postal_address,
        "creator__created_at": creator.created_at,
        "creator__notice_given_on": creator.notice_given_on,
        "creator__basis_renewed_on": creator.basis_renewed_on,
    }
    return Facts(**_of_creator(row), **plan_of(relationship), market=brand.market_country, since=on)


def facts_of_prospect(
    listed: Mapping[str, Any], audience: AudienceFacts, rubric: Rubric, fit: Mapping[str, Any], market: str, on: date
) -> Facts:
    """The facts of somebody new on the day ``on``, as `facts_of` will find them once the relationship is on file.

    ``listed``: the creator's ``tier`` and ``followers`` and the plan (``stage``, ``compensation``, ``next_action``,
    ``next_action_kind``, ``next_action_on``); ``fit``: the columns of a relationship that nobody rated yet.
    """
    return Facts(
        tier=Tier(listed["tier"]),
        followers=listed["followers"],
        on_file_since=on,
        **_of_plan(listed),
        audience=audience,
        market=market,
        since=on,
        fit=_fit(fit, unrated_gates(rubric)) if rubric.scores else None,
    )


def plan_of(relationship: Relationship) -> dict[str, Any]:
    """The facts that stand in the relationship's own fields, as they are on ``relationship`` now, saved or not."""
    names = ("stage", "compensation", "next_action", "next_action_kind", "next_action_on")
    return _of_plan({name: getattr(relationship, name) for name in names})


def collaboration_facts(
    row: Mapping[str, Any],
    *,
    settled: Settled = _NOTHING_SETTLED,
    briefed_on: date | None = None,
    measured: bool = False,
) -> CollaborationFacts:
    """``row``: the columns of a collaboration by name, as stored or as about to be."""
    return CollaborationFacts(
        **{name: row[name] for name in _AS_STORED},
        kind=Kind(row["kind"]),
        status=Status(row["status"]),
        compensation=Compensation(row["compensation"]) if row["compensation"] else None,
        tier_agreed=Tier(row["tier_agreed"]) if row["tier_agreed"] else None,
        products=bool(row["products"]),
        deliverables=bool(row["deliverables"]),
        disclosure_words=bool(row["disclosure_words"]),
        disclosure_proof=bool(row["disclosure_proof"]),
        rights_asked=bool(row["usage_rights"] or row["usage_rights_until"]),
        exclusivity_asked=bool(row["exclusivity_from"] or row["exclusivity_until"]),
        briefed_on=briefed_on,
        settled=settled,
        measured=measured,
    )


def columns_of(collaboration: Collaboration) -> Mapping[str, Any]:
    """The columns that `collaboration_facts` reads, from a row that may be unsaved."""
    field: Any = Collaboration._meta.get_field
    return {name: field(name).to_python(getattr(collaboration, name)) for name in COLLABORATION_COLUMNS}


def touch_facts(row: Mapping[str, Any]) -> TouchFacts:
    return TouchFacts(
        on=local_day(row["happened_at"]),
        direction=Direction(row["direction"]),
        channel=Channel(row["channel"]) if row["channel"] else None,
        purpose=Purpose(row["purpose"]) if row["purpose"] else None,
        from_template=row["from_template"],
        local_line=row["has_local_line"],
        through=Through(row["through"]) if row["through"] else None,
    )


def in_order(collaborations: Iterable[CollaborationFacts]) -> list[CollaborationFacts]:
    """By the first day that is known of each, the ones without any last; among equals as they were put on file."""
    return sorted(collaborations, key=_begins)


def local_day(moment: datetime) -> date:
    """The organisation's date of ``moment``."""
    return timezone.localtime(moment, timezone.get_default_timezone()).date()


def _begins(one: CollaborationFacts) -> tuple[date, float]:
    day = one.agreed_on or one.starts_on or one.delivered_on or one.live_on or one.deadline_on
    return day or date.max, float("inf") if one.id is None else one.id


def _of_creator(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "tier": Tier(row["tier"]),
        "followers": row["followers"],
        "do_not_contact": row["do_not_contact"],
        "has_agent": row["creator__agent_id"] is not None,
        "address_known": bool(row["creator__postal_address"].strip()),
        "on_file_since": local_day(row["creator__created_at"]),
        "notice_given_on": row["creator__notice_given_on"],
        "basis_renewed_on": row["creator__basis_renewed_on"],
    }


def _of_plan(row: Mapping[str, Any]) -> dict[str, Any]:
    kind = row["next_action_kind"]
    return {
        "stage": Stage(row["stage"]),
        "compensation": Compensation(row["compensation"]) if row["compensation"] else None,
        "planned": NextActionKind(kind) if kind else None,
        "something_planned": bool(kind or row["next_action"] or row["next_action_on"]),
    }


def _history(row: Mapping[str, Any], collaborations: Iterable[CollaborationFacts], on: date) -> HistoryKind:
    """As stored, unless it has turned since nobody rewrote it."""
    turned_on = row["history_changes_on"]
    if turned_on is None or turned_on > on:
        return HistoryKind(row["history_kind"])
    return history_on(collaborations, on)


def history_on(collaborations: Iterable[CollaborationFacts], on: date) -> HistoryKind:
    agreed = (histories.Collaboration(c.kind, c.status, c.starts_on, c.ends_on) for c in collaborations)
    return histories.history_of(agreed, on).kind


def _fit(row: Mapping[str, Any], gates: Gates) -> FitFacts:
    return FitFacts(
        score=row["fit_score"],
        coverage=row["fit_coverage"],
        medium_from=row["fit_medium_from"],
        low_from=row["confidence_low_from"],
        rated=row["fit_rated"],
        disputed=row["fit_disputed"],
        blocked=gates.blocked,
        uncleared=gates.uncleared,
        gate_reviewers=gates.reviewers,
    )


def _collaborations(ids: Collection[int], on: date) -> Mapping[int, list[CollaborationFacts]]:
    settled_of, briefed_on = _settled(ids), _briefed_on(ids)
    found: defaultdict[int, list[CollaborationFacts]] = defaultdict(list)
    read = Collaboration.objects.filter(among("relationship_id", ids)).order_by()
    for *values, measured_on, reach, impressions in read.values_list(*COLLABORATION_COLUMNS, *_MEASURED):
        row = dict(zip(COLLABORATION_COLUMNS, values, strict=True))
        relationship = row["relationship_id"]
        settled = settled_of.get((relationship, row["id"]), _NOTHING_SETTLED)
        of_all = settled_of.get((relationship, None), _NOTHING_SETTLED)
        measured = measured_on is not None and measured_on <= on and (reach is not None or impressions is not None)
        found[relationship].append(
            collaboration_facts(row, settled=settled | of_all, briefed_on=briefed_on.get(row["id"]), measured=measured)
        )
    for relationship, several in found.items():
        found[relationship] = in_order(several)
    return found


def _settled(ids: Collection[int]) -> Mapping[tuple[int, int | None], Settled]:
    """By relationship and collaboration; None: ticked for all of the relationship's."""
    terms: defaultdict[tuple[int, int | None], set[Term]] = defaultdict(set)
    ticks = ChecklistTick.objects.filter(among("relationship_id", ids)).order_by()
    for relationship, collaboration, term in ticks.values_list("relationship_id", "collaboration_id", "term"):
        terms[relationship, collaboration].add(Term(term))
    return {key: frozenset(several) for key, several in terms.items()}


def _briefed_on(ids: Collection[int]) -> Mapping[int, date]:
    sent = Brief.objects.filter(among("collaboration__relationship_id", ids), sent_at__isnull=False).order_by()
    first = sent.values("collaboration_id").annotate(first=Min("sent_at")).values_list("collaboration_id", "first")
    return {collaboration: local_day(moment) for collaboration, moment in first}


def _touches(ids: Collection[int]) -> Mapping[int, list[TouchFacts]]:
    found: defaultdict[int, list[TouchFacts]] = defaultdict(list)
    read = Touchpoint.objects.filter(among("relationship_id", ids)).order_by("happened_at", "pk")
    for row in read.values(*_TOUCH):
        found[row["relationship_id"]].append(touch_facts(row))
    return found


def _ladder_choices(ids: Collection[int]) -> Mapping[int, tuple[LadderChoice, date]]:
    """The latest of each."""
    read = LadderDecision.objects.filter(among("relationship_id", ids)).order_by("decided_on", "pk")
    return {
        relationship: (LadderChoice(choice), decided_on)
        for relationship, choice, decided_on in read.values_list("relationship_id", "choice", "decided_on")
    }


def _follower_counts(creators: Collection[int]) -> Mapping[int, tuple[tuple[date, int], ...]]:
    """Of each creator's main account."""
    found: defaultdict[int, list[tuple[date, int]]] = defaultdict(list)
    read = AudienceSnapshot.objects.filter(among("account__main_account_of", creators), followers__isnull=False)
    columns = ("account__main_account_of", "measured_on", "followers")
    for creator, measured_on, followers in read.order_by("measured_on").values_list(*columns):
        found[creator].append((measured_on, followers))
    return {creator: tuple(counts) for creator, counts in found.items()}
