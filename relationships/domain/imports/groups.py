"""The columns of a list that speak of accounts, prepared for reading: those of one network belong together."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from relationships.domain.engagement import MAX_RATE, EngagementBasis
from relationships.domain.imports import cells as read_cell
from relationships.domain.imports.fields import ACCOUNT_FIELDS, Field, Unit
from relationships.domain.imports.mapping import Use
from relationships.domain.imports.readers import Read, remembered
from relationships.domain.imports.scales import scale_of


@dataclass(frozen=True, slots=True)
class Column:
    """One column: where it is, and what it is called in a sentence."""

    position: int
    label: str


@dataclass(frozen=True, slots=True)
class CountColumn(Column):
    """A column of counts. ``scale``: what its bare numbers are to be multiplied by."""

    scale: int


@dataclass(frozen=True, slots=True)
class ReadColumn(Column):
    """A column of which each cell is read by itself."""

    read: Read


@dataclass(slots=True)
class Columns:
    """The columns that speak of one account: those of ``network``, or of the row's own account (None)."""

    network: str | None
    handles: list[Column] = field(default_factory=list)
    urls: list[Column] = field(default_factory=list)
    ids: list[Column] = field(default_factory=list)
    followers: list[CountColumn] = field(default_factory=list)
    rates: list[ReadColumn] = field(default_factory=list)
    bases: list[ReadColumn] = field(default_factory=list)
    header_basis: EngagementBasis = EngagementBasis.FOLLOWERS

    @property
    def identify(self) -> bool:
        return bool(self.handles or self.urls or self.ids)


def groups_of(uses: Sequence[Use], labels: Sequence[str], own: str | None, exported: bool = False) -> list[Columns]:
    """The row's own account first, if there are columns that name no network.

    ``own``: the one that they are then of, None where the row has to say it. ``exported``: the list is an export of
    ours, of which every figure stands on file already.
    """
    rate_max = MAX_RATE if exported else read_cell.RATE_MAX
    groups: dict[str | None, Columns] = {}
    for use in sorted(uses, key=lambda use: use.network is not None):
        if use.field in ACCOUNT_FIELDS:
            network = use.network or own
            _put(groups.setdefault(network, Columns(network)), use, labels[use.position], rate_max)
    return list(groups.values())


_basis = remembered(read_cell.basis)


def _put(columns: Columns, use: Use, label: str, rate_max: int) -> None:
    plain = Column(use.position, label)
    match use.field:
        case Field.HANDLE:
            columns.handles.append(plain)
        case Field.URL:
            columns.urls.append(plain)
        case Field.CHANNEL_ID:
            columns.ids.append(plain)
        case Field.FOLLOWERS:
            columns.followers.append(CountColumn(use.position, label, scale_of(label)[0]))
        case Field.ENGAGEMENT_RATE:
            read = remembered(partial(read_cell.rate, unit=use.unit or Unit.PERCENT, top=rate_max))
            columns.rates.append(ReadColumn(use.position, label, read))
            columns.header_basis = use.basis or EngagementBasis.FOLLOWERS
        case _:
            columns.bases.append(ReadColumn(use.position, label, _basis))
