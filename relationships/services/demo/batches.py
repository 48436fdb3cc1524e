"""The batches of one step of sample data, in the order in which they are written."""

from datetime import datetime

from django.db.models import Model

from relationships.models import (
    Account,
    Adjudication,
    AdviceDecision,
    AudienceSnapshot,
    ChecklistTick,
    Collaboration,
    Contribution,
    Creator,
    CreatorCategory,
    GateOverride,
    LadderDecision,
    Rating,
    Relationship,
    RelationshipTag,
    Result,
    Touchpoint,
)
from relationships.services.batches import Batch

REASON = "sample data"

#: In the order in which they may be written: what is pointed at comes first.
MODELS: tuple[type[Model], ...] = (
    Creator,
    Account,
    AudienceSnapshot,
    CreatorCategory,
    Relationship,
    RelationshipTag,
    Collaboration,
    Touchpoint,
    Rating,
    Adjudication,
    GateOverride,
    Result,
    Contribution,
    ChecklistTick,
    LadderDecision,
)
#: Written once the advice that it is about is known.
DECISIONS: tuple[type[Model], ...] = (AdviceDecision,)


class Batches(dict[type[Model], Batch]):
    """A batch for each of `MODELS` and `DECISIONS`, within one transaction."""

    def __init__(self, stamp: datetime) -> None:
        super().__init__((model, Batch(model, stamp, REASON)) for model in (*MODELS, *DECISIONS))

    def write(self) -> None:
        """All but the decisions."""
        for model in MODELS:
            self[model].write()
