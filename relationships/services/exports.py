"""Every file that leaves a list is noted: who took it, which rows, how many."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from relationships.models import Export

Row = TypeVar("Row")


def begin_export(by: Any, list_key: str, query: str, columns: Sequence[str], file_format: str) -> Export:
    """Noted before the first row leaves; the number of rows is known at the end."""
    return Export.objects.create(by=by, list_key=list_key, query=query, columns=list(columns), file_format=file_format)


def counted(export: Export, rows: Iterable[Row]) -> Iterator[Row]:
    """``rows`` as they are. When the last one has left their number is noted; of a file that breaks off it is not."""
    number = 0
    for row in rows:
        number += 1
        yield row
    export.rows = number
    # The request is over by now: its middleware no longer says who it was.
    vars(export)["_history_user"] = export.by
    export.save()
