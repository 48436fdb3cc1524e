"""What every model shares: when it was made and changed, choices from the domain's words, and its name as a key."""

from collections.abc import Mapping
from contextlib import nullcontext
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, router, transaction

from relationships.domain import money, networks, places
from relationships.domain.text import fold

#: Longest sort key. Folding can lengthen a text many times over, and an index entry has a limit.
KEY_MAX = 200


def sort_key(name: str) -> str:
    """What ``name`` is sorted and searched by: folded, so that accents and capitals do not count."""
    return fold(name)[:KEY_MAX]


# Callables, so that a country renamed in a new release of the names' source asks for no migration.
def currencies() -> tuple[tuple[str, str], ...]:
    return money.CURRENCY_CHOICES


def countries() -> tuple[tuple[str, str], ...]:
    return places.COUNTRY_CHOICES


def languages() -> tuple[tuple[str, str], ...]:
    return places.LANGUAGE_CHOICES


def network_choices() -> tuple[tuple[str, str], ...]:
    return networks.CHOICES


class DatedModel(models.Model):
    created_at = models.DateTimeField("created", auto_now_add=True, editable=False)
    updated_at = models.DateTimeField("last changed", auto_now=True, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """One transaction with what is asked before the row is written and what follows from it afterwards: locks that
        a check took hold until the row is there, and no row is there without its copies.
        """
        connection = transaction.get_connection(kwargs.get("using") or router.db_for_write(type(self), instance=self))
        with nullcontext() if connection.in_atomic_block else transaction.atomic(connection.alias):
            super().save(*args, **kwargs)


class Label(DatedModel):
    """A word from a shared list; capitals and accents make no second one. Its model brings the field ``name``."""

    name: "models.CharField[str, str]"
    name_key = models.CharField(max_length=KEY_MAX, unique=True, editable=False)

    class Meta:
        abstract = True
        ordering = ["name_key"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name_key = sort_key(self.name)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        self.name_key = sort_key(self.name)
        if type(self)._default_manager.filter(name_key=self.name_key).exclude(pk=self.pk).exists():
            raise ValidationError({"name": "This name is already there, perhaps with other capitals or accents."})


class DerivedColumns(models.Model):
    """A model some of whose columns are copies: saving an instance that is already on file leaves those alone.

    Their writers in `services` go past `save()`, so a form opened an hour ago cannot write an old copy back.
    """

    derived: ClassVar[tuple[str, ...]]

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if (
            not self._state.adding
            and not args
            and kwargs.get("update_fields") is None
            and not kwargs.get("force_insert")
        ):
            own = (field for field in self._meta.concrete_fields if not field.primary_key)
            kwargs["update_fields"] = [field.name for field in own if field.name not in self.derived]
        super().save(*args, **kwargs)


def choices(words: type[StrEnum], labels: Mapping[Any, str] | None = None) -> list[tuple[str, str]]:
    """``(value, label)`` pairs; a word without a label of its own is spelled out ("direct_message": Direct message)."""
    labels = labels or {}
    return [(word.value, labels.get(word, word.value.replace("_", " ").capitalize())) for word in words]


def money_field(verbose_name: str) -> "models.DecimalField[Decimal | None, Decimal | None]":
    """An amount; its currency stands in a column beside it. Unknown is null, never 0."""
    return models.DecimalField(
        verbose_name, max_digits=12, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )


def currency_field(*, default: str = "", blank: bool = False) -> "models.CharField[str, str]":
    return models.CharField(max_length=3, choices=currencies, default=default, blank=blank)


def percent_field(verbose_name: str) -> "models.DecimalField[Decimal | None, Decimal | None]":
    return models.DecimalField(
        verbose_name,
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
