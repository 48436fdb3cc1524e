"""What somebody can rate about a relationship, what they said so far, and what is still open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from relationships.models import FitCriterion, Rating, Relationship, User


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A criterion of the brand. ``latest`` is the reviewer's own last rating of it, None where they gave none."""

    criterion: FitCriterion
    latest: Rating | None
    is_of_today: bool

    @property
    def is_open(self) -> bool:
        """Whether this reviewer has never rated it."""
        return self.latest is None


def rating_sheet(relationship: Relationship, reviewer: User, on: date) -> Sequence[SheetLine]:
    """The applicable criteria in the rubric's order, those that ``reviewer`` never rated first. Two queries."""
    latest: dict[int, Rating] = {}
    own = Rating.objects.filter(relationship=relationship, reviewer=reviewer, rated_on__lte=on)
    for rating in own.order_by("rated_on", "updated_at", "pk"):
        latest[rating.criterion_id] = rating
    criteria = FitCriterion.objects.filter(brand=relationship.brand_id, is_applicable=True).order_by("position", "pk")
    lines = [_line(criterion, latest.get(criterion.pk), on) for criterion in criteria]
    return sorted(lines, key=lambda line: not line.is_open)


def _line(criterion: FitCriterion, latest: Rating | None, on: date) -> SheetLine:
    return SheetLine(criterion, latest, latest is not None and latest.rated_on == on)
