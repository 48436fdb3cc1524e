"""Writing a staged list to the directory: one transaction, all of it or nothing, each step one statement over all rows.

History rows, row copies, tiers and what the playbooks say are written with it. Everybody is found anew first, since
colleagues may have saved since the list was looked at.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet

from relationships.domain.import_states import Outcome
from relationships.domain.relationships import Stage
from relationships.models import (
    Account,
    AudienceSnapshot,
    Category,
    Creator,
    CreatorCategory,
    CreatorImport,
    Relationship,
    RelationshipTag,
    StagedAccount,
    StagedLabel,
    StagedRow,
    StandingAdvice,
    Tag,
)
from relationships.querysets.bulk import remove
from relationships.querysets.copies import SAME_IN_CREATOR, creator_search_copies
from relationships.querysets.staged import changes, refreshing, writing
from relationships.querysets.staged.statements import (
    ACCOUNTS,
    CREATORS,
    LABELS,
    RELATIONSHIPS,
    ROWS,
    STAGED,
    execute,
    exists,
    fetch,
)
from relationships.querysets.tiers import tier_sql
from relationships.services.advice import refresh_or_mark
from relationships.services.audience import bands_on_file, retier
from relationships.services.audit import ADDED, CHANGED, IMPORTED, record_history
from relationships.services.copies import rewrite
from relationships.services.fits import FIT, unrated_values
from relationships.services.imports.beginnings import keep_beginnings
from relationships.services.imports.foresight import state_of
from relationships.services.imports.preparing import compare, newer_columns, parameters_of
from relationships.services.work import WORK

#: What an import can write, in the order in which it is written: each after what it points at.
WRITTEN: Sequence[type[Model]] = (
    Category, Tag, Creator, Account, AudienceSnapshot, CreatorCategory, Relationship, RelationshipTag,
)  # fmt: skip
_LABELS: Sequence[tuple[str, type[Any]]] = (("category", Category), ("tag", Tag))

_LEADS = "r.creator_import_id = %(of)s AND r.outcome IN ('new', 'updated')"
_OURS = "s.creator_import_id = %(of)s AND s.speaks"
_SAID = "(s.followers IS NOT NULL OR s.engagement_rate IS NOT NULL)"
_MEASURED = ("followers", "engagement_rate", "engagement_basis")


def reason_of(creator_import: CreatorImport) -> str:
    """What stands with every row of history that an import writes; its number tells it from others of that file."""
    return f"{IMPORTED}{creator_import.source_name[:70]} (no. {creator_import.pk})"


class Writing:
    """One import being written. Used within a transaction; ``stamp`` marks the rows that it wrote."""

    def __init__(self, creator_import: CreatorImport, stamp: datetime, today: date) -> None:
        self.record, self.stamp, self.today = creator_import, stamp, today
        self.newer = newer_columns(creator_import.mapping)
        self.reason = reason_of(creator_import)
        self.parameters = {
            **parameters_of(creator_import),
            "stamp": stamp,
            "today": today,
            "source": f"{creator_import.source_name[:270]}, {today}",
            "network": creator_import.network,
        }

    def write(self) -> None:
        """Write all that the staged rows change, and note in the record what that was."""
        compare(self.record)
        changes.judge(self.parameters, self.newer)
        before: dict[type[Model], int] = {}
        if exists(f"SELECT 1 FROM {ROWS} AS r WHERE {_LEADS}", self.parameters):
            keep_beginnings(self.parameters, self.newer, reason=self.reason, user=self.record.by)
            before = {model: writing.history_end(model) for model in WRITTEN}
            self._write_all()
        self.record.written = {
            model._meta.model_name: [begin + 1, end]
            for model, begin in before.items()
            if (end := writing.history_end(model)) > begin
        }
        self.record.counts = {**self.record.counts, **self._counts()}

    def _write_all(self) -> None:
        self._number()
        self._find_labels()
        self._write_creators()
        self._write_accounts()
        self._write_snapshots()
        self._refresh_known()
        self._write_relationships()
        self._write_labels()
        self._advise()

    def _rows(self, *outcomes: Outcome) -> QuerySet[StagedRow]:
        return StagedRow.objects.filter(creator_import=self.record, outcome__in=outcomes).order_by()

    def _keep(self, rows: QuerySet[Any], kind: str) -> None:
        record_history(rows, kind=kind, reason=self.reason, user=self.record.by)

    def _number(self) -> None:
        """Ids for everything new, given beforehand so that rows can point at each other."""
        execute(writing.NAMED_BY_HANDLE, self.parameters)
        execute(writing.UNDER_CHANNEL, self.parameters)
        written = f"EXISTS (SELECT 1 FROM {ROWS} AS r WHERE {_LEADS} AND r.number = {{table}}.leader)"
        new, taken = "outcome = 'new'", "outcome IN ('new', 'updated')"
        number, parameters = writing.number_rows, self.parameters
        number(Creator, ROWS, "creator_id", "is_new", new, parameters)
        number(Relationship, ROWS, "relationship_id", "relates", f"{taken} AND relationship_id IS NULL", parameters)
        unknown = f"speaks AND account_id IS NULL AND {written.format(table=STAGED)}"
        number(Account, STAGED, "account_id", "is_new", unknown, parameters)
        execute(writing.MAIN_OF_SEVERAL, parameters)

    def _find_labels(self) -> None:
        """Categories and tags by their name; those that are missing are made."""
        for kind, model in _LABELS:
            named = (
                f"SELECT l.name_key, min(l.name) FROM {LABELS} AS l WHERE l.creator_import_id = %(of)s"
                f" AND l.kind = '{kind}' AND NOT EXISTS (SELECT 1 FROM {model._meta.db_table} AS m"
                " WHERE m.name_key = l.name_key) GROUP BY l.name_key"
            )
            for _, name in fetch(named, self.parameters):
                made = model(name=name)
                vars(made).update(_change_reason=self.reason, _history_user=self.record.by)
                made.save()
            execute(
                f"UPDATE {LABELS} AS l SET label_id = m.id FROM {model._meta.db_table} AS m"
                f" WHERE l.creator_import_id = %(of)s AND l.kind = '{kind}' AND m.name_key = l.name_key",
                self.parameters,
            )

    def _write_creators(self) -> None:
        tier = tier_sql("m.followers", "m.network", *bands_on_file())
        said = ("name_key", "email", "phone", "country", "language", "notes")
        columns = {
            **{column: f"r.{column}" for column in said},
            "id": "r.creator_id",
            "name": "r.name",
            "data_source": "%(source)s",
            "main_account_id": "m.account_id",
            "followers": "m.followers",
            "network": "COALESCE(m.network, '')",
            "tier": tier,
            "search_text": "r.name_key || ' ' || lower(r.email) || ' ' || COALESCE(lower(m.handle_key), '')",
        }
        source = (
            f"{ROWS} AS r LEFT JOIN {STAGED} AS m ON m.creator_import_id = %(of)s AND m.leader = r.number"
            " AND m.speaks AND m.is_main WHERE r.creator_import_id = %(of)s AND r.is_new ORDER BY r.number"
        )
        writing.insert_selected(Creator, columns, source, self.parameters)
        self._keep(self._creators(Outcome.NEW), ADDED)
        where = "r.creator_import_id = %(of)s AND r.outcome = 'updated' AND c.id = r.creator_id"
        person = changes.of_person(self.newer)
        if writing.update_from(CREATORS, "c", person, f"{ROWS} AS r", where, self.parameters):
            self._keep(self._creators(Outcome.UPDATED).filter(updated_at=self.stamp), CHANGED)

    def _creators(self, *outcomes: Outcome) -> QuerySet[Creator]:
        return Creator.objects.filter(pk__in=self._rows(*outcomes).values("creator_id"))

    def _accounts(self, *, new: bool) -> QuerySet[Account]:
        ours = StagedAccount.objects.filter(creator_import=self.record, speaks=True, is_new=new).order_by()
        return Account.objects.filter(pk__in=ours.values("account_id"))

    def _write_accounts(self) -> None:
        said = ("network", "handle", "handle_key", "channel_id", "url", *_MEASURED)
        columns = {
            **{column: f"s.{column}" for column in said},
            "id": "s.account_id",
            "creator_id": "r.creator_id",
            "measured_on": f"CASE WHEN {_SAID} THEN s.measured_on END",
        }
        joined = f"{STAGED} AS s JOIN {ROWS} AS r ON {_LEADS} AND r.number = s.leader"
        source = f"{joined} WHERE {_OURS} AND s.is_new ORDER BY s.leader"
        writing.insert_selected(Account, columns, source, self.parameters)
        self._keep(self._accounts(new=True), ADDED)
        where = f"{_OURS} AND NOT s.is_new AND a.id = s.account_id AND {_LEADS} AND r.number = s.leader"
        account = changes.of_account(self.newer)
        if writing.update_from(ACCOUNTS, "a", account, f"{STAGED} AS s, {ROWS} AS r", where, self.parameters):
            self._keep(self._accounts(new=False).filter(updated_at=self.stamp), CHANGED)

    def _write_snapshots(self) -> None:
        """Today's state of each account that was measured anew; an earlier day's reading as the list has it."""
        joined = f"{STAGED} AS s JOIN {ACCOUNTS} AS a ON a.id = s.account_id WHERE {_OURS} AND {_SAID}"
        again = (
            "ON CONFLICT (account_id, measured_on) DO UPDATE SET followers = excluded.followers, engagement_rate ="
            " excluded.engagement_rate, engagement_basis = excluded.engagement_basis, updated_at = excluded.updated_at"
        )
        of_account = {"account_id": "a.id", "measured_on": "a.measured_on"}
        writing.insert_selected(
            AudienceSnapshot,
            {**of_account, **{column: f"a.{column}" for column in _MEASURED}},
            f"{joined} AND a.updated_at = %(stamp)s AND a.measured_on = s.measured_on",
            self.parameters,
            tail=again,
        )
        writing.insert_selected(
            AudienceSnapshot,
            {**of_account, "measured_on": "s.measured_on", **{column: f"s.{column}" for column in _MEASURED}},
            f"{joined} AND NOT s.is_new AND {changes.OLDER_READING}"
            f" AND EXISTS (SELECT 1 FROM {ROWS} AS r WHERE {_LEADS} AND r.number = s.leader)",
            self.parameters,
            tail=again,
        )
        accounts = StagedAccount.objects.filter(creator_import=self.record, speaks=True).order_by()
        written = AudienceSnapshot.objects.filter(account__in=accounts.values("account_id"), updated_at=self.stamp)
        self._keep(written.filter(created_at=self.stamp), ADDED)
        self._keep(written.exclude(created_at=self.stamp), CHANGED)

    def _refresh_known(self) -> None:
        """The copies of everybody on file whom the list changed; of new ones only what one account cannot tell."""
        known = self._creators(Outcome.UPDATED)
        if known.exists():
            refreshing.refresh_main_accounts(self.parameters)
            rewrite(known, creator_search_copies())
            retier(known)
            refreshing.refresh_relationships(self.parameters)
        several = (
            f"SELECT leader FROM {STAGED} WHERE creator_import_id = %(of)s AND speaks AND is_new GROUP BY leader"
            " HAVING count(*) > 1"
        )
        if fetch(f"{several} LIMIT 1", self.parameters):
            leaders = StagedAccount.objects.filter(creator_import=self.record, speaks=True, is_new=True, is_main=False)
            new = self._rows(Outcome.NEW).filter(number__in=leaders.order_by().values("leader"))
            rewrite(Creator.objects.filter(pk__in=new.values("creator_id")), creator_search_copies())

    def _write_relationships(self) -> None:
        brand, owner = self.record.brand, self.record.owner
        unrated = dict(zip(FIT.columns, unrated_values(brand.pk, self.today), strict=True))
        given = {
            **unrated,
            "brand_id": brand.pk,
            "brand_sort": brand.name_key,
            "owner_id": owner.pk if owner else None,
            "owner_sort": owner.name_key if owner else "",
        }
        head, sayings = self._sayings()
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
        parameters = {**self.parameters, **{f"given_{column}": value for column, value in given.items()}}
        writing.insert_selected(Relationship, columns, source, parameters, head=head)
        new = Relationship.objects.filter(pk__in=self._rows(*_TAKEN).filter(relates=True).values("relationship_id"))
        self._keep(new, ADDED)
        where = "r.creator_import_id = %(of)s AND r.outcome = 'updated' AND NOT r.relates AND f.id = r.relationship_id"
        plan = changes.of_plan(self.newer)
        if writing.update_from(RELATIONSHIPS, "f", plan, f"{ROWS} AS r", where, self.parameters):
            self._keep(self._relationships().filter(updated_at=self.stamp, created_at__lt=self.stamp), CHANGED)
        planned = self._rows(*_TAKEN).exclude(next_action_on=None)
        if planned.exists():
            WORK.refresh(Relationship.objects.filter(pk__in=planned.values("relationship_id")), self.today)

    def _relationships(self) -> QuerySet[Relationship]:
        return Relationship.objects.filter(pk__in=self._rows(*_TAKEN).values("relationship_id"))

    def _sayings(self) -> tuple[str, dict[str, str]]:
        """What was foreseen, as a table ``say``, and the columns that come from it; none that may not hold any more."""
        foreseen = self.record.advice
        self.foreseen = (
            foreseen["sayings"] if foreseen and foreseen["state"] == state_of(self.record.brand_id, self.today) else []
        )
        if not self.foreseen:
            return "", {"drift_changes_on": "%(today)s"}
        day = "CAST({} AS date)" if connection.vendor == "postgresql" else "{}"
        columns = ("drift", "drift_blocks", "advice_infos", "changes_on", "ladder", "renewal_on")
        rows = []
        for place, one in enumerate(self.foreseen):
            values = [str(int(one[name])) for name in ("drift", "blocks", "infos")]
            for name, value in (
                ("changes_on", one["changes_on"]),
                ("ladder", one["ladder"]),
                ("renewal_on", one["renewal_on"]),
            ):
                key = f"say_{name}_{place}"
                self.parameters[key] = value
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

    def _write_labels(self) -> None:
        labelled = f"{LABELS} AS l JOIN {ROWS} AS r ON {_LEADS} AND r.number = l.leader"
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
                model, {owner: "d.owner", label: "d.label"}, source, self.parameters, tail="ON CONFLICT DO NOTHING"
            )
            if written:
                owners = self._rows(*_TAKEN).values(owner)
                rows = model._default_manager.filter(**{f"{owner}__in": owners}, created_at=self.stamp)
                self._keep(rows, ADDED)

    def _advise(self) -> None:
        """What the rows of advice say of newcomers; everybody else whom the list changed is asked about anew."""
        rows = [(place, *one) for place, saying in enumerate(self.foreseen) for one in saying["standing"]]
        if rows:
            # Codes and severities are words of our own.
            values = ", ".join(f"({place}, '{code}', '{severity}')" for place, code, severity in rows)
            columns = {"relationship_id": "r.relationship_id", "code": "say.code", "severity": "say.severity"}
            source = (
                f"{ROWS} AS r JOIN say ON say.place = r.advice"
                " WHERE r.creator_import_id = %(of)s AND r.relates AND r.is_new"
            )
            head = f"WITH say (place, code, severity) AS (VALUES {values})"
            writing.insert_selected(StandingAdvice, columns, source, self.parameters, head=head)
        foreseen = self._rows(Outcome.NEW).filter(advice__isnull=False) if self.foreseen else self._rows()
        known = Relationship.objects.filter(creator__in=self._rows(*_TAKEN).values("creator_id"))
        refresh_or_mark(known.exclude(pk__in=foreseen.values("relationship_id")))

    def _counts(self) -> dict[str, Any]:
        rows = fetch(
            f"SELECT outcome, count(*) FROM {ROWS} WHERE creator_import_id = %(of)s GROUP BY outcome", self.parameters
        )
        # A later row adds something only where there was something to change.
        telling = fetch(
            f"SELECT count(*) FROM {ROWS} AS t JOIN {ROWS} AS r"
            " ON r.creator_import_id = t.creator_import_id AND r.number = t.leader"
            f" WHERE t.creator_import_id = %(of)s AND t.tells AND t.outcome = 'folded' AND {_LEADS}",
            self.parameters,
        )
        tiers = fetch(
            f"SELECT c.tier, count(*) FROM {ROWS} AS r JOIN {CREATORS} AS c ON c.id = r.creator_id"
            " WHERE r.creator_import_id = %(of)s AND r.outcome IN ('new', 'updated', 'unchanged') GROUP BY c.tier",
            self.parameters,
        )
        return {
            "outcomes": dict(rows),
            "telling": telling[0][0],
            "new_relationships": self._rows(*_TAKEN).filter(relates=True).count(),
            "new_accounts": StagedAccount.objects.filter(creator_import=self.record, is_new=True).count(),
            "tiers": dict(tiers),
        }


_TAKEN = (Outcome.NEW, Outcome.UPDATED)


def empty_staging(creator_import: CreatorImport) -> None:
    """Nothing of the list is kept that is not needed any more."""
    for model in (StagedLabel, StagedAccount, StagedRow):
        of_others = model.objects.exclude(creator_import=creator_import).exists()
        # Where nobody else waits SQLite empties the whole table at once, without a look at its rows.
        remove(model.objects.filter(creator_import=creator_import) if of_others else model.objects.all())
