"""Accounts of a list that are not on file: each gets a creator of its own, and a relationship with the brand."""

from collections.abc import Sequence

from relationships.domain.import_rows import CleanRow
from relationships.domain.tiers import tier_for
from relationships.models import Account, AudienceSnapshot, Creator
from relationships.models.base import sort_key
from relationships.querysets.search import search_text_of
from relationships.services.handles import taken
from relationships.services.imports.changes import measurement, name_of, url_of
from relationships.services.imports.results import Outcome
from relationships.services.imports.staging import Entry
from relationships.services.imports.steps import Step


def add_new(step: Step, entries: Sequence[Entry]) -> None:
    step.find_categories(entries)
    step.handles |= taken((entry.clean.network, entry.clean.handle_key) for entry in entries)
    for entry in entries:
        clean = entry.clean
        if (clean.network, clean.handle_key) in step.handles:
            clean = clean.under_channel_id()
        step.handles.add((clean.network, clean.handle_key))
        _add(step, clean)
        step.tally.count(entry, Outcome.CREATED)


def _add(step: Step, clean: CleanRow) -> None:
    """The row copies are worked out here by the domain's rules: to write and then refresh would take twice as long."""
    creator_id, account_id = next(step.new[Creator].ids), next(step.new[Account].ids)
    default, by_network = step.bands
    name, measured, today = name_of(clean), measurement(clean), step.purpose.today
    name_key = sort_key(name)
    shared = {
        "tier": tier_for(clean.followers, bands=by_network.get(clean.network, default)).value,
        "followers": clean.followers,
        "network": clean.network,
        "country": clean.country or "",
        "language": clean.language or "",
        "search_text": search_text_of(name_key, clean.email or "", [clean.handle_key]),
    }
    step.new[Creator].add(
        **shared,
        id=creator_id,
        name=name,
        name_key=name_key,
        email=clean.email or "",
        phone=clean.phone or "",
        notes=clean.notes or "",
        data_source=f"{step.purpose.source}, {today}",
        main_account_id=account_id,
    )
    step.new[Account].add(
        **measured,
        id=account_id,
        creator_id=creator_id,
        network=clean.network,
        handle=clean.handle,
        handle_key=clean.handle_key,
        channel_id=clean.channel_id or "",
        url=url_of(clean),
        measured_on=today if measured else None,
    )
    if measured:
        step.new[AudienceSnapshot].add(**measured, account_id=account_id, measured_on=today)
    step.add_categories(creator_id, clean)
    engagement = {column: value for column, value in measured.items() if column != "followers"}
    step.add_relationship(creator_id, **shared, **engagement, creator_sort=name_key)
    step.creators.add(creator_id)
    if not f"{clean.email}{clean.handle_key}".isascii():
        step.unsearchable.append(creator_id)
