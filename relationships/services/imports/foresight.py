"""What the playbook will say of the new relationships of a list, worked out while its rows are read.

Nothing hangs on them yet, so very many are told the same: each saying is worked out once, and a row keeps its place in
the list of sayings. What the sayings rest on (the day, playbooks, bands, the brand's rubric) can change until the list
is written; then they count for nothing, and the rows are marked for `services.advice` instead.
"""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db.models import Max

from relationships.domain.imports import CleanAccount, CleanRow
from relationships.domain.playbooks.facts import AudienceFacts
from relationships.domain.playbooks.rules_audience import band_missed
from relationships.domain.relationships import Stage
from relationships.domain.tiers import tier_for
from relationships.models import Brand, FitCriterion, PlaybookNorm, TierBandSet
from relationships.services.advice import reading_of
from relationships.services.audience import bands_on_file
from relationships.services.facts import facts_of_prospect
from relationships.services.fits import FIT, unrated_values
from relationships.services.gates import NO_RUBRIC, rubrics_of
from relationships.services.playbooks import playbooks_in_force


@dataclass(frozen=True, slots=True)
class Saying:
    """``changes_on``: an ISO date or None. ``standing``: (code, severity) of each advice."""

    drift: int
    blocks: int
    infos: int
    changes_on: str | None
    ladder: str
    renewal_on: str | None
    standing: tuple[tuple[str, str], ...]


def state_of(brand_id: int, on: date) -> str:
    """A word that differs once anything differs that sayings rest on."""
    of_brand = FitCriterion.history.filter(brand=brand_id)
    histories = (PlaybookNorm.history.all(), TierBandSet.history.all(), of_brand)
    last = (rows.aggregate(last=Max("history_id"))["last"] for rows in histories)
    return " ".join(str(one or 0) for one in (on.isoformat(), *last))


class Foresight:
    """The sayings so far, and the place in them of each row."""

    def __init__(self, brand: Brand, on: date) -> None:
        self.on, self.brand = on, brand
        self.state = state_of(brand.pk, on)
        self.sayings: dict[Saying, int] = {}
        self._playbooks = playbooks_in_force()
        self._bands, self._of_network = bands_on_file()
        self._rubric = rubrics_of([brand.pk]).get(brand.pk, NO_RUBRIC)
        self._fit = dict(zip(FIT.columns, unrated_values(brand.pk, on), strict=True))
        self._places: dict[tuple[Any, ...], int] = {}

    def place_of(self, row: CleanRow) -> int | None:
        """Where in the list of sayings that of a new relationship with this person stands."""
        main = main_account(row)
        if main is None:
            return None
        tier = tier_for(main.followers, bands=self._of_network.get(main.network, self._bands)).value
        playbook, basis = self._playbooks.of(tier, self.brand.pk), main.engagement_basis or ""
        # Of the followers the rules ask only where something was agreed, which it cannot be yet; of the rate only
        # whether it lies within the tier's range.
        is_odd = band_missed(playbook, main.network, basis, main.engagement_rate) is not None
        key = (tier, main.network, is_odd, basis, row.stage, row.compensation, bool(row.next_action))
        place = self._places.get(key)
        if place is None:
            saying = self._say(tier, main, row)
            place = self._places[key] = self.sayings.setdefault(saying, len(self.sayings))
        return place

    def kept(self) -> dict[str, Any]:
        return {"state": self.state, "sayings": [asdict(saying) for saying in self.sayings]}

    def _say(self, tier: str, main: CleanAccount, row: CleanRow) -> Saying:
        listed = {
            "tier": tier,
            "followers": main.followers,
            "stage": row.stage or Stage.PROSPECT,
            "compensation": row.compensation or "",
            "next_action": row.next_action or "",
            "next_action_kind": "",
            "next_action_on": row.next_action_on,
        }
        audience = AudienceFacts(
            network=main.network,
            engagement_rate=main.engagement_rate,
            engagement_basis=main.engagement_basis or "",
            followers=() if main.followers is None else ((self.on, main.followers),),
        )
        facts = facts_of_prospect(listed, audience, self._rubric, self._fit, self.brand.market_country, self.on)
        reading = reading_of(facts, self._playbooks.of(tier, self.brand.pk), self.on, {})
        drift, blocks, infos, changes_on, ladder, renewal_on = reading.columns()
        standing = tuple((code, severity) for code, (severity, _) in reading.standing().items())
        return Saying(drift, blocks, infos, _iso(changes_on), ladder, _iso(renewal_on), standing)


def main_account(row: CleanRow) -> CleanAccount | None:
    """The one that decides the tier: most followers, the first among equals."""
    return max(row.accounts, key=lambda one: -1 if one.followers is None else one.followers, default=None)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
