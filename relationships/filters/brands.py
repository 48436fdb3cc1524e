"""Lists whose rows belong to brands: where those of a reader are few, each of them is looked at."""

from collections.abc import Sequence
from functools import cached_property

from relationships.filters.declared import Rows
from relationships.filters.lists import ListFilterSet
from relationships.querysets.visibility import SEES_ALL_BRANDS
from relationships.reports.crowds import if_few


class BrandFilters(ListFilterSet):
    """Has a filter named "brand", and rows with a "brand"."""

    @cached_property
    def _few(self) -> Sequence[str]:
        """The brands that are asked for, or seen, if they have few relationships together: their rows lie side by side
        in the index of all facts, and whatever they are filtered by, each of them is looked at there. None for all
        others."""
        return if_few(self.offered["brand"], self.cleaned.get("brand"))

    def _to_find(self) -> Rows:
        if not self._few or (not self.cleaned and self.user.has_perm(SEES_ALL_BRANDS)):
            return super()._to_find()
        # Told by their ids, too: no planner sees how few a subquery finds.
        return self.queryset.checking().filter(brand__in=self._few)
