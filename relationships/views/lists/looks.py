"""How a list looks: which of its columns are shown, in which order, and how much room a row has.

The address comes first, then the view that is chosen, then what the reader set up for the list, then the list's own
choice. The first column names the row: it always stands first.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from relationships.domain.lists import Density
from relationships.filters.fields import quoted
from relationships.reports.list_views import Kept, View
from relationships.views.lists.columns import Column

#: Between two columns in an address; no key bears it.
_BETWEEN = "."


@dataclass(frozen=True, slots=True)
class Looks:
    """``problems``: what the address asked for that is not there, as ``(label, message)``."""

    columns: Sequence[Column]
    density: Density
    problems: Sequence[tuple[str, str]] = ()


def own_columns(every: Sequence[Column]) -> Sequence[Column]:
    """Those that the list shows unless somebody chooses others."""
    return [column for column in every if not column.is_extra]


def columns_named(every: Sequence[Column], keys: Iterable[str]) -> Sequence[Column]:
    """The columns of those keys, in that order; the list's own without any. What is gone is left out."""
    by_key = {column.key: column for column in every[1:]}
    keys = dict.fromkeys(keys)
    return [every[0], *(by_key[key] for key in keys if key in by_key)] if keys else own_columns(every)


def keys_to_keep(every: Sequence[Column], columns: Sequence[Column]) -> Sequence[str]:
    """As a choice is kept: nothing where it is the list's own, so that it follows when that grows."""
    return [] if columns == own_columns(every) else [column.key for column in columns]


def kept_looks(every: Sequence[Column], kept: Kept, view: View | None) -> Looks:
    """Without what an address may ask for beside."""
    chosen = view or kept
    return Looks(columns_named(every, chosen.columns), chosen.density)


def looks_asked_for(every: Sequence[Column], otherwise: Looks, columns: str, density: str) -> Looks:
    """What the address asks for; ``otherwise`` what it leaves open or does not say well."""
    problems = []
    keys = columns.split(_BETWEEN) if columns else ()
    known = {column.key for column in every}
    unknown = [key for key in keys if key not in known]
    if unknown:
        problems.append(("Columns", f"There is no column {quoted(unknown[0])}: choose again under Columns."))
    if density and density not in set(Density):
        problems.append(("Density", f"{quoted(density)} is none: rows are {' or '.join(Density)}."))
    understood = any(key in known for key in keys)
    return Looks(
        columns_named(every, keys) if understood else otherwise.columns,
        Density(density) if density in set(Density) else otherwise.density,
        problems,
    )


def written(columns: Sequence[Column]) -> str:
    """A choice of columns as it stands in an address."""
    return _BETWEEN.join(column.key for column in columns)
