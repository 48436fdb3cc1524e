"""What is usual in a tier, from the playbooks in force: the words that stand beside our own shares."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast, Concat

from relationships.domain.compensation import LABELS
from relationships.domain.playbooks.labels import BASIS_LABELS
from relationships.domain.playbooks.norms import Basis, UsualHistory
from relationships.domain.playbooks.specs import SPEC
from relationships.domain.tiers import Tier
from relationships.models import PlaybookNorm

_COMPENSATION, _ABOVE, _HISTORY = "usual_compensation", "usual_compensation_above", "usual_history"
_KEYS = (_COMPENSATION, _ABOVE, _HISTORY)
_WORDS: Mapping[Any, str] = {**LABELS, UsualHistory.ONGOING: "ongoing", UsualHistory.ONE_OFF: "one-off"}


@dataclass(frozen=True, slots=True)
class Usual:
    """``says`` what is usual, without a figure; ``basis`` whose word that is."""

    says: str
    basis: str


@dataclass(frozen=True, slots=True)
class UsualNorms:
    """By tier and norm, of the tiers' own playbooks: what single brands do otherwise is left out."""

    found: Mapping[tuple[str, str], Usual]

    def compensation(self, tier: Tier, *, rest: bool) -> Usual | None:
        """``rest``: for the larger creators of a tier whose smaller ones are asked for products first."""
        above = self.found.get((tier, _ABOVE)) if rest else None
        return above or self.found.get((tier, _COMPENSATION))

    def history(self, tier: Tier) -> Usual | None:
        return self.found.get((tier, _HISTORY))


def usual_rows() -> QuerySet[Any, Any]:
    """The stored norms, to be read along with other small things: a text for each, as `usual_norms` takes it apart."""
    rows = PlaybookNorm.objects.filter(playbook__brand=None, key__in=_KEYS, value__isnull=False)
    parts = (F("playbook__tier"), F("key"), F("basis"), Cast("value", CharField()))
    spaced = [part for each in parts for part in (each, Value(" "))][:-1]
    told: QuerySet[Any, Any] = rows.annotate(told=Concat(*spaced, output_field=CharField()))
    return told


def usual_norms(told: Iterable[str]) -> UsualNorms:
    """From the texts of `usual_rows`."""
    found: dict[tuple[str, str], Usual] = {}
    for text in told:
        tier, key, basis, stored = text.split(" ", 3)
        value = json.loads(stored)
        if value is not None:
            found[tier, key] = Usual(_WORDS[SPEC[key].read(value)].lower(), BASIS_LABELS[Basis(basis)])
    return UsualNorms(found)
