"""Columns by which rows are sorted, searched and told apart, each made by a Python function of the row's own words.

`save()` writes them; here they are compared and mended in bulk, for whatever was written past it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Model, QuerySet

from relationships.domain.networks import normalise_handle
from relationships.models import Account, Brand, Category, Creator, Tag, User
from relationships.models.base import sort_key

CHUNK = 5_000


@dataclass(frozen=True, slots=True)
class Key:
    """``column`` of ``model`` is ``made_of`` the values of ``sources``; None where these make no key."""

    model: type[Model]
    column: str
    sources: tuple[str, ...]
    made_of: Callable[..., str | None]

    def wrong(self) -> Iterator[tuple[int, str]]:
        """``(id, key)`` of the rows that hold another key than their words make."""
        rows: QuerySet[Any] = self.model._default_manager.order_by("pk")
        last = 0
        while chunk := list(rows.filter(pk__gt=last).values_list("pk", self.column, *self.sources)[:CHUNK]):
            for pk, stored, *words in chunk:
                key = self.made_of(*words)
                if key is not None and key != stored:
                    yield pk, key
            last = chunk[-1][0]

    def mend(self) -> None:
        """One row at a time: a key that another row holds cannot be given, and stays to be told."""
        for pk, key in self.wrong():
            try:
                with transaction.atomic():
                    self.model._default_manager.filter(pk=pk).update(**{self.column: key})
            except IntegrityError:
                continue


def _of_user(first_name: str, last_name: str, username: str) -> str:
    return sort_key(f"{first_name} {last_name}".strip() or username)


def _of_account(network: str, handle: str) -> str | None:
    try:
        return normalise_handle(network, handle)
    except ValueError:
        return None


KEYS = (
    Key(Creator, "name_key", ("name",), sort_key),
    Key(Brand, "name_key", ("name",), sort_key),
    Key(Category, "name_key", ("name",), sort_key),
    Key(Tag, "name_key", ("name",), sort_key),
    Key(User, "name_key", ("first_name", "last_name", "username"), _of_user),
    Key(Account, "handle_key", ("network", "handle"), _of_account),
)
