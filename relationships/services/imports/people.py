"""The people of a list: creators, their accounts and readings; each step is one statement over all rows."""

from django.db.models import QuerySet

from relationships.domain.import_states import Outcome
from relationships.models import Account, AudienceSnapshot, Creator, StagedAccount
from relationships.querysets.copies import creator_search_copies
from relationships.querysets.staged import changes, refreshing, writing
from relationships.querysets.staged.statements import ACCOUNTS, CREATORS, ROWS, STAGED, fetch
from relationships.querysets.tiers import tier_sql
from relationships.services import advice
from relationships.services.audience import bands_on_file, retier
from relationships.services.audit import ADDED, CHANGED
from relationships.services.copies import rewrite
from relationships.services.imports.writing import LEADS, Writing

_OURS = "s.creator_import_id = %(of)s AND s.speaks"
_SAID = "(s.followers IS NOT NULL OR s.engagement_rate IS NOT NULL)"
_MEASURED = ("followers", "engagement_rate", "engagement_basis")


def write_people(w: Writing) -> None:
    _write_creators(w)
    _write_accounts(w)
    _write_snapshots(w)
    _refresh_known(w)


def _write_creators(w: Writing) -> None:
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
    writing.insert_selected(Creator, columns, source, w.parameters)
    w.keep(_creators(w, Outcome.NEW), ADDED)
    where = "r.creator_import_id = %(of)s AND r.outcome = 'updated' AND c.id = r.creator_id"
    person = changes.of_person(w.newer)
    if writing.update_from(CREATORS, "c", person, f"{ROWS} AS r", where, w.parameters):
        w.keep(_creators(w, Outcome.UPDATED).filter(updated_at=w.stamp), CHANGED)


def _creators(w: Writing, *outcomes: Outcome) -> QuerySet[Creator]:
    return Creator.objects.filter(pk__in=w.rows(*outcomes).values("creator_id"))


def _write_accounts(w: Writing) -> None:
    said = ("network", "handle", "handle_key", "channel_id", "url", *_MEASURED)
    columns = {
        **{column: f"s.{column}" for column in said},
        "id": "s.account_id",
        "creator_id": "r.creator_id",
        "measured_on": f"CASE WHEN {_SAID} THEN s.measured_on END",
    }
    joined = f"{STAGED} AS s JOIN {ROWS} AS r ON {LEADS} AND r.number = s.leader"
    source = f"{joined} WHERE {_OURS} AND s.is_new ORDER BY s.leader"
    writing.insert_selected(Account, columns, source, w.parameters)
    w.keep(_accounts(w, new=True), ADDED)
    where = f"{_OURS} AND NOT s.is_new AND a.id = s.account_id AND {LEADS} AND r.number = s.leader"
    account = changes.of_account(w.newer)
    if writing.update_from(ACCOUNTS, "a", account, f"{STAGED} AS s, {ROWS} AS r", where, w.parameters):
        w.keep(_accounts(w, new=False).filter(updated_at=w.stamp), CHANGED)


def _accounts(w: Writing, *, new: bool) -> QuerySet[Account]:
    ours = StagedAccount.objects.filter(creator_import=w.record, speaks=True, is_new=new).order_by()
    return Account.objects.filter(pk__in=ours.values("account_id"))


def _write_snapshots(w: Writing) -> None:
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
        w.parameters,
        tail=again,
    )
    writing.insert_selected(
        AudienceSnapshot,
        {**of_account, "measured_on": "s.measured_on", **{column: f"s.{column}" for column in _MEASURED}},
        f"{joined} AND NOT s.is_new AND {changes.OLDER_READING}"
        f" AND EXISTS (SELECT 1 FROM {ROWS} AS r WHERE {LEADS} AND r.number = s.leader)",
        w.parameters,
        tail=again,
    )
    accounts = StagedAccount.objects.filter(creator_import=w.record, speaks=True).order_by()
    written = AudienceSnapshot.objects.filter(account__in=accounts.values("account_id"), updated_at=w.stamp)
    w.keep(written.filter(created_at=w.stamp), ADDED)
    w.keep(written.exclude(created_at=w.stamp), CHANGED)


def _refresh_known(w: Writing) -> None:
    """The copies of everybody on file whom the list changed; of new ones only what one account cannot tell."""
    known = _creators(w, Outcome.UPDATED)
    if changed := known.count():
        refreshing.refresh_main_accounts(w.parameters)
        rewrite(known, creator_search_copies())
        retier(known)
        refreshing.refresh_relationships(w.parameters, mark=changed > advice.AT_ONCE)
    several = (
        f"SELECT leader FROM {STAGED} WHERE creator_import_id = %(of)s AND speaks AND is_new GROUP BY leader"
        " HAVING count(*) > 1"
    )
    if fetch(f"{several} LIMIT 1", w.parameters):
        leaders = StagedAccount.objects.filter(creator_import=w.record, speaks=True, is_new=True, is_main=False)
        new = w.rows(Outcome.NEW).filter(number__in=leaders.order_by().values("leader"))
        rewrite(Creator.objects.filter(pk__in=new.values("creator_id")), creator_search_copies())
