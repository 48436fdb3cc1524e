"""The conditions under which collaborations are looked for, each once, over the row's own columns.

They say in SQL what `domain.collaboration_marks` says of one collaboration.
"""

from collections.abc import Collection
from datetime import date
from functools import reduce
from operator import or_
from typing import Any, ClassVar, Self

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import DateField, Exists, F, Func, OuterRef, Q, TextField
from django.db.models.lookups import LessThan
from django.db.models.sql.compiler import SQLCompiler

from relationships.domain.collaboration_marks import RUNNING, Mark
from relationships.domain.collaborations import COUNTED, Status
from relationships.domain.compensation import Compensation
from relationships.domain.playbooks.facts import PUBLISHED
from relationships.querysets.operators import SQL
from relationships.querysets.relationships import between_q
from relationships.querysets.search import has_trigrams, led_by_search
from relationships.querysets.visibility import VisibleQuerySet


class DaysLater(Func):
    """A day so many days after another: a column of dates and one of whole numbers."""

    arity = 2
    output_field = DateField()
    template = "(%(expressions)s)"
    arg_joiner = " + "

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any) -> SQL:
        return self.as_sql(compiler, connection, template="date(%(expressions)s || ' days')", arg_joiner=", ", **extra)


class Empty(Func):
    """'' as it stands in the condition of an index: SQLite recognises the same condition only without a parameter."""

    arity = 0
    output_field = TextField()
    template = "''"


def live_q(on: date) -> Q:
    return Q(status__in=PUBLISHED) | Q(status=Status.AGREED, live_on__lte=on)


def gives_value_q(on: date) -> Q:
    """Something was given, or an amount that belongs to the compensation is not on file."""
    given = Q(is_gift=True) | Q(delivered_on__lte=on)
    given |= Q(fee__gt=0) | Q(product_value__gt=0) | Q(commission_percent__gt=0)
    no_fee, no_worth = Q(fee__isnull=True), Q(product_value__isnull=True)
    return (
        given
        | (Q(compensation=Compensation.PRODUCTS) & no_worth)
        | (Q(compensation=Compensation.PAID) & no_fee)
        | (Q(compensation=Compensation.MIXED) & (no_fee | no_worth))
    )


def mark_q(mark: str, on: date) -> Q:
    owed = Q(paid_on__isnull=True, fee__isnull=False, fee__gt=0, status__in=COUNTED)
    by_terms = Q(LessThan(DaysLater(F("accepted_on"), F("payment_terms_days")), on))
    overdue = Q(payment_due_on__lt=on) | (Q(payment_due_on__isnull=True) & by_terms)
    return {
        Mark.OVERDUE: owed & overdue,
        Mark.UNPAID: owed,
        Mark.LATE: Q(status=Status.AGREED, deadline_on__lt=on) & (Q(live_on__isnull=True) | Q(live_on__gt=on)),
        Mark.UNLABELLED: Q(disclosure_proof=Empty()) & live_q(on) & gives_value_q(on),
        Mark.UNSIGNED: Q(status__in=RUNNING) & (Q(contract_signed_on__isnull=True) | Q(contract_signed_on__gt=on)),
    }[Mark(mark)]


class CollaborationQuerySet(VisibleQuerySet):
    """Conditions on the relationship come in two forms, as in `RelationshipQuerySet`: ``checks`` asks row by row."""

    brand_path: ClassVar[str] = "brand_id"
    checks = False

    def checking(self) -> Self:
        rows = self.all()
        rows.checks = True
        return rows

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc] # the stubs leave it out
        clone.checks = self.checks
        return clone

    def any_of(self, column: str, values: Collection[Any]) -> Self:
        return self.filter(**{f"{column}__in": list(values)})

    def marked(self, marks: Collection[str], on: date) -> Self:
        return self.filter(reduce(or_, (mark_q(mark, on) for mark in marks)))

    def live_between(self, first: date | None = None, last: date | None = None) -> Self:
        """By the day on which content is (to be) live, both ends included."""
        return self.filter(between_q("live_on", first, last))

    def of(self, relationships: Any) -> Self:
        """Whose relationship is one of ``relationships``."""
        if self.checks:
            return self._checked(relationships)
        return self.filter(relationship_id__in=relationships.order_by().values("pk"))

    def _checked(self, relationships: Any) -> Self:
        return self.filter(Exists(relationships.filter(pk=OuterRef("relationship_id"))))

    def owned_by(self, owners: Collection[Any]) -> Self:
        """``owners``: ids of people, None for nobody."""
        return self.of(_relationships().any_of("owner_id", owners))

    def search(self, written: str) -> Self:
        """Every word of ``written`` in the creator's name, handles or e-mail."""
        relationships = _relationships()
        if not has_trigrams(written):
            return self.of((relationships.checking() if self.checks else relationships).search(written))
        found = self._checked(relationships.checking().search(written))
        return found if self.checks else led_by_search(found, written, relationships.model, "relationship_id")


def _relationships() -> Any:
    return apps.get_model("relationships", "Relationship")._default_manager.all()
