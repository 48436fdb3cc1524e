"""Accounts of a list that are on file: what the list changes of them, of their creators, and what the brand lacks."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model

from relationships.domain.import_rows import CleanRow
from relationships.models import Account, Creator, CreatorCategory, Relationship
from relationships.services.audience import MEASURED
from relationships.services.handles import taken
from relationships.services.imports.changes import FILLED, account_changes, creator_changes, says_otherwise
from relationships.services.imports.results import Outcome
from relationships.services.imports.staging import Entry
from relationships.services.imports.steps import Rows, Step

_OF_ACCOUNT = ("id", "creator_id", "handle", "handle_key", "channel_id", "url", *MEASURED, "measured_on")
_OF_CREATOR = ("id", "name", "name_key", *FILLED)


def change_known(step: Step, entries: Mapping[int, Entry]) -> None:
    """``entries``: by the id of their account."""
    accounts = _locked(Account, entries, _OF_ACCOUNT)
    creators = _locked(Creator, {row["creator_id"] for row in accounts.values()}, _OF_CREATOR)
    related = set(
        Relationship.objects.filter(brand=step.purpose.brand, creator_id__in=creators).values_list(
            "creator_id", flat=True
        )
    )
    categorised = set(CreatorCategory.objects.filter(creator_id__in=creators).values_list("creator_id", flat=True))
    step.find_categories(entry for pk, entry in entries.items() if accounts[pk]["creator_id"] not in categorised)
    _take_free_handles(step, entries, accounts)
    for pk, entry in entries.items():
        account, clean = accounts[pk], entry.clean
        creator = creators[account["creator_id"]]
        changed = _change_rows(step, account, creator, clean)
        if clean.categories and creator["id"] not in categorised:
            categorised.add(creator["id"])
            step.add_categories(creator["id"], clean)
            changed = True
        if creator["id"] not in related:
            related.add(creator["id"])
            step.add_relationship(creator["id"])
            changed = True
        if changed:
            step.touched.add(creator["id"])
        step.creators.add(creator["id"])
        step.tally.count(entry, Outcome.UPDATED if changed else Outcome.UNCHANGED)


def _locked(model: type[Model], ids: Iterable[int], columns: Iterable[str]) -> Rows:
    """Rows by id, locked in the order of their ids: nobody's own change is overwritten by what was read before it."""
    rows = model._default_manager.filter(pk__in=ids).order_by("pk").select_for_update()
    return {row["id"]: row for row in rows.values(*columns)}


def _change_rows(step: Step, account: dict[str, Any], creator: dict[str, Any], clean: CleanRow) -> bool:
    """Both rows are changed in place: the next entry may speak of the same creator."""
    step.tally.kept += says_otherwise(creator, account, clean)
    of_creator = creator_changes(creator, account, clean)
    of_account = account_changes(account, clean, step.purpose.today)
    if "measured_on" in of_account:
        step.measured[account["id"]] = account
    if of_account or account["id"] in step.changed_accounts:
        account.update(of_account, updated_at=step.stamp)
        step.changed_accounts[account["id"]] = account
    if of_creator:
        creator.update(of_creator, updated_at=step.stamp)
        step.changed_creators[creator["id"]] = creator
    return bool(of_creator) or account["id"] in step.changed_accounts


def _take_free_handles(step: Step, entries: Mapping[int, Entry], accounts: Rows) -> None:
    """An account that was known by its channel id alone gets its handle, unless another account holds that."""
    nameless = {
        pk: entry.clean
        for pk, entry in entries.items()
        if accounts[pk]["handle_key"] == entry.clean.channel_id != entry.clean.handle_key
    }
    if not nameless:
        return
    step.handles |= taken((clean.network, clean.handle_key) for clean in nameless.values())
    for pk, clean in nameless.items():
        if (clean.network, clean.handle_key) not in step.handles:
            step.handles.add((clean.network, clean.handle_key))
            accounts[pk].update(handle=clean.handle, handle_key=clean.handle_key)
            step.changed_accounts[pk] = accounts[pk]
