"""The relationships of a list with its brand, their labels, and what the playbook says of them."""

from django.db import connection
from django.db.models import QuerySet

from relationships.domain.import_states import Outcome
from relationships.domain.relationships import Stage
from relationships.models import CreatorCategory, Relationship, RelationshipTag, StandingAdvice
from relationships.querysets.copies import SAME_IN_CREATOR
from relationships.querysets.staged import changes, writing
from relationships.querysets.staged.statements import ACCOUNTS, CREATORS, LABELS, RELATIONSHIPS, ROWS
from relationships.services.advice import refresh_or_mark
from relationships.services.audit import ADDED, CHANGED
from relationships.services.fits import FIT, unrated_values
from relationships.services.imports.foresight import state_of
from relationships.services.imports.writing import LEADS, TAKEN, Writing
from relationships.services.work import WORK


def write_relationships(w: Writing) -> None:
    brand, owner = w.record.brand, w.record.owner
    unrated = dict(zip(FIT.columns, unrated_values(brand.pk, w.today), strict=True))
    given = {
        **unrated,
        "brand_id": brand.pk,
        "brand_sort": brand.name_key,
        "owner_id": owner.pk if owner else None,
        "owner_sort": owner.name_key if owner else "",
    }
    head, sayings = _sayings(w)
    columns = {
        **{column: f"c.{column}" for column in SAME_IN_CREATOR},
        **{column: f"%(given_{column})s" for column in given},
        "id": "r.relationship_id",
        "creator_id": "c.id",
        "creator_sort": "c.name_key",
        "engagement_rate": "m.engagement_rate",
        "engagement_basis": "COALESCE(m.engagement_basis, '')",
        "stage": f"CASE WHEN r.stage <> '' THEN r.stage ELSE '{Stage.PROSPECT}' END",
        "compensation": "r.compensation",
        "next_action": "r.next_action",
        "next_action_on": "r.next_action_on",
        **sayings,
    }
    source = (
        f"{ROWS} AS r JOIN {CREATORS} AS c ON c.id = r.creator_id LEFT JOIN {ACCOUNTS} AS m"
        f" ON m.id = c.main_account_id{' LEFT JOIN say ON say.place = r.advice AND r.is_new' if head else ''}"
        " WHERE r.creator_import_id = %(of)s AND r.relates ORDER BY r.number"
    )
    parameters = {**w.parameters, **{f"given_{column}": value for column, value in given.items()}}
    writing.insert_selected(Relationship, columns, source, parameters, head=head)
    new = Relationship.objects.filter(pk__in=w.rows(*TAKEN).filter(relates=True).values("relationship_id"))
    w.keep(new, ADDED)
    where = "r.creator_import_id = %(of)s AND r.outcome = 'updated' AND NOT r.relates AND f.id = r.relationship_id"
    plan = changes.of_plan(w.newer)
    if writing.update_from(RELATIONSHIPS, "f", plan, f"{ROWS} AS r", where, w.parameters):
        w.keep(_relationships(w).filter(updated_at=w.stamp, created_at__lt=w.stamp), CHANGED)
    planned = w.rows(*TAKEN).exclude(next_action_on=None)
    if planned.exists():
        WORK.refresh(Relationship.objects.filter(pk__in=planned.values("relationship_id")), w.today)


def _relationships(w: Writing) -> QuerySet[Relationship]:
    return Relationship.objects.filter(pk__in=w.rows(*TAKEN).values("relationship_id"))


def _sayings(w: Writing) -> tuple[str, dict[str, str]]:
    """What was foreseen, as a table ``say``, and the columns that come from it; none that may not hold any more."""
    foreseen = w.record.advice
    w.foreseen = foreseen["sayings"] if foreseen and foreseen["state"] == state_of(w.record.brand_id, w.today) else []
    if not w.foreseen:
        return "", {"drift_changes_on": "%(today)s"}
    day = "CAST({} AS date)" if connection.vendor == "postgresql" else "{}"
    columns = ("drift", "drift_blocks", "advice_infos", "changes_on", "ladder", "renewal_on")
    rows = []
    for place, one in enumerate(w.foreseen):
        values = [str(int(one[name])) for name in ("drift", "blocks", "infos")]
        for name, value in (
            ("changes_on", one["changes_on"]),
            ("ladder", one["ladder"]),
            ("renewal_on", one["renewal_on"]),
        ):
            key = f"say_{name}_{place}"
            w.parameters[key] = value
            values.append(f"%({key})s" if name == "ladder" else day.format(f"%({key})s"))
        rows.append(f"({place}, {', '.join(values)})")
    head = f"WITH say (place, {', '.join(columns)}) AS (VALUES {', '.join(rows)})"
    known = {column: f"COALESCE(say.{column}, 0)" for column in columns[:3]}
    changes_on = "CASE WHEN say.place IS NULL THEN {} ELSE say.changes_on END".format(day.format("%(today)s"))
    return head, {
        **known,
        "drift_changes_on": changes_on,
        "ladder": "COALESCE(say.ladder, 'none')",
        "renewal_on": "say.renewal_on",
    }


def write_labels(w: Writing) -> None:
    labelled = f"{LABELS} AS l JOIN {ROWS} AS r ON {LEADS} AND r.number = l.leader"
    for kind, model, columns, where in (
        (
            "category",
            CreatorCategory,
            ("creator_id", "category_id"),
            changes.UNFILED.format(creator="r.creator_id"),
        ),
        ("tag", RelationshipTag, ("relationship_id", "tag_id"), "l.label_id IS NOT NULL"),
    ):
        owner, label = columns
        source = (
            f"(SELECT DISTINCT r.{owner} AS owner, l.label_id AS label FROM {labelled}"
            f" WHERE l.creator_import_id = %(of)s AND l.kind = '{kind}' AND {where}) AS d WHERE d.owner IS NOT NULL"
        )
        written = writing.insert_selected(
            model, {owner: "d.owner", label: "d.label"}, source, w.parameters, tail="ON CONFLICT DO NOTHING"
        )
        if written:
            owners = w.rows(*TAKEN).values(owner)
            rows = model._default_manager.filter(**{f"{owner}__in": owners}, created_at=w.stamp)
            w.keep(rows, ADDED)


def advise(w: Writing) -> None:
    """What the rows of advice say of newcomers; everybody else whom the list changed is asked about anew."""
    rows = [(place, *one) for place, saying in enumerate(w.foreseen) for one in saying["standing"]]
    if rows:
        # Codes and severities are words of our own.
        values = ", ".join(f"({place}, '{code}', '{severity}')" for place, code, severity in rows)
        columns = {"relationship_id": "r.relationship_id", "code": "say.code", "severity": "say.severity"}
        source = (
            f"{ROWS} AS r JOIN say ON say.place = r.advice"
            " WHERE r.creator_import_id = %(of)s AND r.relates AND r.is_new"
        )
        head = f"WITH say (place, code, severity) AS (VALUES {values})"
        writing.insert_selected(StandingAdvice, columns, source, w.parameters, head=head)
    # A newcomer has no other relationship.
    asked = w.rows(*TAKEN).exclude(outcome=Outcome.NEW, advice__isnull=False) if w.foreseen else w.rows(*TAKEN)
    refresh_or_mark(Relationship.objects.filter(creator__in=asked.values("creator_id")))
