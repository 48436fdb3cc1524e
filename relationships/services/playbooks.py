"""The playbooks in force: a tier's norms as edited by leads, with what a brand does otherwise laid over them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from relationships.domain.playbooks.norms import Basis, Origin, Playbook
from relationships.domain.playbooks.specs import build
from relationships.domain.tiers import Tier
from relationships.models import PlaybookNorm, Relationship

_READ = ("playbook__tier", "playbook__brand_id", "playbook__brand__name", "key", "value", "reason", "source", "year",
         "basis")  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Norms:
    """Stored values and origins by key, as one playbook row has them."""

    values: dict[str, Any]
    origins: dict[str, Origin]


class InForce:
    """All playbooks as read at one moment; each is put together once."""

    def __init__(self, rows: Mapping[tuple[str, int | None], _Norms]) -> None:
        self._rows = rows
        self.of = cache(self._of)

    def _of(self, tier: str, brand_id: int | None = None) -> Playbook:
        """The playbook for creators of ``tier`` with this brand (None: as for every brand)."""
        nothing = _Norms({}, {})
        base, own = self._rows.get((tier, None), nothing), self._rows.get((tier, brand_id), nothing)
        return build(Tier(tier), {**base.values, **own.values}, {**base.origins, **own.origins})


def playbooks_in_force() -> InForce:
    """One query, whatever the number of relationships that are then asked about."""
    rows: defaultdict[tuple[str, int | None], _Norms] = defaultdict(lambda: _Norms({}, {}))
    for tier, brand_id, brand, key, value, reason, source, year, basis in PlaybookNorm.objects.values_list(*_READ):
        norms = rows[tier, brand_id]
        norms.values[key] = value
        norms.origins[key] = Origin(reason, source, year, Basis(basis), brand or "")
    return InForce(rows)


def playbook_of(relationship: Relationship) -> Playbook:
    """The one that a relationship is managed by, from its creator's tier."""
    return playbooks_in_force().of(relationship.tier, relationship.brand_id)
