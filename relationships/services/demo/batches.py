"""The batches of one step of sample data, in the order in which they are written."""

from datetime import datetime

from django.db.models import Model

from relationships.models import (
    Account,
    Adjudication,
    AudienceSnapshot,
    Collaboration,
    Creator,
    CreatorCategory,
    GateOverride,
    Rating,
    Relationship,
    RelationshipTag,
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
)


class Batches(dict[type[Model], Batch]):
    """A batch for each of `MODELS`, within one transaction."""

    def __init__(self, stamp: datetime) -> None:
        super().__init__((model, Batch(model, stamp, REASON)) for model in MODELS)

    def write(self) -> None:
        for batch in self.values():
            batch.write()
