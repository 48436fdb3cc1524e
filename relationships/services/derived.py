"""Every derived copy, in one place: rewritten for some rows, or compared with its source for all of them."""

from collections.abc import Mapping
from datetime import date

from django.db.models import QuerySet

from relationships.models import Account, Collaboration, Creator, Relationship
from relationships.querysets import copies
from relationships.querysets.copies import stale
from relationships.querysets.tiers import tier_case
from relationships.services import advice
from relationships.services.audience import bands_on_file, keep_missing_snapshots, refresh_audience, without_snapshot
from relationships.services.copies import refresh_collaborations, refresh_names, refresh_touches
from relationships.services.fits import FIT
from relationships.services.keys import KEYS
from relationships.services.work import WORK


def refresh_relationships(relationships: QuerySet[Relationship], on: date | None = None) -> None:
    """Bring every copy on ``relationships`` up to date; their creators' own copies are taken as they are."""
    refresh_names(relationships)
    refresh_collaborations(relationships)
    refresh_touches(relationships)
    WORK.refresh(relationships, on)
    FIT.refresh(relationships, on)
    # Last: it rests on all the others.
    advice.refresh_advice(relationships, on)


def count_wrong(on: date | None = None) -> Mapping[str, int]:
    """How many rows hold a copy that differs from its source, by what is copied. Repairs nothing."""
    creators, relationships = Creator.objects.all(), Relationship.objects.all()
    names = {**copies.creator_copies(), **copies.brand_copies(), **copies.owner_copies()}
    keys = {f"{key.model._meta.verbose_name_plural}: {_words(key.column)}": sum(1 for _ in key.wrong()) for key in KEYS}
    return {
        **keys,
        "accounts: snapshot of the latest measurement": without_snapshot(Account.objects.all()).count(),
        "creators: main account and followers": stale(creators, copies.main_account_copies()).count(),
        "creators: tier": stale(creators, {"tier": tier_case(*bands_on_file())}).count(),
        "creators: search text": stale(creators, copies.creator_search_copies()).count(),
        "collaborations: brand": stale(Collaboration.objects.all(), copies.collaboration_copies()).count(),
        "relationships: creator, brand and owner": stale(relationships, names).count(),
        "relationships: last touch": stale(relationships, copies.touch_copies()).count(),
        "relationships: history and next due": WORK.count_stale(relationships, on),
        "relationships: fit": FIT.count_stale(relationships, on),
        "relationships: advice, drift and ladder": advice.count_stale(relationships, on),
    }


def _words(column: str) -> str:
    return column.replace("_", " ")


def rebuild_everything(on: date | None = None) -> None:
    """Rewrite every copy from its source, each after those that it is made of. A handle that clashes stays as it is."""
    for key in KEYS:
        key.mend()
    keep_missing_snapshots(Account.objects.all())
    refresh_audience(Creator.objects.all())
    refresh_relationships(Relationship.objects.all(), on)
