"""Rows of a list that speak of one person, made into what their first row says: one person is written once.

About the person what was said first counts; of two measurements the later one. So the same list again changes nothing.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from relationships.models import StagedAccount, StagedRow
from relationships.querysets.bulk import update_rows
from relationships.querysets.staged.statements import LABELS, ROWS, Parameters, execute, fetch

CHUNK = 1_000
_PERSON = ("name", "email", "phone", "country", "language", "notes", "stage", "compensation")
_PLAN = ("next_action", "next_action_on")
_SAID_FIRST = ("channel_id", "url")
_MEASURED = ("followers", "engagement_rate", "engagement_basis", "measured_on")
_HANDLE = ("handle", "handle_key")
_FOLDED = ("name_key", *_PERSON, *_PLAN, "own_id", "tells", "outcome", "advice")
_FOLDED_ACCOUNT = (*_HANDLE, *_SAID_FIRST, *_MEASURED)

#: Whoever has a row that was not folded yet.
_GROUPS = (
    f"SELECT DISTINCT leader FROM {ROWS} WHERE creator_import_id = %(of)s AND leader <> number"
    " AND outcome <> 'folded' ORDER BY leader"
)
_LABELS_FOLLOW = (
    f"UPDATE {LABELS} AS l SET leader = r.leader FROM {ROWS} AS r WHERE l.creator_import_id = %(of)s"
    " AND r.creator_import_id = %(of)s AND r.number = l.number AND l.leader <> r.leader"
)


def fold_rows(parameters: Parameters) -> None:
    leaders = [leader for (leader,) in fetch(_GROUPS, parameters)]
    for start in range(0, len(leaders), CHUNK):
        _fold(parameters["of"], leaders[start : start + CHUNK])
    if leaders:
        execute(_LABELS_FOLLOW, parameters)


def _fold(of: int, leaders: Sequence[int]) -> None:
    accounts: defaultdict[int, list[StagedAccount]] = defaultdict(list)
    for account in StagedAccount.objects.filter(creator_import=of, leader__in=leaders).order_by("number", "pk"):
        accounts[account.leader].append(account)
    people: list[StagedRow] = []
    speaking: list[StagedAccount] = []
    for rows in _grouped(StagedRow.objects.filter(creator_import=of, leader__in=leaders).order_by("leader", "number")):
        first, later = rows[0], rows[1:]
        telling = _fold_accounts(accounts[first.number], speaking)
        for row in later:
            row.tells = row.outcome != "folded" and (_fold_person(first, row) or row.number in telling)
            row.outcome = "folded"
        if any(row.tells for row in later):
            first.advice = None  # foreseen for the first row alone
        people += rows
    update_rows(StagedRow.objects.all(), _FOLDED, _values(people, _FOLDED))
    update_rows(StagedAccount.objects.all(), _FOLDED_ACCOUNT, _values(speaking, _FOLDED_ACCOUNT))


def _values(objects: Sequence[Any], columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    return ((one.pk, *(getattr(one, column) for column in columns)) for one in objects)


def _grouped(rows: Any) -> Iterator[list[StagedRow]]:
    groups: defaultdict[int, list[StagedRow]] = defaultdict(list)
    for row in rows:
        groups[row.leader].append(row)
    return iter(groups.values())


def _fold_person(first: StagedRow, later: StagedRow) -> bool:
    """Fill what ``first`` leaves open from ``later``; returns whether there was anything."""
    wanted = [column for column in _PERSON if not getattr(first, column) and getattr(later, column)]
    if "name" in wanted:
        first.name_key = later.name_key
    if not first.next_action and later.next_action:
        wanted += _PLAN
    if first.own_id is None and later.own_id is not None:
        wanted.append("own_id")
    for column in wanted:
        setattr(first, column, getattr(later, column))
    return bool(wanted)


def _fold_accounts(accounts: Sequence[StagedAccount], speaking: list[StagedAccount]) -> set[int]:
    """Give each account that speaks what the others of its identity say; returns the rows that added something."""
    spoken: dict[str, StagedAccount] = {}
    telling: set[int] = set()
    for account in accounts:
        first = spoken.setdefault(account.identity, account)
        if first is account:
            telling.add(account.number)
            continue
        said = _fold_account(first, account)
        if said:
            telling.add(account.number)
    speaking += spoken.values()
    return telling


def _fold_account(first: StagedAccount, later: StagedAccount) -> bool:
    changed = {name: getattr(later, name) for name in _SAID_FIRST if getattr(later, name) and not getattr(first, name)}
    if later.followers is not None:
        changed["followers"] = later.followers
    if later.engagement_rate is not None:
        changed |= {"engagement_rate": later.engagement_rate, "engagement_basis": later.engagement_basis}
    if first.handle_key == first.channel_id and later.handle_key != later.channel_id:
        changed |= {name: getattr(later, name) for name in _HANDLE}
    changed = {name: value for name, value in changed.items() if getattr(first, name) != value}
    if changed.keys() & {"followers", "engagement_rate"} and later.measured_on != first.measured_on:
        changed["measured_on"] = max((day for day in (first.measured_on, later.measured_on) if day), default=None)
    for name, value in changed.items():
        setattr(first, name, value)
    return bool(changed)
