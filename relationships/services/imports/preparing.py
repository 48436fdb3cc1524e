"""A staged list compared with what is on file: who is whom, what is in doubt, what each row would do."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, OuterRef

from relationships.domain.imports import Mapping as Columns
from relationships.domain.imports import Policy, default_policy
from relationships.models import Creator, CreatorImport, StagedRow
from relationships.querysets.staged.changes import judge
from relationships.querysets.staged.matching import find_accounts, find_creators, join_rows
from relationships.services.creator_merge_links import kept_of_creator
from relationships.services.imports.folding import fold_rows


def parameters_of(creator_import: CreatorImport) -> dict[str, Any]:
    """What the statements over a staged list ask for."""
    return {
        "of": creator_import.pk,
        "brand": creator_import.brand_id,
        "no": False,
        "yes": True,
        "create_doubtful": creator_import.create_doubtful,
    }


def newer_columns(mapping: Mapping[str, Any]) -> frozenset[str]:
    """The columns in which the list goes before what is on file; of several columns of one meaning the first says."""
    policies: dict[str, Policy] = {}
    for use in Columns.from_json(mapping).uses:
        if use.field is not None:
            policies.setdefault(use.field.value, use.policy or default_policy(use.field))
    return frozenset(name for name, policy in policies.items() if policy is Policy.NEWER)


def compare(creator_import: CreatorImport) -> None:
    """Find everybody on file anew. Within the transaction that writes, too: colleagues may have saved meanwhile."""
    parameters = parameters_of(creator_import)
    _follow_merges(creator_import)
    find_accounts(parameters)
    join_rows(parameters)
    fold_rows(parameters)
    find_creators(parameters)


def _follow_merges(creator_import: CreatorImport) -> None:
    """A list that we wrote ourselves may name creators who were merged into others since."""
    named = StagedRow.objects.filter(creator_import=creator_import, own_id__isnull=False).order_by()
    gone = named.annotate(there=Exists(Creator.objects.filter(pk=OuterRef("own_id")))).filter(there=False)
    for own_id in gone.values_list("own_id", flat=True).distinct():
        if kept := kept_of_creator(own_id):
            named.filter(own_id=own_id).update(own_id=kept.now)


def judge_again(creator_import: CreatorImport) -> None:
    """After a decision: who is meant, and what that changes."""
    parameters = parameters_of(creator_import)
    find_creators(parameters)
    judge(parameters, newer_columns(creator_import.mapping))
