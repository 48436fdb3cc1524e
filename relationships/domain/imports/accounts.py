"""Which accounts a row is about, and their figures, whatever its cells say."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from relationships.domain.engagement import EngagementBasis
from relationships.domain.imports.cells import count, is_range
from relationships.domain.imports.clean import CleanAccount, Problem, problem
from relationships.domain.imports.fields import Field
from relationships.domain.imports.groups import Column, Columns, ReadColumn
from relationships.domain.imports.handles import Told, address_in, handle_in, is_one, key_of, pieces, url_of
from relationships.domain.networks import NETWORKS, is_channel_id
from relationships.domain.text import clean_line, is_unknown


class Account:
    """What a row says about one account, gathered."""

    __slots__ = ("basis", "followers", "keys", "name", "network", "rate", "unread")

    def __init__(self, network: str) -> None:
        self.network = network
        #: Every key that is told, with the column and cell that tell it.
        self.keys: list[tuple[Told, str, str]] = []
        #: Cells that tell none.
        self.unread: list[Problem] = []
        self.name = ""
        self.followers: int | None = None
        self.rate: Decimal | None = None
        self.basis: EngagementBasis | None = None

    @property
    def has_figures(self) -> bool:
        return self.followers is not None or self.rate is not None

    def clean(self, remarks: list[Problem]) -> CleanAccount:
        """The account; cells that could not be read or that name another one are remarked on."""
        keys = self.keys
        first = keys[0][0]
        network = self.network
        handle = channel = None
        if NETWORKS[network].channel_id is None:
            handle = first
        else:
            for told, _, _ in keys:
                if is_channel_id(network, told.key):
                    channel = channel or told.key
                else:
                    handle = handle or told
        main = handle or first
        if len(keys) > 1:
            remarks += [
                problem(label, cell, "names another account than the one taken: correct one of them")
                for told, label, cell in keys
                if told.key not in (main.key, channel)
            ]
        if self.unread:
            remarks += [each for each in self.unread if each.value != self.name]
        url = url_of(network, channel or main.key)
        return CleanAccount(network, main.shown, main.key, channel, url, self.followers, self.rate, self.basis)

    def display_name(self) -> str:
        return self.name or next((told.name for told, _, _ in self.keys if told.name), "")


class RowAccounts:
    """The accounts of one row, gathered column by column."""

    def __init__(self, cells: Sequence[str]) -> None:
        self.cells = cells
        self.found: dict[str, Account] = {}
        #: Further accounts, each (network, key) once.
        self.others: dict[tuple[str, str], Told] = {}
        #: What keeps the row out.
        self.refusals: list[Problem] = []
        self.remarks: list[Problem] = []
        #: Figures that no network was found for.
        self.stray: Account | None = None

    def gather(self, groups: Sequence[Columns], others: Sequence[Column], own: str | None) -> tuple[CleanAccount, ...]:
        """The accounts that the row tells, its own (of the network ``own``) first; `refusals` keep it out."""
        for columns in groups:
            self._take(columns, own)
        self._take_others(others)
        return self._clean(own)

    def _take(self, columns: Columns, own: str | None) -> None:
        network = columns.network or own
        if network is None and columns.identify:
            network = self._told_by_address(columns)
        if network is None:
            self.stray = Account("")
            self._figures(columns, self.stray)
            if handle := next(self._said(columns.handles), None):
                self.refusals.append(
                    problem(str(Field.NETWORK), "", f"no network: say which network “{handle[1][:60]}” is on")
                )
            return
        account = self.found.get(network)
        if account is None:
            account = self.found[network] = Account(network)
        for column in columns.handles:
            cell = self.cells[column.position]
            if cell and not is_unknown(cell):
                self._handle(account, column.label, cell)
        for column in columns.urls:
            if cell := self.cells[column.position]:
                self._addresses(account, column.label, cell)
        for column, cell in self._said(columns.ids):
            self._channel_id(account, column.label, cell)
        self._figures(columns, account)

    def _said(self, columns: Sequence[Column]) -> Iterator[tuple[Column, str]]:
        """(column, cell) of each cell that says something."""
        for column in columns:
            cell = self.cells[column.position]
            if cell and not is_unknown(cell):
                yield column, cell

    def _told_by_address(self, columns: Columns) -> str | None:
        for _, cell in self._said((*columns.urls, *columns.handles)):
            for piece in pieces(cell):
                if told := address_in(piece):
                    return told.network
        if any(is_channel_id("youtube", cell) for _, cell in self._said(columns.ids)):
            return "youtube"
        return None

    def _handle(self, account: Account, label: str, cell: str) -> None:
        try:
            account.keys.append((handle_in(account.network, cell), label, cell))
        except ValueError as fault:
            if " " in cell and not account.name and "/" not in cell:
                account.name = clean_line(cell)
            account.unread.append(problem(label, cell, str(fault)))

    def _addresses(self, account: Account, label: str, cell: str) -> None:
        """Addresses of the account, and of accounts on other networks; a bare handle counts as well."""
        told = address_in(cell) if is_one(cell) else None
        if told and told.network == account.network:
            account.keys.append((told, label, cell))
            return
        if told is None and is_unknown(cell):
            return
        took = False
        unread: list[Problem] = []
        for piece in pieces(cell):
            told = address_in(piece)
            try:
                if told is None:
                    key = key_of(account.network, piece)
                    told = Told(account.network, key, key)
            except ValueError as fault:
                unread.append(problem(label, piece, str(fault)))
                continue
            took = True
            if told.network == account.network:
                account.keys.append((told, label, piece))
            else:
                self.others.setdefault((told.network, told.key), told)
        if not took:
            account.unread += unread

    def _channel_id(self, account: Account, label: str, cell: str) -> None:
        network = account.network
        told = next((told for piece in pieces(cell) if (told := address_in(piece))), None)
        key = told.key if told and told.network == network else cell
        if is_channel_id(network, key):
            account.keys.append((Told(network, key, key), label, cell))
            return
        what = f"“{cell[:60]}” is not a channel id of {NETWORKS[network].label}: leave it empty"
        account.unread.append(problem(label, cell, what))

    def _figures(self, columns: Columns, account: Account) -> None:
        for column in columns.followers:
            cell = self.cells[column.position]
            if cell and account.followers is None:
                account.followers = self._count(column.label, cell)
        for column in columns.rates:
            cell = self.cells[column.position]
            if cell and account.rate is None and (rate := self._read(column, cell)) is not None:
                account.rate = rate
                account.basis = self._basis(columns)

    def _count(self, label: str, cell: str) -> int | None:
        try:
            followers = count(cell)
        except ValueError as fault:
            self.refusals.append(problem(label, cell, str(fault)))
            return None
        if followers is not None and ("-" in cell or "\u2013" in cell) and is_range(cell):
            self.remarks.append(problem(label, cell, f"a range: taken at its lower end, {followers:,}"))
        return followers

    def _read(self, column: ReadColumn, cell: str) -> Any:
        value, fault = column.read(cell)
        if fault:
            self.remarks.append(problem(column.label, cell, fault))
        return value

    def _basis(self, columns: Columns) -> EngagementBasis:
        """What the row itself says goes before what the rate's header names."""
        for column in columns.bases:
            cell = self.cells[column.position]
            if cell and (basis := self._read(column, cell)) is not None:
                return EngagementBasis(basis)
        return columns.header_basis

    def _take_others(self, columns: Sequence[Column]) -> None:
        """Cells with addresses of further accounts."""
        for column, cell in self._said(columns):
            for piece in pieces(cell):
                if told := address_in(piece):
                    self.others.setdefault((told.network, told.key), told)
                else:
                    what = "not the address of a profile on a network we know"
                    self.remarks.append(problem(column.label, piece, what))

    def _clean(self, own: str | None) -> tuple[CleanAccount, ...]:
        told = [account for account in self.found.values() if account.keys]
        if len(told) != len(self.found):
            self._untold(own, bool(told or self.others))
        if len(told) > 1:
            told.sort(key=lambda account: account.network != own)
        accounts = [account.clean(self.remarks) for account in told]
        if self.others:
            self._add_others(accounts)
        if self.stray and self.stray.has_figures:
            accounts = self._with_stray(accounts, self.stray)
        return tuple(accounts)

    def _untold(self, own: str | None, has_others: bool) -> None:
        """Accounts of which there are figures, or cells that cannot be read, but nothing that tells them."""
        for account in self.found.values():
            if account.keys:
                continue
            if not has_others:
                self.refusals += account.unread
                continue
            self.remarks += [each for each in account.unread if each.value != account.name]
            label = NETWORKS[account.network].label
            if not account.has_figures:
                continue
            if account.network == own and not any(other.keys for other in self.found.values()):
                what = f"the row has figures for {label}, but its address is of another network: correct one of them"
                self.refusals.append(problem(str(Field.URL), next(iter(self.others.values())).key, what))
            else:
                what = f"no account on {label} in this row: its figures are left out"
                self.remarks.append(problem(label, "", what))

    def _add_others(self, accounts: list[CleanAccount]) -> None:
        known = {(each.network, key) for each in accounts for key in (each.handle_key, each.channel_id) if key}
        for at, told in self.others.items():
            if at not in known:
                channel = told.key if is_channel_id(told.network, told.key) else None
                accounts.append(CleanAccount(*told[:3], channel, url_of(told.network, told.key)))

    def _with_stray(self, accounts: list[CleanAccount], stray: Account) -> list[CleanAccount]:
        """Figures of no network belong to the row's only account; of several nobody can say whose they are."""
        if len(accounts) == 1:
            [only] = accounts
            if only.followers is None:
                only = replace(only, followers=stray.followers)
            if only.engagement_rate is None:
                only = replace(only, engagement_rate=stray.rate, engagement_basis=stray.basis)
            return [only]
        if accounts:
            what = "figures that do not say of which account they are: left out"
            self.remarks.append(problem(str(Field.FOLLOWERS), "", what))
        return accounts

    def display_name(self) -> str:
        """The name that stands beside a handle, or where a handle should be."""
        return next((name for account in self.found.values() if (name := account.display_name())), "")
