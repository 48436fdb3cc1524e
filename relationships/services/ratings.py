"""Rating a relationship's fit: several criteria by one reviewer on one day, written as one step."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from relationships.models import FitCriterion, Rating, Relationship, User
from relationships.services.derivations import lock


@dataclass(frozen=True, slots=True)
class Said:
    """A rating as it is given: ``value`` from 0 to 5, and what shows it."""

    criterion: int
    value: int
    evidence: str


@dataclass(frozen=True, slots=True)
class Rated:
    """``was``: what the rating said before, None for a new one."""

    rating: Rating
    was: Said | None = None


@transaction.atomic
def rate(relationship: Relationship, reviewer: User, said: Sequence[Said], on: date) -> Sequence[Rated]:
    """Write what ``reviewer`` says on the day ``on``; returns those ratings that are new or differ.

    A second rating of a criterion on the same day takes the place of the first, whose text stays in the history. Raises
    ValidationError where a criterion is not one of the brand's, a value is off the scale, or the evidence is missing;
    then none is written.
    """
    lock([relationship.pk])
    own = Rating.objects.filter(relationship=relationship, reviewer=reviewer, rated_on=on)
    of_today = {rating.criterion_id: rating for rating in own}
    criteria = FitCriterion.objects.filter(brand=relationship.brand_id, is_applicable=True).in_bulk()
    written = []
    for one in said:
        if one.criterion not in criteria:
            raise ValidationError("Choose one of this brand's own criteria.")
        rating = of_today.get(one.criterion) or Rating(
            relationship=relationship, criterion=criteria[one.criterion], reviewer=reviewer, rated_on=on
        )
        if rating.pk and (rating.value, rating.evidence) == (one.value, one.evidence):
            continue
        was = Said(one.criterion, rating.value, rating.evidence) if rating.pk else None
        rating.value, rating.evidence = one.value, one.evidence
        rating.full_clean()
        rating.save()
        written.append(Rated(rating, was))
    return written
