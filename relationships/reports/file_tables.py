"""The rows of a list as they leave in a file: which columns there are, and how some rows are read for them.

What the import understands comes under the heads that it knows, so that a file that was taken out can be brought in
again and changes nothing.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import F, QuerySet
from django.utils import timezone

Cell = str | int | float | Decimal | date | bool | None
Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FileColumn:
    """``read``: the record's entry, or a function of the record. ``of``: the key of the list's column that shows it;
    "" for what goes into every file, because it says which row this is."""

    head: str
    read: str | Callable[[Record], Cell]
    of: str = ""

    def cell(self, record: Record) -> Cell:
        return record[self.read] if isinstance(self.read, str) else self.read(record)


@dataclass(frozen=True, slots=True)
class FileTable:
    """``records``: what is read of the rows of some ids, by id."""

    columns: Sequence[FileColumn]
    records: Callable[[Sequence[int]], Mapping[int, Record]]

    def kept(self, shown: Collection[str] | None) -> "FileTable":
        """With the columns of the list's columns ``shown`` alone; None keeps all."""
        if shown is None:
            return self
        return FileTable([column for column in self.columns if not column.of or column.of in shown], self.records)

    def rows(self, ids: Iterable[Sequence[int]]) -> Iterable[Sequence[Cell]]:
        """The cells of each row, part by part. A row that is gone meanwhile is left out."""
        for some in ids:
            found = self.records(some)
            for pk in some:
                if pk in found:
                    yield [column.cell(found[pk]) for column in self.columns]


def joined(rows: QuerySet[Any, Any], key: str, word: str | F) -> Mapping[int, str]:
    """Several words of one row in one cell: "Beauty; Travel", by the id in the column ``key``."""
    words: defaultdict[int, list[str]] = defaultdict(list)
    for pk, value in rows.values_list(key, word):
        words[pk].append(value)
    return {pk: "; ".join(values) for pk, values in words.items()}


def day_of(moment: datetime | None) -> date | None:
    """The day of a moment where the reader is."""
    return timezone.localtime(moment).date() if moment else None
