"""The accounts of a usual row at little cost: plain handles and addresses that agree, plain figures.

It says of a row exactly what `accounts` says, or nothing: whatever is worth a word to anybody is left to that.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal

from relationships.domain.engagement import EngagementBasis
from relationships.domain.imports.cells import count, scaled_count
from relationships.domain.imports.clean import CleanAccount
from relationships.domain.imports.groups import Column, Columns
from relationships.domain.imports.handles import Told, plain_address, plain_handle, plain_id, url_of
from relationships.domain.networks import NETWORKS, is_channel_id

Tell = Callable[[str | None, str], Told | None]
"""(the network, a cell) -> the account that it names there beyond doubt."""


class UsualAccounts:
    """The columns of a list that speak of accounts. ``others``: those of further accounts, as no usual row has."""

    def __init__(self, groups: Sequence[Columns], others: Sequence[Column]) -> None:
        self._groups = tuple(map(_Group, groups))
        self._others = tuple(column.position for column in others)

    def read(self, texts: Sequence[str], own: str | None) -> tuple[CleanAccount, ...]:
        """The row's accounts, its own (of the network ``own``) first; none where the row is not usual."""
        if self._others and any(map(texts.__getitem__, self._others)):
            return ()
        if len(self._groups) == 1:
            account = self._groups[0].read(texts, own)
            return (account,) if account else ()
        found: dict[str, CleanAccount] = {}
        for group in self._groups:
            if any(map(texts.__getitem__, group.positions)):
                account = group.read(texts, own)
                if account is None or account.network in found:
                    return ()
                found[account.network] = account
        return tuple(sorted(found.values(), key=lambda account: account.network != own))


class _Group:
    """The columns of one account."""

    def __init__(self, columns: Columns) -> None:
        self._network = columns.network
        told_by: tuple[tuple[Sequence[Column], Tell], ...] = (
            (columns.handles, plain_handle),
            (columns.urls, plain_address),
            (columns.ids, plain_id),
        )
        self._tells = tuple((column.position, tell) for some, tell in told_by for column in some)
        self._followers = tuple((column.position, column.scale) for column in columns.followers)
        self._rates = tuple((column.position, column.read) for column in columns.rates)
        self._bases = tuple((column.position, column.read) for column in columns.bases)
        self._header_basis = columns.header_basis
        figures = (*columns.followers, *columns.rates, *columns.bases)
        self.positions = (*(at for at, _ in self._tells), *(column.position for column in figures))

    def read(self, texts: Sequence[str], own: str | None) -> CleanAccount | None:
        network = self._network or own
        told: Told | None = None
        other: Told | None = None
        for position, tell in self._tells:
            if cell := texts[position]:
                also = tell(network, cell)
                if also is None:
                    return None
                if told is None:
                    told = also
                elif also[:2] != told[:2]:
                    if also[:2] != (other or also)[:2]:
                        return None
                    other = also
        if told is None or (figures := self._figures(texts)) is None:
            return None
        if other is None and not NETWORKS[told.network].has_channel_ids:
            return CleanAccount(told.network, told.shown, told.key, None, url_of(told.network, told.key), *figures)
        main, channel = _handle_and_channel(told, other)
        if main is None:
            return None
        url = url_of(main.network, channel or main.key)
        return CleanAccount(main.network, main.shown, main.key, channel, url, *figures)

    def _figures(self, texts: Sequence[str]) -> tuple[int | None, Decimal | None, EngagementBasis | None] | None:
        """(followers, rate, what it is measured by); None where a word has to be said about one of them."""
        followers = rate = basis = fault = None
        for position, scale in self._followers:
            if (cell := texts[position]) and followers is None:
                followers, fault = _count(cell, scale)
                if fault:
                    return None
        for position, read in self._rates:
            if (cell := texts[position]) and rate is None:
                rate, fault = read(cell)
                if fault:
                    return None
        if rate is not None:
            basis, fault = self._basis(texts) if self._bases else (self._header_basis, None)
        return None if fault else (followers, rate, basis)

    def _basis(self, texts: Sequence[str]) -> tuple[EngagementBasis | None, str | None]:
        for position, read in self._bases:
            if cell := texts[position]:
                said, fault = read(cell)
                if said or fault:
                    return said, fault
        return self._header_basis, None


def _handle_and_channel(told: Told, other: Told | None) -> tuple[Told | None, str | None]:
    """What an account with a channel id is known by; nothing where two handles or two ids were told."""
    is_id = is_channel_id(told.network, told.key)
    if other is None:
        return told, told.key if is_id else None
    if told.network != other.network or is_id == is_channel_id(other.network, other.key):
        return None, None
    return (other, told.key) if is_id else (told, other.key)


def _count(cell: str, scale: int) -> tuple[int | None, str | None]:
    """(the count, what has to be said about it)."""
    try:
        found = count(cell) if scale == 1 else scaled_count(cell, scale)
    except ValueError as fault:
        return None, str(fault)
    is_range = found is not None and ("-" in cell or "\u2013" in cell)
    return found, "perhaps a range" if is_range else None
